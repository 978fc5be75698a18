from __future__ import annotations

import pytest

from app.model.additions.rights import forbidden
from app.model.carriers.contact import ContactEntity
from app.model.carriers.reading import read_as


def company(table: str | None, field: str = "FULL") -> ContactEntity:
    right = {"Mask": table, "Reason": "It is a colleague's."} if table else None
    told = {"Phones": {"FieldRight": {"Mask": field, "Reason": "Locked."}}}
    return read_as(ContactEntity, {"TableRight": right, "FieldProperties": told})


@pytest.mark.parametrize("mask", ["Select, Update", "Full", "RestrictedUpdate", "Unheard", None])
def test_who_may_change_the_company_or_is_not_told_may_add(mask: str | None) -> None:
    assert forbidden(company(mask), ["Phones", "Emails"]) == ()


def test_who_may_not_change_it_is_told_once_with_the_reason() -> None:
    (problem,) = forbidden(company("Select, Insert"), ["Phones", "Emails"])
    assert (problem.path, problem.message) == (
        "",
        "You have no right to change this company. It is a colleague's.",
    )
    assert forbidden(company("Select, Insert"), []) == (), "people are added without changing it"


def test_a_field_that_may_not_be_changed_is_told_at_the_field() -> None:
    (problem,) = forbidden(company("Full", "Read"), ["Phones", "Emails"])
    assert (problem.path, problem.message) == ("Phones", "You have no right to change this. Locked.")
