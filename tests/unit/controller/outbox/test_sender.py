"""The sending thread: in which order, when it rests, and what wakes it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.controller.outbox import sender as sender_module
from app.controller.outbox.sender import Sender
from app.controller.process.suspension import Suspension
from app.model.entry import Entry, State
from app.sandbox import PASSWORD, SandboxServer
from app.service.delivery import backoff
from tests.helpers.fakes.delivery import Desk
from tests.helpers.faults.faults import Request, Response
from tests.helpers.faults.faulty_server import Fault, FaultyServer, forward_to, is_new_company

PATIENCE_MS = 20_000


@pytest.fixture(autouse=True)
def long_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that nothing is sent in a test because its time has come."""
    monkeypatch.setattr(backoff, "FIRST_SECONDS", 7200.0)
    monkeypatch.setattr(backoff, "LONGEST_SECONDS", 7200.0)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[SandboxServer]:
    with SandboxServer(tmp_path / "sandbox.sqlite3") as server:
        yield server


class Watched:
    """A sender, what it has taken up, and how each entry was when it was told of last."""

    def __init__(self) -> None:
        self.sender = Sender()
        self.begun: list[str] = []
        self.told: list[Entry] = []
        self.counts: dict[State, int] = {}
        self.sign_ins: list[str] = []
        self.reached: list[bool] = []
        self.pages: list[tuple[str, str]] = []
        self.sender.begun.connect(lambda entry: self.begun.append(entry.id))
        self.sender.entry_changed.connect(self.told.append)
        self.sender.counts_changed.connect(self._count)
        self.sender.page_came.connect(lambda profile, sentence: self.pages.append((profile, sentence)))
        self.sender.reached.connect(lambda _profile, is_reached: self.reached.append(is_reached))
        self.sender.sign_in_needed.connect(lambda profile, _: self.sign_ins.append(profile))

    def _count(self, counts: dict[State, int], _incomplete: int) -> None:
        self.counts = counts

    @property
    def saved(self) -> list[str]:
        return [entry.id for entry in self.told if entry.state is State.SAVED]


@contextmanager
def sending(desk: Desk) -> Iterator[Watched]:
    watched = Watched()
    watched.sender.start(desk.outbox, desk.deliverer)
    try:
        yield watched
    finally:
        assert watched.sender.stop(PATIENCE_MS)


def test_the_oldest_goes_first_and_what_is_taken_up_is_told(
    qtbot: QtBot, tmp_path: Path, server: SandboxServer
) -> None:
    with Desk(tmp_path, server.url) as desk:
        ids = [desk.enter().id for _ in range(3)]
        with sending(desk) as watched:
            qtbot.waitUntil(lambda: watched.counts.get(State.SAVED) == 3, timeout=PATIENCE_MS)
            assert watched.begun == watched.saved == ids


def test_the_counts_of_a_long_queue_are_told_now_and_then_and_at_its_end(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, server: SandboxServer
) -> None:
    monkeypatch.setattr("app.controller.outbox.sender._COUNTS_INTERVAL", float("inf"))
    with Desk(tmp_path, server.url) as desk:
        for _ in range(3):
            desk.enter()
        watched = Watched()
        told: list[dict[State, int]] = []
        watched.sender.counts_changed.connect(lambda counts, _: told.append(counts))
        watched.sender.start(desk.outbox, desk.deliverer)
        try:
            qtbot.waitUntil(lambda: watched.counts.get(State.SAVED) == 3, timeout=PATIENCE_MS)
        finally:
            assert watched.sender.stop(PATIENCE_MS)
        assert [(counts[State.QUEUED], counts[State.SAVED]) for counts in told] == [(3, 0), (0, 3)]


def test_one_failure_of_the_network_rests_them_all_and_its_return_wakes_them_in_order(
    qtbot: QtBot, tmp_path: Path, server: SandboxServer
) -> None:
    with FaultyServer(Fault.REFUSE, forward_to(server.url)) as gate, Desk(tmp_path, gate.url) as desk:
        ids = [desk.enter().id for _ in range(3)]
        with sending(desk) as watched:
            qtbot.waitUntil(lambda: len(watched.told) == 1, timeout=PATIENCE_MS)
            assert watched.told[0].state is State.QUEUED
            watched.sender.wake()
            with qtbot.waitSignal(watched.sender.counts_changed, timeout=PATIENCE_MS):
                pass
            assert (watched.begun, watched.reached) == (ids[:1], [False])
            gate.heal()
            watched.sender.retry_now()
            qtbot.waitUntil(lambda: watched.saved == ids, timeout=PATIENCE_MS)
            assert watched.reached[-1]


