"""The outbox: entries that Save was pressed for. Every change is on the disk on return."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, Final

from app.model.additions.target import form_of_entry
from app.model.entry import Draft, Entry, EntrySummary, State, UnreadableEntry, changed
from app.model.outbox_rows import STATE_NAMES
from app.storage.files.errors import EntryFrozen, EntryNotWritten, StaleEntry
from app.storage.sqlite import progress
from app.storage.sqlite.database import CommitPoint
from app.storage.sqlite.drafts import refuse_id_of_draft, to_be_added
from app.storage.sqlite.list_cache import ServerTraits, remember_discarded, remember_wiped
from app.storage.sqlite.listing.filtering import ANY, FILTER, Within, filter_values, filter_within
from app.storage.sqlite.listing.keys import Keys
from app.storage.sqlite.listing.waiting import Waiting, readable
from app.storage.sqlite.row_format import (
    INSERT_DRAFT,
    INSERT_ENTRY,
    STEPS,
    Row,
    draft_row,
    entry_row,
    time_text,
)
from app.storage.sqlite.store import Store
from app.storage.sqlite.unreadable_rows import (
    entry_of,
    entry_or_unreadable,
    raw_values,
    row_filter,
    row_key,
    set_aside,
    summaries_of,
)
from app.translation import _

_MOST: Final = 1000
"""As many entries are read at once where nobody says how many."""
_GONE: Final = _("This entry is not in the outbox any more.")
_CHANGED: Final = _("This entry has changed in the meantime: it is “{state}” now. Look at it again.")
_NOT_NOW: Final = {
    State.SENDING: _("“{name}” is being sent at this moment. Wait until that is done."),
    State.UNKNOWN: _(
        "“{name}” may be on the server already, so it cannot be changed until it has been looked for there."
    ),
    State.SAVED: _("“{name}” is on the server already. Change it in SuperOffice."),
}
_PARTLY_SAVED: Final = _(
    "The company “{name}” is, or may be, on the server already, so it cannot go back to the form: "
    "saving it again would create it twice."
)


def _now() -> datetime:
    return datetime.now(UTC)


class Outbox:
    """Any thread. Every method raises StoreProblem on disk errors; nothing is half written then."""

    def __init__(self, store: Store, clock: Callable[[], datetime] = _now) -> None:
        """`clock` gives the time that is written as `updated`, zone-aware."""
        self._store = store
        self._clock = clock
        self.server_traits = ServerTraits(store)
        self.waiting = Waiting(store)
        self.keys = Keys(store)

    def add(self, entry: Entry, *, replaces_draft: str | None = None, is_given: bool = False) -> Entry:
        """Commits the entry and deletes the draft that it was typed as, both or neither.

        An entry whose id is already stored is not added again: the stored one is returned. An entry has to
        keep the id of its draft, so that a late write of the draft is recognised (Drafts.save), unless
        another company has it: see `to_be_added`. EntryFrozen is raised for a key of another entry, typed
        or made by another program (`is_given`).
        """
        self.keys.refuse_anothers(entry, is_given=is_given)
        written: tuple[int, object] | None = None
        with self._store.transaction(CommitPoint.ADD) as connection:
            entry, existing = to_be_added(connection, entry, replaces_draft)
            if existing is None:
                written = _insert(connection, entry_row(entry), entry.name)
            if replaces_draft is not None:
                connection.execute("DELETE FROM drafts WHERE id = ?", (replaces_draft,))
        self.keys.note(written)
        return existing or entry

    def restore(self, entry: Entry | UnreadableEntry) -> Entry | UnreadableEntry:
        """Puts a discarded entry back (undo), or returns the stored one. Raises EntryFrozen for a draft."""
        row = entry_row(entry) if isinstance(entry, Entry) else entry.values
        written: tuple[int, object] | None = None
        with self._store.transaction(CommitPoint.RESTORE) as connection:
            existing = _find(connection, row[0])
            if existing is None:
                refuse_id_of_draft(connection, row[0])
                written = _insert(connection, row, entry.name)
        self.keys.note(written)
        return existing or entry

    def get(self, entry_id: str) -> Entry | None:
        """Returns the entry, None if there is none. Raises StoreProblem if its row is damaged."""
        rows = self._store.read(progress.READ_OUTBOX + row_filter(entry_id), (row_key(entry_id),))
        return entry_of(rows[0]) if rows else None

    def raw(self, entry_id: str) -> dict[str, Any] | None:
        """Returns the columns of an entry's row as they are stored, however damaged; None if it is gone."""
        rows = self._store.read(progress.READ_OUTBOX + row_filter(entry_id), (row_key(entry_id),))
        return raw_values(rows[0]) if rows else None

    def existing(self, entry_id: str) -> Entry:
        """Returns the entry as `get` does. Raises StaleEntry if it is gone."""
        return _existing(self.get(entry_id))

    def list(
        self, states: Collection[State] | None = None, search: str = "", limit: int = _MOST
    ) -> tuple[Entry, ...]:
        """Returns whole entries, oldest first; `search` as in `summaries`."""
        rows = self._store.read(
            progress.READ_OUTBOX + FILTER + "ORDER BY created, number LIMIT ?3",
            filter_values(states, search, limit),
        )
        return readable(rows, self._store.notice_row)

    def summaries(
        self,
        states: Collection[State] | None = None,
        search: str = "",
        limit: int = _MOST,
        *,
        newest_first: bool = False,
        within: Within = ANY,
    ) -> tuple[EntrySummary, ...]:
        """Returns entries as lists show them, read without their bodies, oldest first.

        `search` is part of the name of the company or of one of its people, ignoring case, or of the
        company's number (Number2), or it is the ContactId. What cannot be read is refused, not `is_readable`.
        """
        order = "ORDER BY created DESC, number DESC" if newest_first else "ORDER BY created, number"
        rows = self._store.read(
            progress.READ_SUMMARIES + filter_within(within) + order + " LIMIT ?3",
            filter_values(states, search, limit, within),
        )
        return summaries_of(rows, self._store.read)

    def saved_by_others(self, profile: str) -> frozenset[str]:
        """Returns the ids of entries that were saved over other connections than this one."""
        rows = self._store.read("SELECT id FROM entries WHERE state = 'saved' AND profile <> ?", (profile,))
        return frozenset(str(row[0]) for row in rows)

    def waiting_companies(self, profile: str) -> tuple[tuple[str, str], ...]:
        """Returns name and department of the new companies that no server is known to have, newest first."""
        rows = self._store.read(
            "SELECT name, CASE WHEN json_valid(body) THEN json_extract(body, '$.Department') END FROM entries"
            " WHERE state IN ('queued', 'sending', 'unknown') AND contact_id = 0 AND profile = ?"
            " ORDER BY created DESC LIMIT ?",
            (profile, _MOST),
        )
        return tuple((str(name or ""), str(department or "")) for name, department in rows)

    def counts(self) -> dict[State, int]:
        """Returns how many entries are in each state, with every state as a key."""
        found = dict(self._store.read("SELECT state, count(*) FROM entries GROUP BY state"))
        return {state: found.get(state.value, 0) for state in State}

    def count_incomplete(self) -> int:
        """Returns how many of the refused entries are companies that SuperOffice has, without all of it."""
        ((count,),) = self._store.read(
            "SELECT count(*) FROM entries WHERE state = 'rejected' AND contact_id <> 0 AND steps_done > 0"
        )
        return int(count)

    def due(self, now: datetime, limit: int = _MOST, *, without: Collection[str] = ()) -> tuple[Entry, ...]:
        """Returns queued and unknown entries whose `next_try` has passed or is not set, oldest first.

        `without` are the names of connections that are paused. `limit` 1 is cheapest.
        """
        return self.waiting.due(now, limit, without)

    def next_due(self, *, without: Collection[str] = ()) -> datetime | None:
        """Returns when the next entry is due, which can be in the past; None if none is waiting."""
        return self.waiting.next_due(without)

    def update(self, entry: Entry, *, expected: State) -> Entry:
        """Writes the whole entry if its stored state is `expected`; returns it with `updated` set.

        Raises StaleEntry if the stored state is another, it has changed since it was read, or it is gone.
        """
        written = replace(entry, updated=self._clock())
        with self._store.transaction(CommitPoint(f"outbox.{entry.state}")) as connection:
            if not progress.overwrite(connection, written, expected, entry.updated):
                progress.check_takes_changes(connection, entry, expected, entry.updated)
                raise _stale(connection, entry.id)
        return written

    def append_progress(self, change: progress.Progress) -> datetime:
        """Writes only what changed of an entry that stays SENDING; returns its time, the new `updated`.

        Raises StaleEntry as `update` does.
        """
        now = self._clock()
        with self._store.transaction(CommitPoint.PROGRESS) as connection:
            if not progress.append(connection, change, now):
                raise _stale(connection, change.entry_id)
        return now

    def hand_over_to_next(
        self, entry: Entry, *, expected: State, next_entry: Entry
    ) -> tuple[Entry, Entry | None]:
        """Writes `entry` as `update` does, and in the same commit `next_entry`, which was QUEUED.

        Commits take most of the time of a long queue. Returns None for `next_entry` if it has changed since
        it was read, or is gone.
        """
        now = {"updated": self._clock()}
        written, begun = changed(entry, now), changed(next_entry, now)
        with self._store.transaction(CommitPoint(f"outbox.{entry.state}")) as connection:
            if not progress.overwrite(connection, written, expected):
                progress.check_takes_changes(connection, entry, expected)
                raise _stale(connection, entry.id)
            is_begun = progress.overwrite(connection, begun, State.QUEUED, next_entry.updated)
        return written, begun if is_begun else None

    def begin(self, entry: Entry) -> Entry | None:
        """Writes an entry that was QUEUED as it is to be sent; returns it with `updated` set.

        Returns None if it has changed since it was read, or is gone.
        """
        begun = changed(entry, {"updated": self._clock()})
        with self._store.transaction(CommitPoint(f"outbox.{entry.state}")) as connection:
            return begun if progress.overwrite(connection, begun, State.QUEUED, entry.updated) else None

    def recover(self) -> int:
        """Makes entries UNKNOWN that were being sent when the program ended, on start; returns how many."""
        with self._store.transaction(CommitPoint.RECOVER) as connection:
            rows = connection.execute(progress.READ_OUTBOX + progress.INTERRUPTED).fetchall()
            found = readable(rows, self._store.notice_row)
            interrupted = [entry for entry in found if progress.was_sending(entry)]
            set_aside(connection, rows)
            self.waiting.set_aside_count += len(rows) - len(found)
            for entry in interrupted:
                progress.overwrite(
                    connection, replace(progress.as_interrupted(entry), updated=self._clock()), entry.state
                )
        return len(interrupted)

    def discard(self, entry_id: str) -> Entry | UnreadableEntry:
        """Deletes the entry and returns it, so that `restore` can undo that.

        Raises EntryFrozen while it is being sent, StaleEntry if it is gone.
        """
        with self._store.transaction(CommitPoint.DISCARD) as connection:
            where, key = row_filter(entry_id), row_key(entry_id)
            row = connection.execute(progress.READ_OUTBOX + where, (key,)).fetchone()
            if row is None:
                raise StaleEntry(_GONE)
            entry = entry_or_unreadable(row, entry_id)
            if entry.state is State.SENDING:
                raise EntryFrozen(_NOT_NOW[State.SENDING].format(name=entry.name))
            if isinstance(entry, Entry):
                remember_discarded(connection, entry)
            deleted = connection.execute("DELETE FROM entries " + where, (key,))  # noqa: S608 - one of two constants
            _written(deleted, entry.name)
            progress.forget(connection, row[0])
        return entry

    def set_aside(self, entry_id: str, message: str) -> Entry:
        """Makes an entry REJECTED that cannot be handled; a step that was being sent becomes UNKNOWN.

        Raises StaleEntry if the entry is gone.
        """
        with self._store.transaction(CommitPoint.REJECTED) as connection:
            entry = _existing(_find(connection, entry_id))
            aside = replace(
                progress.as_interrupted(entry), state=State.REJECTED, message=message, updated=self._clock()
            )
            if not progress.overwrite(connection, aside, entry.state):
                raise EntryNotWritten(entry.name)
        return aside

    def reopen(self, entry_id: str) -> Draft:
        """Turns a rejected or queued entry, of which nothing is on the server, back into its draft.

        Its messages (`Entry.problems`) are not in the draft: read the entry first. Raises EntryFrozen for the
        other states and if the company is, or may be, on the server; StaleEntry if the entry is gone.
        """
        with self._store.transaction(CommitPoint.REOPEN) as connection:
            entry = _existing(_find(connection, entry_id))
            if entry.state not in (State.QUEUED, State.REJECTED):
                raise EntryFrozen(_NOT_NOW[entry.state].format(name=entry.name))
            if any(step.may_be_taken for step in entry.steps):
                raise EntryFrozen(_NOT_NOW[State.UNKNOWN].format(name=entry.name))
            # What is added to a company's record is not added twice; a person would be.
            steps = entry.steps[1:] if entry.is_addition else entry.steps
            if any(step.state in _NOT_NOW for step in steps):
                raise EntryFrozen(_PARTLY_SAVED.format(name=entry.name))
            draft = Draft(entry.id, entry.profile, form_of_entry(entry), entry.created, self._clock())
            _written(connection.execute("DELETE FROM entries WHERE id = ?", (entry_id,)), entry.name)
            connection.execute(INSERT_DRAFT, draft_row(draft))
        return draft

    def purge(self, before: datetime) -> int:
        """Deletes saved entries that were last changed before that time. Returns their number."""
        with self._store.transaction(CommitPoint.PURGE) as connection:
            return connection.execute(
                f"DELETE FROM entries WHERE {progress.SAVED} AND updated < ?",  # noqa: S608 - constants alone
                (time_text(before),),
            ).rowcount

    def wipe_history(self) -> int:
        """Deletes all saved entries, so that no file of the store holds their text. Returns their number."""
        with self._store.transaction(CommitPoint.WIPE) as connection:
            remember_wiped(connection)
            wiped = connection.execute(f"DELETE FROM entries WHERE {progress.SAVED}").rowcount  # noqa: S608 - as above
        self._store.scrub()
        return wiped


def _find(connection: sqlite3.Connection, entry_id: str) -> Entry | None:
    row = connection.execute(progress.READ_OUTBOX + "WHERE id = ?", (entry_id,)).fetchone()
    return entry_of(row) if row else None


def _insert(connection: sqlite3.Connection, row: Row, name: str) -> tuple[int, object]:
    """Inserts a row of an entry. Returns its number and its steps."""
    cursor = connection.execute(INSERT_ENTRY, row)
    _written(cursor, name)
    return int(cursor.lastrowid or 0), row[STEPS]


def _written(cursor: sqlite3.Cursor, name: str) -> None:
    """Raises EntryNotWritten unless one row was written, or deleted."""
    if cursor.rowcount != 1:
        raise EntryNotWritten(name)


def _existing(entry: Entry | None) -> Entry:
    if entry is None:
        raise StaleEntry(_GONE)
    return entry


def _stale(connection: sqlite3.Connection, entry_id: str) -> StaleEntry:
    entry = _find(connection, entry_id)
    return StaleEntry(_CHANGED.format(state=STATE_NAMES[entry.state]) if entry else _GONE)
