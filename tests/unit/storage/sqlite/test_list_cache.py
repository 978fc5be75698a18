from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from app.model.entry import Entry, Membership, SavedCompany, State, Step, StepKind
from app.storage.sqlite.list_cache import ListCache, ServerTraits
from app.storage.sqlite.outbox import Outbox
from app.storage.sqlite.store import Store
from tests.helpers.data.store_builders import NOW, entry
from tests.helpers.garbage.stored_values import EVERY_KIND, GARBAGE, damage

HERE, THERE = "http://one.example", "http://two.example"


def test_a_list_comes_back_with_the_time_it_was_fetched(store: Store) -> None:
    lists, items = ListCache(store), json.dumps([{"Id": 1, "Name": "Kunde"}])
    lists.put("work", "nb", "category", items, NOW)
    assert lists.get("work", "nb", "category") == (items, NOW)
    assert lists.get("work", "en", "category") is None
    assert lists.get("home", "nb", "category") is None


def test_a_list_is_replaced_and_dated_now(store: Store) -> None:
    lists, before = ListCache(store), datetime.now(UTC)
    lists.put("work", "nb", "category", "[]", NOW)
    lists.put("work", "nb", "category", "[1]")
    found = lists.get("work", "nb", "category")
    assert found is not None
    assert found[0] == "[1]"
    assert before <= found[1] <= datetime.now(UTC)


def test_what_is_known_of_a_server_is_in_no_language(store: Store) -> None:
    lists = ListCache(store)
    lists.put("work", "", "category", "[1]")
    assert lists.last_in_any_language("work", "category") is None
    lists.put("work", "nb", "category", "[2]", NOW)
    assert lists.last_in_any_language("work", "category") == ("[2]", NOW)
    assert lists.last_in_any_language("home", "category") is None


def test_a_copy_that_is_damaged_is_none_and_hides_no_other(tmp_path: Path) -> None:
    path = tmp_path / "entries.sqlite3"
    with Store.open(path) as store:
        lists = ListCache(store)
        for name in ("category", "business", "country"):
            lists.put("work", "nb", name, "[]")
        for garbage in GARBAGE:
            damage(path, "lists", "fetched", garbage, "category")
            damage(path, "lists", "items", garbage, "business")
            assert lists.get("work", "nb", "category") is None, garbage
            assert isinstance((lists.get("work", "nb", "business") or ("",))[0], str), garbage
            assert lists.get("work", "nb", "country") is not None


def test_the_lists_of_one_connection_are_forgotten(store: Store) -> None:
    lists = ListCache(store)
    lists.put("work", "nb", "category", "[]")
    lists.put("home", "nb", "category", "[]")
    lists.forget("work")
    assert lists.get("work", "nb", "category") is None
    assert lists.get("home", "nb", "category") is not None


def test_a_server_is_trusted_with_people_until_it_is_known_not_to_name_them(store: Store) -> None:
    traits = ServerTraits(store)
    assert traits.names_people_inside("Work", HERE)
    traits.note_people_not_named("Work", HERE)
    assert not ServerTraits(store).names_people_inside("Work", HERE)
    assert traits.names_people_inside("Home", HERE), "it is known of that connection alone"
    assert traits.names_people_inside("Work", THERE), "another server is another matter"


@pytest.mark.parametrize("garbage", ["", "null", "[", '{"ignored_by": 7}', "\x00"])
def test_what_cannot_be_read_tells_nothing(store: Store, garbage: str) -> None:
    traits = ServerTraits(store)
    traits.note_people_not_named("Work", HERE)
    ListCache(store).put("Work", "", "trait: people inside a company", garbage)
    assert traits.names_people_inside("Work", HERE)


def test_a_connection_that_is_forgotten_is_learned_anew(store: Store) -> None:
    traits = ServerTraits(store)
    traits.note_people_not_named("Work", HERE)
    ListCache(store).forget("Work")
    assert traits.names_people_inside("Work", HERE)


