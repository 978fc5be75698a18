"""Columns of a table that go to custom fields, to who is our contact, and to interests."""

from collections.abc import Mapping

import pytest

from app.model.form.custom_field_values import FieldType, is_editable, type_of
from app.recognition.sheets.delimited import read_text_table
from app.recognition.tables.columns import match_columns
from app.recognition.tables.companies import companies_of
from app.service.imports.custom_values import fields_by_label
from app.service.imports.plan import Outlook, PlannedCompany, Planner
from app.webapi.client import WebApi

CELLS = {
    FieldType.CHECKBOX: "ja",
    FieldType.DATE: "24.12.2026",
    FieldType.UNLIMITED_DATE: "24.12.2026",
    FieldType.DECIMAL: "12,5",
    FieldType.DATE_TIME: "2026-12-24 10:15",
    FieldType.TIME: "10:15",
}


def planned(api: WebApi, head: str, cell: str, chosen: Mapping[str, str] | None = None) -> PlannedCompany:
    sheet = read_text_table(f"Firma;By;{head}\nFjell AS;Oslo;{cell}\n")
    fields = fields_by_label(api.contact_layout()) if chosen is None else chosen
    (company,) = companies_of(match_columns(sheet, fields), sheet.notes, "NO")
    return Planner("Work", lambda: api, lambda _id: None).plan(company)


def values(one: PlannedCompany) -> dict[str, str]:
    assert one.checked is not None
    return dict(one.checked.body.to_create_body().get("CustomFields") or {})


def test_a_heading_that_is_a_label_goes_to_its_custom_field(api: WebApi) -> None:
    layout = {one.field_label: one for one in api.contact_layout()}
    for label in ("Contract number", "CONTRACT number:"):
        one = planned(api, label, "K-17")
        assert one.outlook is Outlook.CLEAR, one.reasons
        assert values(one)[layout["Contract number"].key] == "K-17"
        assert one.missing == ()


def test_each_kind_of_custom_field_is_read_from_its_cell(api: WebApi) -> None:
    told = []
    for field in filter(is_editable, api.contact_layout()):
        chosen = {"feltet": f"CustomFields.{field.key}"}
        entries = (
            [one.name for one in api.mdo_list(field.mdo_list_name, flat=True)] if field.mdo_list_name else []
        )
        cell = entries[-1] if entries else CELLS.get(type_of(field), "7")
        one = planned(api, "Feltet", str(cell), chosen)
        assert one.outlook is Outlook.CLEAR, (field.field_label, cell, one.reasons)
        assert field.key in values(one)
        told.append(values(one)[field.key])
    assert "[D:12/24/2026]" in told
    assert "[F:12.5]" in told


@pytest.mark.parametrize(
    ("field", "cell", "told"),
    [
        (
            "CustomFields.Nobody knows",
            "7",
            "“CustomFields.Nobody knows” is no custom field of your SuperOffice.",
        ),
        ("Associate", "Nobody Knows", "“Nobody Knows” is not in the list Our contact of your SuperOffice."),
        ("Interests", "Chess", "“Chess” is not in the list Interests of your SuperOffice."),
    ],
)
def test_what_the_server_has_not_is_in_doubt(api: WebApi, field: str, cell: str, told: str) -> None:
    one = planned(api, "Feltet", cell, {"feltet": field})
    assert one.outlook is Outlook.DOUBTFUL
    assert told in one.reasons


def test_our_contact_and_interests_are_found_by_their_names(api: WebApi) -> None:
    who = api.mdo_list("associate", flat=True)[0]
    one = planned(api, "Feltet", who.name or "", {"feltet": "Associate"})
    assert one.form.get("Associate") == {"AssociateId": who.id}
    first, second = [each for each in api.mdo_list("contint", flat=True) if not each.child_items][:2]
    one = planned(api, "Feltet", f"{first.name}, {second.name}", {"feltet": "Interests"})
    assert [each["Id"] for each in one.form["Interests"]] == [first.id, second.id]


def test_a_label_that_is_a_known_heading_or_that_two_fields_have_says_nothing(api: WebApi) -> None:
    one, *_others = api.contact_layout()
    layout = [one.with_changes(field_label=text) for text in ("Firma", "x", "Twice", "Twice", "Own")]
    assert fields_by_label(layout) == {"own": f"CustomFields.{one.key}"}
