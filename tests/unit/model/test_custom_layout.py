from typing import Any

from app.model.custom_fields import FieldType, type_of
from app.model.custom_layout import FieldInfoBase, whole_layout
from app.model.lists import UserDefinedFieldInfo
from tests.helpers.vendor import needs_reference, swagger

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
    return [FieldInfoBase.model_validate(wire) for wire in wires]


def test_an_extra_field_is_told_by_one_endpoint_alone() -> None:
    (info,) = whole_layout(fields(BADGE), ())
    assert (info.key, info.field_label, info.tooltip) == ("x_badge", "Badge", "At the door")
    assert (info.is_mandatory, info.is_read_only, type_of(info)) == (True, False, FieldType.INTEGER)


def test_lists_and_lengths_are_told_by_the_other() -> None:
    told = fields({"FieldName": "SuperOffice:3", "FieldType": "MdoList", "Rank": 2}, BADGE)
    badge, region = whole_layout(told, [REGION])
    assert badge.key == "x_badge"
    assert (region.key, region.mdo_list_name, region.tab_order) == ("SuperOffice:3", "udlist29", 2)


def test_a_list_that_nobody_names_cannot_be_chosen_from() -> None:
    (info,) = whole_layout(fields({"FieldName": "x_region", "FieldType": "MdoList"}), ())
    assert type_of(info) is FieldType.UNKNOWN


def test_hidden_fields_are_for_programs() -> None:
    assert whole_layout(fields({**BADGE, "HideField": True}), ()) == ()


def test_where_one_endpoint_says_nothing_the_other_is_believed() -> None:
    assert whole_layout((), [REGION]) == (REGION,)
    assert whole_layout(fields({"DisplayName": "Nameless"}), [REGION]) == (REGION,)


@needs_reference
def test_the_carrier_has_the_properties_of_its_definition() -> None:
    documented = swagger("Person")["definitions"]["SuperOffice.CRM.Services.FieldInfoBase"]["properties"]
    assert {field.alias for field in FieldInfoBase.model_fields.values()} == set(documented)
