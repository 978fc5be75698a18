"""Repairs a damaged store: moves it aside and copies what can be read into a new file."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from operator import itemgetter
from pathlib import Path
from typing import Any, Final, TypeVar

from app.model.entry import Entry, State
from app.storage.files.atomic_write import replace_file
from app.storage.files.errors import StoreProblem
from app.storage.sqlite.damaged_file import Columns, Rows, read_rows, version_of
from app.storage.sqlite.database import CommitPoint, Database
from app.storage.sqlite.migrations import Migration
from app.storage.sqlite.row_format import (
    READ_DRAFTS,
    READ_ENTRIES,
    UNREADABLE,
    UPDATE_ENTRY,
    Row,
    draft_from_row,
    entry_from_row,
    entry_row,
    is_count,
    moment_from,
    normalized,
    time_text,
)
from app.storage.sqlite.store_file import damaged_path, log_files
from app.storage.sqlite.unreadable_rows import SET_ASIDE_UNKNOWN
from app.translation import N_, _, ngettext
from app.translation.message import Message

_TABLES: Final = ("drafts", "entries")
_WAITING: Final = (State.QUEUED, State.SENDING, State.UNKNOWN)
_T = TypeVar("_T")
_NUMBER: Final = "number"
_ROW: Final = "row"
"""The name of a row's own number beside its columns."""
_Values = dict[str, Any]

# What waited may have been sent for all that is known.
_UNREADABLE: Final = "WHERE id NOT IN (SELECT value FROM json_each(?))"
_LEAVE_UNREADABLE: Final = f"UPDATE entries SET state = '{SET_ASIDE_UNKNOWN}' {_UNREADABLE}"  # noqa: S608 - constants
_DELETE_UNREADABLE: Final = f"DELETE FROM entries {_UNREADABLE}"  # noqa: S608 - a constant

_SEARCHED_FOR = N_(
    "The file with this entry was damaged, so it is looked for on the server before it is sent."
)
_RESUMED = _(
    "The file with your entries was damaged and has been repaired. The damaged file is kept as {aside}."
)
_RECOVERED = _(
    "The file with your entries was damaged. {drafts} and {entries} could be read and are here again; "
    "entries that were waiting are looked for on the server before they are sent. "
    "The damaged file is kept as {aside}; what could not be read is in it alone."
)
_NOTHING_READ = _(
    "The file with your entries was damaged. {drafts} and {entries} could be read, so the outbox begins "
    "empty. The damaged file is kept as {aside}: ask whoever looks after Contact Entry whether more can be "
    "got out of it, and look in SuperOffice for what you saved last."
)


def finish_repair(path: Path) -> str:
    """Completes a repair that a crash interrupted: moves the rebuilt file into the place of the damaged one.

    Returns the sentence for the user; "" if there is no rebuilt file.
    """
    rebuilt = _rebuilt(path)
    if not rebuilt.exists():
        return ""
    aside = damaged_path(path, rebuilt.stat().st_mtime)
    # The old log goes first: SQLite would apply it to the rebuilt file.
    for piece, name in zip((*log_files(path), path), (*log_files(aside), aside), strict=True):
        with suppress(FileNotFoundError):
            replace_file(piece, name)
    replace_file(rebuilt, path)
    return _RESUMED.format(aside=aside)


def repair(path: Path, migrations: Sequence[Migration]) -> str:
    """Builds a new file from what can be read, then moves the damaged one aside.

    Returns the sentence for the user. Raises OSError or StoreProblem on disk errors; the damaged file is then
    still in its place.
    """
    part = path.with_name(path.name + ".part")
    part.unlink(missing_ok=True)
    with _copy(path) as copy, closing(Database(part, write_ahead=False)) as database:
        whole = _fill(database, copy, migrations)
        drafts, entries = _keep_readable(database, has_only_entries="entries" in whole)
    replace_file(part, _rebuilt(path))
    aside = damaged_path(path, _rebuilt(path).stat().st_mtime)
    finish_repair(path)
    told = _RECOVERED if drafts or entries or whole >= {*_TABLES} else _NOTHING_READ
    return told.format(
        drafts=ngettext("{count} draft", "{count} drafts", drafts).format(count=drafts),
        entries=ngettext("{count} entry", "{count} entries", entries).format(count=entries),
        aside=aside,
    )


def _rebuilt(path: Path) -> Path:
    return path.with_name(path.name + ".rebuilt")


@contextmanager
def _copy(path: Path) -> Iterator[Path]:
    """Makes a temporary copy in a folder of its own, and removes one that a crash has left."""
    folder = path.with_name(path.name + ".copy")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700)
    copy = folder / path.name
    try:
        for piece, name in zip((path, log_files(path)[0]), (copy, log_files(copy)[0]), strict=True):
            with suppress(FileNotFoundError):
                shutil.copyfile(piece, name)
        yield copy
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _fill(database: Database, damaged: Path, migrations: Sequence[Migration]) -> frozenset[str]:
    """Copies the rows into the schema of their version and migrates them; returns the tables read whole."""
    version = version_of(damaged)
    known = 0 < version <= len(migrations)
    database.migrate(migrations[:version] if known else migrations)
    tables: Columns = {
        table: [name for (name,) in database.read("SELECT name FROM pragma_table_info(?)", (table,))]
        for table in _TABLES
    }
    rows = read_rows(damaged, tables)
    _insert(database, tables, rows)
    database.migrate(migrations)
    return rows.whole


