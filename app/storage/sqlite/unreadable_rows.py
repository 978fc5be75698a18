"""Rows of the outbox that cannot be read: shown, passed over, set aside, and found again to be discarded."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any, Final

from app.model.entry import (
    LONGEST_LISTED_MESSAGE,
    LONGEST_LISTED_NAME,
    Entry,
    EntrySummary,
    State,
    UnreadableEntry,
)
from app.model.text_normalization import displayable, shortened
from app.storage.files.errors import EntryUnreadable
from app.storage.sqlite.progress import READ_OUTBOX, with_last_line, with_progress
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
from app.translation import N_, _
from app.translation.days import day_in_words
from app.translation.message import Message, text_of_stored

Read = Callable[[str, Sequence[Any]], list[tuple[Any, ...]]]

_COLUMNS: Final = (*ENTRY_COLUMNS.split(", "), "progress")
# How the id that is shown of a row begins, before its number, where its own cannot be read.
_NUMBERED: Final = "unreadable-"
# The state of a row that waits no more, because it cannot be read; its state before may follow.
_SET_ASIDE: Final = "unreadable"
SET_ASIDE_UNKNOWN: Final = f"{_SET_ASIDE}-{State.UNKNOWN}"
"""The state of a row that cannot be read, and may be on the server."""
_MARK_SET_ASIDE: Final = (
    f"UPDATE entries SET state = CASE WHEN state IN {tuple(map(str, State))} "  # noqa: S608 - constants alone
    f"THEN '{_SET_ASIDE}-' || state ELSE '{_SET_ASIDE}' END "
    f"WHERE state NOT LIKE '{_SET_ASIDE}%' AND {{key}} = ?"
)
# In these, nothing of an entry has been sent, or the server has refused it.
_NOT_SAVED: Final = tuple(
    f"{before}{state}" for before in ("", f"{_SET_ASIDE}-") for state in ("queued", "rejected")
)
_SENT: Final = tuple(f'"{state}"' for state in (State.SENDING, State.UNKNOWN, State.SAVED))
_NOT_LOOKED_FOR: Final = N_(
    "It may have been saved all the same, and Contact Entry does not look for it any more: look for it in "
    "SuperOffice, keep what is stored of it in a file, and discard it here."
)
_NUMBER: Final = 10
"""Where a row of READ_SUMMARIES has its number."""
_LONGEST_STORED: Final = 200_000
"""Characters of a stored message that are read for a list: a message of hundreds of people has fewer."""
# Of a name that is quoted: no company's is longer.
_LONGEST_QUOTED: Final = 200


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
        raise EntryUnreadable(_sentence(row)) from error


def entry_or_unreadable(row: Row, entry_id: str = "") -> Entry | UnreadableEntry:
    """Reads a row of READ_OUTBOX as far as it can be read. `entry_id` is the id by which it is shown."""
    try:
        return entry_of(row)
    except EntryUnreadable as problem:
        name = shortened(row[3], LONGEST_LISTED_NAME) if isinstance(row[3], str) else ""
        shown_id = entry_id or shortened(str(row[0]), _LONGEST_QUOTED)
        return UnreadableEntry(shown_id, name, problem.message, tuple(row[:-1]), _may_be_saved(row))


def summaries_of(rows: Sequence[Row], read: Read) -> tuple[EntrySummary, ...]:
    """Reads rows of READ_SUMMARIES as far as they can be read; `read` reads the rest of those that cannot."""
    return tuple(_summary_of(row, read) for row in rows)


def _summary_of(row: Row, read: Read) -> EntrySummary:
    try:
        return with_last_line(_summary_from_row(row), *row[-2:])
    except UNREADABLE:
        # What is told of it depends on columns that no list has.
        whole = read(READ_OUTBOX + "WHERE number = ?", (row[_NUMBER],))
        return _summary_of_unreadable(row, _sentence(whole[0]) if whole else "")


def set_aside(connection: sqlite3.Connection, rows: Sequence[Row]) -> None:
    """Has those rows of READ_OUTBOX wait no more that cannot be read, so that they hold up no others."""
    for row in rows:
        if isinstance(entry_or_unreadable(row), UnreadableEntry):
            aside = connection.execute(_MARK_SET_ASIDE.format(key="id"), (row[0],))
            if not aside.rowcount:
                _set_aside_by_number(connection, row[0])


def _set_aside_by_number(connection: sqlite3.Connection, read_as: object) -> None:
    """Does it for ids that are read as that, and stored as something else: text that is no UTF-8."""
    stored = connection.execute(f"SELECT number, id FROM entries WHERE state NOT LIKE '{_SET_ASIDE}%'")  # noqa: S608 - a constant
    for number, identity in stored.fetchall():
        if identity == read_as:
            connection.execute(_MARK_SET_ASIDE.format(key="number"), (number,))


def _may_be_saved(row: Row) -> bool:
    """Returns True unless a row of READ_OUTBOX says that nothing of the entry can be on the server.

    One that was being sent, or is unknown, may be; so may one that says nothing of that any more.
    """
    state, contact_id, steps, lines = row[2], row[5], row[13], row[-1]
    is_begun = isinstance(steps, str) and any(word in steps for word in _SENT)
    has_company = is_count(contact_id) and contact_id > 0
    return state not in _NOT_SAVED or has_company or is_begun or lines is not None


def _summary_from_row(row: Row) -> EntrySummary:
    """Reads a row of SUMMARY_COLUMNS. Raises UnreadableRow."""
    with strictly():
        identity, state, name, contact_id, created, updated, message, next_try, done, total = row[:10]
        summary = EntrySummary(
            id=id_from(identity),
            state=State(state),
            name=shortened(text_from(name), LONGEST_LISTED_NAME),
            contact_id=number_from(contact_id),
            created=moment_from(created),
            updated=moment_from(updated),
            message=_message_from(message),
            next_try=None if next_try is None else moment_from(next_try),
            steps_done=number_from(done),
            steps_total=number_from(total),
        )
        # None is done of what the first version has saved: see `SAVED` of `app.storage.sqlite.progress`.
        is_done = done == total or row[11]
        if summary.state is State.SAVED and not (summary.contact_id and is_done):
            raise ValueError("not saved by its steps")
        return summary


def _message_from(stored: object) -> str:
    """Reads a message as lists show it. Raises TypeError."""
    kept = shortened(text_from(stored), _LONGEST_STORED)
    return shortened(text_of_stored(kept), LONGEST_LISTED_MESSAGE)


def _summary_of_unreadable(row: Row, message: str) -> EntrySummary:
    """Returns what can be shown of a row of READ_SUMMARIES that cannot be read."""
    identity, _state, name, contact_id, created, updated, _message, _next, _done, _total, number = row[:11]
    begun, changed = _moment_or_epoch(created), _moment_or_epoch(updated)
    called = name if isinstance(name, str) and name else _("(name unreadable)")
    called = shortened(called, LONGEST_LISTED_NAME)
    return EntrySummary(
        id=_shown_id(identity, number),
        state=State.REJECTED,
        name=called,
        contact_id=contact_id if is_count(contact_id) else 0,
        created=begun,
        updated=changed,
        message=message,
        next_try=None,
        steps_done=0,
        steps_total=0,
        is_readable=False,
    )


def _sentence(row: Row) -> Message:
    """Returns what is told of a row of READ_OUTBOX that cannot be read, with as much of it as can be.

    It is the same wherever the entry is met: in lists, alone, in sending, and when it is discarded.
    """
    day, name = day_of(row[6]), row[3] if isinstance(row[3], str) else ""
    template = {
        (True, True): N_("The entry “{name}” of {day} cannot be read: its place on the disk is damaged."),
        (True, False): N_("The entry “{name}” cannot be read: its place on the disk is damaged."),
        (False, True): N_("The entry of {day} cannot be read: its place on the disk is damaged."),
        (False, False): N_("The entry cannot be read: its place on the disk is damaged."),
    }[bool(name), bool(day)]
    told = Message("unreadable", template, name=displayable(name, _LONGEST_QUOTED), day=day)
    further = [Message("unreadable_may_be_saved", _NOT_LOOKED_FOR)] if _may_be_saved(row) else []
    return Message.joined([told, *further]) if further else told


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
