"""Rows of the outbox that cannot be read: shown, passed over, set aside, and found again to be discarded."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, Final

from app.model.entry import Entry, EntrySummary, State, UnreadableEntry
from app.storage.files.errors import EntryUnreadable
from app.storage.sqlite.progress import with_last_line, with_progress
from app.storage.sqlite.row_format import (
    ENTRY_COLUMNS,
    UNREADABLE,
    Row,
    entry_from_row,
    id_from,
    is_count,
    moment_from,
    number_from,
    strictly,
    text_from,
)
from app.translation import _
from app.translation.days import day_in_words
from app.translation.message import text_of_stored

_COLUMNS: Final = (*ENTRY_COLUMNS.split(", "), "progress")
# How the id that is shown of a row begins, before its number, where its own cannot be read.
_NUMBERED: Final = "unreadable-"
# The state of a row that waits no more, because it cannot be read.
_SET_ASIDE: Final = "unreadable"


def row_filter(entry_id: str) -> str:
    """Returns the condition for the row that is shown by this id, to be compared with `row_key`."""
    return "WHERE number = ?" if entry_id.startswith(_NUMBERED) else "WHERE id = ?"


def row_key(entry_id: str) -> str:
    """Returns what `row_filter` compares with. A number is text here: SQLite converts it."""
    return entry_id.removeprefix(_NUMBERED)


def entry_of(row: Row) -> Entry:
    """Reads a row of READ_OUTBOX. Raises EntryUnreadable."""
    try:
        return with_progress(entry_from_row(row[:-1]), row[-1])
    except UNREADABLE as error:
        raise EntryUnreadable(_sentence(row[3], row[6])) from error


def entry_or_unreadable(row: Row, entry_id: str = "") -> Entry | UnreadableEntry:
    """Reads a row of READ_OUTBOX as far as it can be read. `entry_id` is the id by which it is shown."""
    try:
        return entry_of(row)
    except EntryUnreadable as problem:
        name = row[3] if isinstance(row[3], str) else ""
        return UnreadableEntry(entry_id or str(row[0]), name, problem.message, tuple(row[:-1]))


def summary_of(row: Row) -> EntrySummary:
    """Reads a row of READ_SUMMARIES as far as it can be read."""
    try:
        return with_last_line(_summary_from_row(row), *row[-2:])
    except UNREADABLE:
        return _summary_of_unreadable(row)


def set_aside(connection: sqlite3.Connection, rows: Sequence[Row]) -> None:
    """Has those rows of READ_OUTBOX wait no more that cannot be read, so that they hold up no others."""
    for row in rows:
        if isinstance(entry_or_unreadable(row), UnreadableEntry):
            aside = connection.execute("UPDATE entries SET state = ? WHERE id = ?", (_SET_ASIDE, row[0]))
            if not aside.rowcount:
                _set_aside_by_number(connection, row[0])


def _set_aside_by_number(connection: sqlite3.Connection, read_as: object) -> None:
    """Does it for ids that are read as that, and stored as something else: text that is no UTF-8."""
    stored = connection.execute("SELECT number, id FROM entries WHERE state <> ?", (_SET_ASIDE,)).fetchall()
    for number, identity in stored:
        if identity == read_as:
            connection.execute("UPDATE entries SET state = ? WHERE number = ?", (_SET_ASIDE, number))


def _summary_from_row(row: Row) -> EntrySummary:
    """Reads a row of SUMMARY_COLUMNS. Raises UnreadableRow."""
    with strictly():
        identity, state, name, contact_id, created, updated, message, next_try, done, total = row[:10]
        summary = EntrySummary(
            id=id_from(identity),
            state=State(state),
            name=text_from(name),
            contact_id=number_from(contact_id),
            created=moment_from(created),
            updated=moment_from(updated),
            message=text_of_stored(text_from(message)),
            next_try=None if next_try is None else moment_from(next_try),
            steps_done=number_from(done),
            steps_total=number_from(total),
        )
        # None is done of what the first version has saved: see `SAVED` of `app.storage.sqlite.progress`.
        is_done = done == total or row[11]
        if summary.state is State.SAVED and not (summary.contact_id and is_done):
            raise ValueError("not saved by its steps")
        return summary


def _summary_of_unreadable(row: Row) -> EntrySummary:
    """Returns what can be shown of a row of READ_SUMMARIES that cannot be read."""
    identity, _state, name, contact_id, created, updated, _message, _next, _done, _total, number = row[:11]
    begun, changed = _moment_or_epoch(created), _moment_or_epoch(updated)
    called = name if isinstance(name, str) and name else _("(name unreadable)")
    return EntrySummary(
        id=_shown_id(identity, number),
        state=State.REJECTED,
        name=called,
        contact_id=contact_id if is_count(contact_id) else 0,
        created=begun,
        updated=changed,
        message=_sentence(name, created),
        next_try=None,
        steps_done=0,
        steps_total=0,
        is_readable=False,
    )


def _sentence(name: object, created: object) -> str:
    """Returns the sentence for an entry whose row cannot be read, with as much of it as can be."""
    day, is_named = day_of(created), isinstance(name, str) and bool(name)
    told = {
        (True, True): _("The entry “{name}” of {day} cannot be read: its place on the disk is damaged."),
        (True, False): _("The entry “{name}” cannot be read: its place on the disk is damaged."),
        (False, True): _("The entry of {day} cannot be read: its place on the disk is damaged."),
        (False, False): _("The entry cannot be read: its place on the disk is damaged."),
    }[is_named, bool(day)]
    return told.format(name=name, day=day)


def day_of(created: object) -> str:
    """Returns the day in words, for the sentence about an unreadable row; "" if it cannot be read."""
    begun = _moment_or_epoch(created)
    return day_in_words(begun.date()) if begun.timestamp() else ""


def raw_values(row: Row) -> dict[str, Any]:
    """Returns the columns of a row of READ_OUTBOX as JSON can hold them, however damaged they are."""
    return columns_for_json(_COLUMNS, row)


def columns_for_json(names: Sequence[str], row: Row) -> dict[str, Any]:
    """Returns the columns of a row by those names, as JSON can hold them."""
    return {
        name: value.decode("utf-8", "backslashreplace") if isinstance(value, bytes) else value
        for name, value in zip(names, row, strict=True)
    }


def _moment_or_epoch(value: object) -> datetime:
    try:
        return moment_from(value)
    except (ValueError, TypeError):
        return datetime.fromtimestamp(0, UTC)


def _shown_id(value: object, number: int) -> str:
    try:
        return id_from(value)
    except (ValueError, TypeError):
        return f"{_NUMBERED}{number}"