def _insert(database: Database, tables: Columns, rows: Rows) -> None:
    with database.transaction(CommitPoint.TAKE_OVER) as connection:
        for table, columns in tables.items():
            found = [dict(zip((_ROW, *columns), row, strict=True)) for row in rows[table]]
            for one in _latest(map(_with_gaps_filled, found) if table in rows.whole else found):
                # New numbers, in the old order. A missing value may have a default in this version.
                row = {name: one[name] for name in columns if name != _NUMBER and one[name] is not None}
                names, marks = ", ".join(row), ", ".join("?" * len(row))
                # A row that breaks a constraint belongs to another table.
                insert = f"INSERT OR IGNORE INTO {table} ({names}) VALUES ({marks})"  # noqa: S608 - our own schema
                if row:
                    connection.execute(insert, tuple(row.values()))


def _latest(rows: Iterable[_Values]) -> list[_Values]:
    """Returns the rows in the order of their numbers; of one id, the one that was changed last.

    A page that was never written can have left an older one: of an entry that was refused, and sent since.
    """
    in_time = sorted(rows, key=lambda row: (_time_or_none(row["updated"]), row[_ROW]))
    return sorted({row["id"]: row for row in in_time}.values(), key=itemgetter(_ROW))


def _with_gaps_filled(row: _Values) -> _Values:
    """Returns a row with what its other columns say of those that are missing; it says nothing else of them.

    Not what was typed, and not what has become of it: without these it cannot be read.
    """
    now = time_text(datetime.now(UTC))
    filled = {"id": f"recovered-{row[_ROW]}", "profile": ""}
    filled["created"] = filled["updated"] = row["created"] or row["updated"] or now
    if "steps" in row:
        filled |= _gaps_of_entry(row)
    return row | {name: value for name, value in filled.items() if row[name] is None}


def _gaps_of_entry(row: _Values) -> _Values:
    stored, body = _json_of(row["steps"]), _json_of(row["body"])
    steps = [one for one in stored if isinstance(one, dict)] if isinstance(stored, list) else []
    name = body.get("Name") if isinstance(body, dict) else ""
    name = row["name"] or name
    name = name if isinstance(name, str) else ""
    done = [one.get("state") for one in steps].count(State.SAVED.value)
    company = steps[0] if steps else {}
    company_id, state = company.get("remote_id"), company.get("state")
    return {
        "state": state if state in (State.QUEUED, State.REJECTED) else State.UNKNOWN.value,
        "name": name,
        "searched": normalized(name),
        "contact_id": company_id if is_count(company_id) else 0,
        "message": "",
        "tries": 0,
        "steps_done": done,
        "steps_total": len(steps),
        "steps": "",
        "problems": "[]",
        "body": "",
    }


def _json_of(stored: object) -> Any:
    """Returns the value of a JSON text; None for what is none."""
    try:
        return json.loads(stored) if isinstance(stored, str) else None
    except (ValueError, RecursionError):
        return None


def _time_or_none(stored: object) -> str:
    """Returns a time as it is stored, so that texts sort as times do; "" for what is none."""
    try:
        return time_text(moment_from(stored))
    except (ValueError, TypeError, StoreProblem):
        return ""


def _keep_readable(database: Database, *, has_only_entries: bool) -> tuple[int, int]:
    """Deletes unreadable rows and makes waiting entries UNKNOWN. Returns how many drafts and entries remain.

    With `has_only_entries` no row of the entries can be of another table: those that cannot be read stay, to
    be shown as such.

    A "queued" may be out of date: the damage may have destroyed the later row that says "sending". So may a
    "rejected" be, which has been tried again since: it is searched for before it is tried once more.
    """
    drafts = [row[0] for row in database.read(READ_DRAFTS) if _read_or_none(draft_from_row, row)]
    entries = [entry for row in database.read(READ_ENTRIES) if (entry := _read_or_none(entry_from_row, row))]
    with database.transaction(CommitPoint.TAKE_OVER) as connection:
        ids = json.dumps(drafts)
        connection.execute("DELETE FROM drafts WHERE id NOT IN (SELECT value FROM json_each(?))", (ids,))
        ids = json.dumps([entry.id for entry in entries])
        connection.execute(_LEAVE_UNREADABLE if has_only_entries else _DELETE_UNREADABLE, (ids,))
        for entry in entries:
            if entry.state is not State.SAVED:
                known = _as_unknown(entry) if entry.state in _WAITING else _as_perhaps_there(entry)
                connection.execute(UPDATE_ENTRY + "WHERE id = ?", (*entry_row(known), entry.id))
    return len(drafts), len(entries)


def _read_or_none(read: Callable[[Row], _T], row: Row) -> _T | None:
    try:
        return read(row)
    except UNREADABLE:
        return None


def _as_perhaps_there(entry: Entry) -> Entry:
    """Returns a refused entry as one that the server may have all the same."""
    steps = (
        replace(step, state_if_not_found=State.REJECTED) if step.state is State.REJECTED else step
        for step in entry.steps
    )
    return replace(entry, steps=tuple(steps))


def _as_unknown(entry: Entry) -> Entry:
    steps = tuple(
        replace(step, state=State.UNKNOWN) if step.state in _WAITING else step for step in entry.steps
    )
    return replace(
        entry, state=State.UNKNOWN, steps=steps, message=Message("repaired", _SEARCHED_FOR), next_try=None
    )
