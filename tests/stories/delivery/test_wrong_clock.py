"""A computer whose clock is days off: what the server has rewritten, its answer lost, is not sent twice."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import pytest

from app.model.entry import State
from app.sandbox import Options, SandboxServer
from app.webapi import server_clock
from app.webapi.server_clock import ServerClock
from tests.helpers.fakes.delivery import KARI, Desk, Switch, is_new_person, is_next_step
from tests.helpers.faults.faulty_server import FaultyServer, Request, Response, forward_to, is_new_company
from tests.helpers.kill.next_steps import APPOINTMENT

CALL = APPOINTMENT | {"Title": "Call about the offer of last week"}


@pytest.fixture
def switch(tmp_path: Path) -> Iterator[Switch]:
    with SandboxServer(tmp_path / "sandbox.db", Options(companies=False)) as sandbox:
        yield Switch(forward_to(sandbox.url))


@pytest.fixture
def desk(tmp_path: Path, switch: Switch, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    with FaultyServer(handle=switch) as server, Desk(tmp_path, server.url, send_persons=False) as desk:
        note = ServerClock.note

        def noting(clock: ServerClock, _headers: object) -> None:
            note(clock, {"date": format_datetime(desk.clock.true_time(), usegmt=True)})

        monkeypatch.setattr(server_clock, "_now", desk.clock)
        monkeypatch.setattr(ServerClock, "note", noting)
        yield desk


def with_own_key(body: dict[str, Any]) -> dict[str, Any]:
    return body | {"DbiKey": "ERP-4711"}


def with_cut_title(body: dict[str, Any]) -> dict[str, Any]:
    return body | {"Title": body["Title"][:20]}


Rewrite = Callable[[dict[str, Any]], dict[str, Any]]
KINDS: list[tuple[Callable[[Request], bool], Rewrite]] = [
    (is_new_company, with_own_key),
    (is_new_person, with_own_key),
    (is_next_step, with_cut_title),
]


@pytest.mark.parametrize("days", [-3, 3])
@pytest.mark.parametrize(("applies", "rewrite"), KINDS)
def test_what_was_rewritten_and_lost_is_found_or_asked_about(
    desk: Desk, switch: Switch, applies: Callable[[Request], bool], rewrite: Rewrite, days: int
) -> None:
    behind, posted = switch.handle, list[Request]()

    def handle(request: Request) -> Response:
        if not applies(request):
            return behind(request)
        posted.append(request)
        headers = {name: one for name, one in request.headers.items() if name != "content-length"}
        body = json.dumps(rewrite(request.json)).encode()
        answer = behind(Request(request.method, request.target, headers, body))
        return Response(wire=b"") if len(posted) == 1 else answer

    switch.handle = handle
    desk.clock.jump(days=days)
    entry = desk.deliver(desk.enter(persons=(KARI,), NextSteps=[CALL]))
    assert len(posted) == 1
    assert entry.state is State.SAVED or entry.undecided
