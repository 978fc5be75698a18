"""The server answers with a number and does not show what is under it: nothing is made again and again."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from app.model.carriers.contact import ContactEntity
from app.model.entry import Entry, State
from tests.helpers.fakes.delivery import FINISHED, KARI, OLA, Desk, Switch, is_new_person
from tests.helpers.faults.faulty_server import FaultyServer, Handler, Request, Response, is_new_company
from tests.helpers.kill.next_steps import APPOINTMENT, PROJECT

FORBIDDEN = Response(403, {"Error": True, "ErrorType": "SoSentryException", "ErrorMessage": "No right"})


def is_appointment(request: Request) -> bool:
    return request.method == "POST" and request.path.endswith("/Appointment")


def is_membership(request: Request) -> bool:
    return request.method == "POST" and request.path.endswith("/ProjectMember")


KINDS: dict[str, tuple[Callable[[Request], bool], str, str]] = {
    "company": (is_new_company, "ContactId", r"/Contact$"),
    "person": (is_new_person, "PersonId", r"/Persons$"),
    "appointment": (is_appointment, "AppointmentId", r"/(Appointments|Activities)$"),
    "membership": (is_membership, "ProjectmemberId", r"/ProjectMember$"),
}
STEPS = {"appointment": [APPOINTMENT], "membership": [PROJECT]}


class Closed:
    """Its user may make things and not see them: it tells their numbers alone."""

    def __init__(self, behind: Handler, kind: str) -> None:
        self._behind = behind
        self._is_it, self._id_name, self._lists = KINDS[kind]
        self._made: set[int] = set()
        self.is_open = False

    @property
    def posted(self) -> int:
        return len(self._made)

    def __call__(self, request: Request) -> Response:
        if self.is_open:
            return self._behind(request)
        record = re.search(r"/v1/(?:Contact|Person|Appointment)/(\d+)", request.path)
        is_mine = record is not None and int(record[1]) in self._made
        if request.method == "GET" and is_mine and self._id_name in self._ids_of(request.path):
            return FORBIDDEN
        answer = self._behind(request)
        if self._is_it(request):
            told: dict[str, Any] = json.loads(answer.raw)
            self._made.add(told[self._id_name])
            return Response(200, {name: told[name] if name == self._id_name else None for name in told})
        if request.method == "GET" and re.search(self._lists, request.path):
            return Response(200, {"value": []})
        return answer

    def _ids_of(self, path: str) -> str:
        return next(f"{one}Id" for one in ("Contact", "Person", "Appointment") if f"/{one}/" in path)


@pytest.fixture
def desk(tmp_path: Path, switch: Switch) -> Iterator[Desk]:
    with FaultyServer(handle=switch) as server, Desk(tmp_path, server.url, send_persons=False) as desk:
        yield desk


def delivered(desk: Desk, entry: Entry) -> Entry:
    for _ in range(40):
        now = desk.stored(entry)
        if now.state in FINISHED or now.undecided:
            break
        desk.clock.now = max(desk.clock(), now.next_try or desk.clock())
        desk.advance(now)
    return desk.stored(entry)


def entered(desk: Desk, kind: str) -> Entry:
    if kind in ("company", "person"):
        return desk.enter(persons=(KARI, OLA)[: 1 + (kind == "person")])
    return desk.enter(ContactEntity(name="Fjord AS"), NextSteps=STEPS[kind])


@pytest.mark.parametrize("use_dbi_key", [True, False])
@pytest.mark.parametrize("kind", KINDS)
def test_what_has_a_number_that_is_not_shown_is_asked_about_and_not_sent_again(
    desk: Desk, switch: Switch, kind: str, use_dbi_key: bool
) -> None:
    switch.handle = closed = Closed(switch.handle, kind)
    desk.turn_to(desk.profile.url, use_dbi_key=use_dbi_key)
    now = delivered(desk, entered(desk, kind))
    assert (now.state, closed.posted) == (State.UNKNOWN, 2 if kind == "person" else 1)
    assert now.undecided is not None
    assert now.undecided.is_left_to_user
    assert "Look for it in SuperOffice" in now.message


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_found_by_itself_once_it_is_shown(desk: Desk, switch: Switch, kind: str) -> None:
    switch.handle = closed = Closed(switch.handle, kind)
    now = delivered(desk, entered(desk, kind))
    closed.is_open = True
    desk.clock.forward(days=2)
    for _ in range(3):
        now = desk.advance(now).entry
    assert now.state is State.SAVED
    assert closed.posted == (2 if kind == "person" else 1)


@pytest.mark.parametrize("kind", KINDS)
def test_who_says_that_it_is_missing_has_it_sent_once_more(desk: Desk, switch: Switch, kind: str) -> None:
    switch.handle = closed = Closed(switch.handle, kind)
    now = delivered(desk, entered(desk, kind))
    before = closed.posted
    desk.decide(now, None)
    desk.advance(now)
    assert closed.posted == before + 1
