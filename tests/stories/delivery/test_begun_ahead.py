"""While a quick server works on one entry, the one before is ended and the next begun, in one commit."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import pytest

from app.model.carriers.person import Person
from app.model.entry import Entry, State
from app.sandbox import SandboxServer
from app.service.delivery.deliverer import DeliveryResult
from app.storage.files.errors import StoreProblem
from app.storage.sqlite.outbox import Outbox
from tests.helpers.fakes.delivery import Desk
from tests.helpers.faults.faulty_server import FaultyServer, Request, Response, forward_to
from tests.helpers.kill.next_steps import PROJECT

KARI = Person(firstname="Kari", lastname="Ås")
Written = TypeVar("Written")
QUEUED, SENDING, SAVED = State.QUEUED, State.SENDING, State.SAVED


@pytest.fixture
def server(tmp_path: Path) -> Iterator[SandboxServer]:
    with SandboxServer(tmp_path / "sandbox.sqlite3") as server:
        yield server


class Crash(BaseException):
    """The process is killed."""


class FailingOutbox(Outbox):
    """Raises `error` at the writing numbered `fails_at`, before or after it; and later, if it lasts."""

    fails_at, is_after, lasts = 0, False, False
    error: BaseException = Crash()
    count = 0

    def update(self, entry: Entry, *, expected: State) -> Entry:
        return self._written(lambda: super(FailingOutbox, self).update(entry, expected=expected))

    def begin(self, entry: Entry) -> Entry | None:
        return self._written(lambda: super(FailingOutbox, self).begin(entry))

    def hand_over_to_next(
        self, entry: Entry, *, expected: State, next_entry: Entry
    ) -> tuple[Entry, Entry | None]:
        hand_over = super().hand_over_to_next
        return self._written(lambda: hand_over(entry, expected=expected, next_entry=next_entry))

    def _written(self, write: Callable[[], Written]) -> Written:
        self.count += 1
        fails = bool(self.fails_at) and (
            self.count == self.fails_at or (self.lasts and self.count > self.fails_at)
        )
        if fails and not self.is_after:
            raise self.error
        written = write()
        if fails:
            raise self.error
        return written


class Queue:
    """Sends entries one after the other as the sender does, and notes their states meanwhile."""

    def __init__(self, desk: Desk, count: int = 4) -> None:
        self.desk = desk
        self.entries = [desk.enter() for _ in range(count)]
        self.at_next: list[list[State]] = []
        self.at_tell: list[list[State]] = []

    @property
    def states(self) -> list[State]:
        return [self.desk.stored(entry).state for entry in self.entries]

    def next_entry(self) -> Entry | None:
        self.at_next.append(self.states)
        due = self.desk.outbox.due(self.desk.clock(), 1)
        return due[0] if due else None

    def tell(self) -> None:
        self.at_tell.append(self.states)

    def advance(self) -> DeliveryResult:
        return self.desk.deliverer.advance(self.entries[0], self.next_entry, self.tell)

    def send(self) -> DeliveryResult:
        result = self.advance()
        while result.next_run is not None:
            result = self.desk.deliverer.resume(result.next_run, self.next_entry, self.tell)
        return result


@pytest.fixture
def desk(tmp_path: Path, server: SandboxServer) -> Iterator[Desk]:
    with Desk(tmp_path, server.url, outbox=FailingOutbox) as desk:
        yield desk


def writings(desk: Desk) -> FailingOutbox:
    assert isinstance(desk.outbox, FailingOutbox)
    return desk.outbox


def test_each_is_on_the_disk_as_being_sent_before_its_request(desk: Desk) -> None:
    queue = Queue(desk)
    last = queue.send()
    assert (last.entry, queue.states) == (desk.stored(queue.entries[-1]), [SAVED] * 4)
    assert queue.at_next == [
        [SENDING, QUEUED, QUEUED, QUEUED],
        [SAVED, SENDING, QUEUED, QUEUED],
        [SAVED, SENDING, SENDING, QUEUED],
        [SAVED, SAVED, SENDING, SENDING],
    ]
    assert queue.at_tell == [
        [SENDING, QUEUED, QUEUED, QUEUED],
        [SAVED, SENDING, SENDING, QUEUED],
        [SAVED, SAVED, SENDING, SENDING],
        [SAVED, SAVED, SAVED, SENDING],
    ]
    # The first is marked, and ends with the start of the second; from then on one commit for each.
    assert writings(desk).count == 6


@pytest.mark.long
@pytest.mark.parametrize("is_after", [False, True])
@pytest.mark.parametrize("fails_at", range(1, 7))
@pytest.mark.parametrize("use_dbi_key", [False, True])
def test_killed_at_any_commit_each_is_there_once(
    desk: Desk, fails_at: int, is_after: bool, use_dbi_key: bool
) -> None:
    desk.turn_to(desk.profile.url, use_dbi_key=use_dbi_key)
    queue = Queue(desk)
    writings(desk).fails_at, writings(desk).is_after = fails_at, is_after
    with pytest.raises(Crash):
        queue.send()
    desk.reopen()
    for entry in queue.entries:
        saved = desk.deliver(entry)
        assert saved.state is SAVED
        assert desk.api().find_contacts(entry.name, None) == (saved.contact_id,)


@pytest.mark.long
@pytest.mark.parametrize("is_after", [False, True])
@pytest.mark.parametrize("lasts", [False, True])
@pytest.mark.parametrize("fails_at", range(2, 7))
def test_a_disk_that_fails_loses_and_doubles_none(
    desk: Desk, fails_at: int, lasts: bool, is_after: bool
) -> None:
    queue = Queue(desk)
    failing = writings(desk)
    failing.is_after = is_after
    failing.fails_at, failing.lasts, failing.error = fails_at, lasts, StoreProblem("The disk is full.")
    try:
        queue.send()
    except StoreProblem:
        pass
    else:
        assert not lasts
        assert SENDING not in queue.states, "nobody would look after it"
    failing.fails_at = 0
    desk.outbox.recover()
    for entry in queue.entries:
        saved = desk.deliver(entry)
        assert saved.state is SAVED
        assert desk.api().find_contacts(entry.name, None) == (saved.contact_id,)


def test_one_that_was_begun_goes_back_when_the_one_before_it_is_not_saved(
    tmp_path: Path, server: SandboxServer
) -> None:
    behind, number = forward_to(server.url), iter(range(9))

    def answer(request: Request) -> Response:
        return Response(429, {"Retry-After": "60"}) if next(number) == 1 else behind(request)

    with FaultyServer(handle=answer) as busy, Desk(tmp_path, busy.url) as desk:
        queue = Queue(desk, 3)
        result = queue.send()
        assert (result.next_run, result.pause_until is not None) == (None, True)
        assert queue.at_tell[-1] == [SAVED, SENDING, SENDING]
        assert queue.states == [SAVED, State.UNKNOWN, QUEUED], "somebody in between may have said it"
        third = queue.entries[2]
        assert replace(desk.stored(third), updated=third.updated) == third


def test_with_a_slow_server_the_next_can_still_be_changed(desk: Desk) -> None:
    class Slow(Queue):
        def tell(self) -> None:
            super().tell()
            self.desk.clock.forward(seconds=1)

    queue = Slow(desk, 3)
    queue.send()
    assert queue.at_tell[1:] == [[SAVED, SENDING, QUEUED], [SAVED, SAVED, SENDING]]
    assert queue.states == [SAVED] * 3


@pytest.mark.parametrize(
    "others", [{"persons": (KARI,)}, {"NextSteps": [PROJECT]}], ids=["person", "project"]
)
def test_nothing_is_begun_ahead_of_what_may_take_long(desk: Desk, others: dict[str, Any]) -> None:
    desk.turn_to(desk.profile.url, send_persons=False)
    queue = Queue(desk, 2)
    queue.entries.append(desk.enter(**others))
    queue.entries.append(desk.enter())
    queue.send()
    assert queue.at_tell[2] == [SAVED, SAVED, SENDING, QUEUED]
    assert queue.states == [SAVED] * 4


def test_the_end_of_the_one_before_is_kept_when_the_next_is_withdrawn(desk: Desk) -> None:
    queue = Queue(desk, 3)
    second = queue.advance().next_run
    assert second is not None
    third = desk.deliverer.resume(second, queue.next_entry, queue.tell).next_run
    assert third is not None
    assert queue.states == [SAVED, SENDING, SENDING]
    third.withdraw()
    assert queue.states == [SAVED, SAVED, QUEUED]
