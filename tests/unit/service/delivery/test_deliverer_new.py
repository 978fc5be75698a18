"""Which entries are new: what they are made of, and what shows that one has a past."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from app.model.additions.merging import NEVER_ADDED
from app.model.carriers.contact import ContactEntity
from app.model.carriers.reading import read_as
from app.model.entry import Entry, State
from app.model.profile import Profile
from app.service.delivery.deliverer import ImpossibleValue, check_new, new_addition, new_entry
from tests.helpers.fakes.delivery import KARI

NOW = datetime(2026, 3, 1, tzinfo=UTC)
PROFILE = Profile(name="Work", url="https://crm.example.com")
ADDED = {"ContactId": 5, "Name": " Fjord AS ", "Phones": [{"Value": "22 11 00 00"}]}


def addition(**given: Any) -> Entry:
    return new_addition(read_as(ContactEntity, {**ADDED, **given}), PROFILE, "id-1", NOW)


def test_what_is_added_names_the_company_and_keeps_what_is_left_to_do() -> None:
    entry = addition(Persons=[KARI.to_json_object()])
    assert entry.body == {**ADDED, "Persons": [KARI.to_json_object()]}
    assert (entry.contact_id, entry.name, entry.state) == (5, "Fjord AS", State.QUEUED)
    assert (entry.company.remote_id, entry.company.state, entry.company.token) == (5, State.QUEUED, "")
    assert [step.number for step in entry.steps] == [0, 1]
    assert entry.people[0].token
    check_new(entry)
    alone = addition(Phones=None)
    assert alone.company.state is State.SAVED
    check_new(alone)


def test_what_only_says_which_company_it_is_leaves_nothing_to_write(monkeypatch: pytest.MonkeyPatch) -> None:
    values = {"DbiKey": "ERP-1", "DbiAgentId": 3, "Department": "Sales", "Persons": [KARI.to_json_object()]}
    entry = addition(Phones=None, **values)
    assert entry.body.keys() <= NEVER_ADDED
    assert entry.company.state is State.SAVED
    monkeypatch.setattr("app.service.delivery.deliverer.NEVER_ADDED", frozenset(entry.body))
    assert addition(Phones=None, **values).company.state is State.SAVED, "all of it at once, too"


@pytest.mark.parametrize(
    "changes",
    [
        {"contact_id": 6},
        {"body": {**ADDED, "ContactId": 6}},
        {"steps": {"remote_id": 6}},
        {"steps": {"state": State.UNKNOWN}},
        {"steps": {"state": State.REJECTED}},
        {"state": State.UNKNOWN},
        {"tries": 1},
        {"next_try": NOW},
    ],
    ids=str,
)
def test_an_addition_that_has_a_past_is_not_new(changes: dict[str, Any]) -> None:
    entry = addition()
    if "steps" in changes:
        changes = {"steps": (replace(entry.company, **changes["steps"]),)}
    with pytest.raises(ValueError, match="not a new entry"):
        check_new(replace(entry, **changes))


@pytest.mark.parametrize(
    "changes", [{"state": State.SAVED}, {"state": State.UNKNOWN}, {"remote_id": 9}], ids=str
)
def test_a_company_or_person_with_a_past_is_not_new(changes: dict[str, Any]) -> None:
    added = addition(Persons=[KARI.to_json_object()])
    for entry in (new_entry(ContactEntity(name="A", persons=(KARI,)), PROFILE, "id-1", NOW), added):
        person = replace(entry.people[0], **changes)
        with pytest.raises(ValueError, match="not a new entry"):
            check_new(replace(entry, steps=(entry.company, person)))
    fresh = new_entry(ContactEntity(name="A"), PROFILE, "id-1", NOW)
    with pytest.raises(ValueError, match="not a new entry"):
        check_new(replace(fresh, steps=(replace(fresh.company, **changes),)))


def test_a_value_that_no_column_can_hold_is_named_with_its_place() -> None:
    entry = new_entry(ContactEntity(name="A", description="x\0y"), PROFILE, "id-1", NOW)
    with pytest.raises(ImpossibleValue, match=r"^Description: \S"):
        check_new(entry)


def test_a_name_that_is_missing_is_empty() -> None:
    entry = new_entry(ContactEntity(), PROFILE, "id-1", NOW)
    assert (entry.name, entry.company.name) == ("", "")
    nothing = new_addition(ContactEntity(), PROFILE, "id-1", NOW)
    assert (nothing.name, nothing.contact_id, nothing.body) == ("", 0, {"ContactId": 0})
