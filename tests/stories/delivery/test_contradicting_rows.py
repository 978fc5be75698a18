"""Rows that contradict themselves, and files that keep no change: nothing is there twice or for ever.

Every combination of the states of an entry, its company and a person, and of their numbers, is put where an
entry was that is saved: what names a record is never sent a second time.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import product
from pathlib import Path

import pytest

from app.commands.delivery import TimeBudget, deliver
from app.model.carriers.contact import ContactEntity
from app.model.entry import Entry, State
from app.sandbox import SandboxServer
from app.service.delivery.transitions import resting_state
from tests.helpers.fakes.delivery import KARI, Desk

_MOST_ROUNDS = 8
_FRESH = (State.QUEUED, State.UNKNOWN)
# What a trigger makes of a row that is written.
TRIGGERS = {
    "keeps nothing": "BEFORE UPDATE ON entries BEGIN SELECT RAISE(IGNORE); END",
    "keeps not that it is saved": (
        "BEFORE UPDATE ON entries WHEN new.state = 'saved' BEGIN SELECT RAISE(IGNORE); END"
    ),
    "keeps nothing once it is sent": (
        "BEFORE UPDATE ON entries WHEN old.state = 'sending' BEGIN SELECT RAISE(IGNORE); END"
    ),
    "has it waiting again": (
        "AFTER UPDATE ON entries BEGIN UPDATE entries SET state = 'queued', "
        "steps = replace(replace(steps, 'sending', 'queued'), 'saved', 'queued') WHERE id = new.id; END"
    ),
    "has it waiting again, the state alone": (
        "AFTER UPDATE ON entries BEGIN UPDATE entries SET state = 'queued' WHERE id = new.id; END"
    ),
    "forbids it": "BEFORE UPDATE ON entries WHEN new.state = 'saved' BEGIN SELECT RAISE(ABORT, 'no'); END",
}


@pytest.fixture
def desk(tmp_path: Path, sandbox: SandboxServer) -> Iterator[Desk]:
    with Desk(tmp_path, sandbox.url, send_persons=False) as desk:
        yield desk


def posts(server: SandboxServer) -> tuple[int, int]:
    """How many companies and how many people have been posted."""
    asked = [request.path.partition("?")[0] for request in server.requests if request.method == "POST"]
    return (
        sum(path.endswith("/Contact") for path in asked),
        sum(path.endswith("/Person") for path in asked),
    )


def send_all(desk: Desk) -> int:
    """Starts the program and sends whatever is due, a few times. Returns how many it has sent."""
    sent = 0
    desk.outbox.recover()
    for _ in range(_MOST_ROUNDS):
        due = desk.outbox.due(desk.clock())
        for entry in due:
            sent += 1
            desk.deliverer.advance(entry)
        if not due:
            break
        desk.clock.forward(seconds=1)
    return sent


def is_whole(one: Entry) -> bool:
    """True for what the program itself writes of a company and one person; it can be read."""
    company, person = one.company.state, one.people[0].state
    has_company, has_person = company is State.SAVED, person is State.SAVED
    if [bool(one.contact_id), bool(one.company.remote_id)] != [has_company] * 2:
        return False
    if one.company.remote_id != one.contact_id or bool(one.people[0].remote_id) is not has_person:
        return False
    if one.state is State.SAVED:
        return has_company and has_person
    if person in (State.SENDING, State.SAVED, State.REJECTED) and not has_company:
        is_along = (company, person) in (
            (State.SENDING, State.SENDING),
            (State.REJECTED, State.REJECTED),
        )
        if not is_along:
            return False
    states = {
        State.QUEUED: (State.QUEUED, State.SENDING, State.SAVED),
        State.SENDING: (State.SENDING, State.UNKNOWN, State.SAVED),
        State.UNKNOWN: (State.SENDING, State.UNKNOWN, State.SAVED),
        State.REJECTED: tuple(State),
    }
    return company in states[one.state]


@pytest.mark.long
@pytest.mark.parametrize("state", State)
def test_what_names_a_record_is_never_sent_again(desk: Desk, sandbox: SandboxServer, state: State) -> None:
    saved = desk.deliver(desk.enter(persons=(KARI,)))
    assert saved.state is State.SAVED
    before, read, refused = posts(sandbox), 0, 0
    person = saved.people[0]
    numbers = (0, saved.contact_id, saved.contact_id + 1)
    for company, one, number, contact_id, remote_id in product(
        State, State, numbers, numbers, (0, person.remote_id)
    ):
        steps = (
            replace(saved.company, state=company, remote_id=number),
            replace(person, state=one, remote_id=remote_id, name="Kari Ås"),
        )
        row = replace(saved, state=state, steps=steps, contact_id=contact_id, next_try=None)
        is_read = is_whole(row)
        desk.store.read("DELETE FROM entries")
        desk.outbox.add(row)
        told = (state, company, one, number, contact_id, remote_id)
        if contact_id == number == saved.contact_id + 1 and is_read:
            continue  # it names another record, consistently: the server is asked whether it is that one
        send_all(desk)
        (summary,) = desk.outbox.summaries()
        assert not is_read or summary.is_readable, told
        companies, people = (now - then for now, then in zip(posts(sandbox), before, strict=True))
        # Nothing in such a row tells that the company, or the person, has been sent.
        is_fresh = is_read and not contact_id and state is company is State.QUEUED and one in _FRESH
        assert companies == 0 or is_fresh, told
        assert people == 0 or (is_read and one is State.QUEUED) or is_fresh, told
        before = posts(sandbox)
        read, refused = read + is_read, refused + (not is_read)
    assert read
    assert refused > read


def test_of_each_contradiction_there_is_one_unreadable_row_and_others_go_on(
    desk: Desk, sandbox: SandboxServer
) -> None:
    saved = desk.deliver(desk.enter(persons=(KARI,)))
    steps = (replace(saved.company, state=State.QUEUED), saved.people[0])
    desk.outbox.discard(saved.id)
    assert resting_state(steps) is State.QUEUED
    desk.outbox.add(replace(saved, state=State.QUEUED, steps=steps))
    other = desk.enter()
    before = posts(sandbox)
    assert send_all(desk) == 1
    assert desk.stored(other).state is State.SAVED
    assert posts(sandbox)[0] == before[0] + 1
    listed = {one.id: one for one in desk.outbox.summaries()}
    assert not listed[saved.id].is_readable
    assert "cannot be read" in listed[saved.id].message
    raw = desk.outbox.raw(saved.id)
    assert raw is not None
    assert raw["contact_id"] == saved.contact_id
    desk.outbox.discard(saved.id)
    assert [one.id for one in desk.outbox.summaries()] == [other.id]


@pytest.mark.parametrize("trigger", TRIGGERS)
@pytest.mark.parametrize("people", [0, 2])
def test_what_is_not_kept_is_sent_once_at_most_and_left_alone(
    desk: Desk, sandbox: SandboxServer, trigger: str, people: int
) -> None:
    """Whatever becomes of the row, no company and nobody is posted a second time by this program."""
    names = [KARI.with_changes(firstname=f"Kari {number}") for number in range(people)]
    one, other = desk.enter(ContactEntity(name="Fjord AS"), persons=tuple(names)), desk.enter()
    desk.store.read("CREATE TRIGGER t " + TRIGGERS[trigger])
    results: dict[str, list[Entry]] = {one.id: [], other.id: []}
    for _ in range(_MOST_ROUNDS):
        for due in desk.outbox.due(desk.clock()):
            results[due.id].append(desk.deliverer.advance(due).entry)
        desk.clock.forward(seconds=1)
    companies, posted = posts(sandbox)
    assert companies <= 2
    assert posted <= people
    assert all(len(told) <= 2 for told in results.values()), "it is not tried without end"
    again = [desk.deliverer.advance(entry).entry for told in results.values() for entry in told[-1:]]
    assert posts(sandbox) == (companies, posted)
    for entry in again:
        assert entry.state is State.SAVED or "does not keep what is changed of" in entry.message
    assert desk.outbox.due(desk.clock()) == ()


def test_a_command_tells_what_is_not_kept_and_goes_on_to_the_next(desk: Desk, sandbox: SandboxServer) -> None:
    one, other = desk.enter(), desk.enter()
    desk.store.read(
        f"CREATE TRIGGER t BEFORE UPDATE ON entries WHEN old.id = '{one.id}' BEGIN SELECT RAISE(IGNORE); END"
    )
    begun = time.monotonic()
    told = [deliver(desk.deliverer, entry, TimeBudget(60)).entry for entry in (one, other)]
    assert [entry.state for entry in told] == [State.REJECTED, State.SAVED]
    assert told[0].message == (
        f"The file with your entries does not keep what is changed of “{one.name}”, so it is left alone. "
        "Close and open Contact Entry: it then repairs what it can."
    )
    assert posts(sandbox)[0] == 1
    assert time.monotonic() - begun < 30, "it did not use up its budget for retries"
    assert desk.stored(one) == one


def test_waits_that_cannot_be_shortened_are_not_shortened_without_end(desk: Desk) -> None:
    entry = desk.enter()
    late = desk.clock() + timedelta(days=400)
    desk.outbox.update(replace(entry, next_try=late), expected=State.QUEUED)
    desk.store.read("CREATE TRIGGER t " + TRIGGERS["keeps nothing"])
    assert not desk.deliverer.shorten_waits()
    desk.store.read("DROP TRIGGER t")
    assert desk.deliverer.shorten_waits()
    assert not desk.deliverer.shorten_waits()
