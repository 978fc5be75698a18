"""No answer to a POST is of use, and no list shows what became of it: after three its user is asked."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.model.carriers.contact import ContactEntity
from app.model.entry import Entry, State
from tests.helpers.fakes.delivery import FINISHED, KARI, Desk, Switch, is_new_person, is_next_step
from tests.helpers.faults.faulty_server import FaultyServer, Handler, Request, Response, is_new_company
from tests.helpers.kill.next_steps import APPOINTMENT, CONSENT, PROJECT, SELECTION

CUT = Response(wire=b'HTTP/1.1 200 OK\r\nContent-Length: 400\r\n\r\n{"Con')
EMPTY = Response(200, {})
LATER = Response(503, {"Error": True, "ErrorType": "SoMaintenance", "ErrorMessage": "Later"})
BUSY = Response(429, {"Error": True, "ErrorType": "TooMany", "ErrorMessage": "Later"})
KINDS: dict[str, list[dict[str, Any]]] = {
    "company": [],
    "person": [],
    "appointment": [APPOINTMENT],
    "selection": [SELECTION],
    "project": [PROJECT],
    "consent": [CONSENT | {"Person": 1}],
}
MOST = 3


class Useless:
    """It answers what is posted with nothing of use, and does it or not; `lists` has none of it."""

    def __init__(self, behind: Handler, kind: str, answer: Response, *, arrives: bool) -> None:
        self._behind, self._answer, self._arrives = behind, answer, arrives
        self._is_it = {"company": is_new_company, "person": is_new_person}.get(kind, is_next_step)
        self._lists = {
            "company": r"/Contact$",
            "person": r"/Persons$",
            "appointment": r"/(Appointments|Activities)$",
            "selection": r"/Members$",
            "project": r"/ProjectMember$",
            "consent": r"/Consent$",
        }[kind]
        self.posted = 0
        self.is_well = False

    def __call__(self, request: Request) -> Response:
        if self._is_it(request):
            self.posted += 1
            if not self.is_well:
                if self._arrives:
                    self._behind(request)
                return self._answer
        elif request.method == "GET" and re.search(self._lists, request.path) and not self.is_well:
            answer = self._behind(request)
            is_table = isinstance(json.loads(answer.raw), dict)
            return Response(answer.status, {"value": []} if is_table else [])
        return self._behind(request)


@pytest.fixture
def desk(tmp_path: Path, switch: Switch) -> Iterator[Desk]:
    with FaultyServer(handle=switch) as server, Desk(tmp_path, server.url, send_persons=False) as desk:
        yield desk


def entered(desk: Desk, kind: str) -> Entry:
    people = (KARI,) if kind in ("person", "consent") else None
    return desk.enter(ContactEntity(name="Fjord AS"), persons=people, NextSteps=KINDS[kind])


def delivered(desk: Desk, entry: Entry, times: int = 60) -> Entry:
    for _ in range(times):
        now = desk.stored(entry)
        if now.state in FINISHED or now.undecided:
            break
        desk.clock.now = max(desk.clock(), now.next_try or desk.clock())
        desk.advance(now)
    return desk.stored(entry)


@pytest.mark.parametrize("arrives", [True, False])
@pytest.mark.parametrize("answer", [CUT, EMPTY], ids=["cut", "empty"])
@pytest.mark.parametrize("kind", KINDS)
def test_what_no_answer_tells_of_is_sent_three_times_and_then_asked_about(
    desk: Desk, switch: Switch, kind: str, answer: Response, arrives: bool
) -> None:
    switch.handle = useless = Useless(switch.handle, kind, answer, arrives=arrives)
    now = delivered(desk, entered(desk, kind))
    assert (now.state, useless.posted) == (State.UNKNOWN, MOST)
    assert now.undecided is not None
    assert "sent several times" in now.message
    assert "say whether it is there, or whether to send it again" in now.message


@pytest.mark.parametrize("kind", KINDS)
def test_each_further_one_is_its_users(desk: Desk, switch: Switch, kind: str) -> None:
    switch.handle = useless = Useless(switch.handle, kind, CUT, arrives=False)
    now = delivered(desk, entered(desk, kind))
    for more in (1, 2):
        desk.decide(now, None)
        now = delivered(desk, now)
        assert (now.state, useless.posted) == (State.UNKNOWN, MOST + more)
        assert now.undecided is not None
    desk.decide(now, None)
    useless.is_well = True
    now = delivered(desk, now)
    assert (now.state, useless.posted) == (State.SAVED, MOST + 3)
    assert [step.sent_again for step in now.steps] == [0] * len(now.steps)


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_found_by_itself_once_lists_show_it(desk: Desk, switch: Switch, kind: str) -> None:
    switch.handle = useless = Useless(switch.handle, kind, CUT, arrives=True)
    now = delivered(desk, entered(desk, kind))
    useless.is_well = True
    desk.clock.forward(days=2)
    for _ in range(3):
        now = desk.advance(now).entry
    assert useless.posted == MOST
    assert now.state is State.SAVED or (now.undecided and now.undecided.candidates)


def test_it_is_not_forgotten_by_another_start(desk: Desk, switch: Switch) -> None:
    switch.handle = useless = Useless(switch.handle, "company", CUT, arrives=False)
    entry = entered(desk, "company")
    for _ in range(20):
        now = delivered(desk, entry, times=1)
        desk.reopen()
    now = delivered(desk, entry)
    assert (now.state, useless.posted) == (State.UNKNOWN, MOST)


@pytest.mark.parametrize("is_down", [True, False])
def test_a_server_that_is_not_there_or_busy_is_waited_for_however_long(
    desk: Desk, switch: Switch, is_down: bool
) -> None:
    behind = switch.handle
    switch.handle = lambda request: LATER if is_down else BUSY if is_new_company(request) else behind(request)
    entry = entered(desk, "company")
    now = delivered(desk, entry, times=40)
    assert (now.undecided, now.company.sent_again) == (None, 0)
    switch.handle = behind
    assert delivered(desk, entry).state is State.SAVED
