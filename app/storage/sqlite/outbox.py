"""Entries that Save was pressed for, with the state of each. Every change is on the disk on return."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, Final

from app.model.entry import Draft, Entry, EntrySummary, State
from app.storage.files.errors import EntryFrozen, StaleEntry, StoreProblem
from app.storage.sqlite.database import CommitPoint
from app.storage.sqlite.row_format import (
    INSERT_DRAFT,
    INSERT_ENTRY,
    READ_ENTRIES,
    READ_NEXT_DUE,
    READ_SUMMARIES,
    UNREADABLE,
    UPDATE_ENTRY,
    Row,
    draft_row,
    entry_of,
    entry_row,
    searchable,
    summary_of,
    time_of,
    time_text,
)
from app.storage.sqlite.store import Store

# The arguments of list() and summaries(), as _wanted() makes them.
_WANTED: Final = (
    "WHERE state IN (SELECT value FROM json_each(?1)) "
    "AND (?2 = '' OR instr(searched, ?2) > 0 OR CAST(contact_id AS TEXT) = ?2) "
)
# The literal states are those of the index.
_WAITING: Final = (
    "INDEXED BY entries_waiting "
    "WHERE state IN ('queued', 'unknown') AND profile NOT IN (SELECT value FROM json_each(?1)) "
)
_DUE: Final = (
    READ_ENTRIES + _WAITING + "AND (next_try IS NULL OR next_try <= ?2) ORDER BY created, number LIMIT ?3"
)

_GONE: Final = "This entry is not in the outbox any more."
_CHANGED: Final = "This entry has changed in the meantime: it is “{state}” now. Look at it again."
_INTERRUPTED: Final = (
    "Contact Entry ended while this was being sent. It is looked for on the server before it is sent again."
)
_UNREADABLE: Final = "The entry “{name}” of {day} cannot be read: its place on the disk is damaged."
_NOT_NOW: Final = {
    State.SENDING: "“{name}” is being sent at this moment. Wait until that is done.",
    State.UNKNOWN: (
        "“{name}” may be on the server already, so it cannot be changed until it has been looked for there."
    ),
    State.SAVED: "“{name}” is on the server already. Change it in SuperOffice.",
}
_PARTLY_SAVED: Final = (
    "The company “{name}” is, or may be, on the server already, so it cannot go back to the form: "
    "saving it again would create it twice."
)


def _now() -> datetime:
    return datetime.now(UTC)


class Outbox:
    """Any thread. Every method raises StoreProblem for what the disk does; nothing is half written then."""

    def __init__(self, store: Store, clock: Callable[[], datetime] = _now) -> None:
        """`clock` gives the time that is written as `updated`, zone-aware."""
        self._store = store
        self._clock = clock

    # Coming in

    def add(self, entry: Entry, *, replaces_draft: str | None = None) -> Entry:
        """Commits the entry and deletes the draft that it was typed as, both or neither.

        An entry whose id is there already is not added again: the one that is there comes back. Let an entry
        keep the id of its draft, so that a late write of the draft is recognised (Drafts.save).
        """
        with self._store.transaction(CommitPoint.ADD) as connection:
            existing = _find(connection, entry.id)
            if existing is None:
                connection.execute(INSERT_ENTRY, entry_row(entry))
            if replaces_draft is not None:
                connection.execute("DELETE FROM drafts WHERE id = ?", (replaces_draft,))
        return existing or entry

    def restore(self, entry: Entry) -> Entry:
        """Puts a discarded entry back as it was (undo). One that is there already is left as it is."""
        with self._store.transaction(CommitPoint.RESTORE) as connection:
            existing = _find(connection, entry.id)
            if existing is None:
                connection.execute(INSERT_ENTRY, entry_row(entry))
        return existing or entry

    # Looking

    def get(self, entry_id: str) -> Entry | None:
        """Returns the entry, None if there is no such one. Raises StoreProblem where its row is damaged."""
        rows = self._store.read(READ_ENTRIES + "WHERE id = ?", (entry_id,))
        return _entry(rows[0]) if rows else None

    def existing(self, entry_id: str) -> Entry:
        """Returns the entry as `get` does. Raises StaleEntry if it is gone."""
        return _existing(self.get(entry_id))

    def list(
        self, states: Collection[State] | None = None, search: str = "", limit: int = 1000
    ) -> tuple[Entry, ...]:
        """Whole entries, oldest first; `search` as in `summaries`."""
        rows = self._store.read(
            READ_ENTRIES + _WANTED + "ORDER BY created, number LIMIT ?3", _wanted(states, search, limit)
        )
        return self._readable(rows)

    def summaries(
        self,
        states: Collection[State] | None = None,
        search: str = "",
        limit: int = 1000,
        *,
        newest_first: bool = False,
    ) -> tuple[EntrySummary, ...]:
        """What a list shows of each entry, read without the bodies, oldest first.

        `search` is part of the company's name, of one of its people's, capitals or not, or of its number
        (Number2), or it is the ContactId.
        """
        order = "ORDER BY created DESC, number DESC" if newest_first else "ORDER BY created, number"
        rows = self._store.read(
            READ_SUMMARIES + _WANTED + order + " LIMIT ?3", _wanted(states, search, limit)
        )
        return tuple(summary_of(row) for row in rows)

    def counts(self) -> dict[State, int]:
        """How many entries are in each state, none left out."""
        found = dict(self._store.read("SELECT state, count(*) FROM entries GROUP BY state"))
        return {state: found.get(state.value, 0) for state in State}

    def due(self, now: datetime, limit: int = 1000, *, without: Collection[str] = ()) -> tuple[Entry, ...]:
        """Queued and unknown entries whose `next_try` has passed or is not set, oldest first.

        `without` names connections that are paused. One at a time is cheapest: `limit` 1.
        """
        rows = self._store.read(_DUE, (json.dumps(list(without)), time_text(now), limit))
        return self._readable(rows)

    def next_due(self, *, without: Collection[str] = ()) -> datetime | None:
        """When the next entry is due, which can be in the past; None where none is waiting."""
        rows = self._store.read(READ_NEXT_DUE + _WAITING, (json.dumps(list(without)),))
        return time_of(rows[0][0]) if rows[0][0] else None

    # Moving on

    def update(self, entry: Entry, *, expected: State) -> Entry:
        """Writes the whole entry, steps included, if its stored state is `expected`; returns it as written,
        with `updated` set. Raises StaleEntry where the stored state is another or the entry is gone.
        """
        written = replace(entry, updated=self._clock())
        with self._store.transaction(CommitPoint(f"outbox.{entry.state}")) as connection:
            if not _overwrite(connection, written, expected):
                raise _stale(connection, entry.id)
        return written

    def hand_over_to_next(
        self, entry: Entry, *, expected: State, next_entry: Entry
    ) -> tuple[Entry, Entry | None]:
        """Writes `entry` as `update` does, and in the same commit `next_entry`, which was QUEUED.

        A long queue waits for the disk more than for anything else. Returns None for `next_entry` where it
        has changed or is gone meanwhile.
        """
        now = self._clock()
        written, begun = replace(entry, updated=now), replace(next_entry, updated=now)
        with self._store.transaction(CommitPoint(f"outbox.{entry.state}")) as connection:
            if not _overwrite(connection, written, expected):
                raise _stale(connection, entry.id)
            is_begun = _overwrite(connection, begun, State.QUEUED)
        return written, begun if is_begun else None

    def recover(self) -> int:
        """On start: what was being sent when the program ended becomes unknown, entries and steps alike.
        Returns how many entries that were.
        """
        with self._store.transaction(CommitPoint.RECOVER) as connection:
            rows = connection.execute(
                READ_ENTRIES
                + "WHERE state <> 'saved' AND (state = 'sending' OR instr(steps, '\"sending\"') > 0)"
            ).fetchall()
            interrupted = [entry for entry in self._readable(rows) if _was_sending(entry)]
            for entry in interrupted:
                written = replace(_doubted(entry), updated=self._clock())
                connection.execute(UPDATE_ENTRY + "WHERE id = ?", (*entry_row(written), entry.id))
        return len(interrupted)

    # Going out

    def discard(self, entry_id: str) -> Entry:
        """Deletes the entry and returns it, so that `restore` can undo that.

        Raises EntryFrozen while it is being sent, StaleEntry where it is gone.
        """
        with self._store.transaction(CommitPoint.DISCARD) as connection:
            entry = _existing(_find(connection, entry_id))
            if entry.state is State.SENDING:
                raise EntryFrozen(_NOT_NOW[State.SENDING].format(name=entry.name))
            connection.execute("DELETE FROM entries WHERE id = ?", (entry_id,))
        return entry

    def reopen(self, entry_id: str) -> Draft:
        """Turns a rejected or queued entry, nothing of it on the server, back into a draft of the same id.

        Its messages (`Entry.problems`) are not in the draft: read the entry first. Raises EntryFrozen for the
        other states and where the company is on the server, StaleEntry where the entry is gone.
        """
        with self._store.transaction(CommitPoint.REOPEN) as connection:
            entry = _existing(_find(connection, entry_id))
            if entry.state not in (State.QUEUED, State.REJECTED):
                raise EntryFrozen(_NOT_NOW[entry.state].format(name=entry.name))
            if any(step.state in _NOT_NOW for step in entry.steps):
                raise EntryFrozen(_PARTLY_SAVED.format(name=entry.name))
            draft = Draft(entry.id, entry.profile, _form(entry), entry.created, self._clock())
            connection.execute("DELETE FROM entries WHERE id = ?", (entry_id,))
            connection.execute(INSERT_DRAFT, draft_row(draft))
        return draft

    def purge(self, before: datetime) -> int:
        """Deletes saved entries that were last changed before that time; returns how many."""
        with self._store.transaction(CommitPoint.PURGE) as connection:
            return connection.execute(
                "DELETE FROM entries WHERE state = 'saved' AND updated < ?", (time_text(before),)
            ).rowcount

    def wipe_history(self) -> int:
        """Deletes every saved entry so that its text is in no file of the store either; returns how many."""
        with self._store.transaction(CommitPoint.WIPE) as connection:
            wiped = connection.execute("DELETE FROM entries WHERE state = 'saved'").rowcount
        self._store.scrub()
        return wiped

    def _readable(self, rows: Sequence[Row]) -> tuple[Entry, ...]:
        """The entries; one whose row is damaged must not hold up the others and is told as a notice."""
        entries: list[Entry] = []
        for row in rows:
            try:
                entries.append(_entry(row))
            except StoreProblem as problem:
                self._store.notice(problem.message)
        return tuple(entries)


def _wanted(states: Collection[State] | None, search: str, limit: int) -> tuple[str, str, int]:
    chosen = [state.value for state in (State if states is None else states)]
    return json.dumps(chosen), searchable(search.strip()), limit


def _entry(row: Row) -> Entry:
    try:
        return entry_of(row)
    except UNREADABLE as error:
        raise StoreProblem(_UNREADABLE.format(name=row[3], day=row[6][:10])) from error


def _find(connection: sqlite3.Connection, entry_id: str) -> Entry | None:
    row = connection.execute(READ_ENTRIES + "WHERE id = ?", (entry_id,)).fetchone()
    return _entry(row) if row else None


def _existing(entry: Entry | None) -> Entry:
    if entry is None:
        raise StaleEntry(_GONE)
    return entry


def _overwrite(connection: sqlite3.Connection, entry: Entry, expected: State) -> bool:
    """Whether it was there, in the state that was expected."""
    changed = connection.execute(
        UPDATE_ENTRY + "WHERE id = ? AND state = ?", (*entry_row(entry), entry.id, expected.value)
    )
    return changed.rowcount == 1


def _stale(connection: sqlite3.Connection, entry_id: str) -> StaleEntry:
    entry = _find(connection, entry_id)
    return StaleEntry(_CHANGED.format(state=entry.state) if entry else _GONE)


def _was_sending(entry: Entry) -> bool:
    return State.SENDING in (entry.state, *(step.state for step in entry.steps))


def _doubted(entry: Entry) -> Entry:
    steps = tuple(
        replace(step, state=State.UNKNOWN) if step.state is State.SENDING else step for step in entry.steps
    )
    return replace(entry, state=State.UNKNOWN, steps=steps, message=_INTERRUPTED, next_try=None)


def _form(entry: Entry) -> dict[str, Any]:
    """The body as the user typed it: without the token that we put into DbiKey."""
    ours = {step.token for step in entry.steps[:1] if step.token}
    return {key: value for key, value in entry.body.items() if key != "DbiKey" or value not in ours}
