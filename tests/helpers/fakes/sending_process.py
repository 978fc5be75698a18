"""A process of the program that sends what is due, and may be killed at any commit: for state machines."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any
from unittest import mock

from hypothesis.stateful import RuleBasedStateMachine

from app.model.entry import Entry, State
from app.service.delivery.deliverer import DeliveryResult
from app.service.delivery.run import DeliveryRun
from app.storage.sqlite.store import Store
from app.webapi import server_clock
from tests.helpers.fakes.delivery import Clock, Desk
from tests.helpers.fakes.mortal_outbox import MortalOutbox
from tests.helpers.fakes.tally import Tally
from tests.helpers.faults.model_server import Crash, ModelServer


class SendingProcess(RuleBasedStateMachine):
    """The program as its sender has it: one store, one connection, one server."""

    tally = Tally()
    server: ModelServer

    def __init__(self) -> None:
        super().__init__()
        self._open = ExitStack()
        self._folder = Path(self._open.enter_context(tempfile.TemporaryDirectory()))
        self._begun: DeliveryRun | None = None
        self._paused_until: datetime | None = None
        self._needs_sign_in = False

    def _start(self, clock: Clock, **settings: Any) -> None:
        self.desk = Desk(self._folder, "http://127.0.0.1:9", outbox=_mortal, **settings)
        self.desk.clock = clock
        self._open.enter_context(mock.patch.object(server_clock, "_now", clock))
        self._open.enter_context(self.desk)

    def _wait_until_due(self) -> bool:
        """Forwards the clock to when the next entry is due. Returns False if none will be by itself."""
        waiting = [one for one in self._entries() if one.state in (State.QUEUED, State.UNKNOWN)]
        moments = [one.next_try for one in waiting if not one.undecided and one.next_try]
        moments += [self._paused_until] if self._paused_until and waiting else []
        if moments:
            self.desk.clock.now = max(self.desk.clock.now, min(moments))
        return bool(moments)

    @property
    def _mortal(self) -> MortalOutbox:
        assert isinstance(self.desk.outbox, MortalOutbox)
        return self.desk.outbox

    def _entries(self) -> tuple[Entry, ...]:
        return self.desk.outbox.list()

    def _chosen(self, choice: int, *states: State) -> Entry | None:
        begun = self._begun.entry.id if self._begun else ""
        found = [one for one in self.desk.outbox.list(states) if one.id != begun]
        return found[choice % len(found)] if found else None

    def _send_next(self) -> bool:
        """Delivers one entry as the sender does. Returns False if nothing is due."""
        with self._mortal_process():
            result = self._deliver()
            if result is None:
                return False
            is_left = result.entry.state in (State.QUEUED, State.UNKNOWN) and not result.sign_in_needed
            assert not is_left or result.entry.next_try, "it would be tried without end"
            self._begun = result.next_run
            self._needs_sign_in |= result.sign_in_needed
            self._paused_until = result.pause_until or self._paused_until
        return True

    @contextmanager
    def _mortal_process(self) -> Iterator[None]:
        """Starts the program again if it is killed in the block."""
        try:
            yield
        except Crash:
            self.tally.happened["killed"] += 1
            self._restart()

    def _deliver(self) -> DeliveryResult | None:
        if self._begun is not None:
            begun, self._begun = self._begun, None
            self.server.sending = begun.entry.id
            return self.desk.deliverer.resume(begun, self._next)
        entry = self._next()
        if entry is None:
            return None
        self.server.sending = entry.id
        return self.desk.deliverer.advance(entry, self._next)

    def _next(self) -> Entry | None:
        now = self.desk.clock()
        if self._needs_sign_in or (self._paused_until and self._paused_until > now):
            return None
        due = self.desk.outbox.due(now, 1)
        return due[0] if due else None

    def _restart(self) -> None:
        self._begun, self._paused_until, self._needs_sign_in = None, None, False
        self.desk.reopen()  # with a new outbox, which lives
        self.desk.deliverer.retry_now()


def _mortal(store: Store, clock: Clock) -> MortalOutbox:
    return MortalOutbox(store, clock)
