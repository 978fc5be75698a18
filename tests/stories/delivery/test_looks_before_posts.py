"""What a look before a POST proves: neither one refusal nor a record that is not given says "not there"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.model.entry import Entry, State
from app.sandbox import PASSWORD, USER, Options, SandboxServer
from tests.helpers.fakes.delivery import KARI, Desk, is_new_person, is_next_step, rows, states, there
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
from tests.helpers.kill.next_steps import there as done

FORBIDDEN, NOT_NOW = ANSWERS[Fault.FORBIDDEN_403], ANSWERS[Fault.BUSY_429_SECONDS]
NOT_THERE = Response(404, {"Error": True, "ErrorType": "SoNotFoundException", "ErrorMessage": "not here"})
CUT = Response(wire=b"HTTP/1.1 200 OK\r\nContent-Length: 400\r\n\r\n{")
ONCE = [ANSWERS[Fault.ERROR_500], FORBIDDEN, NOT_THERE]
PRIVATE = {"Title": "Private", "StartDate": "2026-12-02T09:00:00", "EndDate": "2026-12-02T10:00:00"}
KINDS = {"company": is_new_company, "person": is_new_person, "step": is_next_step}
_RECORD = re.compile(r"/v1/(Contact|Person|Appointment)/(\d+)$")


@dataclass
class Server:
    """Takes what it `answers` otherwise, does not give what is `closed`, and refuses lists as often."""

    url: str
    save: Handler
    answers: dict[str, Response] = field(default_factory=dict)
    closed: set[tuple[str, int]] = field(default_factory=set)
    refusals: dict[str, list[Response]] = field(default_factory=dict)
    is_down: bool = False

    def __call__(self, request: Request) -> Response:
        if self.is_down:
            return ANSWERS[Fault.UNAVAILABLE_503]
        found, is_question = _RECORD.search(request.path), request.method == "GET"
        if is_question and found and (found[1], int(found[2])) in self.closed:
            return FORBIDDEN
        for end, left in self.refusals.items():
            if is_question and request.path.endswith(end) and left:
                return left.pop(0)
        answer = self.save(request)
        return next((self.answers.pop(one) for one in list(self.answers) if KINDS[one](request)), answer)

    def add_closed(self, kind: str, body: dict[str, Any]) -> int:
        """Has a colleague add a record that nobody else may read."""
        url = f"{self.url}/api/v1/{kind}"
        answer = httpx.post(url, json=body, auth=(USER, PASSWORD)).raise_for_status().json()
        number = int(answer["ContactId" if kind == "Contact" else f"{kind}Id"])
        self.closed.add((kind, number))
        return number


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    with SandboxServer(tmp_path / "sandbox.db", Options(companies=False)) as sandbox:
        yield Server(sandbox.url, forward_to(sandbox.url))


@pytest.fixture
def desk(tmp_path: Path, server: Server) -> Iterator[Desk]:
    with (
        FaultyServer(handle=server) as faulty,
        Desk(tmp_path, faulty.url, send_persons=False) as desk,
    ):
        yield desk


@contextmanager
def restored(desk: Desk, entry: Entry) -> Iterator[Entry]:
    """Delivers an entry, for what happens then, and restores the store from a copy of before."""
    copy = desk.copy_store()
    yield desk.deliver(entry)
    desk.restore_store(copy)
    desk.clock.forward(minutes=15)


def companies(desk: Desk, entry: Entry) -> int:
    return len(desk.api().find_contacts(entry.name, None))


@pytest.mark.parametrize("answer", ONCE, ids=lambda answer: str(answer.status))
@pytest.mark.parametrize("times", [1, 2, 3])
def test_a_list_that_is_refused_after_a_downtime_is_asked_for_again(
    desk: Desk, server: Server, answer: Response, times: int
) -> None:
    entry = desk.enter(persons=(KARI,))
    with restored(desk, entry) as before:
        pass
    server.is_down = True
    for _ in range(4):
        desk.advance(entry)
    server.is_down = False
    server.refusals["/v1/Contact"] = [answer] * times
    assert desk.deliver(entry).contact_id == before.contact_id
    assert (companies(desk, entry), there(desk, before)) == (1, ["Kari Ås"])


@pytest.mark.parametrize("answer", ONCE, ids=lambda answer: str(answer.status))
def test_of_replicas_that_take_turns_one_may_refuse_each_first_question(
    desk: Desk, server: Server, answer: Response
) -> None:
    entry = desk.enter()
    with restored(desk, entry) as before:
        pass
    server.refusals["/v1/Contact"] = [answer] * 5
    assert desk.deliver(entry).contact_id == before.contact_id
    assert companies(desk, entry) == 1


@pytest.mark.parametrize("answer", ONCE, ids=lambda answer: str(answer.status))
@pytest.mark.parametrize(
    ("step", "end"),
    [(APPOINTMENT, ("/Appointments", "/Activities")), (PROJECT, "/ProjectMember"), (SELECTION, "/Members")],
    ids=["appointment", "project", "selection"],
)
def test_one_refusal_has_no_step_done_twice(
    desk: Desk, server: Server, step: dict[str, Any], end: Any, answer: Response
) -> None:
    entry = desk.enter(persons=(KARI,), NextSteps=[step])
    with restored(desk, entry):
        pass
    server.refusals[end] = [answer]
    after = desk.deliver(entry)
    assert after.state is State.SAVED
    assert sum(1 for _one in done(desk, after, after.next_steps[0])) == 1


@pytest.mark.parametrize("step", [APPOINTMENT, PROJECT, SELECTION], ids=lambda step: step["Kind"])
def test_of_what_may_have_been_taken_and_cannot_be_looked_for_its_user_is_asked(
    desk: Desk, server: Server, step: dict[str, Any]
) -> None:
    server.answers["step"] = NOT_NOW
    for end in ("/Appointments", "/Activities", "/ProjectMember", "/Members"):
        server.refusals[end] = [FORBIDDEN] * 100
    asked = desk.deliver(desk.enter(persons=(KARI,), NextSteps=[step]))
    assert (asked.state, asked.next_steps[0].is_left_to_user) == (State.UNKNOWN, True)
    desk.decide(asked, None)
    saved = desk.deliver(asked)
    server.refusals.clear()
    assert saved.state is State.SAVED
    assert sum(1 for _one in done(desk, saved, saved.next_steps[0])) == 2, "as its user has said"


@pytest.mark.parametrize("is_restored", [True, False])
def test_a_namesake_that_may_not_be_read_does_not_hide_our_company(
    desk: Desk, server: Server, is_restored: bool
) -> None:
    entry = desk.enter(name="Fjord AS")
    if is_restored:
        with restored(desk, entry):
            closed = server.add_closed("Contact", {"ContactId": 0, "Name": "Fjord AS"})
    else:
        server.answers["company"] = NOT_NOW
        desk.advance(entry)
        closed = server.add_closed("Contact", {"ContactId": 0, "Name": "Fjord AS"})
    saved = desk.deliver(entry)
    assert (saved.state, companies(desk, entry)) == (State.SAVED, 2)
    assert saved.contact_id < closed


@pytest.mark.parametrize("name", ["Fjord AS", "FJORD  AS"])
def test_where_a_namesake_may_not_be_read_and_none_is_ours_its_user_is_asked(
    desk: Desk, server: Server, name: str
) -> None:
    closed = server.add_closed("Contact", {"ContactId": 0, "Name": name})
    entry = desk.enter(name="Fjord AS", persons=(KARI,))
    desk.clock.forward(minutes=15)
    asked = desk.deliver(entry)
    assert (asked.state, asked.company.candidates, asked.company.sent) == (State.UNKNOWN, (closed,), None)
    desk.decide(asked, None)
    saved = desk.deliver(entry)
    assert (saved.state, saved.contact_id > closed, there(desk, saved)) == (State.SAVED, True, ["Kari Ås"])


def test_a_namesake_that_a_replica_gives_later_is_no_question(desk: Desk, server: Server) -> None:
    closed = server.add_closed("Contact", {"ContactId": 0, "Name": "Fjord AS"})
    entry = desk.enter(name="Fjord AS")
    desk.clock.forward(minutes=15)
    assert desk.advance(entry).entry.state is State.QUEUED
    server.closed.clear()
    saved = desk.deliver(entry)
    assert (saved.state, saved.contact_id > closed) == (State.SAVED, True)


def test_a_namesake_who_may_not_be_read_does_not_hide_our_person(desk: Desk, server: Server) -> None:
    entry = desk.enter(persons=(KARI,))
    with restored(desk, entry) as before:
        company = {"Contact": {"ContactId": before.contact_id}}
        server.add_closed("Person", {"Firstname": "Kari", "Lastname": "Ås", **company})
    after = desk.deliver(entry)
    assert (states(after), after.people[0].remote_id) == (states(before), before.people[0].remote_id)
    assert len(rows(desk, after)) == 2


@pytest.mark.parametrize("lastname", ["Ås", "AAs"])
def test_where_somebody_of_the_name_may_not_be_read_its_user_is_asked(
    desk: Desk, server: Server, lastname: str
) -> None:
    forward = server.save
    server.save = lambda request: (
        ANSWERS[Fault.UNAVAILABLE_503] if is_new_person(request) else forward(request)
    )
    entry = desk.enter(persons=(KARI,))
    company = desk.advance(entry).entry.contact_id
    server.save = forward
    closed = server.add_closed(
        "Person", {"Firstname": "Kari", "Lastname": lastname, "Contact": {"ContactId": company}}
    )
    asked = desk.deliver(entry)
    assert (asked.state, asked.people[0].candidates) == (State.UNKNOWN, (closed,))
    assert len(rows(desk, asked)) == 1


@pytest.mark.parametrize("answer", [NOT_NOW, CUT], ids=["not now", "cut"])
def test_a_private_appointment_does_not_hide_ours(desk: Desk, server: Server, answer: Response) -> None:
    server.answers["step"] = answer
    entry = desk.enter(NextSteps=[APPOINTMENT])
    contact = desk.advance(entry).entry.contact_id
    server.add_closed("Appointment", {**PRIVATE, "Contact": {"ContactId": contact}})
    saved = desk.deliver(entry)
    assert saved.state is State.SAVED
    assert len(desk.api().next_steps.appointments(contact)) == 2


def test_a_private_appointment_does_not_hide_ours_from_a_restored_store(desk: Desk, server: Server) -> None:
    entry = desk.enter(NextSteps=[APPOINTMENT])
    with restored(desk, entry) as before:
        server.add_closed("Appointment", {**PRIVATE, "Contact": {"ContactId": before.contact_id}})
    after = desk.deliver(entry)
    assert after.next_steps[0].remote_id == before.next_steps[0].remote_id
    assert len(desk.api().next_steps.appointments(after.contact_id)) == 2


def test_where_ours_may_be_a_private_appointment_its_user_is_asked(desk: Desk, server: Server) -> None:
    forward = server.save
    server.save = lambda request: NOT_NOW if is_next_step(request) else forward(request)
    entry = desk.enter(NextSteps=[APPOINTMENT])
    contact = desk.advance(entry).entry.contact_id
    server.save = forward
    closed = server.add_closed("Appointment", {**PRIVATE, "Contact": {"ContactId": contact}})
    asked = desk.deliver(entry)
    assert (asked.state, asked.next_steps[0].candidates) == (State.UNKNOWN, (closed,))
    desk.decide(asked, None)
    assert desk.deliver(entry).state is State.SAVED
    assert len(desk.api().next_steps.appointments(contact)) == 2
