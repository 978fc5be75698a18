"""What waits to be sent: the entries that are due, and when the next one is.

What cannot be read is set aside, so that it holds up no others; what could not be set aside, or written, is
passed over as long as the program runs.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Final

from app.model.entry import Entry
from app.storage.files.errors import EntryUnreadable
from app.storage.sqlite.database import CommitPoint
from app.storage.sqlite.progress import READ_OUTBOX
from app.storage.sqlite.row_format import READ_NEXT_DUE, Row, moment_from, time_text
from app.storage.sqlite.store import Store
from app.storage.sqlite.unreadable_rows import entry_of, set_aside

# SQLite uses the partial index only if the states are literals, as in the index.
_WAITING: Final = (
    "INDEXED BY entries_waiting "
    "WHERE state IN ('queued', 'unknown') AND profile NOT IN (SELECT value FROM json_each(?1)) "
    "AND number NOT IN (SELECT value FROM json_each(?2)) "
)
_IN_ORDER: Final = "AND (next_try IS NULL OR next_try <= ?3) ORDER BY created, number LIMIT ?4"
DUE: Final = READ_OUTBOX + _WAITING + _IN_ORDER


class Waiting:
    """The entries of a store that wait, without those that are passed over."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._passed_over: dict[int, str] = {}
        self.set_aside_count = 0

    def due(self, now: datetime, limit: int, without: Collection[str]) -> tuple[Entry, ...]:
        """Returns those that are due, oldest first; `without` are the names of paused connections."""
        while True:
            values = (*self._without(without), time_text(now), limit)
            rows = self._store.read(DUE, values)
            entries = readable(rows, self._store.notice_row)
            if len(entries) == len(rows):
                return entries
            self._set_aside(rows, _IN_ORDER, values)

    def next_due(self, without: Collection[str]) -> datetime | None:
        """Returns when the next is due, which can be in the past; None if none is waiting."""
        while True:
            values = self._without(without)
            ((text,),) = self._store.read(READ_NEXT_DUE + _WAITING, values)
            if text is None:
                return None
            with suppress(ValueError, TypeError):
                return moment_from(text)
            self._set_aside(self._store.read(READ_OUTBOX + _WAITING, values), "", values)

    def pass_over(self, entry_id: str) -> None:
        """Leaves an entry alone as long as the program runs: the file does not keep what becomes of it."""
        for (number,) in self._store.read("SELECT number FROM entries WHERE id = ?", (entry_id,)):
            self._passed_over[number] = entry_id

    def is_passed_over(self, entry_id: str) -> bool:
        """Returns True for an entry that is left alone."""
        return entry_id in self._passed_over.values()

    def _without(self, profiles: Collection[str]) -> tuple[str, str]:
        return json.dumps(list(profiles)), json.dumps(list(self._passed_over))

    def _set_aside(self, rows: Sequence[Row], which: str, values: Sequence[object]) -> None:
        """Has those of the rows wait no more that cannot be read, or passes them over."""
        with self._store.transaction(CommitPoint.REJECTED) as connection:
            set_aside(connection, rows)
        self.set_aside_count += 1
        sql = f"SELECT number FROM entries {_WAITING}{which}"  # noqa: S608 - constants alone
        for (number,) in self._store.read(sql, values):
            ((*row,),) = self._store.read(READ_OUTBOX + "WHERE number = ?", (number,))
            if not readable([row], self._store.notice_row):
                self._passed_over[number] = str(row[0])


def readable(rows: Sequence[Row], notice: Callable[[str], None]) -> tuple[Entry, ...]:
    """Returns the entries that can be read; tells a notice for each damaged row."""
    entries: list[Entry] = []
    for row in rows:
        try:
            entries.append(entry_of(row))
        except EntryUnreadable as problem:
            notice(problem.message)
    return tuple(entries)
