from typing import Any

import pytest

from app.model.carriers.custom_layout import FieldInfoBase, merged_layout
from app.model.carriers.lists import UserDefinedFieldInfo
from app.model.carriers.reading import read_as
from app.model.carriers.wire import declared_properties
from app.model.form.custom_field_values import FieldType, is_editable, max_length, type_of
from tests.helpers.data.vendor import properties_of

BADGE: dict[str, Any] = {
    "FieldName": "x_badge",
    "FieldType": "Integer",
    "DisplayName": "Badge",
    "Description": "At the door",
    "IsMandatory": True,
    "IsReadOnly": False,
    "Rank": 1,
}
REGION = UserDefinedFieldInfo(
    prog_id="SuperOffice:3", field_label="Region", field_type="List", mdo_list_name="udlist29", tab_order=9
)


def fields(*wires: dict[str, Any]) -> list[FieldInfoBase]:
    return [read_as(FieldInfoBase, wire) for wire in wires]


def test_an_extra_field_is_told_by_one_endpoint_alone() -> None:
    (info,) = merged_layout(fields(BADGE), ())
    assert (info.key, info.field_label, info.tooltip) == ("x_badge", "Badge", "At the door")
    assert (info.is_mandatory, info.is_read_only, type_of(info)) == (True, False, FieldType.INTEGER)


def test_lists_and_lengths_are_told_by_the_other() -> None:
    told = fields({"FieldName": "SuperOffice:3", "FieldType": "MdoList", "Rank": 2}, BADGE)
    (region, _badge) = merged_layout(told, [REGION])
    assert (region.key, region.mdo_list_name) == ("SuperOffice:3", "udlist29")


def test_the_published_ones_come_first_in_their_order_and_extra_ones_by_rank() -> None:
    late = {**BADGE, "FieldName": "x_late", "Rank": 4}
    told = fields(late, BADGE, {"FieldName": "SuperOffice:3", "Rank": 3})
    first = REGION.with_changes(prog_id="SuperOffice:9", tab_order=1)
    layout = merged_layout(told, [REGION, first])
    assert [info.key for info in layout] == ["SuperOffice:9", "SuperOffice:3", "x_badge", "x_late"]
    assert [info.tab_order for info in layout] == [1, 2, 3, 4]


def test_a_list_that_nobody_names_cannot_be_chosen_from() -> None:
    (info,) = merged_layout(fields({"FieldName": "x_region", "FieldType": "MdoList"}), ())
    assert type_of(info) is FieldType.MDO_LIST
    assert not is_editable(info)
    assert is_editable(info.with_changes(mdo_list_name="udlist29"))


@pytest.mark.parametrize("kind", ["RelationTo", "Attachment", "Blob", "DynamicLink", "Unknown", "Newer"])
def test_what_no_input_makes_a_value_of_is_shown_only(kind: str) -> None:
    (info,) = merged_layout(fields({**BADGE, "FieldType": kind}), ())
    assert not is_editable(info)


def test_nothing_tells_how_long_an_extra_text_may_be() -> None:
    told = fields(*({"FieldName": name, "FieldType": "ShortText"} for name in ("x_note", "own")))
    assert {info.key: max_length(info) for info in merged_layout(told, ())} == {"x_note": None, "own": 39}


def test_hidden_fields_are_for_programs() -> None:
    assert merged_layout(fields({**BADGE, "HideField": True}), ()) == ()


def test_where_one_endpoint_says_nothing_the_other_is_believed() -> None:
    assert [info.key for info in merged_layout((), [REGION])] == [REGION.key]
    assert [info.key for info in merged_layout(fields({"DisplayName": "Nameless"}), [REGION])] == [REGION.key]
    assert [info.key for info in merged_layout(fields(BADGE), [REGION])] == [REGION.key, "x_badge"]


def test_a_published_field_can_be_hidden_as_well() -> None:
    assert merged_layout(fields({"FieldName": "SuperOffice:3", "HideField": True}), [REGION]) == ()


def test_the_carrier_has_the_properties_of_its_definition() -> None:
    documented = set(properties_of("FieldInfoBase"))
    assert {field.wire_name for field in declared_properties(FieldInfoBase).values()} == documented
