"""Appointments of colleagues that are like ours are not ours: whether an owner was typed or not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.model.carriers.contact import ContactEntity
from app.model.carriers.reading import read_as
from app.model.entry import Entry, State
from app.sandbox import PASSWORD, USER, SandboxServer
from app.service.delivery.deliverer import new_addition
from tests.helpers.fakes.delivery import Desk, Switch, is_next_step
from tests.helpers.faults.faulty_server import FaultyServer, Request, Response

MEETING = {"Kind": "Appointment", "Title": "Møte", "StartDate": "2026-12-03T09:00:00+01:00"}
MINE, COLLEAGUE = 5, 6
NOT_HERE = Response(404, {"Error": True, "ErrorType": "SoNotFoundException", "ErrorMessage": "No"})


@pytest.fixture
def desk(tmp_path: Path, switch: Switch) -> Iterator[Desk]:
    with FaultyServer(handle=switch) as server, Desk(tmp_path, server.url, send_persons=False) as desk:
        yield desk


@pytest.fixture
def company(desk: Desk, sandbox: SandboxServer) -> int:
    """A company with which a colleague has that meeting."""
    contact_id = desk.deliver(desk.enter()).contact_id
    body = {**MEETING, "Contact": {"ContactId": contact_id}, "Associate": {"AssociateId": COLLEAGUE}}
    del body["Kind"]
    answer = httpx.post(f"{sandbox.url}/api/v1/Appointment", json=body, auth=(USER, PASSWORD))
    assert answer.json()["Associate"]["AssociateId"] == COLLEAGUE
    return contact_id


def add(desk: Desk, contact_id: int, **typed: Any) -> Entry:
    given = {"ContactId": contact_id, "Name": "Fjord", "NextSteps": [{**MEETING, **typed}]}
    addition = new_addition(read_as(ContactEntity, given), desk.profile, "addition", desk.clock())
    return desk.outbox.add(addition)


def owners(desk: Desk, contact_id: int) -> list[int]:
    calls = desk.api().next_steps
    return [calls.appointment(each)["Associate"]["AssociateId"] for each in calls.appointments(contact_id)]


@pytest.fixture(params=["proposed", "proposed by nobody"])
def proposal(request: pytest.FixtureRequest, switch: Switch) -> None:
    """A server that proposes whoever is signed in as the owner, or that proposes nothing."""
    behind = switch.handle

    def handle(one: Request) -> Response:
        is_asked = one.path.endswith("/Appointment/default") and request.param != "proposed"
        return NOT_HERE if is_asked else behind(one)

    switch.handle = handle


@pytest.mark.usefixtures("proposal")
@pytest.mark.parametrize("typed", [{}, {"Associate": {"AssociateId": MINE}}], ids=["nobody", "me"])
def test_one_that_has_waited_for_long_is_sent(desk: Desk, company: int, typed: dict[str, Any]) -> None:
    entry = add(desk, company, **typed)
    desk.clock.forward(minutes=11)
    assert desk.deliver(entry).state is State.SAVED
    assert owners(desk, company) == [MINE, COLLEAGUE]


@pytest.mark.usefixtures("proposal")
@pytest.mark.parametrize("is_taken", [True, False])
@pytest.mark.parametrize("typed", [{}, {"Associate": {"AssociateId": MINE}}], ids=["nobody", "me"])
def test_one_whose_answer_was_lost_is_there_once(
    desk: Desk, switch: Switch, company: int, typed: dict[str, Any], is_taken: bool
) -> None:
    behind, lost = switch.handle, list[Request]()

    def handle(request: Request) -> Response:
        if not is_next_step(request) or lost:
            return behind(request)
        lost.append(request)
        if is_taken:
            behind(request)
        return Response(wire=b"")

    switch.handle = handle
    assert desk.deliver(add(desk, company, **typed)).state is State.SAVED
    assert owners(desk, company) == [MINE, COLLEAGUE]


def test_one_that_is_for_the_colleague_is_theirs(desk: Desk, company: int) -> None:
    entry = add(desk, company, Associate={"AssociateId": COLLEAGUE})
    desk.clock.forward(minutes=11)
    assert desk.deliver(entry).state is State.SAVED
    assert owners(desk, company) == [COLLEAGUE]
