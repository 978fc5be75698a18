from typing import Any

import pytest

from app.model.form.paths import value_at

FORM: dict[str, Any] = {
    "Name": "Fjell AS",
    "Emails": [{"Value": "a@fjell.no"}, {"Value": "b@fjell.no"}],
    "Persons": ({"Email": "k@fjell.no"},),
    "CustomFields": {"SuperOffice:4": "[I:1]", "x_a": ""},
}


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("Name", "Fjell AS"),
        ("Emails[1].Value", "b@fjell.no"),
        ("Emails[0]", {"Value": "a@fjell.no"}),
        ("Persons[0].Email", "k@fjell.no"),
        ("CustomFields.SuperOffice:4", "[I:1]"),
        ("CustomFields.x_a", ""),
        ("Emails[2].Value", None),
        ("Emails.Value", None),
        ("Name[0]", None),
        ("Name.Length", None),
        ("Nothing.At[3].All", None),
        ("", FORM),
    ],
)
def test_a_path_leads_into_the_form(path: str, value: object) -> None:
    assert value_at(FORM, path) == value
