"""What may be ours is shown to its user, and somebody deletes it meanwhile: it is not made again unasked."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.model.carriers.contact import ContactEntity
from app.model.entry import Entry, State
from tests.helpers.fakes.delivery import FINISHED, KARI, Desk, Switch, is_new_person
from tests.helpers.faults.faulty_server import FaultyServer, Handler, Request, Response, is_new_company
from tests.helpers.kill.next_steps import APPOINTMENT

CUT = Response(wire=b"HTTP/1.1 200 OK\r\nContent-Length: 400\r\n\r\n{")


def is_appointment(request: Request) -> bool:
    return request.method == "POST" and request.path.endswith("/Appointment")


KINDS = {"Contact": is_new_company, "Person": is_new_person, "Appointment": is_appointment}
LISTS = {"Contact": r"/v1/Contact$", "Person": r"/Persons$", "Appointment": r"/(Appointments|Activities)$"}


class Rewriting:
    """It saves what is posted without our key, and loses the answer; once it `is_gone` it has it no more."""

    def __init__(self, behind: Handler, kind: str) -> None:
        self._behind, self._kind, self._is_it = behind, kind, KINDS[kind]
        self.made: list[int] = []
        self.is_gone = False

    def __call__(self, request: Request) -> Response:
        if not self._is_it(request):
            return self._without_gone(request) if self.is_gone else self._behind(request)
        body = request.json
        body = {name: value for name, value in body.items() if name != "DbiKey"}
        if self._kind == "Appointment" and not self.made:
            body["Title"] = "Meeting"
        # As long as the length says, which the server goes by.
        headers = {name: value for name, value in request.headers.items() if name.lower() != "content-length"}
        answer = self._behind(Request(request.method, request.target, headers, json.dumps(body).encode()))
        self.made.append(json.loads(answer.raw)[f"{self._kind}Id"])
        return CUT if len(self.made) == 1 else answer

    def _without_gone(self, request: Request) -> Response:
        gone, answer = self.made[0], self._behind(request)
        if request.path.endswith(f"/{self._kind}/{gone}"):
            return Response(404, {"Error": True, "ErrorType": "SoNotFoundException", "ErrorMessage": "No."})
        if re.search(LISTS[self._kind], request.path) and answer.status == 200:
            id_name = f"{self._kind.lower()}Id"
            rows = json.loads(answer.raw)["value"]
            return Response(200, {"value": [row for row in rows if row.get(id_name) != gone]})
        return answer


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


@pytest.mark.parametrize("kind", KINDS)
def test_what_was_shown_and_is_gone_is_asked_about_again(desk: Desk, switch: Switch, kind: str) -> None:
    switch.handle = server = Rewriting(switch.handle, kind)
    people = (KARI,) if kind == "Person" else None
    steps = [APPOINTMENT] if kind == "Appointment" else []
    entry = desk.enter(ContactEntity(name="Fjord AS"), persons=people, NextSteps=steps)
    now = delivered(desk, entry)
    assert now.undecided is not None
    assert now.undecided.candidates == (server.made[0],), now.message
    server.is_gone = True
    desk.deliverer.retry(entry.id)
    for _ in range(10):
        desk.clock.now = max(desk.clock(), desk.stored(entry).next_try or desk.clock())
        desk.advance(entry)
    now = desk.stored(entry)
    assert (now.state, len(server.made)) == (State.UNKNOWN, 1)
    assert now.undecided is not None
    assert now.undecided.is_left_to_user
    assert re.search(r"[Ss]ay whether", now.message)
    desk.decide(now, None)
    assert (delivered(desk, entry).state, len(server.made)) == (State.SAVED, 2)
