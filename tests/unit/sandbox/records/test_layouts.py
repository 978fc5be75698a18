"""Custom fields as the two endpoints describe them."""

import pytest

from app.sandbox.records import layouts
from app.sandbox.records.custom_fields import FIELDS


@pytest.mark.parametrize("owner", ["contact", "person"])
def test_only_user_defined_fields_are_published_and_all_are_listed(owner: str) -> None:
    published = layouts.published_fields(owner)
    assert {row["ProgId"] or row["UDefFieldId"] for row in published} == {
        field.prog_id or 90 + field.identity for field in FIELDS[owner] if field.layout
    }
    assert [row["FieldName"] for row in layouts.all_fields(owner)] == [field.key for field in FIELDS[owner]]


def test_they_do_not_come_in_tab_order() -> None:
    orders = [row["TabOrder"] for row in layouts.published_fields("contact")]
    assert orders == sorted(orders, reverse=True)


def test_a_list_field_names_its_list() -> None:
    by_id = {row["ProgId"]: row for row in layouts.published_fields("contact")}
    segment = by_id["SuperOffice:7"]
    assert (segment["MdoListName"], segment["UDListDefinitionId"], segment["ListTableId"]) == (
        "udlist28",
        28,
        136,
    )
    sector = by_id["Demo:Sector"]
    assert (sector["MdoListName"], sector["UDListDefinitionId"], sector["ListTableId"]) == ("business", 0, 61)


def test_only_user_defined_fields_have_a_template_variable() -> None:
    rows = {row["FieldName"]: row for row in layouts.all_fields("contact")}
    assert rows["SuperOffice:1"]["TemplateVariableName"] == "cs01"
    assert {row["TemplateVariableName"] for name, row in rows.items() if name.startswith("x_")} == {None}
