"""An appointment that was done before it is looked for: the list of appointments has it no more."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.model.entry import Entry, State
from app.sandbox import PASSWORD, USER, SandboxServer
from tests.helpers.fakes.delivery import FINISHED, Desk, Switch, asked, is_next_step
from tests.helpers.faults.faulty_server import FaultyServer, Request, Response
from tests.helpers.kill.next_steps import APPOINTMENT

CUT = Response(wire=b"HTTP/1.1 200 OK\r\nContent-Length: 400\r\n\r\n{")
OWN = {"Error": True, "ErrorType": "SoArchiveException", "ErrorMessage": "no such list"}
YESTERDAY = (datetime.now(UTC) - timedelta(days=1)).strftime("%Y-%m-%dT%H:%M:%SZ")


class Evening:
    """Takes the first appointment and is gone after it until `is_back`."""

    def __init__(self, switch: Switch, refuses: str = "", status: int = 404) -> None:
        self._behind = switch.handle
        self._refuses, self._status = refuses, status
        self.is_away = self.is_back = False

    def __call__(self, request: Request) -> Response:
        if self.is_away and not self.is_back:
            return CUT
        if self._refuses and self._refuses in request.target:
            return Response(self._status, OWN)
        answer = self._behind(request)
        if is_next_step(request) and not self.is_away:
            self.is_away = True
            return CUT
        return answer


@pytest.fixture
def desk(tmp_path: Path, switch: Switch) -> Iterator[Desk]:
    with FaultyServer(handle=switch) as server, Desk(tmp_path, server.url, send_persons=False) as desk:
        yield desk


def do(sandbox: SandboxServer, number: int = 1, when: str = YESTERDAY) -> None:
    """Marks an appointment as done, as a colleague does."""
    url = f"{sandbox.url}/api/v1/Appointment/{number}"
    body: dict[str, Any] = {"Completed": "Completed", "CompletedDate": when}
    httpx.put(url, json=body, auth=(USER, PASSWORD)).raise_for_status()


def delivered(desk: Desk, entry: Entry) -> Entry:
    for _ in range(20):
        now = desk.stored(entry)
        if now.state in FINISHED or now.undecided:
            break
        desk.clock.now = max(desk.clock(), now.next_try or desk.clock())
        desk.advance(now)
    return desk.stored(entry)


def posted(sandbox: SandboxServer) -> int:
    return asked(sandbox).count("POST Appointment")


@pytest.mark.parametrize("refuses", ["", "entities"])
def test_one_whose_answer_was_lost_and_that_was_done_overnight_is_there_once(
    desk: Desk, switch: Switch, sandbox: SandboxServer, refuses: str
) -> None:
    switch.handle = evening = Evening(switch, refuses, 400)
    entry = desk.enter(name="Fjord AS", NextSteps=[APPOINTMENT])
    desk.advance(entry)
    do(sandbox)
    evening.is_back = True
    desk.clock.forward(hours=15)
    now = delivered(desk, entry)
    assert (now.state, now.next_steps[0].remote_id, posted(sandbox)) == (State.SAVED, 1, 1)


def test_one_that_was_done_is_there_once_after_the_store_was_put_back(
    desk: Desk, sandbox: SandboxServer
) -> None:
    entry = desk.enter(name="Fjord AS", NextSteps=[APPOINTMENT])
    kept = desk.copy_store()
    delivered(desk, entry)
    do(sandbox)
    desk.clock.forward(hours=15)
    desk.restore_store(kept)
    now = delivered(desk, entry)
    assert (now.state, posted(sandbox)) == (State.SAVED, 1)


@pytest.mark.parametrize("status", [400, 403, 404, 500])
def test_where_there_are_no_activities_the_appointments_are_believed(
    desk: Desk, switch: Switch, sandbox: SandboxServer, status: int
) -> None:
    switch.handle = evening = Evening(switch, "/Activities", status)
    entry = desk.enter(name="Fjord AS", NextSteps=[APPOINTMENT])
    desk.advance(entry)
    evening.is_back = True
    now = delivered(desk, entry)
    assert (now.state, now.next_steps[0].remote_id, posted(sandbox)) == (State.SAVED, 1, 1)
    desk.api().next_steps.appointments(now.contact_id)
    before = len(asked(sandbox))
    assert desk.api().next_steps.appointments(now.contact_id) == (1,)
    assert asked(sandbox)[before:] == [f"GET Contact/{now.contact_id}/Appointments"]
