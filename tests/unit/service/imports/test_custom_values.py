"""Custom fields that a template names, and entries of their lists that are gone."""

import pytest

from app.model.carriers.lists import MDOListItem, UserDefinedFieldInfo
from app.model.carriers.reading import read_as
from app.model.form.choices import choices_from_list
from app.service.imports.custom_values import by_keys, custom_lists, gone_entries
from app.service.imports.set_values import NotInList

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


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        (("segment", "Large"), ("CustomFields.SuperOffice:7", "[I:2]")),
        (("CustomFields.Segment", "[I:2]"), ("CustomFields.SuperOffice:7", "[I:2]")),
        (("CustomFields.SuperOffice:7", "large"), ("CustomFields.SuperOffice:7", "[I:2]")),
        (("CustomFields.SuperOffice:7", "9"), ("CustomFields.SuperOffice:7", "9")),
        (("Contract  Number", "A 1"), ("CustomFields.SuperOffice:1", "A 1")),
        (("Newsletter", "ja"), ("CustomFields.SuperOffice:3", "[I:1]")),
        (("Newsletter", "nei"), ("CustomFields.SuperOffice:3", "nei")),
        (("Nane", "x"), ("Nane", "x")),
        (("Category", "Large"), ("Category", "Large")),
    ],
)
def test_a_custom_field_is_named_by_its_label(given: tuple[str, str], wanted: tuple[str, str]) -> None:
    check = UserDefinedFieldInfo(prog_id="SuperOffice:3", field_type="Checkbox", field_label="Newsletter")
    own = UserDefinedFieldInfo(prog_id="SuperOffice:4", field_type="ShortText", field_label="Category")
    assert by_keys([given], (*LAYOUT, check, own), lambda _name: LIST) == [wanted]


def test_what_the_list_of_a_field_has_not_is_refused() -> None:
    with pytest.raises(NotInList, match="“Huge” is not in the list Segment"):
        by_keys([("Segment", "Huge")], LAYOUT, lambda _name: LIST)
