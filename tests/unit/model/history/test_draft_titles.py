"""Drafts without a company name are told apart by who is in them, what is, or where they come from."""

from datetime import UTC, datetime
from typing import Any

import pytest

from app.model.entry import Draft
from app.model.history.draft_titles import title_of
from app.model.history.origin import with_table

NOW = datetime.now(UTC)


@pytest.mark.parametrize(
    ("form", "hint"),
    [
        ({"Persons": [{"Firstname": "Ola", "Lastname": "Lie"}], "Department": "Salg"}, "Ola Lie"),
        ({"Persons": [{}, {"Lastname": "  de  Vries "}]}, "de Vries"),
        ({"Persons": [{"Emails": [{"Value": "ola@lie.example", "Description": "x"}]}]}, "ola@lie.example"),
        ({"Persons": [{"CustomFields": {"SuperOffice:1": "[I:1]"}}], "OrgNr": "914778271"}, "914778271"),
        ({"Phones": [{"Value": ""}, {"Value": "22 33 44 55"}]}, "22 33 44 55"),
        ({"Address": {"Street": {"City": "Bergen"}}, "Category": {"Id": 3}}, "Bergen"),
        (with_table({"Category": {"Id": 3}}, "fair.csv"), "fair.csv"),
        (with_table({"Department": "Salg"}, "fair.csv"), "Salg"),
        ({"Category": {"Id": 3}, "Interests": [{"Id": 1, "Selected": True}]}, ""),
        ({}, ""),
        ({"Persons": "no list", "Emails": 7, "Origin": ["no table"], "Address": None}, ""),
        ({"Persons": [None, 3, [], {"Firstname": {"a": []}}]}, ""),
    ],
)
def test_the_first_that_says_something(form: dict[str, Any], hint: str) -> None:
    title = title_of(Draft("id", "Work", form, NOW, NOW))
    assert title == (f"New company: {hint}" if hint else "New company")


def test_a_name_says_enough() -> None:
    form = {"Name": "Fjord AS", "Department": "Salg", "Persons": [{"Firstname": "Ola"}]}
    assert title_of(Draft("id", "Work", form, NOW, NOW)) == "Fjord AS"
