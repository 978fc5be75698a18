"""Companies that were saved from this computer are found without the server."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from app.model.entry import Entry, State
from app.service.company_search.saved_here import saved_here
from app.storage.sqlite.outbox import Outbox
from app.storage.sqlite.store import Store
from tests.helpers.data.store_builders import entry
from tests.helpers.garbage.stored_values import damage


@pytest.fixture
def outbox(tmp_path: Path) -> Outbox:
    outbox = Outbox(Store.open(tmp_path / "entries.sqlite3"))
    answer = {
        "ContactId": 71,
        "Name": "Bakery 1",
        "OrgNr": "999 888 771",
        "Associate": {"FullName": "Ingrid Solberg"},
        "Address": {"Street": {"City": "Oslo"}},
    }
    outbox.add(entry(1, state=State.SAVED, contact_id=71, answer=answer))
    outbox.add(entry(2, state=State.SAVED, contact_id=72, profile="home"))
    outbox.add(entry(3))
    outbox.add(entry(4, state=State.SAVED, contact_id=74, answer={"Address": "nonsense"}))
    return outbox


def added_to(number: int, contact_id: int) -> Entry:
    made = entry(number, state=State.SAVED, contact_id=contact_id)
    return replace(made, body={**made.body, "ContactId": contact_id})


def test_what_cannot_be_read_of_an_answer_or_is_not_in_it_is_as_it_was_typed(tmp_path: Path) -> None:
    outbox = Outbox(Store.open(tmp_path / "entries.sqlite3"))
    nameless = {"Name": "", "Address": {"Street": {"City": "Oslo"}}}
    outbox.add(entry(5, state=State.SAVED, contact_id=75, answer=nameless))
    outbox.add(entry(6, state=State.SAVED, contact_id=76, answer={"Name": "Otherwise 6"}))
    found = saved_here(outbox, "work", "bakery", 10)
    assert [(hit.name, hit.city) for hit in found] == [("Otherwise 6", ""), ("Bakery 5", "Oslo")]


def test_what_is_saved_over_this_connection_is_found(outbox: Outbox) -> None:
    hits = saved_here(outbox, "work", "bakery", 10)
    assert [(hit.contact_id, hit.name) for hit in hits] == [(74, "Bakery 4"), (71, "Bakery 1")]
    assert (hits[1].city, hits[1].owner, hits[1].org_nr) == ("Oslo", "Ingrid Solberg", "999 888 771")


def test_a_damaged_entry_hides_no_other(tmp_path: Path) -> None:
    path = tmp_path / "entries.sqlite3"
    outbox = Outbox(Store.open(path))
    outbox.add(entry(1, state=State.SAVED, contact_id=71))
    outbox.add(entry(2, state=State.SAVED, contact_id=72))
    damage(path, "entries", "created", "no time", "entry-2")
    assert [hit.contact_id for hit in saved_here(outbox, "work", "bakery", 10)] == [71]


def test_no_more_are_read_than_asked_for(outbox: Outbox) -> None:
    assert [hit.contact_id for hit in saved_here(outbox, "work", "bakery", 1)] == [74]
    assert saved_here(outbox, "work", "mill", 10) == ()


def test_entries_of_other_connections_are_in_nobodys_way(tmp_path: Path) -> None:
    outbox = Outbox(Store.open(tmp_path / "entries.sqlite3"))
    outbox.add(entry(1, state=State.SAVED, contact_id=71))
    for number in range(2, 8):
        outbox.add(entry(number, state=State.SAVED, contact_id=number, profile="home"))
    assert [hit.contact_id for hit in saved_here(outbox, "work", "bakery", 3)] == [71]


def test_a_company_that_was_added_to_is_listed_once_with_all_that_is_known(tmp_path: Path) -> None:
    outbox = Outbox(Store.open(tmp_path / "entries.sqlite3"))
    answer = {"ContactId": 71, "Name": "Bakery 1", "Address": {"Street": {"City": "Oslo"}}}
    outbox.add(entry(1, state=State.SAVED, contact_id=71, answer=answer))
    for number in (2, 3):
        outbox.add(added_to(number, 71))
    outbox.add(added_to(4, 74))
    found = saved_here(outbox, "work", "bakery", 10)
    assert [(hit.contact_id, hit.name, hit.city) for hit in found] == [
        (74, "Bakery 4", ""),
        (71, "Bakery 1", "Oslo"),
    ]


def test_of_additions_alone_the_newest_tells_the_company(tmp_path: Path) -> None:
    outbox = Outbox(Store.open(tmp_path / "entries.sqlite3"))
    for number in (1, 2, 3):
        outbox.add(added_to(number, 71))
    assert [hit.name for hit in saved_here(outbox, "work", "bakery", 10)] == ["Bakery 3"]


def test_as_many_as_are_asked_for_are_told_by_the_company_and_not_by_what_was_added(tmp_path: Path) -> None:
    outbox = Outbox(Store.open(tmp_path / "entries.sqlite3"))
    answer = {"ContactId": 71, "Name": "Bakery 1", "Address": {"Street": {"City": "Oslo"}}}
    outbox.add(entry(1, state=State.SAVED, contact_id=71, answer=answer))
    outbox.add(entry(2, state=State.SAVED, contact_id=72))
    outbox.add(added_to(3, 71))
    found = saved_here(outbox, "work", "bakery", 1)
    assert [(hit.contact_id, hit.name, hit.city) for hit in found] == [(71, "Bakery 1", "Oslo")]
