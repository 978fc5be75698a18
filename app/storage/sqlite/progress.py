"""What has become of an entry's people while they are sent one by one: a log beside the entry's row.

The row holds everything and can be megabytes long. It is written when the sending of people begins and when
it ends; between the two each person costs a short line here. An entry that is at rest has none.
"""

from __future__ import annotations

import json
import sqlite3
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from app.model.checks.entry_consistency import check_consistency
from app.model.entry import Entry, EntrySummary, FieldMessage, State, Step
from app.storage.files.errors import EntryNotWritten
from app.storage.sqlite.row_format import (
    ENTRY_COLUMNS,
    OLD_NAME,
    SUMMARY_COLUMNS,
    UNREADABLE,
    UPDATE_ENTRY,
    entry_row,
    json_text,
    messages_from,
    moment_from,
    number_from,
    step_from,
    stored_messages,
    stored_step,
    strictly,
    text_from,
    time_text,
)
from app.translation import N_
from app.translation.message import Message, stored_text, text_of_stored

# A line of JSON has no line break of its own; what is damaged may be no text.
_OF_ENTRY: Final = (
    "(SELECT {what} FROM (SELECT CAST(changes AS TEXT) AS line, saved FROM progress "
    "WHERE entry = entries.id ORDER BY progress.number {which}))"
)
_LINES: Final = _OF_ENTRY.format(what="group_concat(line, char(10))", which="")
_LAST: Final = _OF_ENTRY.format(what="line", which="DESC LIMIT 1")
_SAVED: Final = _OF_ENTRY.format(what="sum(saved)", which="")

READ_OUTBOX: Final = f"SELECT {ENTRY_COLUMNS}, {_LINES} FROM entries "  # noqa: S608 - constants alone
"""Reads rows of entries, each followed by its lines of progress; None where there are none."""
_IS_OF_FIRST: Final = (
    "CASE WHEN state = 'saved' AND steps_done = 0 THEN (SELECT "  # noqa: S608 - constants alone
    f"instr(steps, '\"{OLD_NAME}\"') FROM entries AS whole WHERE whole.number = entries.number) ELSE 0 END"
)
_OF_SUMMARY: Final = f"{SUMMARY_COLUMNS}, number, {_IS_OF_FIRST}, {_LAST}, {_SAVED}"
READ_SUMMARIES: Final = f"SELECT {_OF_SUMMARY} FROM entries INDEXED BY entries_listed "  # noqa: S608 - as above
"""Reads summaries, each with its row's number, whether the first version has saved it without a word of its
steps, its last line and the count of steps saved since."""

SAVED: Final = f"state = 'saved' AND (steps_done = steps_total OR instr(steps, '\"{OLD_NAME}\"') > 0) "
"""The condition for entries that are saved by their steps as well: damage can have any row say so."""
INTERRUPTED: Final = (
    "WHERE state IN ('sending', 'unknown', 'rejected') OR state = 'queued' "
    "AND (instr(steps, '\"sending\"') > 0 OR id IN (SELECT entry FROM progress))"
)
"""Selects the entries that were sent, wholly or in part, and are not saved, whatever damage says of that."""
_APPEND: Final = (
    "INSERT INTO progress (entry, saved, changes) "
    "SELECT ?1, ?2, ?3 FROM entries WHERE id = ?1 AND state = 'sending'"
)
_OVERWRITE: Final = UPDATE_ENTRY + "WHERE id = ? AND state = ? AND ? IN ('', updated)"
_UPDATED: Final = "SELECT updated FROM entries WHERE id = ?1 AND id NOT IN (SELECT entry FROM progress)"
_ENDED: Final = N_(
    "Contact Entry ended while this was being sent. It is looked for on the server before it is sent again."
)


@dataclass(frozen=True)
class Progress:
    """What changed of an entry that is being sent, and goes on being sent, since it was last written.

    `steps` are those that changed, `problems` those that came on top; `message` and `tries` are the entry's.
    """

    entry_id: str
    message: str
    tries: int
    steps: tuple[Step, ...] = ()
    problems: tuple[FieldMessage, ...] = ()


def append(connection: sqlite3.Connection, progress: Progress, now: datetime) -> bool:
    """Adds a line. Returns False if the stored entry is not being sent, or is gone."""
    saved = sum(step.state is State.SAVED for step in progress.steps)
    changes = {
        "updated": now,
        "message": stored_text(progress.message),
        "tries": progress.tries,
        "steps": [stored_step(step) for step in progress.steps],
        "problems": stored_messages(progress.problems),
    }
    return connection.execute(_APPEND, (progress.entry_id, saved, json_text(changes))).rowcount == 1


