from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from app.model.carriers.person import Person, PersonEntityWithLinks
from app.model.carriers.reading import read_as
from app.model.entry import State
from app.service.delivery.steps.people_inside import PeopleInside
from app.service.delivery.working_copy import DeliveryStopped, WorkingCopy
from app.webapi.archive import PersonRow
from app.webapi.client import WebApi
from app.webapi.errors import UnreachableError
from tests.helpers.fakes.delivery import KARI, NINA, OLA, Desk


@pytest.fixture
def copy(desk: Desk) -> WorkingCopy:
    """A company with three people, of whom the last was not sent inside it."""
    entry = desk.enter(name="Fjord AS", persons=(KARI, NINA, OLA))
    inside = [replace(step, matched_by_name=True) for step in entry.people[:2]]
    steps = (entry.company, *inside, entry.people[2])
    copy = WorkingCopy(replace(entry, steps=steps), desk.outbox, desk.clock, uptime=desk.clock.uptime)
    copy.connect_to(desk.profile, desk.api())
    return copy


KARIS = PersonRow(7, "Kari", "Ås", "Kari Ås")
OLAS = PersonRow(8, "Ola", "Li", "Ola Li")


def ids(copy: WorkingCopy) -> list[int]:
    return [step.remote_id for step in copy.entry.people]


def test_only_people_sent_inside_the_company_are_matched_by_name(copy: WorkingCopy) -> None:
    PeopleInside(copy).match((KARIS, OLAS))
    assert ids(copy) == [7, 0, 0]
    assert copy.entry.people[0].state is State.SAVED
    assert [step.number for step in copy.unnamed_inside()] == [2]
    assert copy.has_named_inside()
    assert [step.number for step in copy.unsaved_people()] == [2, 3]


def test_a_row_that_is_another_step_is_not_matched_again(copy: WorkingCopy) -> None:
    copy.put(replace(copy.entry.people[2], state=State.SAVED, remote_id=7))
    PeopleInside(copy).match((KARIS,))
    assert copy.entry.people[0].state is State.QUEUED


def test_people_of_other_steps_are_matched_where_they_are_given(copy: WorkingCopy) -> None:
    steps = copy.entry.people[2:]
    assert PeopleInside(copy).match_listed((KARIS, OLAS), steps, searching=True) == frozenset()
    assert ids(copy) == [0, 0, 8], "whom the server does not give is believed to be where the list says"


@pytest.mark.parametrize(
    ("answered", "expected"),
    [
        ([("Post", "Mottak", {})], [0, 0]),
        ([("Post", "Mottak", {}), ("Support", "Desk", {})], [0, 0]),
        ([("Kari", "Aas", {}), ("Post", "Mottak", {})], [1, 0]),
        ([("NINA", "FEIL-", {}), ("KARI", "AAS", {})], [2, 1]),
        ([("Kari Marie", "Ås", {}), ("N", "", {})], [1, 0]),
        ([("Ås", "Kari", {}), ("Feil", "Nina", {})], [1, 2]),
        (
            [("Feil", "N.", {"mobile_phone": "+47 911 22 333"}), ("K", "", {"email": "KARI@fjord.example"})],
            [2, 1],
        ),
        ([("Kari", "Aas", {"email": "other@fjord.example"})], [0, 0]),
        ([("Nina", "Feil.", {"mobile_phone": "40 40 40 40"})], [0, 0]),
        ([("?", "?", {}), ("??", "?", {})], [0, 0]),
        ([("", "", {}), ("", "", {})], [0, 0]),
    ],
)
def test_who_is_left_in_an_answer_is_only_who_can_be(
    copy: WorkingCopy, answered: list[tuple[str, str, dict[str, Any]]], expected: list[int]
) -> None:
    people = [
        Person(person_id=number, firstname=first, lastname=last, **details)
        for number, (first, last, details) in enumerate(answered, start=1)
    ]
    PeopleInside(copy).match_renamed(people)
    assert ids(copy)[:2] == expected
    assert ids(copy)[2] == 0, "was not sent inside"


def test_of_names_of_which_each_can_be_each_nobody_is_taken(desk: Desk) -> None:
    typed = (Person(firstname="Ольга", lastname="Иванова"), Person(firstname="Анна", lastname="Петрова"))
    entry = desk.enter(name="Fjord AS", persons=typed)
    steps = (entry.company, *(replace(step, matched_by_name=True) for step in entry.people))
    copy = WorkingCopy(replace(entry, steps=steps), desk.outbox, desk.clock, uptime=desk.clock.uptime)
    answered = [
        Person(person_id=1, firstname="Anna", lastname="Petrova"),
        Person(person_id=2, firstname="Olga", lastname="Ivanova"),
    ]
    PeopleInside(copy).match_renamed(answered)
    assert ids(copy) == [0, 0]


def test_alike_names_go_to_whose_they_are(desk: Desk) -> None:
    typed = (Person(firstname="Kari", lastname="Ås"), Person(firstname="Karin", lastname="Ås"))
    entry = desk.enter(name="Fjord AS", persons=typed)
    steps = (entry.company, *(replace(step, matched_by_name=True) for step in entry.people))
    copy = WorkingCopy(replace(entry, steps=steps), desk.outbox, desk.clock, uptime=desk.clock.uptime)
    answered = [
        Person(person_id=1, firstname="KARIN", lastname="AAS"),
        Person(person_id=2, firstname="KARI", lastname="AAS"),
    ]
    PeopleInside(copy).match_renamed(answered)
    assert ids(copy) == [2, 1]


def test_nobody_is_sent_inside_again_at_a_server_that_names_nobody(desk: Desk, copy: WorkingCopy) -> None:
    assert PeopleInside(copy).may_be_sent()
    PeopleInside(copy).note_not_named()
    assert not PeopleInside(copy).may_be_sent()
    copy.connect_to(desk.profile.with_changes(url="https://other.example"), desk.api())
    assert PeopleInside(copy).may_be_sent(), "another server is another matter"
    copy.connect_to(desk.profile.with_changes(send_persons=False), desk.api())
    assert not PeopleInside(copy).may_be_sent()


@pytest.mark.parametrize(
    ("contact", "is_elsewhere"), [(None, False), ({"ContactId": 0}, False), ({"ContactId": 5}, True)]
)
def test_who_is_in_no_other_company_is_believed_to_be_where_the_list_says(
    copy: WorkingCopy, monkeypatch: pytest.MonkeyPatch, contact: object, is_elsewhere: bool
) -> None:
    record = read_as(PersonEntityWithLinks, {"PersonId": 8, "Contact": contact})
    monkeypatch.setattr(WebApi, "person", lambda _api, _number: record)
    found = PeopleInside(copy).match_listed((OLAS,), copy.entry.people[2:], searching=True)
    assert found == (frozenset((8,)) if is_elsewhere else frozenset())
    assert ids(copy) == [0, 0, 0 if is_elsewhere else 8]


@pytest.mark.parametrize("searching", [True, False])
def test_whoever_cannot_be_asked_for_now_stops_the_delivery(
    copy: WorkingCopy, monkeypatch: pytest.MonkeyPatch, searching: bool
) -> None:
    def fail(_api: WebApi, _number: int) -> None:
        raise UnreachableError("crm.example")

    monkeypatch.setattr(WebApi, "person", fail)
    with pytest.raises(DeliveryStopped) as stopped:
        PeopleInside(copy).match_listed((OLAS,), copy.entry.people[2:], searching=searching)
    assert stopped.value.searching is searching
