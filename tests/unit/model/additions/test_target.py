from __future__ import annotations

from dataclasses import asdict, replace
from datetime import UTC, datetime
from typing import Any

import pytest

from app.model.additions.target import (
    Target,
    addition_body,
    as_new_company,
    form_of_entry,
    target_of,
    with_replaced,
    with_target,
)
from app.model.form.choices import TARGET, UNRESOLVED
from app.model.form.submission import entity_from_form
from app.model.profile import Profile
from app.service.delivery.deliverer import new_addition, new_entry

BAKERY = Target(2, "work", "Bakery")
PROPOSED = {"Category": {"Id": 3, "Value": "Customer"}, "Country": {"CountryId": 578, "Name": "Norway"}}
TYPED: dict[str, Any] = {
    "Name": "bakry",
    "Department": "North",
    "Phones": [{"Value": "22 33 44 55"}],
    "Category": {"Id": 3},
    "Country": {"CountryId": 752},
    "CustomFields": {"SuperOffice:1": "K-1"},
}
NOW = datetime(2026, 11, 24, tzinfo=UTC)


def test_all_that_was_typed_moves_and_nothing_that_was_proposed() -> None:
    form = with_target(TYPED, BAKERY, PROPOSED)
    assert form == {
        "Name": "Bakery",
        "Phones": TYPED["Phones"],
        "Country": {"CountryId": 752},
        "CustomFields": TYPED["CustomFields"],
        TARGET: asdict(BAKERY),
    }
    assert target_of(form) == BAKERY
    assert as_new_company(form, PROPOSED) == {
        "Category": PROPOSED["Category"],
        **{name: value for name, value in form.items() if name != TARGET},
    }


def test_nothing_is_proposed_in_the_place_of_what_names_no_entry() -> None:
    form = {"Name": "Fjell AS", UNRESOLVED: {"Country": "Greenland"}}
    assert as_new_company(form, PROPOSED) == {"Category": PROPOSED["Category"], **form}


@pytest.mark.parametrize(
    "given",
    [None, [], {}, {"contact_id": 0}, {"contact_id": "2"}, {"contact_id": True}, {"contact_id": -1}],
)
def test_what_is_no_target_is_a_new_company(given: object) -> None:
    assert target_of({TARGET: given}) is None


def test_a_damaged_target_has_what_can_be_read_of_it() -> None:
    given = {"contact_id": 2, "profile": 7, "name": "Bakery", "replaces": {"OrgNr": 1, "Number1": "B"}}
    assert target_of({TARGET: given}) == Target(2, "", "Bakery", {"Number1": "B"})


def test_an_addition_comes_back_as_it_was_typed() -> None:
    form = with_replaced(with_target(TYPED, BAKERY, {}), {"OrgNr": "1"})
    target = target_of(form)
    assert target is not None
    body = addition_body(entity_from_form(form), target)
    entry = new_addition(body, Profile(name="work"), "id", NOW)
    assert form_of_entry(entry) == form
    assert entry.body["Replaces"] == {"OrgNr": "1"}
    assert TARGET not in entry.body


def test_a_new_company_comes_back_without_our_token() -> None:
    entry = new_entry(entity_from_form({"Name": "Fjord"}), Profile(name="work"), "id", NOW)
    assert form_of_entry(entry) == {"ContactId": 0, "Name": "Fjord"}


def test_it_is_the_same_company_whatever_its_name() -> None:
    assert BAKERY.is_same_company(replace(BAKERY, name="Bakery AS"))
    assert not BAKERY.is_same_company(replace(BAKERY, profile="other"))
    assert not BAKERY.is_same_company(None)
