"""Custom fields that a template names, and entries of their lists that are gone."""

import pytest

from app.model.carriers.lists import MDOListItem, UserDefinedFieldInfo
from app.model.carriers.reading import read_as
from app.model.form.choices import choices_from_list
from app.service.imports.custom_values import custom_lists, gone_entries

LIST = choices_from_list([read_as(MDOListItem, {"Id": 2, "Name": "Large"})])
LAYOUT = (
    UserDefinedFieldInfo(
        prog_id="SuperOffice:7", field_type="List", field_label="Segment", mdo_list_name="udlist28"
    ),
    UserDefinedFieldInfo(prog_id="SuperOffice:1", field_type="ShortText", field_label="Contract number"),
)


def test_the_lists_of_the_fields_that_are_named() -> None:
    assert list(custom_lists(["CustomFields.SuperOffice:7", "Category"], LAYOUT)) == ["udlist28"]
    assert list(custom_lists(["CustomFields.SuperOffice:1"], LAYOUT)) == []


@pytest.mark.parametrize(
    ("path", "text", "is_gone"),
    [
        ("CustomFields.SuperOffice:7", "[I:2]", False),
        ("CustomFields.SuperOffice:7", "9", True),
        ("CustomFields.SuperOffice:7", "Large", False),  # it is for the field to say what is wrong
        ("CustomFields.SuperOffice:1", "9", False),
        ("CustomFields.x_other", "9", False),
    ],
)
def test_what_its_list_has_no_more_is_told(path: str, text: str, is_gone: bool) -> None:
    told = gone_entries([(path, text)], LAYOUT, lambda _name: LIST)
    assert told == ({path: f"“{text}” is not in the list Segment of your SuperOffice."} if is_gone else {})
