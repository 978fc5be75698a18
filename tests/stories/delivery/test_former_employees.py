"""Former employees, and members of projects who have left: lists leave them out unless they are asked for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.model.carriers.contact import ContactEntity
from app.model.carriers.person import Person
from app.model.carriers.reading import read_as
from app.model.entry import Entry, State
from app.sandbox import SandboxServer
from app.service.delivery.deliverer import new_addition
from tests.helpers.fakes.delivery import (
    FINISHED,
    OLA,
    Desk,
    Switch,
    asked,
    is_new_person,
    is_next_step,
    states,
    there,
)
from tests.helpers.faults.faulty_server import FaultyServer, Handler, Request, Response
from tests.helpers.kill.next_steps import PROJECT

KARI = Person(firstname="Kari", lastname="Ås", email="kari@fjord.example", retired=1)
CUT = Response(wire=b"HTTP/1.1 200 OK\r\nContent-Length: 400\r\n\r\n{")
OWN = {"Error": True, "ErrorType": "SoArchiveException", "ErrorMessage": "no such entity"}


@pytest.fixture
def faulty(switch: Switch) -> Iterator[FaultyServer]:
    with FaultyServer(handle=switch) as faulty:
        yield faulty


@pytest.fixture
def desk(tmp_path: Path, faulty: FaultyServer) -> Iterator[Desk]:
    with Desk(tmp_path, faulty.url, send_persons=False) as desk:
        yield desk


def losing_first(behind: Handler, is_it: Any) -> Handler:
    """Returns a handler that takes the first of those and breaks off its answer."""
    is_over = False

    def handle(request: Request) -> Response:
        nonlocal is_over
        taken = behind(request)
        if is_over or not is_it(request):
            return taken
        is_over = True
        return CUT

    return handle


def refusing_entities(behind: Handler, status: int) -> Handler:
    return lambda request: Response(status, OWN) if "entities" in request.target else behind(request)


def delivered(desk: Desk, entry: Entry) -> Entry:
    for _ in range(20):
        now = desk.stored(entry)
        if now.state in FINISHED or now.undecided:
            break
        desk.clock.now = max(desk.clock(), now.next_try or desk.clock())
        desk.advance(now)
    return desk.stored(entry)


def add(desk: Desk, company: int, **values: Any) -> Entry:
    body = read_as(ContactEntity, {"ContactId": company, "Name": "Fjord AS", **values})
    desk.clock.forward(minutes=1)
    return desk.outbox.add(new_addition(body, desk.profile, "addition", desk.clock()))


@pytest.mark.parametrize("others", [(), (OLA,), (Person(firstname="Siv", lastname="Bø", retired=1),)])
@pytest.mark.parametrize("use_dbi_key", [True, False])
def test_a_former_employee_whose_answer_was_lost_is_there_once(
    desk: Desk, switch: Switch, faulty: FaultyServer, others: tuple[Person, ...], use_dbi_key: bool
) -> None:
    switch.handle = losing_first(switch.handle, is_new_person)
    desk.turn_to(faulty.url, use_dbi_key=use_dbi_key)
    now = delivered(desk, desk.enter(persons=(KARI, *others)))
    assert (now.state, len(there(desk, now))) == (State.SAVED, 1 + len(others))


def test_a_former_employee_is_there_once_after_the_store_was_put_back(desk: Desk) -> None:
    entry = desk.enter(persons=(KARI,))
    kept = desk.copy_store()
    delivered(desk, entry)
    desk.clock.forward(minutes=11)
    desk.restore_store(kept)
    now = delivered(desk, entry)
    assert (now.state, there(desk, now)) == (State.SAVED, ["Kari Ås"])


def test_who_has_left_a_company_is_not_added_to_it_unasked(desk: Desk) -> None:
    company = delivered(desk, desk.enter(persons=(KARI,))).contact_id
    now = delivered(desk, add(desk, company, Persons=[KARI.with_changes(retired=None).to_json_object()]))
    assert (now.state, there(desk, now)) == (State.REJECTED, ["Kari Ås"])


@pytest.mark.parametrize("status", [400, 500])
def test_a_server_that_refuses_to_be_asked_for_them_is_asked_without(
    desk: Desk, switch: Switch, faulty: FaultyServer, status: int
) -> None:
    switch.handle = losing_first(refusing_entities(switch.handle, status), is_new_person)
    now = delivered(desk, desk.enter(persons=(OLA,)))
    assert (now.state, there(desk, now)) == (State.SAVED, ["ola Li"])
    there(desk, now)
    before = len(faulty.requests)
    there(desk, now)
    (last,) = faulty.requests[before:]
    assert "entities" not in last.target, "after some refusals it is not asked for any more"


@pytest.mark.parametrize("makes", ["left", "stopped"])
@pytest.mark.parametrize("refuses", [False, True])
def test_a_member_of_a_project_who_has_left_or_whose_company_is_stopped_is_there_once(
    desk: Desk, switch: Switch, sandbox: SandboxServer, makes: str, refuses: bool
) -> None:
    handler = refusing_entities(switch.handle, 400) if refuses else switch.handle
    switch.handle = losing_first(handler, is_next_step)
    who = KARI.with_changes(retired=int(makes == "left" and not refuses))
    values = {"Xstop": makes == "stopped" and not refuses, "Name": "Fjord AS"}
    entity = read_as(ContactEntity, {**values, "NextSteps": [{**PROJECT, "Person": 1}]})
    now = delivered(desk, desk.enter(entity.with_changes(persons=(who,))))
    assert (now.state, states(now)) == (State.SAVED, [State.SAVED] * 3)
    assert sum("POST ProjectMember" in one for one in asked(sandbox)) == 1
