"""A list that shows in itself that it is not what was asked for proves nothing.

Servers and what is before them may ignore a filter or an order, and give so many rows and no more. The rest
is read where it is to be had; else the user is asked.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode

import pytest

from app.model.carriers.contact import ContactEntity
from app.model.carriers.reading import read_as
from app.model.entry import Entry, State
from app.sandbox import Options, SandboxServer
from app.service.delivery.deliverer import new_addition
from tests.helpers.fakes.delivery import KARI, Desk, is_new_person, is_next_step
from tests.helpers.faults.faults import ANSWERS
from tests.helpers.faults.faulty_server import (
    Fault,
    FaultyServer,
    Handler,
    Request,
    Response,
    forward_to,
    is_new_company,
)
from tests.helpers.kill.next_steps import APPOINTMENT, PROJECT

CUT = Response(wire=b"HTTP/1.1 200 OK\r\nContent-Length: 400\r\n\r\n{")
REFUSED = Response(400, {"Error": True, "ErrorType": "SoException", "ErrorMessage": "no $skip here"})
LISTS = ("/v1/Contact", "/Persons", "/Appointments", "/Activities", "/ProjectMember")


@dataclass
class Server:
    """Has taken what it first answers with `says`; its lists are the oldest rows of all, `most` of them."""

    behind: Handler
    loses: Callable[[Request], bool] | None = None
    says: Response = CUT
    most: int = 0
    ignores: tuple[str, ...] = ("$filter", "$orderby")
    skips: str = "yes"

    def __call__(self, request: Request) -> Response:
        if self.most and request.method == "GET" and request.path.endswith(LISTS):
            return self.listed(request)
        answer = self.behind(request)
        if self.loses and self.loses(request):
            self.loses = None
            return self.says
        return answer

    def listed(self, request: Request) -> Response:
        query = dict(parse_qsl(request.target.partition("?")[2]))
        skip = int(query.pop("$skip", 0))
        if skip and self.skips == "refused":
            return REFUSED
        for name in self.ignores:
            query.pop(name, None)
        query.setdefault("$orderby", _ORDERS[request.path.rsplit("/", 1)[-1]])
        target = f"{request.path}?{urlencode(query | {'$top': '1000'})}"
        answer = self.behind(Request(request.method, target, request.headers, request.body))
        told: dict[str, Any] = json.loads(answer.raw)
        start = skip if self.skips == "yes" else 0
        shown = told["value"][start : start + self.most]
        return Response(answer.status, told | {"value": shown, "odata.nextLink": None})


_ORDERS = {
    "Contact": "contactId",
    "Persons": "personId",
    "Appointments": "appointmentId",
    "Activities": "appointmentId",
    "ProjectMember": "projectMemberId",
}


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    with SandboxServer(tmp_path / "sandbox.db", Options(companies=False)) as sandbox:
        yield Server(forward_to(sandbox.url))


@pytest.fixture
def faulty(server: Server) -> Iterator[FaultyServer]:
    with FaultyServer(handle=server) as faulty:
        yield faulty


@pytest.fixture
def desk(tmp_path: Path, faulty: FaultyServer) -> Iterator[Desk]:
    with Desk(tmp_path, faulty.url, send_persons=False) as desk:
        yield desk


def company(desk: Desk, name: str = "Fjord AS") -> int:
    return desk.api().create_contact(ContactEntity(name=name)).contact_id or 0


def add(desk: Desk, contact_id: int, **values: Any) -> Entry:
    body = read_as(ContactEntity, {"ContactId": contact_id, "Name": "Fjord AS", **values})
    desk.clock.forward(minutes=1)
    return desk.outbox.add(new_addition(body, desk.profile, "addition", desk.clock()))


def of_company(desk: Desk, server: Server) -> Entry:
    """Enters a company beside four others, which are older."""
    for number in range(4):
        company(desk, f"Xylo {number}")
    server.most, server.loses = 3, is_new_company
    return desk.enter(ContactEntity(name="Bakke AS"))


def of_person(desk: Desk, server: Server) -> Entry:
    where = company(desk)
    for number in range(5):
        body = {"Firstname": "P", "Lastname": f"Nr {number}", "Contact": {"ContactId": where}}
        desk.api().create_person(read_as(type(desk.api().new_person()), body))
    server.most, server.loses = 4, is_new_person
    return add(desk, where, Persons=[KARI.to_json_object()])


def of_appointment(desk: Desk, server: Server) -> Entry:
    where = company(desk)
    for number in range(5):
        given = {
            "Title": f"Old {number}",
            "StartDate": "2026-01-01T09:00:00",
            "Contact": {"ContactId": where},
        }
        desk.api().next_steps.create_appointment(given)
    server.most, server.loses = 4, is_next_step
    return add(desk, where, NextSteps=[APPOINTMENT | {"Person": 0}])


def of_project(desk: Desk, server: Server) -> Entry:
    calls = desk.api().next_steps
    number = calls.projects(PROJECT["Name"])[0].id
    for other in range(5):
        calls.add_project_member(number, company(desk, f"Other {other}"), 0, "")
    server.most, server.loses = 3, is_next_step
    return add(desk, company(desk), NextSteps=[PROJECT | {"Person": 0}])


KINDS = [of_company, of_person, of_appointment, of_project]


def posts(faulty: FaultyServer, *, since: int) -> int:
    """Returns how many of what was typed were sent, the others aside."""
    mine = (is_new_company, is_new_person, is_next_step)
    return sum(any(is_one(request) for is_one in mine) for request in faulty.requests[since:])


@pytest.mark.parametrize("prepare", KINDS)
def test_what_is_behind_the_rows_of_another_list_is_found(
    desk: Desk, server: Server, faulty: FaultyServer, prepare: Callable[[Desk, Server], Entry]
) -> None:
    entry = prepare(desk, server)
    since = len(faulty.requests)
    assert desk.deliver(entry).state is State.SAVED
    assert posts(faulty, since=since) == 1


@pytest.mark.parametrize("skips", ["no", "refused"])
@pytest.mark.parametrize("prepare", KINDS)
def test_where_the_rest_is_not_to_be_had_its_user_is_asked(
    desk: Desk, server: Server, faulty: FaultyServer, prepare: Callable[[Desk, Server], Entry], skips: str
) -> None:
    entry = prepare(desk, server)
    since, begun, server.skips = len(faulty.requests), desk.clock(), skips
    asked = desk.deliver(entry)
    assert asked.state is State.UNKNOWN
    assert asked.undecided is not None
    assert (asked.undecided.is_left_to_user, posts(faulty, since=since)) == (True, 1)
    assert timedelta(minutes=10) <= desk.clock() - begun <= timedelta(minutes=16)
    if asked.undecided.number == 0:
        assert "no answer of the server has shown" in asked.message
    desk.decide(asked, None)
    assert desk.deliver(asked).state is State.SAVED
    assert posts(faulty, since=since) == 2, "its user has said that it is not there"


@pytest.mark.parametrize("prepare", KINDS)
def test_what_was_answered_with_not_now_is_not_sent_on_such_a_list(
    desk: Desk, server: Server, faulty: FaultyServer, prepare: Callable[[Desk, Server], Entry]
) -> None:
    server.says, server.skips = ANSWERS[Fault.BUSY_429_SECONDS], "no"
    entry = prepare(desk, server)
    since = len(faulty.requests)
    asked = desk.deliver(entry)
    assert (asked.state, asked.undecided is not None) == (State.UNKNOWN, True)
    assert posts(faulty, since=since) == 1


@pytest.mark.parametrize("prepare", KINDS)
def test_what_is_not_there_is_sent_again_where_the_rest_of_such_a_list_was_read(
    desk: Desk, server: Server, faulty: FaultyServer, prepare: Callable[[Desk, Server], Entry]
) -> None:
    entry = prepare(desk, server)
    is_it, server.loses = server.loses, None
    behind, lost = server.behind, [CUT]

    def never_reached(request: Request) -> Response:
        return lost.pop() if lost and is_it is not None and is_it(request) else behind(request)

    server.behind = never_reached
    since = len(faulty.requests)
    assert desk.deliver(entry).state is State.SAVED
    assert posts(faulty, since=since) == 2


def test_a_list_of_people_that_is_cut_without_a_sign_has_the_newest(
    desk: Desk, server: Server, faulty: FaultyServer
) -> None:
    entry = of_person(desk, server)
    server.ignores, server.skips = (), "no"
    since = len(faulty.requests)
    assert desk.deliver(entry).state is State.SAVED
    assert posts(faulty, since=since) == 1
