"""The drafts: companies that are being typed, saved as they change."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Final

from app.model.entry import Draft, Entry, UnreadableDraft
from app.storage.files.atomic_write import write_text_atomically
from app.storage.files.errors import EntryFrozen, EntryUnreadable, raising_store_problem
from app.storage.files.regular_file import read_regular_file
from app.storage.sqlite.database import CommitPoint, Database
from app.storage.sqlite.progress import READ_OUTBOX
from app.storage.sqlite.row_format import (
    DRAFT_COLUMNS,
    INSERT_DRAFT,
    READ_DRAFTS,
    UNREADABLE,
    Row,
    draft_from_row,
    draft_row,
)
from app.storage.sqlite.unreadable_rows import columns_for_json, day_of, entry_of
from app.translation import _

_DRAFT_HAS_ID: Final = _("This company is among the drafts already, where it may have been typed on.")
_SHOWN: Final = "shown-draft"
_LONGEST_ID: Final = 256  # bytes
_NAMES: Final = DRAFT_COLUMNS.split(", ")


class Drafts:
    """Any thread. Every method raises StoreProblem on disk errors."""

    def __init__(self, store: Database) -> None:
        self._store = store
        self._shown = store.path.with_name(_SHOWN)

    def save(self, draft: Draft) -> bool:
        """Writes the draft over the one of its id.

        Returns False, and writes nothing, if an entry has this id: a late write during Save must not bring
        the draft back.
        """
        with self._store.transaction(CommitPoint.DRAFT_SAVE) as connection:
            written = connection.execute(INSERT_DRAFT, draft_row(draft))
            return written.rowcount == 1

    def get(self, draft_id: str) -> Draft | None:
        """Returns the draft; None if there is none, or it cannot be read."""
        found = self._readable(self._store.read(READ_DRAFTS + "WHERE id = ?", (draft_id,)))
        return found[0] if found else None

    def why_unreadable(self, draft_id: str) -> str:
        """Returns a sentence about a draft that is there and cannot be read; an empty text for any other."""
        rows = self._store.read(READ_DRAFTS + "WHERE id = ?", (draft_id,))
        return next((_sentence(row) for row in rows if not _is_readable(row)), "")

    def all(self, profile: str | None = None) -> tuple[Draft, ...]:
        """Returns the drafts of one connection or of all, the last changed first."""
        return self._readable(
            self._store.read(
                READ_DRAFTS + "WHERE ? IN (profile, '') ORDER BY updated DESC, rowid DESC", (profile or "",)
            )
        )

    def shown(self) -> str:
        """Returns the id that was noted by `note_shown`; empty if none is, or it cannot be read."""
        with suppress(OSError, UnicodeDecodeError):
            return read_regular_file(self._shown, _LONGEST_ID).decode()
        return ""

    def note_shown(self, draft_id: str) -> None:
        """Notes beside the store which draft is in the form, or none: it need not be the last changed."""
        with raising_store_problem(self._shown):
            if draft_id:
                write_text_atomically(self._shown, draft_id)
            else:
                self._shown.unlink(missing_ok=True)

    def delete(self, draft_id: str) -> None:
        """Deletes the draft, if there is one."""
        with self._store.transaction(CommitPoint.DRAFT_DELETE) as connection:
            connection.execute("DELETE FROM drafts WHERE id = ?", (draft_id,))

    def unreadable(self) -> tuple[UnreadableDraft, ...]:
        """Returns the drafts whose rows are damaged, the last written first."""
        rows = self._store.read(f"SELECT rowid, {DRAFT_COLUMNS} FROM drafts ORDER BY rowid DESC")  # noqa: S608 - a constant
        return tuple(
            UnreadableDraft(number, _sentence(row), tuple(row), columns_for_json(_NAMES, row))
            for number, *row in rows
            if not _is_readable(row)
        )

    def discard_unreadable(self, draft: UnreadableDraft) -> None:
        """Deletes a draft whose row is damaged, if it is still there."""
        if draft in self.unreadable():
            with self._store.transaction(CommitPoint.DRAFT_DELETE) as connection:
                connection.execute("DELETE FROM drafts WHERE rowid = ?", (draft.number,))

    def restore_unreadable(self, draft: UnreadableDraft) -> None:
        """Puts a discarded draft back as it was (undo), unless there is one of its id by now."""
        with self._store.transaction(CommitPoint.DRAFT_SAVE) as connection:
            connection.execute(
                f"INSERT OR IGNORE INTO drafts ({DRAFT_COLUMNS}) VALUES (?, ?, ?, ?, ?)",  # noqa: S608 - a constant
                draft.values,
            )

    def _readable(self, rows: Sequence[Row]) -> tuple[Draft, ...]:
        """Returns the drafts that can be read; adds a notice for each damaged row."""
        drafts: list[Draft] = []
        for row in rows:
            try:
                drafts.append(draft_from_row(row))
            except UNREADABLE:
                self._store.notice_row(_sentence(row))
        return tuple(drafts)


def to_be_added(
    connection: sqlite3.Connection, entry: Entry, replaces_draft: str | None
) -> tuple[Entry, Entry | None]:
    """Returns an entry as it is to be added, and what is stored of it already, None for nothing.

    Other programs name the ids of what they submit, so an id may be somebody else's. What was not typed is
    refused with EntryFrozen if its id is that of a draft; what was typed gets a new id where that of its
    draft is a damaged row's.
    """
    if replaces_draft is None:
        existing = _entry_of_id(connection, entry.id)
        if existing is None:
            refuse_id_of_draft(connection, entry.id)
        return entry, existing
    try:
        return entry, _entry_of_id(connection, entry.id)
    except EntryUnreadable:
        return replace(entry, id=os.urandom(16).hex()), None


def refuse_id_of_draft(connection: sqlite3.Connection, entry_id: object) -> None:
    """Raises EntryFrozen where a draft has an id: what is typed there could not be saved beside an entry."""
    if connection.execute("SELECT 1 FROM drafts WHERE id = ?", (entry_id,)).fetchone() is not None:
        raise EntryFrozen(_DRAFT_HAS_ID)


def _entry_of_id(connection: sqlite3.Connection, entry_id: str) -> Entry | None:
    row = connection.execute(READ_OUTBOX + "WHERE id = ?", (entry_id,)).fetchone()
    return entry_of(row) if row else None


def _is_readable(row: Row) -> bool:
    try:
        draft_from_row(row)
    except UNREADABLE:
        return False
    return True


def _sentence(row: Row) -> str:
    day = day_of(row[3])
    told = (
        _("A draft of {day} cannot be read: its place on the disk is damaged.")
        if day
        else _("A draft cannot be read: its place on the disk is damaged.")
    )
    return told.format(day=day)
