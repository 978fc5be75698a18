"""Another appointment of the same title on the same day is not ours: servers tell starts without a zone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.model.carriers.contact import ContactEntity
from app.model.carriers.reading import read_as
from app.model.entry import Entry, State
from app.sandbox import PASSWORD, USER, SandboxServer
from app.service.delivery.deliverer import new_addition
from tests.helpers.fakes.delivery import FINISHED, Desk, Switch, asked, is_next_step
from tests.helpers.faults.faulty_server import FaultyServer, Handler, Request, Response

CUT = Response(wire=b"HTTP/1.1 200 OK\r\nContent-Length: 400\r\n\r\n{")
LATER = Response(503, {"Error": True, "ErrorType": "SoMaintenance", "ErrorMessage": "Later"})
FORBIDDEN = Response(403, {"Error": True, "ErrorType": "SoSentryException", "ErrorMessage": "No right"})
DAY = datetime.now(UTC).replace(hour=8, minute=0, second=0, microsecond=0) + timedelta(days=2)


@pytest.fixture
def desk(tmp_path: Path, switch: Switch) -> Iterator[Desk]:
    with FaultyServer(handle=switch) as server, Desk(tmp_path, server.url, send_persons=False) as desk:
        yield desk


def at(hours: float) -> str:
    return (DAY + timedelta(hours=hours)).strftime("%Y-%m-%dT%H:%M:%SZ")


def planned(sandbox: SandboxServer, company: int, hours: float) -> None:
    """Makes an appointment by hand, in SuperOffice."""
    url = f"{sandbox.url}/api/v1/Appointment"
    body = {"Title": "Call", "StartDate": at(hours), "Contact": {"ContactId": company}}
    httpx.post(url, json=body, auth=(USER, PASSWORD)).raise_for_status()


def add(desk: Desk, company: int, hours: float = 0) -> Entry:
    step = {"Kind": "Appointment", "Title": "Call", "StartDate": at(hours)}
    body = read_as(ContactEntity, {"ContactId": company, "Name": "Fjord AS", "NextSteps": [step]})
    desk.clock.forward(minutes=1)
    return desk.outbox.add(new_addition(body, desk.profile, "addition", desk.clock()))


def delivered(desk: Desk, entry: Entry) -> Entry:
    for _ in range(30):
        now = desk.stored(entry)
        if now.state in FINISHED or now.undecided:
            break
        desk.clock.now = max(desk.clock(), now.next_try or desk.clock())
        desk.advance(now)
    return desk.stored(entry)


def made_long_ago(behind: Handler) -> Handler:
    def handle(request: Request) -> Response:
        answer = behind(request)
        if request.method == "GET" and request.path.rpartition("/Appointment/")[2].isdigit():
            record: dict[str, Any] = json.loads(answer.raw)
            return Response(200, record | {"CreatedDate": "2026-09-01T08:00:00"})
        return answer

    return handle


@pytest.mark.parametrize("hours", [-3, 1, 6])
@pytest.mark.parametrize("is_old", [True, False])
def test_what_has_only_waited_is_sent_beside_another_of_that_day(
    desk: Desk, switch: Switch, sandbox: SandboxServer, hours: float, is_old: bool
) -> None:
    company = desk.deliver(desk.enter(name="Fjord AS")).contact_id
    desk.clock.forward(minutes=2)
    planned(sandbox, company, hours)
    behind = made_long_ago(switch.handle) if is_old else switch.handle
    switch.handle = lambda _request: LATER
    entry = add(desk, company)
    desk.advance(entry)
    desk.clock.forward(minutes=15)
    switch.handle = behind
    now = delivered(desk, entry)
    assert (now.state, asked(sandbox).count("POST Appointment")) == (State.SAVED, 2)


def losing_first(behind: Handler, *, arrives: bool) -> Handler:
    lost: list[Request] = []

    def handle(request: Request) -> Response:
        if not is_next_step(request) or lost:
            return behind(request)
        lost.append(request)
        if arrives:
            behind(request)
        return CUT

    return handle


@pytest.mark.parametrize("is_old", [True, False])
def test_one_that_was_lost_is_not_said_to_be_another_of_that_day(
    desk: Desk, switch: Switch, sandbox: SandboxServer, is_old: bool
) -> None:
    """Made a day before or later, it may be ours: then its user is asked."""
    company = desk.deliver(desk.enter(name="Fjord AS")).contact_id
    desk.clock.forward(minutes=2)
    planned(sandbox, company, 6)
    behind = made_long_ago(switch.handle) if is_old else switch.handle
    switch.handle = losing_first(behind, arrives=False)
    now = delivered(desk, add(desk, company))
    if is_old:
        assert (now.state, asked(sandbox).count("POST Appointment")) == (State.SAVED, 2)
    else:
        assert (now.undecided, now.next_steps[0].candidates) == (now.next_steps[0], (1,))


def test_one_that_has_arrived_is_known_by_its_time_beside_another_of_that_day(
    desk: Desk, switch: Switch, sandbox: SandboxServer
) -> None:
    company = desk.deliver(desk.enter(name="Fjord AS")).contact_id
    planned(sandbox, company, 6)
    switch.handle = losing_first(switch.handle, arrives=True)
    now = delivered(desk, add(desk, company))
    assert (now.state, now.next_steps[0].remote_id) == (State.SAVED, 2)
    assert asked(sandbox).count("POST Appointment") == 2


def test_where_nobody_is_known_to_be_signed_in_a_colleagues_of_before_is_not_ours(
    desk: Desk, switch: Switch, sandbox: SandboxServer
) -> None:
    company = desk.deliver(desk.enter(name="Fjord AS")).contact_id
    planned(sandbox, company, 0)
    behind = switch.handle

    def handle(request: Request) -> Response:
        is_who = request.path.endswith(("/User/currentPrincipal", "/Appointment/default"))
        return FORBIDDEN if is_who else behind(request)

    switch.handle = lambda _request: LATER
    desk.clock.forward(minutes=2)
    entry = add(desk, company)
    desk.advance(entry)
    desk.clock.forward(minutes=15)
    switch.handle = handle
    now = delivered(desk, entry)
    assert (now.state, asked(sandbox).count("POST Appointment")) == (State.SAVED, 2)