def company(number: int, **changes: Any) -> Entry:
    """An entry that the server has answered with the company of ten times its number."""
    made = entry(number, **{"contact_id": number * 10, "state": State.SAVED, "answer": {}, **changes})
    sent = replace(made.company, sent=made.created)
    people = [replace(one, matched_by_name=True) for one in made.people]
    return replace(made, steps=(sent, *people), contact_id=changes.get("contact_id", number * 10))


def test_companies_on_the_server_are_known_in_the_order_of_save(store: Store) -> None:
    outbox, traits = Outbox(store), ServerTraits(store)
    first, second = (outbox.add(company(number)) for number in (1, 2))
    outbox.add(company(3, profile="home"))
    outbox.add(company(4, contact_id=0))
    outbox.add(company(5, answer=None))
    numbers = [traits.number_of(each.id) for each in (first, second)]
    assert numbers == sorted(numbers) != [0, 0]
    assert traits.number_of("gone") == 0
    assert traits.saved_companies("work") == (
        SavedCompany(numbers[1], 20, second.created),
        SavedCompany(numbers[0], 10, first.created),
    )
    taken = [number for number in range(70) if traits.is_taken("work", number, without=first.id)]
    assert taken == [20, 50]
    assert not traits.is_taken("work", 2**70, without="")


def test_people_who_were_posted_alone_are_told_from_those_who_went_inside(store: Store) -> None:
    outbox, traits = Outbox(store), ServerTraits(store)
    made = company(1, body={"Persons": [{}]})
    for remote_id, is_inside in ((0, False), (7, True), (7, False)):
        person = replace(made.people[0], remote_id=remote_id, matched_by_name=is_inside)
        number = 10 * remote_id + is_inside
        outbox.add(replace(made, id=f"entry-{number}", steps=(made.company, person)))
    assert [one.posted_person for one in traits.saved_companies("work")] == [7, 0, 0]


@pytest.mark.parametrize("column", ["steps", "contact_id"])
def test_a_damaged_company_hides_no_other(tmp_path: Path, column: str) -> None:
    path = tmp_path / "entries.sqlite3"
    with Store.open(path) as store:
        outbox, traits = Outbox(store), ServerTraits(store)
        outbox.add(company(1))
        outbox.add(company(2))
        for garbage in EVERY_KIND:
            damage(path, "entries", column, garbage, "entry-2")
            assert traits.saved_companies("work")[-1].contact_id == 10, garbage
            assert traits.is_taken("work", 10, without=""), garbage


@pytest.mark.long
def test_every_company_is_taken_however_many_there_are(store: Store) -> None:
    outbox, traits = Outbox(store), ServerTraits(store)
    for number in range(1, 1102):
        outbox.add(company(number, name="Fjord 10 AS"))
    free = [n for n in range(1, 1103) if not traits.is_taken("work", n * 10, without="entry-7")]
    assert free == [7, 1102]
    assert len(traits.saved_companies("work")) == 50


def test_what_only_adds_to_a_company_has_not_made_it(tmp_path: Path) -> None:
    path = tmp_path / "entries.sqlite3"
    with Store.open(path) as store:
        outbox, traits = Outbox(store), ServerTraits(store)
        outbox.add(company(2, body={"ContactId": 0}))
        outbox.add(company(1, contact_id=20, body={"ContactId": 20}))
        outbox.add(company(3, body={"ContactId": 30}))
        taken = [n for n in (20, 30) if traits.is_taken("work", n, without="", by_additions=False)]
        assert taken == [20], "the addition beside it changes nothing"
        assert traits.is_taken("work", 30, without="")
        for garbage in EVERY_KIND:
            damage(path, "entries", "body", garbage, "entry-3")
            assert traits.is_taken("work", 30, without="", by_additions=False) in (True, False), garbage


