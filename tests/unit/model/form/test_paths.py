import copy
from typing import Any

import pytest

from app.model.form.paths import value_at, without

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


@pytest.mark.parametrize(
    ("path", "left"),
    [
        ("Name", {"Persons": [{"A": 1, "B": {"C": 2}}, {}], "Tags": ["x", "y"]}),
        ("Persons[0].A", {"Name": "F", "Persons": [{"B": {"C": 2}}, {}], "Tags": ["x", "y"]}),
        ("Persons[0].B.C", {"Name": "F", "Persons": [{"A": 1, "B": {}}, {}], "Tags": ["x", "y"]}),
        ("Tags[1]", {"Name": "F", "Persons": [{"A": 1, "B": {"C": 2}}, {}]}),
        ("Nothing.Here[3]", None),
        ("Persons[9].A", None),
    ],
)
def test_a_form_without_the_value_at_a_path(path: str, left: dict[str, Any] | None) -> None:
    form: dict[str, Any] = {"Name": "F", "Persons": [{"A": 1, "B": {"C": 2}}, {}], "Tags": ["x", "y"]}
    whole = copy.deepcopy(form)
    assert without(form, path) == (whole if left is None else left)
    assert form == whole
