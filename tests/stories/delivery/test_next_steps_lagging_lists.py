"""Lists of people that are up to date while others lag: what is in those is not sent a second time."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from app.model.carriers.contact import ContactEntity
from app.model.carriers.reading import read_as
from app.model.entry import Entry, State
from app.sandbox import SandboxServer
from app.service.delivery.deliverer import new_addition
from tests.helpers.fakes.delivery import FINISHED, KARI, OLA, Desk, Switch, is_new_person, is_next_step
from tests.helpers.faults.faulty_server import FaultyServer, Request, Response, forward_to
from tests.helpers.kill.next_steps import APPOINTMENT, PROJECT, SELECTION

LISTS = ("/Appointments", "/Activities", "/ProjectMember", "/Members")
BEHIND = timedelta(minutes=3)


class Lagging:
    """Loses the first answers to a person, who is not taken, and to a next step, which is; its list lags."""

    def __init__(self, url: str) -> None:
        self._behind = forward_to(url)
        self._lost_people = 0
        self.desk: Desk
        self.taken: datetime | None = None
        self.posted = 0

    def __call__(self, request: Request) -> Response:
        if is_new_person(request) and not self._lost_people:
            self._lost_people += 1
            return Response(wire=b"")
        if is_next_step(request):
            self.posted += 1
            answer = self._behind(request)
            if self.taken is None:
                self.taken = self.desk.clock()
                return Response(wire=b"")
            return answer
        is_behind = self.taken is not None and self.desk.clock() < self.taken + BEHIND
        if request.method == "GET" and request.path.endswith(LISTS) and is_behind:
            return Response(200, {"value": []})
        return self._behind(request)


@pytest.mark.parametrize("step", [APPOINTMENT, PROJECT, SELECTION], ids=lambda step: step["Kind"])
def test_people_who_are_listed_do_not_have_a_next_step_sent_again(
    tmp_path: Path, sandbox: SandboxServer, step: dict[str, Any]
) -> None:
    lagging = Lagging(sandbox.url)
    switch = Switch(lagging)
    with FaultyServer(handle=switch) as server, Desk(tmp_path, server.url, send_persons=False) as desk:
        lagging.desk = desk
        entry = desk.enter(persons=(KARI,), NextSteps=[{**step, "Person": 0}])
        begun, is_another_saved = desk.clock(), False
        while (now := desk.stored(entry)).state not in FINISHED:
            desk.clock.now = max(desk.clock(), now.next_try or desk.clock())
            now = desk.advance(now).entry
            if not is_another_saved and desk.clock() - begun >= timedelta(minutes=1):
                desk.clock.forward(seconds=1)
                assert desk.advance(desk.enter(persons=(OLA,))).entry.state is State.SAVED
                is_another_saved = True
        assert (now.state, is_another_saved, lagging.posted) == (State.SAVED, True, 1)


class Empty:
    """Has empty lists of members until some time; keeps companies alone, where it does not keep people."""

    def __init__(self, url: str) -> None:
        self._behind = forward_to(url)
        self.desk: Desk
        self.until = datetime.min.replace(tzinfo=UTC)
        self.posted = 0
        self.loses, self.keeps_people = False, True

    def __call__(self, request: Request) -> Response:
        if request.method == "GET" and request.path.endswith(LISTS) and self.desk.clock() < self.until:
            return Response(200, {"value": []})
        if not is_next_step(request):
            return self._behind(request)
        self.posted += 1
        if not self.keeps_people:
            body = json.dumps([{**one, "PersonId": 0} for one in request.json]).encode()
            kept = {
                name: value for name, value in request.headers.items() if name.lower() != "content-length"
            }
            request = Request(request.method, request.target, kept, body)
        answer = self._behind(request)
        is_lost, self.loses = self.loses, False
        return Response(wire=b"") if is_lost else answer


@pytest.fixture
def empty(sandbox: SandboxServer) -> Empty:
    return Empty(sandbox.url)


@pytest.fixture
def desk(tmp_path: Path, empty: Empty) -> Iterator[Desk]:
    with FaultyServer(handle=empty) as server, Desk(tmp_path, server.url, send_persons=False) as desk:
        empty.desk = desk
        yield desk


def add(desk: Desk, contact_id: int, name: str, step: dict[str, Any]) -> Entry:
    body = read_as(ContactEntity, {"ContactId": contact_id, "Name": "Fjord AS", "NextSteps": [step]})
    return desk.deliver(desk.outbox.add(new_addition(body, desk.profile, name, desk.clock())))


@pytest.mark.parametrize("step", [PROJECT, SELECTION], ids=lambda step: step["Kind"])
def test_a_membership_that_another_entry_has_just_made_is_not_made_again(
    desk: Desk, empty: Empty, step: dict[str, Any]
) -> None:
    company, other = (desk.api().create_contact(ContactEntity(name="Fjord AS")) for _ in range(2))
    number = company.contact_id or 0
    desk.clock.forward(minutes=1)
    empty.until = desk.clock() + timedelta(hours=1)
    first, again = (add(desk, number, name, step) for name in ("first", "again"))
    assert (first.state, again.state, empty.posted) == (State.SAVED, State.SAVED, 1)
    assert again.next_steps[0].remote_id == first.next_steps[0].remote_id
    assert add(desk, other.contact_id or 0, "another company's", step).state is State.SAVED
    assert empty.posted == 2
    desk.clock.forward(minutes=11)
    assert add(desk, number, "later", step).state is State.SAVED
    assert empty.posted == 3, "it may have been taken back since"


def test_a_membership_of_somebody_else_of_the_company_is_another(desk: Desk, empty: Empty) -> None:
    entry = desk.deliver(desk.enter(persons=(KARI,), NextSteps=[PROJECT | {"Person": 1}]))
    desk.clock.forward(minutes=1)
    empty.until = desk.clock() + timedelta(hours=1)
    assert add(desk, entry.contact_id, "the company itself", PROJECT).state is State.SAVED
    assert empty.posted == 2


def test_whether_a_selection_of_companies_has_somebody_is_left_to_the_user(desk: Desk, empty: Empty) -> None:
    empty.loses, empty.keeps_people = True, False
    asked = desk.deliver(desk.enter(persons=(KARI,), NextSteps=[SELECTION]))
    assert asked.undecided is not None
    assert (asked.undecided.is_left_to_user, empty.posted) == (True, 1)
    desk.decide(asked, None)
    assert (desk.deliver(asked).state, empty.posted) == (State.SAVED, 2)
