"""Records that cannot be told apart: nobody takes another's, and who may be there is not posted again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from app.model.carriers.person import Person
from app.model.entry import Entry, State
from tests.helpers.fakes.delivery import NINA, OLA, Clock, Desk, states
from tests.helpers.faults.model_server import COMPANY, PERSON, TROUBLES, ModelServer

LOST, SAVED_THEN_LOST = TROUBLES["lost on the way"], TROUBLES["saved, no answer"]
KARI = Person(firstname="Kari", lastname="Ås", email="kari@fjord.example")
HEAD = KARI.with_changes(title="Head of sales")
Open = Callable[..., tuple[Desk, ModelServer]]


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Open]:
    """Opens a desk at a model of the server."""
    open_desks: list[Desk] = []
    clock = Clock()
    server = ModelServer(clock)
    with server.in_place_of_sockets():

        def open_desk(**settings: Any) -> tuple[Desk, ModelServer]:
            desk = Desk(tmp_path, "http://127.0.0.1:9", **settings)
            desk.clock = clock
            desk.open()
            open_desks.append(desk)
            return desk, server

        yield open_desk
        for desk in open_desks:
            desk.close()


def send(desk: Desk, entry: Entry, rounds: int = 6) -> Entry:
    """Sends again and again, a minute apart, or some minutes where the program waits as long by itself."""
    for _ in range(rounds):
        waits_until = desk.advance(entry).entry.next_try
        desk.clock.forward(seconds=61)
        if waits_until and waits_until < desk.clock() + timedelta(hours=1):
            desk.clock.now = max(desk.clock.now, waits_until)
    return desk.stored(entry)


def test_of_two_companies_of_one_name_without_token_none_takes_the_others(at: Open) -> None:
    desk, server = at(use_dbi_key=False)
    server.takes_people = True
    first = desk.enter(name="Fjord AS", persons=(KARI,))
    second = desk.enter(name="Fjord AS", persons=(OLA,))
    server.troubles[COMPANY] += [LOST, SAVED_THEN_LOST]
    for entry in (first, second):
        server.sending = entry.id
        desk.advance(entry)
    (there,) = server.companies
    for entry in (first, second):
        server.sending = entry.id
        now = send(desk, entry)
        assert (now.state, now.company.candidates) == (State.UNKNOWN, (there,))
    desk.decide(first, None)
    desk.decide(second, there)
    for entry in (first, second):
        server.sending = entry.id
        assert send(desk, entry).state is State.SAVED
    assert [one.entry for one in server.companies.values()] == [second.id, first.id]
    assert [(one.sent_as, one.entry) for one in server.people.values()] == [
        ("Li Skipper", second.id),
        ("Ås", first.id),
    ]


def test_what_a_user_takes_for_two_entries_is_the_first_alone(at: Open) -> None:
    desk, server = at(use_dbi_key=False)
    entries = [desk.enter(name="Fjord AS") for _ in range(2)]
    server.troubles[COMPANY] += [SAVED_THEN_LOST, LOST]
    for entry in entries:
        server.sending = entry.id
        desk.advance(entry)
    (there,) = server.companies
    assert [send(desk, entry).company.candidates for entry in entries] == [(there,), (there,)]
    assert desk.decide(entries[0], there).state is State.SAVED
    again = desk.decide(entries[1], there)
    assert (again.state, again.contact_id, again.company.candidates) == (State.UNKNOWN, 0, ())
    assert "looked for" in again.message
    assert send(desk, entries[1]).state is State.SAVED
    assert [one.entry for one in server.companies.values()] == [one.id for one in entries]


def test_a_company_that_another_cannot_be_is_found_without_asking(at: Open) -> None:
    desk, server = at(use_dbi_key=False)
    entries = [desk.enter(name="Fjord AS", department=where) for where in ("North", "South")]
    server.troubles[COMPANY] += [SAVED_THEN_LOST] * 2
    for entry in entries:
        desk.advance(entry)
    assert [desk.advance(entry).entry.contact_id for entry in entries] == list(server.companies)


@pytest.mark.parametrize("use_dbi_key", [True, False])
def test_of_two_renamed_people_of_whom_one_lags_nobody_is_posted_again(at: Open, use_dbi_key: bool) -> None:
    desk, server = at(use_dbi_key=use_dbi_key)
    server.takes_people = server.renames_people = True
    server.naming = "none"
    entry = desk.enter(persons=(KARI, OLA))
    desk.advance(entry)
    late = server.people[1001]
    late.listed_at += timedelta(days=1)
    now = send(desk, entry)
    assert states(now) == [State.SAVED, State.UNKNOWN, State.UNKNOWN]
    assert [step.candidates for step in now.people] == [(1000,), (1000,)]
    now = desk.decide(entry, 1000)
    assert now.people[1].candidates == (), "it is Kari"
    late.listed_at = desk.clock()
    now = send(desk, entry)
    assert now.people[1].candidates == (1001,)
    assert desk.decide(entry, 1001).state is State.SAVED
    assert len(server.people) == 2


@pytest.mark.parametrize("forgets_keys", [False, True])
def test_a_person_posted_alone_whom_the_server_renames_is_not_posted_again(
    at: Open, forgets_keys: bool
) -> None:
    desk, server = at(send_persons=False)
    server.renames_people, server.forgets_keys = True, forgets_keys
    server.troubles[PERSON] += [SAVED_THEN_LOST]
    entry = desk.enter(persons=(KARI, NINA))
    now = send(desk, entry)
    kari = now.people[0]
    assert (kari.remote_id, kari.candidates) == ((0, (1000,)) if forgets_keys else (1000, ()))
    assert len(server.people) == 2


def test_what_a_discarded_entry_has_left_is_not_taken_for_the_next_of_its_name(at: Open) -> None:
    desk, server = at(use_dbi_key=False)
    server.troubles[COMPANY] += [SAVED_THEN_LOST, LOST]
    first, second = desk.enter(name="Fjord AS"), desk.enter(name="Fjord AS")
    server.sending = first.id
    desk.advance(first)
    desk.outbox.discard(first.id)
    (there,) = server.companies
    server.sending = second.id
    now = send(desk, second)
    assert (now.state, now.company.candidates) == (State.UNKNOWN, (there,)), "a person has to tell"
    desk.decide(second, None)
    assert send(desk, second).state is State.SAVED
    assert [one.entry for one in server.companies.values()] == [first.id, second.id]


@pytest.mark.parametrize("people", [(KARI, HEAD), (HEAD, KARI)], ids=["plain first", "head first"])
def test_of_two_of_one_name_whose_answers_were_lost_none_takes_the_others(
    at: Open, people: tuple[Person, Person]
) -> None:
    desk, server = at(use_dbi_key=False, send_persons=False)
    server.troubles[PERSON] += [SAVED_THEN_LOST if one is HEAD else LOST for one in people]
    entry = desk.enter(persons=people)
    now = send(desk, entry)
    while (step := now.undecided) is not None:
        is_head = people[step.number - 1] is HEAD
        desk.decide(entry, 1000 if is_head else None)
        now = send(desk, entry)
    assert now.state is State.SAVED
    assert sorted(one.sent_as for one in server.people.values()) == ["Ås", "Ås Head of sales"]


def test_many_people_who_were_refused_are_searched_for_in_one_list(at: Open) -> None:
    desk, server = at(send_persons=False)
    lists: list[str] = []
    answer = server._answer

    def noting(request, path):  # type: ignore[no-untyped-def]
        lists.extend([path] * path.endswith("/Persons"))
        return answer(request, path)

    server._answer = noting  # type: ignore[method-assign]
    people = tuple(KARI.with_changes(firstname=f"Kari {number}") for number in range(30))
    server.troubles[PERSON] += [TROUBLES["an error of its own"]] * len(people)
    entry = desk.enter(persons=people)
    for looks in (1, 2, 3):
        now = desk.advance(entry).entry
        assert len(lists) == looks
        desk.clock.now = now.next_try or desk.clock.now
    assert states(desk.stored(entry)) == [State.SAVED, *[State.REJECTED] * len(people)]
