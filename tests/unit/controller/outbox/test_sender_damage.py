"""The sending thread survives what is wrong with one entry, and goes on with the others."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.controller.outbox.sender import Sender, _Worker
from app.model.entry import Entry, State
from app.model.outbox_rows import OutboxFilter
from app.sandbox import SandboxServer
from app.service.outbox_list import read_list
from app.storage.sqlite.outbox import Outbox
from app.webapi.client import WebApi
from tests.helpers.fakes.delivery import Desk
from tests.helpers.garbage.stored_values import GARBAGE, columns, damage

PATIENCE_MS = 20_000


@pytest.fixture
def server(tmp_path: Path) -> Iterator[SandboxServer]:
    with SandboxServer(tmp_path / "sandbox.sqlite3") as server:
        yield server


class CountingOutbox(Outbox):
    asked = 0

    def next_due(self, **without: object):  # type: ignore[no-untyped-def]
        self.asked += 1
        return super().next_due(**without)  # type: ignore[arg-type]


@pytest.mark.parametrize("column", columns("entries"))
def test_the_younger_entry_is_sent_whatever_is_wrong_with_the_oldest(
    qtbot: QtBot, tmp_path: Path, server: SandboxServer, column: str
) -> None:
    with Desk(tmp_path, server.url, outbox=CountingOutbox) as desk:
        oldest = [desk.enter() for _ in GARBAGE]
        younger = desk.enter()
        for one, value in zip(oldest, GARBAGE, strict=True):
            damage(desk.path, "entries", column, value, one.id)
        sender = Sender()
        sent: list[str] = []
        sender.entry_changed.connect(lambda entry: sent.append(entry.id))
        sender.start(desk.outbox, desk.deliverer)
        try:
            qtbot.waitUntil(lambda: younger.id in sent, timeout=PATIENCE_MS)
            assert isinstance(desk.outbox, CountingOutbox)
            desk.outbox.asked = 0
            sender.wake()
            qtbot.waitUntil(lambda: desk.outbox.asked > 0, timeout=PATIENCE_MS)  # type: ignore[attr-defined]
            assert desk.outbox.asked < 10, "no timer spins"
        finally:
            assert sender.stop(PATIENCE_MS)
        assert len(read_list(desk.outbox, OutboxFilter()).rows) == len(oldest) + 1, "each of them is listed"


@pytest.mark.parametrize("error", [OverflowError, AttributeError, RecursionError, KeyError])
def test_an_entry_that_the_program_fails_at_is_set_aside_with_the_reason(
    qtbot: QtBot,
    tmp_path: Path,
    server: SandboxServer,
    monkeypatch: pytest.MonkeyPatch,
    error: type[Exception],
) -> None:
    create = WebApi.create_contact

    def fail(api: WebApi, call):  # type: ignore[no-untyped-def]
        answer = create(api, call)
        if call.body["Name"] == "Odd AS":
            raise error("Password1")
        return answer

    with Desk(tmp_path, server.url) as desk, monkeypatch.context() as patch:
        patch.setattr(WebApi, "create_contact", fail)
        odd, next_one = desk.enter(name="Odd AS"), desk.enter()
        sender = Sender()
        told: list[Entry] = []
        sender.entry_changed.connect(told.append)
        sender.start(desk.outbox, desk.deliverer)
        try:
            qtbot.waitUntil(lambda: len(told) == 2, timeout=PATIENCE_MS)
        finally:
            assert sender.stop(PATIENCE_MS)
        assert [(one.id, one.state) for one in told] == [
            (odd.id, State.REJECTED),
            (next_one.id, State.SAVED),
        ]
        aside = desk.stored(odd)
        assert error.__name__ in aside.message
        assert "Password1" not in aside.message
        patch.undo()
        saved = desk.deliver(desk.deliverer.retry(odd.id))
        assert saved.state is State.SAVED
        assert desk.api().find_contacts("Odd AS", None) == (saved.contact_id,), "it was there already"


def test_the_thread_survives_a_mistake_of_its_own(
    qtbot: QtBot, tmp_path: Path, server: SandboxServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    due = Outbox.due
    failures = [ValueError("Password1")]

    def fail_once(outbox, *arguments, **named):  # type: ignore[no-untyped-def]
        if failures:
            raise failures.pop()
        return due(outbox, *arguments, **named)

    monkeypatch.setattr(Outbox, "due", fail_once)
    with Desk(tmp_path, server.url) as desk:
        entry = desk.enter()
        sender = Sender()
        said: list[str] = []
        told: list[Entry] = []
        sender.problem_reported.connect(said.append)
        sender.entry_changed.connect(told.append)
        sender.start(desk.outbox, desk.deliverer)
        try:
            qtbot.waitUntil(lambda: bool(said), timeout=PATIENCE_MS)
            assert "ValueError" in said[0]
            assert "Password1" not in said[0]
            sender.wake()
            qtbot.waitUntil(lambda: bool(told), timeout=PATIENCE_MS)
        finally:
            assert sender.stop(PATIENCE_MS)
        assert desk.stored(entry).state is State.SAVED


@pytest.mark.parametrize(
    ("due_in", "least", "most"), [(-3600, 50, 50), (10, 1, 10_001), (3600, 60_000, 60_001)]
)
def test_what_is_due_and_cannot_be_had_is_not_asked_for_without_end(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    due_in: float,
    least: int,
    most: int,
) -> None:
    slept: list[int] = []
    with Desk(tmp_path, "http://127.0.0.1:1") as desk:
        at = datetime.now(UTC) + timedelta(seconds=due_in)
        monkeypatch.setattr(desk.outbox, "next_due", lambda **_without: at)
        worker = _Worker(desk.outbox, desk.deliverer)
        monkeypatch.setattr(worker, "_sleep", slept.append)
        worker._advance_one()
    assert [least <= milliseconds <= most for milliseconds in slept] == [True], slept