def overwrite(
    connection: sqlite3.Connection, entry: Entry, expected: State, updated: datetime | None = None
) -> bool:
    """Writes the row of an entry anew, without a log. Returns False if the entry is gone or in another state.

    With `updated`, also if it was last changed at another time; one that is being sent is its sender's alone.
    """
    values = (*entry_row(entry), entry.id, expected.value)
    then = time_text(updated) if updated and expected is not State.SENDING else ""
    written = connection.execute(_OVERWRITE, (*values, then)).rowcount
    if not written and updated and not _is_changed(connection, entry.id, updated):
        written = connection.execute(_OVERWRITE, (*values, "")).rowcount
    if written:
        forget(connection, entry.id)
    return written == 1


def check_takes_changes(
    connection: sqlite3.Connection, entry: Entry, expected: State, updated: datetime | None = None
) -> None:
    """Raises EntryNotWritten where `overwrite`, or `append`, wrote nothing although it should have.

    It wrote nothing for a good reason if the entry is gone, or another one by now.
    """
    rows = connection.execute("SELECT state FROM entries WHERE id = ?", (entry.id,)).fetchall()
    is_as_it_was = rows == [(expected.value,)] and not (
        updated and expected is not State.SENDING and _is_changed(connection, entry.id, updated)
    )
    if is_as_it_was or len(rows) > 1:
        raise EntryNotWritten(entry.name)


def _is_changed(connection: sqlite3.Connection, entry_id: str, since: datetime) -> bool:
    """Returns True if the row of an entry at rest is of another time than that, however it is written."""
    rows = connection.execute(_UPDATED, (entry_id,)).fetchall()
    with suppress(ValueError, TypeError):
        return any(moment_from(text) != since for (text,) in rows)
    return False


def forget(connection: sqlite3.Connection, entry_id: str) -> None:
    """Deletes the lines of an entry: its row is as new, or gone."""
    connection.execute("DELETE FROM progress WHERE entry = ?", (entry_id,))


def with_progress(entry: Entry, lines: str | None) -> Entry:
    """Returns the entry of a row with its lines applied.

    If one cannot be read, whatever it may have been about is UNKNOWN: it is searched for on the server.
    Raises UnreadableRow where they contradict the row.
    """
    if lines is None:
        return entry
    steps, is_damaged = list(entry.steps), False
    changes: dict[str, Any] = {"next_try": None, "problems": entry.problems}
    for line in lines.split("\n"):
        try:
            change, updated = _change_from(entry, line)
        except UNREADABLE:
            is_damaged = True
            continue
        for step in change.steps:
            steps[step.number] = step
        problems = (*changes["problems"], *change.problems)
        changes |= {
            "updated": updated,
            "message": change.message,
            "tries": change.tries,
            "problems": problems,
        }
    if is_damaged:
        steps = [_as_unknown(step, State.QUEUED, State.SENDING) for step in steps]
    changed = replace(entry, steps=tuple(steps), **changes)
    with strictly():
        check_consistency(changed, changed.steps_done, len(steps))
    return changed


def with_last_line(summary: EntrySummary, line: str | None, saved: int | None) -> EntrySummary:
    """Returns the summary of a row as it is by its last line and the count of steps `saved` since."""
    if line is None:
        return summary
    try:
        with strictly():
            stored = json.loads(line)
            message = text_of_stored(text_from(stored["message"]))
            updated = moment_from(stored["updated"])
            done = summary.steps_done + number_from(saved)
    except UNREADABLE:
        return summary
    return replace(summary, message=message, updated=updated, steps_done=min(done, summary.steps_total))


def _change_from(entry: Entry, line: str) -> tuple[Progress, datetime]:
    """Reads a line of that entry, and when it was written. Raises UnreadableRow."""
    with strictly():
        stored = json.loads(line)
        steps = tuple(step_from(values) for values in stored["steps"])
        if any(step.kind is not entry.steps[step.number].kind for step in steps):
            raise ValueError("not a step of this entry")
        change = Progress(
            entry.id,
            text_of_stored(text_from(stored["message"])),
            number_from(stored["tries"]),
            steps,
            messages_from(stored["problems"]),
        )
        return change, moment_from(stored["updated"])


def was_sending(entry: Entry) -> bool:
    """Returns True if the entry, or a step of it, is stored as being sent."""
    return State.SENDING in (entry.state, *(step.state for step in entry.steps))


def as_interrupted(entry: Entry) -> Entry:
    """Returns an entry whose sending has ended without an outcome: what was being sent is UNKNOWN."""
    steps = tuple(_as_unknown(step, State.SENDING) for step in entry.steps)
    return replace(
        entry, state=State.UNKNOWN, steps=steps, message=Message("interrupted", _ENDED), next_try=None
    )


def _as_unknown(step: Step, *states: State) -> Step:
    return replace(step, state=State.UNKNOWN) if step.state in states else step