MADE = "2026-05-04T11:32:28.1234567"
SENT = datetime(2026, 3, 1, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({}, {9}),
        ({"profile": "WORK"}, {9}),
        ({"profile": "home"}, set()),
        ({"profile": "home", "answer": {"CreatedDate": "2026-03-01T09:00:00"}}, set()),
        ({"profile": "home", "answer": {"CreatedDate": MADE}}, {9}),
        ({"contact_id": 20}, set()),
        ({"kind": StepKind.PROJECT}, set()),
        ({"remote_id": 0}, set()),
        ({"id": "this one"}, set()),
    ],
)
def test_appointments_that_entries_of_a_company_have_made_are_known(
    tmp_path: Path, changes: dict[str, Any], found: set[int]
) -> None:
    path = tmp_path / "entries.sqlite3"
    given = {"kind": StepKind.APPOINTMENT, "remote_id": 9, "contact_id": 10, **changes}
    call = Step(3, given.pop("kind"), "Call", remote_id=given.pop("remote_id"), content={"Title": "Call"})
    made = company(1, **given)
    with Store.open(path) as store:
        outbox, traits = Outbox(store), ServerTraits(store)
        for number in range(2, 6):
            outbox.add(company(number, name="10 in its name"))
        outbox.add(replace(made, steps=(*made.steps, call)))
        assert traits.appointments_of("work", 10, MADE, without="this one") == found
        outbox.add(replace(company(7, contact_id=10), steps=made.steps))
        for garbage in EVERY_KIND:
            damage(path, "entries", "steps", garbage, "entry-7")
            assert traits.appointments_of("work", 10, MADE, without="this one") == found, garbage
            damage(path, "entries", "answer", garbage, "entry-7")
            assert traits.appointments_of("work", 10, MADE, without="this one") == found, garbage


@pytest.mark.parametrize(
    ("told", "may_be"),
    [
        (MADE, True),
        ("2026-05-04T11:32:29Z", True),
        ("2026-05-04T13:32:28+02:00", True),
        ("2026-05-04T13:32:28", True),
        ("2026-05-04T17:17:28", True),
        ("", False),
        (None, False),
        (7, False),
        ("2026-05-04T11:32:33", False),
        ("2026-05-04T11:33:28", False),
        ("2026-05-06T11:32:28", False),
        ("2025-05-04T11:32:28", False),
    ],
)
def test_a_company_of_another_connection_is_known_by_when_it_was_made(
    store: Store, told: object, may_be: bool
) -> None:
    """Each connection may be told it in another zone."""
    outbox, traits = Outbox(store), ServerTraits(store)
    outbox.add(company(1, answer={"CreatedDate": told}))
    moment = datetime(2026, 5, 4, 11, 32, 28, tzinfo=UTC)
    assert traits.may_be_taken_elsewhere("home", 10, moment, without="") is may_be
    assert not traits.may_be_taken_elsewhere("WORK", 10, moment, without=""), "that is the same connection"
    assert not traits.may_be_taken_elsewhere("home", 20, moment, without="")
    assert not traits.may_be_taken_elsewhere("home", 10, moment, without="entry-1")
    assert traits.is_taken("WORK", 10, without="")


def test_what_is_added_to_a_company_over_another_connection_has_not_made_it(store: Store) -> None:
    outbox, traits = Outbox(store), ServerTraits(store)
    outbox.add(company(1, contact_id=20, body={"ContactId": 20}))
    assert not traits.may_be_taken_elsewhere("home", 20, None, without="")


@pytest.mark.parametrize(
    ("changes", "is_known"),
    [
        ({}, True),
        ({"profile": "home"}, False),
        ({"contact_id": 20}, False),
        ({"kind": StepKind.APPOINTMENT}, False),
        ({"state": State.UNKNOWN}, False),
        ({"sent": None}, False),
        ({"id": "this one"}, False),
    ],
)
def test_memberships_that_entries_of_a_company_have_made_are_known(
    tmp_path: Path, changes: dict[str, Any], is_known: bool
) -> None:
    path = tmp_path / "entries.sqlite3"
    given = {"kind": StepKind.PROJECT, "state": State.SAVED, "sent": SENT, "contact_id": 10, **changes}
    of_step = {name: given.pop(name) for name in ("kind", "state", "sent")}
    step = Step(3, name="Fair", remote_id=9, content={"Id": 5, "Person": 1}, **of_step)
    made = company(1, **given)
    kari = Step(1, StepKind.PERSON, "Kari", remote_id=7)
    known = (Membership(StepKind.PROJECT, 5, 7, 9, SENT),) if is_known else ()
    with Store.open(path) as store:
        outbox, traits = Outbox(store), ServerTraits(store)
        outbox.add(replace(made, steps=(made.steps[0], kari, step)))
        assert traits.memberships_of("work", 10, without="this one") == known
        outbox.add(replace(company(7, contact_id=10), steps=(made.steps[0], kari, step)))
        for garbage in EVERY_KIND:
            damage(path, "entries", "steps", garbage, "entry-7")
            assert traits.memberships_of("work", 10, without="this one") == known, garbage


