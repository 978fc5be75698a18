"""A server that writes an appointment in its own way, and whose answer is lost: it is not sent twice."""

from __future__ import annotations

import html
import json
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.model.entry import Entry, State
from app.sandbox import PASSWORD, USER, SandboxServer
from app.service.search.comparison import compare
from tests.helpers.fakes.delivery import KARI, Desk, Switch, is_next_step
from tests.helpers.faults.faulty_server import FaultyServer, Request, Response, forward_to

MEETING = {
    "Kind": "Appointment",
    "Title": "Møte om tilbudet ☎ – «vår»",
    "Description": "Om tilbudet",
    "StartDate": "2026-12-01T09:07:30+01:00",
    "Task": {"Id": 1},
}
LOST = Response(wire=b"")
LATER = Response(429, {"Error": True, "ErrorType": "Busy", "ErrorMessage": "No"}, {"Retry-After": "1"})


def titled(write: Callable[[str], str]) -> Callable[[dict[str, Any]], dict[str, Any]]:
    return lambda body: body | {"Title": write(body["Title"])}


WRITTEN: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "as it was": lambda body: body,
    "without a letter": titled(lambda text: text.encode("latin-1", "replace").decode("latin-1")),
    "cut": titled(lambda text: text[:20].rstrip()),
    "decomposed": titled(lambda text: unicodedata.normalize("NFD", text)),
    "in capitals": titled(str.upper),
    "escaped": titled(html.escape),
    "with plain quotes": titled(lambda text: text.replace("«", '"').replace("»", '"').replace("–", "-")),
    "without its note": lambda body: body | {"Description": ""},
    "with a cut note": lambda body: body | {"Description": body["Description"][:5]},
    "at a quarter": lambda body: body | {"StartDate": body["StartDate"].replace("07:30", "00:00")},
    "at a minute": lambda body: body | {"StartDate": body["StartDate"].replace("07:30", "07:00")},
}
UNLIKE: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "another title": titled(lambda _text: "Activity"),
    "the whole day": lambda body: body | {"StartDate": "2026-12-01T23:45:00+02:00"},
    "another note": lambda body: body | {"Description": "Imported from elsewhere"},
    "the company's alone": lambda body: body | {"Person": None},
    "another type": lambda body: body | {"Task": {"TaskListItemId": 2}},
}


class Writing:
    """Writes each appointment in its own way; the first answers are others, before or after it is taken."""

    def __init__(
        self, url: str, write: Callable[[dict[str, Any]], dict[str, Any]], answers: list[Response]
    ) -> None:
        self._behind = forward_to(url)
        self.write, self._answers = write, answers
        self.takes_first = True
        self.posted = 0

    def __call__(self, request: Request) -> Response:
        if not is_next_step(request):
            return self._behind(request)
        self.posted += 1
        if self._answers and not self.takes_first:
            return self._answers.pop()
        content = json.dumps(self.write(request.json)).encode()
        headers = {**request.headers, "content-length": str(len(content))}
        answer = self._behind(Request(request.method, request.target, headers, content))
        return self._answers.pop() if self._answers else answer


@pytest.fixture
def desk(tmp_path: Path, switch: Switch) -> Iterator[Desk]:
    with FaultyServer(handle=switch) as server, Desk(tmp_path, server.url, send_persons=False) as desk:
        yield desk


def of_company(desk: Desk, entry: Entry) -> tuple[int, ...]:
    return desk.api().next_steps.appointments(entry.contact_id)


@pytest.mark.parametrize("answer", [LOST, LATER], ids=["lost", "later"])
@pytest.mark.parametrize("written", WRITTEN)
def test_it_is_there_once_however_it_is_written(
    desk: Desk, switch: Switch, sandbox: SandboxServer, written: str, answer: Response
) -> None:
    switch.handle = server = Writing(sandbox.url, WRITTEN[written], [answer])
    entry = desk.deliver(desk.enter(persons=(KARI,), NextSteps=[MEETING]))
    assert (entry.state, server.posted) == (State.SAVED, 1)
    assert (entry.next_steps[0].remote_id,) == of_company(desk, entry)


@pytest.mark.parametrize("is_it", [True, False])
@pytest.mark.parametrize("written", UNLIKE)
def test_where_it_may_be_another_its_user_decides(
    desk: Desk, switch: Switch, sandbox: SandboxServer, written: str, is_it: bool
) -> None:
    switch.handle = server = Writing(sandbox.url, UNLIKE[written], [LOST])
    entry = desk.deliver(desk.enter(persons=(KARI,), NextSteps=[MEETING]))
    (only,) = of_company(desk, entry)
    asked = entry.undecided
    assert (entry.state, server.posted) == (State.UNKNOWN, 1)
    assert asked is not None
    assert (asked, asked.candidates) == (entry.next_steps[0], (only,))
    assert "an appointment that may be it is in SuperOffice" in entry.message
    compared = compare(entry, asked, desk.api(), {})
    assert (compared.ids, compared.contact_ids) == ((only,), (entry.contact_id,))
    assert [line.label for line in compared.lines][:3] == ["Appointment", "Note", "When"]
    server.write = WRITTEN["as it was"]
    desk.decide(entry, only if is_it else None)
    entry = desk.deliver(entry)
    assert (entry.state, server.posted) == (State.SAVED, 1 if is_it else 2)
    assert entry.next_steps[0].remote_id == of_company(desk, entry)[0]


@pytest.mark.parametrize("answer", [LOST, LATER], ids=["lost", "later"])
def test_what_was_not_taken_is_sent_again_beside_what_was_there(
    desk: Desk, switch: Switch, sandbox: SandboxServer, answer: Response
) -> None:
    """A meeting of that title on another day, and a colleague's at the very time."""
    entry = desk.enter(persons=(KARI,), NextSteps=[MEETING])
    server = Writing(sandbox.url, WRITTEN["as it was"], [answer])
    server.takes_first = False

    def handle(request: Request) -> Response:
        if is_next_step(request) and server.posted == 0:
            kept = {name: value for name, value in request.json.items() if name != "Person"}
            for other in ({"StartDate": "2026-12-08T09:07:30Z"}, {"Associate": {"AssociateId": 6}}):
                url = f"{sandbox.url}/api/v1/Appointment"
                httpx.post(url, json=kept | other, auth=(USER, PASSWORD)).raise_for_status()
        return server(request)

    switch.handle = handle
    entry = desk.deliver(entry)
    assert (entry.state, server.posted) == (State.SAVED, 2)
    assert len(of_company(desk, entry)) == 3


def test_two_that_may_be_it_are_for_its_user(desk: Desk, switch: Switch, sandbox: SandboxServer) -> None:
    switch.handle = server = Writing(sandbox.url, WRITTEN["without its note"], [LOST])
    entry = desk.advance(desk.enter(persons=(KARI,), NextSteps=[MEETING])).entry
    (only,) = of_company(desk, entry)
    record = desk.api().next_steps.appointment(only)
    body = {name: record[name] for name in ("Title", "StartDate", "Contact", "Person", "Task", "Associate")}
    url = f"{sandbox.url}/api/v1/Appointment"
    httpx.post(url, json=body, auth=(USER, PASSWORD)).raise_for_status()
    entry = desk.deliver(entry)
    assert (entry.state, server.posted) == (State.UNKNOWN, 1)
    assert entry.next_steps[0].candidates == of_company(desk, entry)
