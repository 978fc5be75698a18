"""What a server answers to for long, never to the point, is left to its user; what passes is waited for."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from app.model.carriers.contact import ContactEntity
from app.model.carriers.reading import read_as
from app.model.entry import Entry, State
from app.sandbox import Options, SandboxServer
from app.service.delivery.deliverer import new_addition
from tests.helpers.fakes.delivery import KARI, Desk, is_new_person, is_next_step, posts, states, there
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
from tests.helpers.kill.next_steps import APPOINTMENT, PROJECT, SELECTION

CUT = Response(wire=b"HTTP/1.1 200 OK\r\nContent-Length: 400\r\n\r\n{")
TEN_MINUTES, LONGEST = timedelta(minutes=10), timedelta(minutes=16)
Spoiling = Callable[[Response], Response]


def _said(status: int) -> Spoiling:
    answer = Response(status, {"Error": True, "ErrorType": "SoException", "ErrorMessage": "not allowed"})
    return lambda _answer: answer


def _with(**more: Any) -> Spoiling:
    return lambda answer: Response(200, json.loads(answer.raw) | more)


def _with_a_row_without_id(answer: Response) -> Response:
    listed = json.loads(answer.raw)
    nobody = {"PrimaryKey": "", "EntityName": "", "contactId": None, "personId": None, "name": None}
    return Response(200, listed | {"value": [*listed["value"], nobody]})


def _for_ever(answer: Response) -> Response:
    listed = json.loads(answer.raw)
    _for_ever.pages += 1  # type: ignore[attr-defined]
    link = f"http://x/api/v1/Contact?$skiptoken={_for_ever.pages}"  # type: ignore[attr-defined]
    return Response(200, listed | {"odata.nextLink": link})


_for_ever.pages = 0  # type: ignore[attr-defined]
USELESS: dict[str, Spoiling] = {
    **{f"own {status}": _said(status) for status in (400, 403, 404, 500, 501)},
    "a row without id": _with_a_row_without_id,
    "no list": _with(value="none"),
    "another shape": lambda _answer: Response(200, []),
    "pages without end": _for_ever,
}
PASSING = {
    "503": ANSWERS[Fault.UNAVAILABLE_503],
    "429": ANSWERS[Fault.BUSY_429_SECONDS],
    "a page": ANSWERS[Fault.HTML],
    "nothing": Response(wire=b""),
}


@dataclass
class Server:
    """Has taken what it first answers with half an answer, and spoils each list whose path ends so."""

    save: Handler
    loses: Callable[[Request], bool] | None = None
    spoils: Spoiling | None = None
    ends: tuple[str, ...] = ("/v1/Contact",)

    def __call__(self, request: Request) -> Response:
        answer = self.save(request)
        if self.loses and self.loses(request):
            self.loses = None
            return CUT
        if self.spoils and request.method == "GET" and request.path.endswith(self.ends):
            return self.spoils(answer)
        return answer


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


def asked_about(desk: Desk, entry: Entry) -> Entry:
    """Delivers until its user is asked: neither at once nor never; and it is looked for again in a day."""
    begun = desk.clock()
    asked = desk.deliver(entry)
    assert asked.undecided is not None
    assert (asked.state, asked.undecided.is_left_to_user) == (State.UNKNOWN, True)
    assert asked.undecided.candidates == ()
    assert TEN_MINUTES <= desk.clock() - begun <= LONGEST
    assert asked.next_try == desk.clock() + timedelta(days=1)
    return asked


@pytest.mark.parametrize("how", USELESS)
def test_of_a_company_that_no_list_tells_its_user_is_asked(
    desk: Desk, server: Server, faulty: FaultyServer, how: str
) -> None:
    server.loses, server.spoils = is_new_company, USELESS[how]
    asked = asked_about(desk, desk.enter(persons=(KARI,)))
    assert "no answer of the server has shown" in asked.message
    desk.clock.forward(days=1)
    again = desk.advance(asked).entry
    assert (again.undecided, again.message) == (again.company, asked.message)
    server.spoils = None
    desk.deliverer.retry(asked.id)
    desk.advance(asked)
    saved = desk.stored(asked)
    assert (saved.state, saved.company.useless_looks, posts(faulty.requests)) == (State.SAVED, 0, 1)
    assert there(desk, saved) == ["Kari Ås"]


@pytest.mark.parametrize("how", ["own 403", "a row without id", "pages without end"])
def test_what_its_user_says_is_missing_is_sent_without_a_look(
    desk: Desk, server: Server, faulty: FaultyServer, how: str
) -> None:
    server.loses, server.spoils = is_new_company, USELESS[how]
    asked = asked_about(desk, desk.enter(persons=(KARI,)))
    assert posts(faulty.requests) == 1
    desk.decide(asked, None)
    desk.advance(asked)
    saved = desk.stored(asked)
    assert (saved.state, posts(faulty.requests)) == (State.SAVED, 2)


def test_what_was_said_to_be_missing_is_looked_for_where_it_waits_on_in_a_restored_store(
    desk: Desk, server: Server, faulty: FaultyServer
) -> None:
    server.loses, server.spoils = is_new_company, USELESS["own 403"]
    asked = asked_about(desk, desk.enter(persons=(KARI,)))
    desk.decide(asked, None)
    copy = desk.copy_store()
    desk.advance(asked)
    assert desk.stored(asked).state is State.SAVED
    desk.restore_store(copy)
    server.spoils = None
    desk.clock.forward(minutes=11)
    desk.deliver(desk.stored(asked))
    saved = desk.stored(asked)
    assert (saved.state, posts(faulty.requests)) == (State.SAVED, 2), "not once more"
    assert there(desk, saved) == ["Kari Ås"]


@pytest.mark.parametrize("how", PASSING)
def test_while_the_server_is_not_there_or_says_later_nobody_is_asked(
    desk: Desk, server: Server, faulty: FaultyServer, how: str
) -> None:
    server.loses, server.spoils = is_new_company, lambda _answer: PASSING[how]
    entry = desk.enter()
    for _ in range(30):
        entry = desk.advance(entry).entry
        assert (entry.state, entry.undecided) == (State.UNKNOWN, None)
        desk.clock.now = max(desk.clock.now, entry.next_try or desk.clock.now)
    server.spoils = USELESS["own 500"]
    entry = desk.advance(entry).entry
    assert (entry.company.useless_looks, entry.undecided) == (1, None), "a downtime does not count"
    server.spoils = None
    assert (desk.deliver(entry).state, posts(faulty.requests)) == (State.SAVED, 1)


@pytest.mark.parametrize("how", ["own 500", "own 501", "a row without id", "another shape"])
def test_of_a_person_whom_no_list_tells_its_user_is_asked(
    desk: Desk, server: Server, faulty: FaultyServer, how: str
) -> None:
    server.loses, server.spoils, server.ends = is_new_person, USELESS[how], ("/Persons",)
    asked = asked_about(desk, desk.enter(persons=(KARI,), NextSteps=[APPOINTMENT | {"Person": 0}]))
    assert states(asked) == [State.SAVED, State.UNKNOWN, State.SAVED], "what is not about them goes on"
    desk.decide(asked, None)
    assert desk.deliver(asked).state is State.SAVED
    assert sum(map(is_new_person, faulty.requests)) == 2


@pytest.mark.parametrize("step", [APPOINTMENT, PROJECT, SELECTION], ids=lambda step: step["Kind"])
def test_of_a_step_that_no_list_tells_its_user_is_asked(
    desk: Desk, server: Server, faulty: FaultyServer, step: dict[str, Any]
) -> None:
    server.loses, server.spoils = is_next_step, USELESS["another shape"]
    server.ends = ("/Appointments", "/Activities", "/ProjectMember", "/Members")
    asked = asked_about(desk, desk.enter(persons=(KARI,), NextSteps=[step]))
    desk.decide(asked, None)
    assert desk.deliver(asked).state is State.SAVED
    assert sum(map(is_next_step, faulty.requests)) == 2


@pytest.mark.parametrize("how", ["a row without id", "pages without end"])
def test_of_what_has_waited_and_cannot_be_looked_for_its_user_is_asked(
    desk: Desk, server: Server, faulty: FaultyServer, how: str
) -> None:
    server.spoils = USELESS[how]
    entry = desk.enter(persons=(KARI,))
    desk.clock.forward(minutes=15)
    asked = asked_about(desk, entry)
    assert posts(faulty.requests) == 0
    desk.decide(asked, None)
    saved = desk.deliver(asked)
    assert (saved.state, posts(faulty.requests), there(desk, saved)) == (State.SAVED, 1, ["Kari Ås"])


def test_one_look_that_tells_begins_anew(desk: Desk, server: Server) -> None:
    server.loses, server.spoils = is_new_company, USELESS["own 403"]
    entry = desk.enter()
    for _ in range(7):
        entry = desk.advance(entry).entry
        desk.clock.forward(minutes=3)
    assert entry.company.useless_looks == 6
    server.spoils = _with(value=[])
    entry = desk.advance(entry).entry
    assert (entry.company.useless_looks, entry.company.useless_since) == (0, None)


def test_what_was_to_be_added_and_cannot_be_read_for_long_is_given_back(desk: Desk, server: Server) -> None:
    company = desk.deliver(desk.enter(name="Fjord AS"))
    values = {"ContactId": company.contact_id, "Name": "Fjord AS", "Phones": [{"Value": "22 33 44 55"}]}
    desk.clock.forward(minutes=1)
    entry = desk.outbox.add(
        new_addition(read_as(ContactEntity, values), desk.profile, "addition", desk.clock())
    )
    server.loses = lambda request: request.method == "PUT"
    server.ends = (f"/v1/Contact/{company.contact_id}",)
    assert desk.advance(entry).entry.state is State.UNKNOWN
    server.spoils = USELESS["another shape"]
    given_back = desk.deliver(entry)
    assert given_back.state is State.REJECTED
    assert "may be there all the same" in given_back.message


@pytest.mark.parametrize(
    ("end", "how"),
    [
        ("/Persons", "a row without id"),
        ("/Persons", "no list"),
        ("/Persons", "own 500"),
        ("/{id}", "another shape"),
        ("/{id}", "names in another form"),
    ],
)
def test_what_waits_for_a_company_that_cannot_be_read_for_long_is_given_back(
    desk: Desk, server: Server, end: str, how: str
) -> None:
    number = desk.api().create_contact(ContactEntity(name="Fjord AS")).contact_id or 0
    values = {"ContactId": number, "Name": "Fjord AS", "Phones": [{"Value": "22 33 44 55"}]}
    addition = read_as(ContactEntity, values).with_changes(persons=(KARI,))
    entry = desk.outbox.add(new_addition(addition, desk.profile, "addition", desk.clock()))
    desk.clock.forward(minutes=1)
    begun = desk.clock()
    server.spoils, server.ends = USELESS.get(how, _in_camel_case), (end.format(id=number),)
    given_back = desk.deliver(entry)
    assert (given_back.state, set(states(given_back))) == (State.REJECTED, {State.REJECTED})
    assert "Nothing was added to “Fjord AS”: it cannot be read any more." in given_back.message
    assert TEN_MINUTES <= desk.clock() - begun <= LONGEST
    server.spoils = None
    desk.deliverer.retry(given_back.id)
    assert desk.deliver(given_back).state is State.SAVED
    assert there(desk, given_back) == ["Kari Ås"]


def _in_camel_case(answer: Response) -> Response:
    told = json.loads(answer.raw)
    return Response(200, {name[:1].lower() + name[1:]: value for name, value in told.items()})


@pytest.mark.parametrize("is_taken", [False, True])
def test_who_waits_for_a_new_company_that_cannot_be_read_for_long_is_given_back_or_asked_about(
    desk: Desk, server: Server, is_taken: bool
) -> None:
    entry, behind = desk.enter(persons=(KARI,), NextSteps=[APPOINTMENT | {"Person": 0}]), server.save

    def not_now(request: Request) -> Response:
        is_it = is_new_person(request) if is_taken else "List/" in request.path  # for the position
        return PASSING["429"] if is_it else behind(request)

    server.save = not_now
    first = desk.advance(entry).entry
    assert states(first)[:2] == [State.SAVED, State.QUEUED]
    server.save, server.spoils = behind, USELESS["another shape"]
    server.ends = (f"/v1/Contact/{first.contact_id}",)
    if is_taken:
        asked_about(desk, first)
        return
    given_back = desk.deliver(first)
    assert states(given_back) == [State.SAVED, State.REJECTED, State.REJECTED]
    assert "Nothing more is added" in given_back.steps[1].message
    server.spoils = None
    desk.deliverer.retry(given_back.id)
    assert desk.deliver(given_back).state is State.SAVED
    assert there(desk, given_back) == ["Kari Ås"]
