"""An outbox whose process dies at one of its commits."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from app.model.entry import Entry, State
from app.storage.sqlite.outbox import Outbox
from app.storage.sqlite.progress import Progress
from tests.helpers.faults.model_server import Crash


class MortalOutbox(Outbox):
    """Ends the program before or after one of the next commits."""

    commits_to_live: int | None = None
    dies_before = False

    def update(self, entry: Entry, *, expected: State) -> Entry:
        with self._mortal():
            return super().update(entry, expected=expected)

    def append_progress(self, change: Progress) -> datetime:
        with self._mortal():
            return super().append_progress(change)

    def begin(self, entry: Entry) -> Entry | None:
        with self._mortal():
            return super().begin(entry)

    def hand_over_to_next(
        self, entry: Entry, *, expected: State, next_entry: Entry
    ) -> tuple[Entry, Entry | None]:
        with self._mortal():
            return super().hand_over_to_next(entry, expected=expected, next_entry=next_entry)

    @contextmanager
    def _mortal(self) -> Iterator[None]:
        is_last = self.commits_to_live == 0
        if self.commits_to_live is not None:
            self.commits_to_live -= 1
        if is_last and self.dies_before:
            raise Crash
        yield
        if is_last:
            raise Crash