def test_what_is_discarded_while_it_is_looked_for_is_not_told_of_again(
    qtbot: QtBot, tmp_path: Path, server: SandboxServer
) -> None:
    behind = forward_to(server.url)
    with Desk(tmp_path, server.url) as desk:

        def handle(request: Request) -> Response:
            if is_new_company(request):
                return Response(502, {})
            is_look = request.method == "GET" and request.path.endswith("/v1/Contact")
            if is_look and desk.outbox.get(entry.id) is not None:
                desk.outbox.discard(entry.id)
            return behind(request)

        with FaultyServer(handle=handle) as way_in:
            desk.turn_to(way_in.url)
            entry = desk.enter()
            assert desk.advance(entry).entry.state is State.UNKNOWN
            with sending(desk) as watched:
                qtbot.waitUntil(lambda: desk.outbox.get(entry.id) is None, timeout=PATIENCE_MS)
                with qtbot.waitSignal(watched.sender.counts_changed, timeout=PATIENCE_MS):
                    watched.sender.wake()
            assert watched.told == []


def test_a_time_that_the_server_named_is_kept(qtbot: QtBot, tmp_path: Path, server: SandboxServer) -> None:
    behind = forward_to(server.url)

    def busy(request: Request) -> Response:
        return Response(429, headers={"Retry-After": "3600"}) if is_new_company(request) else behind(request)

    with FaultyServer(Fault.NONE, busy) as gate, Desk(tmp_path, gate.url) as desk:
        first, second = desk.enter(), desk.enter()
        with sending(desk) as watched:
            qtbot.waitUntil(lambda: len(watched.told) == 1, timeout=PATIENCE_MS)
            with qtbot.waitSignal(watched.sender.counts_changed, timeout=PATIENCE_MS):
                watched.sender.retry_now()
            with qtbot.waitSignal(watched.sender.counts_changed, timeout=PATIENCE_MS):
                watched.sender.run_on_sending_thread(lambda deliverer: deliverer.retry(second.id))
            with qtbot.waitSignal(watched.sender.counts_changed, timeout=PATIENCE_MS):
                watched.sender.wake()
            assert watched.begun == [first.id]
            assert False not in watched.reached, "it answers"


def test_a_page_that_came_is_told_until_the_server_itself_answers(
    qtbot: QtBot, tmp_path: Path, server: SandboxServer
) -> None:
    page = Response(302, headers={"Content-Type": "text/html", "Location": "http://portal.example/"})
    behind, pages = forward_to(server.url), [page]

    def portal(request: Request) -> Response:
        return pages[0] if pages else behind(request)

    with FaultyServer(Fault.NONE, portal) as gate, Desk(tmp_path, gate.url) as desk:
        entry = desk.enter()
        with sending(desk) as watched:
            qtbot.waitUntil(lambda: len(watched.pages) == 1, timeout=PATIENCE_MS)
            pages.clear()
            watched.sender.retry_now()
            qtbot.waitUntil(lambda: len(watched.pages) == 2, timeout=PATIENCE_MS)
    assert watched.pages[0][0] == entry.profile
    assert "Not SuperOffice but something in between" in watched.pages[0][1]
    assert watched.pages[1] == (entry.profile, "")


def test_a_missing_sign_in_pauses_until_somebody_signs_in(
    qtbot: QtBot, tmp_path: Path, server: SandboxServer
) -> None:
    with Desk(tmp_path, server.url) as desk:
        desk.password = "wrong"
        ids = [desk.enter().id for _ in range(2)]
        with sending(desk) as watched:
            qtbot.waitUntil(lambda: watched.sign_ins == ["Work"], timeout=PATIENCE_MS)
            watched.sender.retry_now()
            with qtbot.waitSignal(watched.sender.counts_changed, timeout=PATIENCE_MS):
                watched.sender.wake()
            assert watched.begun == ids[:1]
            desk.password = PASSWORD
            watched.sender.resume("Work")
            qtbot.waitUntil(lambda: watched.saved == ids, timeout=PATIENCE_MS)


def test_what_a_person_asks_for_is_tried_in_spite_of_a_rest(
    qtbot: QtBot, tmp_path: Path, server: SandboxServer
) -> None:
    with FaultyServer(Fault.REFUSE, forward_to(server.url)) as gate, Desk(tmp_path, gate.url) as desk:
        entry = desk.enter()
        with sending(desk) as watched:
            qtbot.waitUntil(lambda: len(watched.told) == 1, timeout=PATIENCE_MS)
            gate.heal()
            watched.sender.run_on_sending_thread(lambda deliverer: deliverer.retry(entry.id))
            qtbot.waitUntil(lambda: watched.saved == [entry.id], timeout=PATIENCE_MS)


