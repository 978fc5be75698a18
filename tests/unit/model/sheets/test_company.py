"""A company with its people on a sheet."""

from dataclasses import replace
from typing import Any

import pytest

from app.model.carriers.lists import Choice, UserDefinedFieldInfo
from app.model.form.choices import LAST_EDITED, NOT_SAME, Choices
from app.model.sheets.company import company_sheet
from app.model.sheets.words import Words

INFO = UserDefinedFieldInfo
WORDS = Words(
    {
        "category": Choices([Choice(id=3, name="Customer")]),
        "country": Choices([Choice(id=578, name="Norway")]),
        "segment": Choices([Choice(id=2, name="Large")]),
    },
    (
        INFO(prog_id="SuperOffice:1", field_label="Contract", field_type="ShortText"),
        INFO(prog_id="SuperOffice:4", field_label="Customer since", field_type="Date"),
        INFO(prog_id="SuperOffice:6", field_label="Reference", field_type="Checkbox"),
        INFO(prog_id="SuperOffice:7", field_label="Segment", field_type="List", mdo_list_name="segment"),
        INFO(prog_id="SuperOffice:8", field_label="Not set", field_type="ShortText"),
    ),
    (INFO(prog_id="SuperOffice:1", field_label="Badge", field_type="ShortText"),),
)
FORM: dict[str, Any] = {
    "Name": "Fjell AS",
    "Department": "Sales",
    "Category": {"Id": 3},
    "Country": {"CountryId": 578},
    "Phones": [{"Value": "22 33", "Description": "Switchboard"}, {"Value": "44 55"}],
    "Address": {"Street": {"Address1": "Storgata 1", "Zipcode": "0155", "City": "Oslo"}},
    "CustomFields": {
        "SuperOffice:1": "K-1",
        "SuperOffice:4": "[D:11/24/2026]",
        "SuperOffice:6": "[I:1]",
        "SuperOffice:7": "[I:2]",
    },
    "Persons": [
        {
            "Firstname": "Kari",
            "Lastname": "Berg",
            "Email": "kari@fjell.no",
            "CustomFields": {"SuperOffice:1": "B-1"},
        }
    ],
    LAST_EDITED: "Name",
    NOT_SAME: [7],
}


def test_what_is_typed_stands_in_the_order_of_the_form_with_the_tenants_words() -> None:
    sheet = company_sheet(FORM, WORDS, note="Not saved yet")
    assert (sheet.title, sheet.note) == ("Fjell AS", "Not saved yet")
    company, person = sheet.sections
    assert company.rows == (
        ("Department", "Sales"),
        ("Phones", "22 33 · Switchboard\n44 55"),
        ("Visiting address", "Storgata 1\n0155 Oslo"),
        ("Category", "Customer"),
        ("Country", "Norway"),
        ("Contract", "K-1"),
        ("Customer since", "2026-11-24"),
        ("Reference", "Yes"),
        ("Segment", "Large"),
    )
    assert person.title == "Kari Berg"
    assert dict(person.rows) == {
        "First name": "Kari",
        "Last name": "Berg",
        "E-mail": "kari@fjell.no",
        "Badge": "B-1",
    }


@pytest.mark.parametrize(
    ("birth", "shown"),
    [
        ("1990-05-17T00:00:00", "17.05.1990"),
        ("1990-05-17T00:00:00Z", "17.05.1990"),
        ("0001-01-01T00:00:00", None),
    ],
)
def test_days_are_written_as_the_reader_writes_them(birth: str, shown: str | None) -> None:
    words = replace(WORDS, day_text=lambda day: f"{day:%d.%m.%Y}")
    typed = {**FORM, "Persons": [{"Firstname": "Kari", "BirthDate": birth}]}
    company, person = company_sheet(typed, words).sections
    assert dict(company.rows)["Customer since"] == "24.11.2026"
    assert dict(person.rows).get("Birth date") == shown


def test_a_saved_company_has_the_servers_number_and_names() -> None:
    answer = {"ContactId": 7, "Name": "FJELL AS", "Number2": "10007", "Category": {"Id": 3, "Value": "Kunde"}}
    sheet = company_sheet(FORM, Words(), answer={**answer, "Persons": [{"PersonId": 1}]})
    rows = dict(sheet.sections[0].rows)
    assert (sheet.title, rows["Number"], rows["Category"]) == ("FJELL AS", "10007", "Kunde")
    assert [section.title for section in sheet.sections[1:]] == ["Kari Berg"]


def test_what_means_nothing_to_the_tenant_is_shown_as_it_is_or_not_at_all() -> None:
    form = {"Name": " ", "Category": {"Id": 99}, "CustomFields": {"SuperOffice:4": "soon"}}
    sheet = company_sheet(form, WORDS)
    assert sheet.title == "New company"
    assert sheet.sections[0].rows == (("Customer since", "soon"),)
