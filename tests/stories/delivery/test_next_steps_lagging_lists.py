"""Lists of people that are up to date while others lag: what is in those is not sent a second time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from app.model.entry import State
from app.sandbox import Options, SandboxServer
from tests.helpers.fakes.delivery import FINISHED, KARI, OLA, Desk, Switch, is_new_person, is_next_step
from tests.helpers.faults.faulty_server import FaultyServer, Request, Response, forward_to
from tests.helpers.kill.next_steps import APPOINTMENT, PROJECT, SELECTION

LISTS = ("/Appointments", "/ProjectMember", "/Members")
BEHIND = timedelta(minutes=3)


@pytest.fixture
def sandbox(tmp_path: Path) -> Iterator[SandboxServer]:
    with SandboxServer(tmp_path / "sandbox.db", Options(companies=False)) as server:
        yield server


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