def test_a_sign_in_shows_that_the_server_can_be_reached(
    qtbot: QtBot, tmp_path: Path, server: SandboxServer
) -> None:
    with FaultyServer(Fault.REFUSE, forward_to(server.url)) as gate, Desk(tmp_path, gate.url) as desk:
        entry = desk.enter()
        with sending(desk) as watched:
            qtbot.waitUntil(lambda: len(watched.told) == 1, timeout=PATIENCE_MS)
            gate.heal()
            watched.sender.resume("Work")
            qtbot.waitUntil(lambda: watched.saved == [entry.id], timeout=PATIENCE_MS)


def test_a_start_waits_for_nothing_that_was_waited_for_before(
    qtbot: QtBot, tmp_path: Path, server: SandboxServer
) -> None:
    with Desk(tmp_path, server.url) as desk:
        entry = desk.enter()
        later = replace(entry, next_try=desk.clock() + timedelta(hours=1))
        desk.outbox.update(later, expected=State.QUEUED)
        with sending(desk) as watched:
            qtbot.waitUntil(lambda: watched.saved == [entry.id], timeout=PATIENCE_MS)


def test_what_is_asked_for_before_the_start_is_done_after_it(
    qtbot: QtBot, tmp_path: Path, server: SandboxServer
) -> None:
    with Desk(tmp_path, server.url) as desk:
        entry = desk.enter()
        refused = replace(entry, state=State.REJECTED, message="No right to add companies.")
        desk.outbox.update(refused, expected=State.QUEUED)
        watched = Watched()
        watched.sender.run_on_sending_thread(lambda deliverer: deliverer.retry(entry.id))
        watched.sender.start(desk.outbox, desk.deliverer)
        try:
            qtbot.waitUntil(lambda: watched.saved == [entry.id], timeout=PATIENCE_MS)
        finally:
            assert watched.sender.stop(PATIENCE_MS)


def test_a_clock_that_is_put_right_sends_what_waited_for_the_wrong_one(
    qtbot: QtBot, tmp_path: Path, server: SandboxServer
) -> None:
    with Desk(tmp_path, server.url) as desk:
        entry = desk.enter()
        later = replace(entry, next_try=desk.clock() + timedelta(hours=3))
        desk.outbox.update(later, expected=State.QUEUED)
        with sending(desk) as watched:
            watched.sender.wake()
            qtbot.waitUntil(lambda: watched.saved == [entry.id], timeout=PATIENCE_MS)


@pytest.mark.parametrize("fault", [Fault.REFUSE, Fault.NONE], ids=["own wait", "named wait"])
def test_a_computer_that_slept_goes_on_at_its_wake_up(
    fault: Fault, qtbot: QtBot, tmp_path: Path, server: SandboxServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    slept: list[float] = []
    monkeypatch.setattr(sender_module, "_HEARTBEAT_MS", 20)
    monkeypatch.setattr(Suspension, "seconds", lambda _: slept.pop() if slept else 0.0)
    behind, refusals = forward_to(server.url), [Response(429, headers={"Retry-After": "3600"})]

    def busy(request: Request) -> Response:
        return refusals[0] if refusals and is_new_company(request) else behind(request)

    with FaultyServer(fault, busy) as gate, Desk(tmp_path, gate.url) as desk:
        first, second = desk.enter(), desk.enter()
        with sending(desk) as watched:
            qtbot.waitUntil(lambda: len(watched.told) == 1, timeout=PATIENCE_MS)
            gate.heal()
            refusals.clear()
            slept.append(7200.0)
            qtbot.waitUntil(lambda: second.id in watched.saved, timeout=PATIENCE_MS)
            # What the server named for one entry is a time of the day, which comes by itself.
            assert (first.id in watched.saved) == (fault is Fault.REFUSE)


def test_what_is_gone_is_told_in_a_sentence(qtbot: QtBot, tmp_path: Path, server: SandboxServer) -> None:
    with Desk(tmp_path, server.url) as desk, sending(desk) as watched:
        with qtbot.waitSignal(watched.sender.problem_reported, timeout=PATIENCE_MS) as told:
            watched.sender.run_on_sending_thread(lambda deliverer: deliverer.retry("not there"))
        assert told.args == ["This entry is not in the outbox any more."]
