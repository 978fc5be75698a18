"""Its user says which record an entry is, and that record is there no more, or cannot be read just then."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from app.model.entry import Entry, State
from app.sandbox import Options, SandboxServer
from app.translation.message import codes_of
from tests.helpers.fakes.delivery import KARI, Desk, Switch, is_new_person, is_next_step
from tests.helpers.faults.faulty_server import (
    FaultyServer,
    Handler,
    Request,
    Response,
    forward_to,
    is_new_company,
)

MEETING = {
    "Kind": "Appointment",
    "Title": "Meeting",
    "StartDate": "2026-12-01T09:00:00+01:00",
    "Task": {"Id": 1},
}
KINDS: dict[str, tuple[Callable[[Request], bool], dict[str, Any], str]] = {
    "contact": (is_new_company, {"DbiKey": "sync-1"}, "Contact"),
    "person": (is_new_person, {"DbiKey": "sync-1"}, "Person"),
    "appointment": (is_next_step, {"Title": "Activity"}, "Appointment"),
}
NOT_FOUND = Response(
    404, {"Error": True, "ErrorType": "NotFoundException", "ErrorMessage": "It was not found"}
)
NOT_NOW = {
    "no right to read it": Response(403, {"Error": True, "ErrorMessage": "Not for you."}),
    "another replica that has it not yet": NOT_FOUND,
    "a server that is down": Response(503, {"Error": True, "ErrorMessage": "Later."}),
    "a broken line": Response(wire=b""),
}


@pytest.fixture
def sandbox(tmp_path: Path) -> Iterator[SandboxServer]:
    with SandboxServer(tmp_path / "sandbox.db", Options(companies=False)) as server:
        yield server


@pytest.fixture
def switch(sandbox: SandboxServer) -> Switch:
    return Switch(forward_to(sandbox.url))


@pytest.fixture
def desk(tmp_path: Path, switch: Switch) -> Iterator[Desk]:
    with FaultyServer(handle=switch) as server, Desk(tmp_path, server.url, send_persons=False) as desk:
        yield desk


def asked_about(desk: Desk, switch: Switch, kind: str, *, copies: int = 1) -> tuple[Entry, tuple[int, ...]]:
    """An entry whose record of that kind the server has taken with other values; the answer was lost."""
    is_it, changes, _ = KINDS[kind]
    behind = switch.handle

    def handle(request: Request) -> Response:
        if not is_it(request):
            return behind(request)
        content = json.dumps(request.json | changes).encode()
        headers = {**request.headers, "content-length": str(len(content))}
        for _ in range(copies):
            behind(Request(request.method, request.target, headers, content))
        return Response(wire=b"")

    switch.handle = handle
    entry = desk.deliver(desk.enter(name="Fjord AS", persons=(KARI,), NextSteps=[MEETING]))
    switch.handle = behind
    assert entry.undecided is not None
    assert len(entry.undecided.candidates) == copies
    return entry, entry.undecided.candidates


def forget(tmp_path: Path, kind: str, number: int) -> None:
    """Deletes a record behind everybody's back, as a colleague does."""
    with closing(sqlite3.connect(tmp_path / "sandbox.db", isolation_level=None)) as data:
        data.execute("UPDATE entity SET deleted = 1 WHERE kind = ? AND id = ?", (kind, number))


def is_read(request: Request, kind: str, number: int) -> bool:
    return request.method == "GET" and request.path.endswith(f"/v1/{KINDS[kind][2]}/{number}")


def answering(behind: Handler, kind: str, number: int, answers: list[Response]) -> Handler:
    """Answers for a record, the last answer each time from then on."""

    def handle(request: Request) -> Response:
        if not is_read(request, kind, number):
            return behind(request)
        return answers.pop(0) if len(answers) > 1 else answers[0]

    return handle


def posted(switch: Switch, kind: str) -> list[Request]:
    """Notes what is posted of that kind from now on."""
    behind, found = switch.handle, list[Request]()

    def handle(request: Request) -> Response:
        found.extend([request] if KINDS[kind][0](request) else [])
        return behind(request)

    switch.handle = handle
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_a_record_that_is_gone_is_not_taken_for_what_was_sent(
    desk: Desk, switch: Switch, tmp_path: Path, kind: str
) -> None:
    entry, (only,) = asked_about(desk, switch, kind)
    number = entry.undecided.number if entry.undecided else -1
    forget(tmp_path, kind, only)
    told = desk.decide(entry, only)
    step = told.steps[number]
    assert (told.state, step.state, step.candidates) == (State.UNKNOWN, State.UNKNOWN, ())
    assert step.is_left_to_user, "it was there: only its user says whether it is sent again"
    assert "is no longer in SuperOffice: it has been deleted" in told.message
    sent = posted(switch, kind)
    for _ in range(3):
        desk.clock.forward(days=1)
        desk.advance(told)
        assert desk.deliver(told).undecided is not None
    assert not sent
    desk.decide(told, None)
    assert desk.deliver(told).state is State.SAVED
    assert len(sent) == 1


@pytest.mark.parametrize("kind", KINDS)
def test_the_others_are_asked_about_once_one_is_gone(
    desk: Desk, switch: Switch, tmp_path: Path, kind: str
) -> None:
    entry, both = asked_about(desk, switch, kind, copies=2)
    forget(tmp_path, kind, both[0])
    told = desk.decide(entry, both[0])
    assert told.undecided is not None
    assert told.undecided.candidates == both[1:]
    codes = [one["code"] for one in codes_of(told.message)]
    assert "chosen_is_gone" in codes
    assert {"decide", "decide_person", "decide_next_step"} & set(codes)
    assert desk.decide(told, both[1]).undecided is None
    assert desk.deliver(told).state is State.SAVED


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("answer", NOT_NOW)
def test_what_cannot_be_read_just_now_is_believed(
    desk: Desk, switch: Switch, sandbox: SandboxServer, kind: str, answer: str
) -> None:
    entry, (only,) = asked_about(desk, switch, kind)
    step = entry.undecided
    assert step is not None
    switch.handle = answering(forward_to(sandbox.url), kind, only, [NOT_NOW[answer]])
    decided = desk.decide(entry, only)
    assert (decided.steps[step.number].state, decided.steps[step.number].remote_id) == (State.SAVED, only)


def test_a_company_that_was_merged_away_is_gone(
    desk: Desk, switch: Switch, sandbox: SandboxServer, tmp_path: Path
) -> None:
    entry, (only,) = asked_about(desk, switch, "contact")
    record = desk.api().contact_record(only)
    forget(tmp_path, "contact", only)
    left = Response(200, record | {"ContactId": 77, "Name": "Havn AS"})
    switch.handle = answering(forward_to(sandbox.url), "contact", only, [left])
    assert "merged into another one" in desk.decide(entry, only).message


def test_a_company_that_says_itself_that_it_is_deleted_is_gone(
    desk: Desk, switch: Switch, sandbox: SandboxServer
) -> None:
    entry, (only,) = asked_about(desk, switch, "contact")
    deleted = Response(200, desk.api().contact_record(only) | {"Deleted": 1})
    switch.handle = answering(forward_to(sandbox.url), "contact", only, [deleted])
    assert desk.decide(entry, only).contact_id == 0
