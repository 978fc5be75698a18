"""Of a long queue the end of one entry and the beginning of the next are one commit."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from app.controller.outbox.sender import Sender
from app.model.carriers.person import Person
from app.model.entry import Entry, State
from app.sandbox import SandboxServer
from app.service.delivery.deliverer import Deliverer
from app.storage.files.errors import StaleEntry
from app.storage.sqlite.outbox import Outbox
from tests.helpers.fakes.delivery import Desk
from tests.helpers.faults.faulty_server import Fault, FaultyServer, Request, Response, forward_to

PATIENCE_MS = 20_000
KARI = Person(firstname="Kari", lastname="Ås")


@pytest.fixture
def server(tmp_path: Path) -> Iterator[SandboxServer]:
    with SandboxServer(tmp_path / "sandbox.sqlite3") as server:
        yield server


@pytest.fixture
def desk(tmp_path: Path, server: SandboxServer) -> Iterator[Desk]:
    with Desk(tmp_path, server.url, send_persons=False) as desk:
        yield desk


def posts(server: SandboxServer) -> int:
    return sum(request.method == "POST" and request.path == "/api/v1/Contact" for request in server.requests)


def test_the_next_is_begun_with_the_end_of_the_one_before(desk: Desk, server: SandboxServer) -> None:
    first, second = desk.enter(), desk.enter(persons=(KARI,))
    delivery = desk.deliverer.advance(first, lambda: second)
    begun = desk.stored(second)
    assert delivery.entry == desk.stored(first)
    assert (delivery.entry.state, begun.state, begun.company.state) == (State.SAVED, *[State.SENDING] * 2)
    assert posts(server) == 1
    assert delivery.next_run is not None
    last = desk.deliverer.resume(delivery.next_run)
    assert (last.entry.state, last.next_run) == (State.SAVED, None)
    assert last.entry == desk.stored(second)
    assert len(desk.api().contact_persons(last.entry.contact_id)) == 1
    assert posts(server) == 2


def test_one_that_is_withdrawn_waits_as_it_was(desk: Desk, server: SandboxServer) -> None:
    first, second = desk.enter(), desk.enter(persons=(KARI,))
    delivery = desk.deliverer.advance(first, lambda: second)
    assert delivery.next_run is not None
    delivery.next_run.withdraw()
    assert replace(desk.stored(second), updated=second.updated) == second
    assert posts(server) == 1


def is_begun(desk: Desk, first: Entry, following: Entry) -> bool:
    return desk.deliverer.advance(first, lambda: following).next_run is not None


def test_what_goes_another_way_is_not_begun(desk: Desk) -> None:
    other = desk.enter()
    elsewhere = replace(other, profile="another")
    unknown = replace(other, steps=(replace(other.company, state=State.UNKNOWN),))
    damaged = replace(other, body={"Name": 5})
    for following in (elsewhere, unknown, damaged):
        assert not is_begun(desk, desk.enter(), following)
        assert desk.stored(other) == other


def test_what_has_changed_meanwhile_is_not_begun(desk: Desk) -> None:
    first, second = desk.enter(), desk.enter()
    desk.outbox.discard(second.id)
    assert not is_begun(desk, first, second)
    assert desk.stored(first).state is State.SAVED
    assert desk.outbox.get(second.id) is None


def test_nothing_is_begun_after_one_that_is_not_saved(tmp_path: Path, server: SandboxServer) -> None:
    with (
        FaultyServer(Fault.BUSY_429_SECONDS, forward_to(server.url)) as busy,
        Desk(tmp_path, busy.url) as desk,
    ):
        first, second = desk.enter(), desk.enter()
        assert not is_begun(desk, first, second)
        assert desk.stored(second) == second


class Crash(BaseException):
    """The process is killed."""


class HookedOutbox(Outbox):
    """Does something before or after the common commit."""

    moment = "after"

    def hand_over_to_next(
        self, entry: Entry, *, expected: State, next_entry: Entry
    ) -> tuple[Entry, Entry | None]:
        if self.moment == "before":
            self.strike()
        written = super().hand_over_to_next(entry, expected=expected, next_entry=next_entry)
        if self.moment == "after":
            self.strike()
        return written

    def strike(self) -> None:
        raise Crash


@pytest.mark.parametrize("moment", ["before", "after"])
def test_killed_at_the_common_commit_both_are_there_once(
    tmp_path: Path, server: SandboxServer, moment: str
) -> None:
    with Desk(tmp_path, server.url, outbox=HookedOutbox, send_persons=False) as desk:
        assert isinstance(desk.outbox, HookedOutbox)
        desk.outbox.moment = moment
        first, second = desk.enter(persons=(KARI,)), desk.enter(persons=(KARI,))
        with pytest.raises(Crash):
            desk.deliverer.advance(first, lambda: second)
        desk.reopen()
        for entry in (first, second):
            saved = desk.deliver(entry)
            assert saved.state is State.SAVED
            assert desk.api().find_contacts(entry.name, None) == (saved.contact_id,)
            assert len(desk.api().contact_persons(saved.contact_id)) == 1


def stop_soon(sender: Sender) -> None:
    assert sender._worker is not None
    sender._worker.stop_soon()


def test_one_that_is_begun_when_the_window_closes_goes_back_into_the_queue(
    qtbot: QtBot, tmp_path: Path, server: SandboxServer
) -> None:
    with Desk(tmp_path, server.url, outbox=HookedOutbox) as desk:
        first, second = desk.enter(), desk.enter()
        sender = Sender()
        # As the window does it, at the worst of moments.
        desk.outbox.strike = lambda: stop_soon(sender)  # type: ignore[attr-defined]  # see HookedOutbox
        with qtbot.waitSignal(sender.entry_changed, timeout=PATIENCE_MS):
            sender.start(desk.outbox, desk.deliverer)
        assert sender.stop(PATIENCE_MS)
        assert (desk.stored(first).state, desk.stored(second).state) == (State.SAVED, State.QUEUED)
        assert posts(server) == 1


def test_a_wish_that_fails_in_between_leaves_nothing_unknown(
    qtbot: QtBot, tmp_path: Path, server: SandboxServer
) -> None:
    def fail(_deliverer: Deliverer) -> Entry:
        raise StaleEntry("It is gone.")

    with Desk(tmp_path, server.url, outbox=HookedOutbox) as desk:
        entries = [desk.enter() for _ in range(3)]
        sender = Sender()

        def wish() -> None:
            sender.run_on_sending_thread(fail)

        # In the sending thread, after this commit and before the next entry.
        desk.outbox.strike = lambda: QTimer.singleShot(0, wish)  # type: ignore[attr-defined]  # see HookedOutbox
        told: list[Entry] = []
        sender.entry_changed.connect(told.append)
        sender.start(desk.outbox, desk.deliverer)
        qtbot.waitUntil(lambda: len(told) == len(entries), timeout=PATIENCE_MS)
        assert sender.stop(PATIENCE_MS)
        assert [desk.stored(entry).state for entry in entries] == [State.SAVED] * 3
    # What is unknown is looked for.
    assert [request.method for request in server.requests] == ["POST"] * 3


def test_what_became_of_one_is_told_while_the_server_works_on_the_next(
    qtbot: QtBot, tmp_path: Path, server: SandboxServer
) -> None:
    behind, answers = forward_to(server.url), threading.Semaphore(0)

    def answer(request: Request) -> Response:
        assert answers.acquire(timeout=PATIENCE_MS / 1000)
        return behind(request)

    with FaultyServer(handle=answer) as slow, Desk(tmp_path, slow.url) as desk:
        entries = [desk.enter() for _ in range(3)]
        sender = Sender()
        told: list[tuple[str, State]] = []
        for signal in (sender.begun, sender.entry_changed):
            signal.connect(lambda entry: told.append((entry.id, entry.state)))
        sender.start(desk.outbox, desk.deliverer)
        try:
            for number, entry in enumerate(entries):
                qtbot.waitUntil(lambda at=2 * number + 1: len(told) == at, timeout=PATIENCE_MS)  # type: ignore[misc]
                assert told[-1][0] == entry.id, "begun, and the one before it told"
                answers.release()
            qtbot.waitUntil(lambda: len(told) == 6, timeout=PATIENCE_MS)
        finally:
            answers.release(9)
            assert sender.stop(PATIENCE_MS)
    assert [one for one, state in told if state is State.SAVED] == [entry.id for entry in entries]
