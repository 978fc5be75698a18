"""Many appointments have been made at a company since ours was sent: it is looked for behind them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from app.model.carriers.contact import ContactEntity
from app.model.carriers.reading import read_as
from app.model.entry import Entry, State
from app.service.delivery.deliverer import new_addition
from app.webapi.next_steps import MOST_APPOINTMENTS
from tests.helpers.fakes.delivery import FINISHED, Desk, Switch, is_next_step
from tests.helpers.faults.faulty_server import FaultyServer, Handler, Request, Response

CUT = Response(wire=b"HTTP/1.1 200 OK\r\nContent-Length: 400\r\n\r\n{")
LISTS = re.compile(r"/(Appointments|Activities)$")
CALL = {"Kind": "Appointment", "Title": "Call", "StartDate": "2026-12-03T08:00:00Z"}


class Busy:
    """Once the answer to ours is lost, it has so many newer ones, made that many hours after `made`."""

    def __init__(self, behind: Handler, newer: int, *, arrives: bool = True, hours: float = 10) -> None:
        self._behind, self._newer, self._arrives = behind, newer, arrives
        self._made = (datetime.now(UTC) + timedelta(hours=hours)).isoformat(timespec="seconds")
        self.posted = self.read = 0

    def __call__(self, request: Request) -> Response:
        if is_next_step(request):
            self.posted += 1
            if self.posted == 1:
                if self._arrives:
                    self._behind(request)
                return CUT
        number = re.search(r"/Appointment/(\d+)$", request.path)
        if number and int(number[1]) > 1000:
            self.read += 1
            return Response(200, self._mailing(int(number[1])))
        answer = self._behind(request)
        if LISTS.search(request.path) and answer.status == 200:
            told: dict[str, Any] = json.loads(answer.raw)
            ids = range(1000 + self._newer, 1000, -1)
            rows = [*({"appointmentId": each, "type": "appointment"} for each in ids), *told["value"]]
            most = int(re.search(r"top=(\d+)", request.target)[1])  # type: ignore[index]  # it is asked for
            return Response(200, {"value": rows[:most]})
        return answer

    def _mailing(self, number: int) -> dict[str, Any]:
        return {
            "AppointmentId": number,
            "Title": f"Mailing {number}",
            "Description": "",
            "StartDate": "2026-12-20T14:00:00",
            "CreatedDate": self._made,
            "Contact": {"ContactId": 2},
            "Associate": {"AssociateId": 6},
        }


@pytest.fixture
def desk(tmp_path: Path, switch: Switch) -> Iterator[Desk]:
    with FaultyServer(handle=switch) as server, Desk(tmp_path, server.url, send_persons=False) as desk:
        yield desk


def delivered(desk: Desk, switch: Switch, busy: Busy) -> Entry:
    company = desk.deliver(desk.enter(name="Fjord AS")).contact_id
    switch.handle = busy
    body = read_as(ContactEntity, {"ContactId": company, "Name": "Fjord AS", "NextSteps": [CALL]})
    entry = desk.outbox.add(new_addition(body, desk.profile, "addition", desk.clock()))
    desk.advance(entry)
    desk.clock.forward(hours=14)
    for _ in range(30):
        now = desk.stored(entry)
        if now.state in FINISHED or now.undecided:
            break
        desk.clock.now = max(desk.clock(), now.next_try or desk.clock())
        desk.advance(now)
    return desk.stored(entry)


@pytest.mark.parametrize("newer", [MOST_APPOINTMENTS - 1, MOST_APPOINTMENTS, MOST_APPOINTMENTS + 70])
def test_ours_is_found_behind_those_that_were_made_since(desk: Desk, switch: Switch, newer: int) -> None:
    now = delivered(desk, switch, busy := Busy(switch.handle, newer))
    assert (now.state, now.next_steps[0].remote_id, busy.posted) == (State.SAVED, 1, 1)


def test_where_there_are_too_many_to_be_read_its_user_is_asked(desk: Desk, switch: Switch) -> None:
    now = delivered(desk, switch, busy := Busy(switch.handle, 2_000))
    assert (now.undecided, busy.posted) == (now.next_steps[0], 1)


def test_no_more_are_read_than_go_back_to_when_it_was_sent(desk: Desk, switch: Switch) -> None:
    now = delivered(desk, switch, busy := Busy(switch.handle, 2_000, arrives=False, hours=-100))
    assert (now.state, busy.posted) == (State.SAVED, 2)
    assert busy.read % MOST_APPOINTMENTS == 0
    assert busy.read <= 5 * MOST_APPOINTMENTS
