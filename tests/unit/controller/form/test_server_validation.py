"""Where the objections of the server's Validate belong."""

import pytest

from app.controller.form.server_validation import path_of


@pytest.mark.parametrize(
    ("key", "path"),
    [
        ("OrgNr", "OrgNr"),
        ("orgnr", "OrgNr"),
        ("newEntity.Name", "Name"),
        ("Emails[1].Value", "Emails[1].Value"),
        ("emails", "Emails"),
        ("Category.Id", "Category"),
        ("Persons[0].Lastname", "Persons[0].Lastname"),
        ("Address.Street.City", "Address.Street.City"),
        ("CustomFields.SuperOffice:4", "CustomFields.SuperOffice:4"),
        ("UserDefinedFields.x_a", "CustomFields.x_a"),
        ("CustomFields", ""),
        ("SomethingNew", ""),
        ("", ""),
    ],
)
def test_keys_lead_to_the_form(key: str, path: str) -> None:
    assert path_of(key) == path
