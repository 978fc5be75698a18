"""A person of another company who is moved to the one that is saved, or added to: a step of its entry."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from app.model.carriers.contact import ContactEntity
from app.model.carriers.person import PersonEntity
from app.model.carriers.reading import read_as
from app.model.entry import Entry, State
from app.sandbox import Options, SandboxServer
from app.service.delivery.deliverer import new_addition
from tests.helpers.fakes.delivery import Desk, is_next_step, states
from tests.helpers.faults.faulty_server import Fault, FaultyServer, Request, Response, forward_to

OLD, HERE = 2, 3


@pytest.fixture
def sandbox(tmp_path: Path) -> Iterator[SandboxServer]:
    with SandboxServer(tmp_path / "sandbox.db", Options()) as server:
        yield server


@pytest.fixture
def desk(tmp_path: Path, sandbox: SandboxServer) -> Iterator[Desk]:
    with Desk(tmp_path, sandbox.url, send_persons=False) as desk:
        yield desk


@contextmanager
def faulty_desk(folder: Path, sandbox: SandboxServer, fault: Fault, **settings: Any) -> Iterator[Desk]:
    behind = forward_to(sandbox.url)
    with (
        FaultyServer(fault, behind, applies=is_next_step, times=1, **settings) as server,
        Desk(folder, server.url, send_persons=False) as desk,
    ):
        yield desk


def kari(desk: Desk) -> int:
    """Adds Kari to the old company; returns her id."""
    body = {"Firstname": "Kari", "Lastname": "Lie", "Contact": {"ContactId": OLD}, "Title": "CEO"}
    return desk.api().create_person(read_as(PersonEntity, body)).person_id or 0


def move(person_id: int, at: int = OLD) -> dict[str, Any]:
    return {"Kind": "Move", "Name": "Kari Lie", "PersonId": person_id, "From": at, "Company": "Old AS"}


def add(desk: Desk, *steps: dict[str, Any]) -> Entry:
    given = {"ContactId": HERE, "Name": "Blåbär Logistik AB", "NextSteps": list(steps)}
    addition = new_addition(read_as(ContactEntity, given), desk.profile, "addition", desk.clock())
    return desk.outbox.add(addition)


def company_of(desk: Desk, person_id: int) -> int:
    record = desk.api().person(person_id)
    assert record.contact is not None
    return record.contact.contact_id or 0


def record_of(desk: Desk, person_id: int) -> dict[str, Any]:
    told = desk.api().person(person_id).to_json_object()
    return {name: value for name, value in told.items() if name not in ("Contact", "_Links")}


def moves(sandbox: SandboxServer) -> int:
    return sum(request.path.endswith("/Agents/Person/Move") for request in sandbox.requests)


def test_somebody_is_moved_to_a_company_that_is_there(desk: Desk, sandbox: SandboxServer) -> None:
    person = kari(desk)
    company, before = desk.api().contact_record(HERE), record_of(desk, person)
    entry = desk.deliver(add(desk, move(person)))
    assert (states(entry), entry.next_steps[0].remote_id) == ([State.SAVED] * 2, person)
    assert company_of(desk, person) == HERE
    assert desk.api().contact_record(HERE) == company
    changed = {"Category", "Business", "Associate"}  # a person has those of the company
    after = record_of(desk, person)
    assert {name for name in after if after[name] != before[name]} <= changed
    assert (moves(sandbox), entry.message.endswith("Kari Lie is at this company now.")) == (1, True)


def test_somebody_is_moved_to_a_new_company(desk: Desk) -> None:
    person = kari(desk)
    entry = desk.deliver(desk.enter(persons=(), NextSteps=[move(person)]))
    assert company_of(desk, person) == entry.contact_id > HERE


def test_what_is_planned_goes_along_and_what_is_past_does_not(desk: Desk) -> None:
    person = kari(desk)
    calls, year = desk.api().next_steps, desk.clock().year
    there = {"ContactId": OLD}, {"PersonId": person}
    for when in (year - 1, year + 1):
        body = {"Title": str(when), "StartDate": f"{when}-06-01T09:00:00Z"}
        calls.create_appointment({**body, "Contact": there[0], "Person": there[1]})
    desk.deliver(add(desk, move(person)))
    titles = [calls.appointment(each)["Title"] for each in calls.appointments(HERE)]
    assert titles == [str(year + 1)]
    assert len(calls.appointments(OLD)) == 1


@pytest.mark.parametrize("arrives", [True, False])
def test_a_lost_answer_is_looked_for_before_it_is_sent_again(
    tmp_path: Path, sandbox: SandboxServer, arrives: bool
) -> None:
    save = {"save_first": forward_to(sandbox.url)} if arrives else {}
    with faulty_desk(tmp_path, sandbox, Fault.READ_THEN_CLOSE, **save) as desk:
        person = kari(desk)
        entry = add(desk, move(person))
        first = desk.advance(entry).entry
        assert (first.state, states(first)[-1]) == (State.UNKNOWN, State.UNKNOWN)
        begun = desk.clock()
        entry = desk.deliver(entry)
        assert (entry.state, company_of(desk, person), moves(sandbox)) == (State.SAVED, HERE, 1)
        if not arrives:
            assert (desk.clock() - begun).total_seconds() >= 60  # two looks, apart


def test_who_is_there_already_is_not_moved_again(desk: Desk, sandbox: SandboxServer) -> None:
    person = kari(desk)
    desk.api().next_steps.move_person(person, HERE, desk.clock())
    entry = desk.deliver(add(desk, move(person)))
    assert (entry.state, moves(sandbox)) == (State.SAVED, 1)


def test_who_is_at_a_third_company_by_now_is_left_there(desk: Desk) -> None:
    person = kari(desk)
    desk.api().next_steps.move_person(person, 4, desk.clock())
    entry = desk.deliver(add(desk, move(person)))
    assert (states(entry), company_of(desk, person)) == ([State.SAVED, State.REJECTED], 4)
    assert "Kari Lie is no longer at the company" in entry.message


@pytest.mark.parametrize("name", ["Person", "Person.Contact"])
def test_without_the_right_nobody_is_moved(tmp_path: Path, name: str) -> None:
    mask = {"Person": "Select", "Person.Contact": "Read"}[name]
    with (
        SandboxServer(tmp_path / "sandbox.db", Options(masks={name: mask})) as sandbox,
        Desk(tmp_path, sandbox.url, send_persons=False) as desk,
    ):
        person = kari(desk)
        entry = desk.deliver(add(desk, move(person)))
        assert (states(entry)[1], company_of(desk, person)) == (State.REJECTED, OLD)
        assert "You have no right to change this" in entry.message
        assert moves(sandbox) == 0


def test_a_user_of_superoffice_is_not_moved(desk: Desk, sandbox: SandboxServer) -> None:
    entry = desk.deliver(add(desk, {**move(2, at=1), "Name": "Ola Lund"}))
    assert "They are users of SuperOffice" in entry.message
    assert (company_of(desk, 2), moves(sandbox)) == (1, 0)


def test_somebody_who_does_not_exist_is_told(desk: Desk) -> None:
    entry = desk.deliver(add(desk, move(4711)))
    assert states(entry)[1] is State.REJECTED


def test_a_server_without_the_call_is_asked_once(tmp_path: Path) -> None:
    with (
        SandboxServer(tmp_path / "sandbox.db", Options(lacks=("POST Agents/Person/Move",))) as sandbox,
        Desk(tmp_path, sandbox.url, send_persons=False) as desk,
    ):
        person = kari(desk)
        entry = desk.deliver(add(desk, move(person)))
        assert states(entry)[1] is State.REJECTED
        assert not desk.api().next_steps.has_move
        desk.deliverer.retry(entry.id)
        entry = desk.deliver(entry)
        assert "This server offers programs no way to move people." in entry.message
        assert (moves(sandbox), company_of(desk, person)) == (1, OLD)


@pytest.mark.long
def test_a_move_that_the_server_does_not_make_is_given_back(tmp_path: Path, sandbox: SandboxServer) -> None:
    behind, sent = forward_to(sandbox.url), list[datetime]()

    def handle(request: Request) -> Response:
        if request.path.endswith("/Agents/Person/Move"):
            sent.append(here.clock())
            return Response(204, content=b"")
        return behind(request)

    with (
        FaultyServer(handle=handle) as server,
        Desk(tmp_path, server.url, send_persons=False) as here,
    ):
        person = kari(here)
        entry = here.deliver(add(here, move(person)))
        assert (states(entry)[1], company_of(here, person)) == (State.REJECTED, OLD)
    # A replica may be behind with whom it has, or the server copies the person instead.
    assert all(later - one >= timedelta(minutes=1) for one, later in pairwise(sent))
    assert len(sent) == 8


def test_who_cannot_be_read_after_the_move_is_moved(tmp_path: Path, sandbox: SandboxServer) -> None:
    behind, gone = forward_to(sandbox.url), []

    def handle(request: Request) -> Response:
        answer = behind(request)
        gone.extend([1] if request.path.endswith("/Agents/Person/Move") else [])
        is_person = request.method == "GET" and "/Person/" in request.path
        error = {"Error": True, "ErrorType": "SoNotFoundException", "ErrorMessage": "No"}
        return Response(404, error) if gone and is_person else answer

    with (
        FaultyServer(handle=handle) as server,
        Desk(tmp_path, server.url, send_persons=False) as desk,
    ):
        person = kari(desk)
        entry = desk.deliver(add(desk, move(person)))
        assert (states(entry)[1], len(gone)) == (State.SAVED, 1)