def test_what_may_be_on_the_server_is_remembered_when_its_entry_is_discarded(store: Store) -> None:
    outbox, traits = Outbox(store), ServerTraits(store)
    saved, unknown, waiting, with_token = (
        without_token(company(1)),
        without_token(entry(2, state=State.UNKNOWN)),
        without_token(entry(3)),
        company(4),
    )
    lost = replace(unknown, steps=(replace(unknown.company, state=State.UNKNOWN), *unknown.people))
    for one in (saved, lost, waiting, with_token):
        outbox.add(one)
        assert not traits.may_be_discarded("work", one.contact_id, one.name)
        outbox.discard(one.id)
    assert traits.may_be_discarded("work", 10, "")
    assert traits.may_be_discarded("work", 0, "  BAKERY 2")
    assert traits.may_be_discarded("Work", 10, "")
    assert not traits.may_be_discarded("home", 10, "Bakery 1"), "each server has numbers of its own"
    assert traits.may_be_discarded("home", 0, "Bakery 2"), "it may be another connection to the same server"
    assert not traits.may_be_discarded("work", 0, "Bakery 3")
    assert not traits.may_be_discarded("work", 40, "Bakery 4")


def without_token(one: Entry) -> Entry:
    return replace(one, steps=(replace(one.company, token=""), *one.people))


def test_the_last_companies_of_deleted_entries_are_remembered_and_few(store: Store) -> None:
    outbox, traits = Outbox(store), ServerTraits(store)
    for number in range(1, 6):
        outbox.add(company(number, answer={"ContactId": number * 10}))
    outbox.add(company(6, profile="home", answer={"ContactId": 60}))
    outbox.add(entry(7))
    for number in (1, 2, 7):
        outbox.discard(f"entry-{number}")
    assert traits.last_deleted("work") == (20, 10)
    outbox.wipe_history()
    assert traits.last_deleted("work") == (50, 40, 30)
    assert (traits.last_deleted("home"), traits.last_deleted("nobody")) == ((60,), ())


def test_what_is_wiped_is_remembered_by_its_number_alone(store: Store) -> None:
    outbox, traits = Outbox(store), ServerTraits(store)
    for number in (1, 2):
        outbox.add(company(number))
    outbox.wipe_history()
    assert traits.may_be_discarded("work", 10, "")
    assert traits.may_be_discarded("work", 20, "")
    assert {items for (items,) in store.read("SELECT items FROM lists")} == {"[10, 20]"}


@pytest.mark.long
def test_what_is_remembered_of_discarded_entries_has_a_bound_and_bears_damage(tmp_path: Path) -> None:
    path = tmp_path / "entries.sqlite3"
    with Store.open(path) as store:
        outbox, traits = Outbox(store), ServerTraits(store)
        for number in range(1, 1103):
            outbox.add(company(number))
        outbox.wipe_history()
        assert not traits.may_be_discarded("work", 10 * 102, "")
        assert traits.may_be_discarded("work", 10 * 103, "")
        for number, garbage in enumerate(EVERY_KIND, start=2000):
            damage(path, "lists", "items", garbage, "trait: companies of discarded entries")
            assert not traits.may_be_discarded("work", 7, "x"), garbage
            outbox.discard(outbox.add(without_token(company(number, name="\ud800"))).id)
            assert traits.may_be_discarded("work", number * 10, ""), garbage


def test_what_an_earlier_version_has_remembered_of_a_name_is_known(store: Store) -> None:
    """The digest is in the store: another one would forget all names."""
    ListCache(store).put("work", "", "trait: companies of discarded entries", '["df8d41eeed4b9224"]')
    assert ServerTraits(store).may_be_discarded("work", 0, "Fjord AS")
