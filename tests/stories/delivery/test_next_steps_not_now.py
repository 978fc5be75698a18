"""A next step that the server may have done is neither done twice nor refused, whatever it answers then."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from app.model.entry import Entry, State
from app.sandbox import Options, SandboxServer
from tests.helpers.fakes.delivery import KARI, Desk, is_next_step, states
from tests.helpers.faults.faults import ANSWERS
from tests.helpers.faults.faulty_server import Fault, FaultyServer, Handler, Request, Response, forward_to
from tests.helpers.kill.next_steps import APPOINTMENT, PROJECT, SELECTION, there

LAG = timedelta(seconds=30)
LISTS = re.compile(r"/(Appointments?|Activities|Projects?|Members?)$|/archive|/Selection/\d+/", re.IGNORECASE)
KINDS = (APPOINTMENT, PROJECT, SELECTION)
FORBIDDEN = ANSWERS[Fault.FORBIDDEN_403]


@dataclass
class Server:
    """Answers the first next step so, having done it or not; its lists are behind; then some is `refused`."""

    desk: Desk
    behind: Handler
    answer: Response
    takes: bool
    lag: timedelta = timedelta()
    answered_at: datetime | None = None
    done: int = 0
    refuses: bool = False

    def __call__(self, request: Request) -> Response:
        if is_next_step(request) or request.method == "PUT":
            self.done += 1
            if self.done > 1:
                return self.behind(request)
            self.answered_at = self.desk.clock()
            if self.takes:
                self.behind(request)
            return self.answer
        if self.refuses:
            return FORBIDDEN
        is_late = self.answered_at is not None and self.desk.clock() < self.answered_at + self.lag
        if is_late and LISTS.search(request.path):
            return Response(200, {"value": []})
        return self.behind(request)


@contextmanager
def world(
    tmp_path: Path, step: dict[str, Any], answer: Response, *, takes: bool, lag: timedelta = timedelta()
) -> Iterator[tuple[Desk, Server, Entry]]:
    with SandboxServer(tmp_path / "sandbox.db", Options(companies=False)) as sandbox:
        handles: list[Server] = []

        def handle(request: Request) -> Response:
            return handles[0](request)

        with FaultyServer(handle=handle) as faulty, Desk(tmp_path, faulty.url, send_persons=False) as desk:
            handles.append(Server(desk, forward_to(sandbox.url), answer, takes, lag))
            yield desk, handles[0], desk.enter(persons=(KARI,), NextSteps=[step])


def counts(desk: Desk, entry: Entry) -> list[int]:
    return [sum(1 for _one in there(desk, entry, step)) for step in entry.next_steps]


@pytest.mark.parametrize("fault", [Fault.UNAUTHORIZED_401, Fault.BUSY_429_SECONDS])
@pytest.mark.parametrize("takes", [True, False])
@pytest.mark.parametrize("step", KINDS, ids=lambda step: step["Kind"])
def test_what_was_answered_with_not_now_is_done_once(
    tmp_path: Path, step: dict[str, Any], takes: bool, fault: Fault
) -> None:
    with world(tmp_path, step, ANSWERS[fault], takes=takes, lag=LAG) as (desk, server, entry):
        begun = desk.clock()
        desk.deliver(entry)
        desk.sign_in()
        saved = desk.deliver(entry)
        assert (saved.state, counts(desk, saved)) == (State.SAVED, [1])
        assert desk.clock() - begun <= timedelta(seconds=61)
        assert server.done == (1 if takes else 2)


@pytest.mark.parametrize("step", [*KINDS, {"Kind": "SupportPerson"}], ids=lambda step: step["Kind"])
@pytest.mark.parametrize("takes", [True, False])
def test_what_may_have_been_done_is_not_refused_by_another_answer(
    tmp_path: Path, step: dict[str, Any], takes: bool
) -> None:
    with world(tmp_path, step, Response(wire=b""), takes=takes) as (desk, server, entry):
        lost = desk.advance(entry).entry
        if states(lost)[-1] is State.QUEUED:  # the record has just been changed
            desk.clock.forward(minutes=1)
            lost = desk.advance(lost).entry
        assert states(lost)[-1] is State.UNKNOWN
        server.refuses = True
        kept = desk.advance(lost).entry
        assert (kept.state, states(kept)[-1]) == (State.UNKNOWN, State.UNKNOWN)
        assert (kept.next_steps[0].sent, kept.next_try is not None) == (lost.next_steps[0].sent, True)
        server.refuses = False
        desk.deliverer.retry(entry.id)
        desk.advance(entry)
        saved = desk.deliver(entry)
        assert (saved.state, counts(desk, saved)) == (State.SAVED, [1])
