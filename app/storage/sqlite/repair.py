"""Repairs a damaged store: moves it aside and copies what can be read into a new file."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
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
    moment_from,
    time_text,
)
from app.storage.sqlite.store_file import damaged_path, log_files
from app.translation import N_, _, ngettext
from app.translation.message import Message

_TABLES: Final = ("drafts", "entries")
_WAITING: Final = (State.QUEUED, State.SENDING, State.UNKNOWN)
_T = TypeVar("_T")
_NUMBER: Final = "number"

_SEARCHED_FOR = N_(
    "The file with this entry was damaged, so it is looked for on the server before it is sent."
)
_RESUMED = _(
    "The file with your entries was damaged and has been repaired. The damaged file is kept as {aside}."
)
_RECOVERED = _(
    "The file with your entries was damaged. {drafts} and {entries} could be read and are here again; "
    "entries that were waiting are looked for on the server before they are sent. "
    "The damaged file is kept as {aside}."
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
        _fill(database, copy, migrations)
        drafts, entries = _keep_readable(database)
    replace_file(part, _rebuilt(path))
    aside = damaged_path(path, _rebuilt(path).stat().st_mtime)
    finish_repair(path)
    return _RECOVERED.format(
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


def _fill(database: Database, damaged: Path, migrations: Sequence[Migration]) -> None:
    """Copies the rows into the schema of their version and migrates them."""
    version = version_of(damaged)
    known = 0 < version <= len(migrations)
    database.migrate(migrations[:version] if known else migrations)
    tables: Columns = {
        table: [name for (name,) in database.read("SELECT name FROM pragma_table_info(?)", (table,))]
        for table in _TABLES
    }
    _insert(database, tables, read_rows(damaged, tables))
    database.migrate(migrations)


def _insert(database: Database, tables: Columns, rows: Rows) -> None:
    with database.transaction(CommitPoint.TAKE_OVER) as connection:
        for table, columns in tables.items():
            for _number, *values in _latest(rows[table], columns):
                # New numbers, in the old order. A missing value may have a default in this version.
                given = zip(columns, values, strict=True)
                row = {name: value for name, value in given if name != _NUMBER and value is not None}
                names, marks = ", ".join(row), ", ".join("?" * len(row))
                # A row that breaks a constraint belongs to another table.
                insert = f"INSERT OR IGNORE INTO {table} ({names}) VALUES ({marks})"  # noqa: S608 - our own schema
                if row:
                    connection.execute(insert, tuple(row.values()))


def _latest(rows: Collection[tuple[Any, ...]], columns: Sequence[str]) -> list[tuple[Any, ...]]:
    """Returns the rows in the order of their numbers; of one id, the one that was changed last.

    A page that was never written can have left an older one: of an entry that was refused, and sent since.
    """
    identity, updated = (1 + columns.index(name) for name in ("id", "updated"))
    by_id = {
        row[identity]: row for row in sorted(rows, key=lambda row: (_time_or_none(row[updated]), row[0]))
    }
    return sorted(by_id.values(), key=itemgetter(0))


def _time_or_none(stored: object) -> str:
    """Returns a time as it is stored, so that texts sort as times do; "" for what is none."""
    try:
        return time_text(moment_from(stored))
    except (ValueError, TypeError, StoreProblem):
        return ""


def _keep_readable(database: Database) -> tuple[int, int]:
    """Deletes unreadable rows and makes waiting entries UNKNOWN. Returns how many drafts and entries remain.

    A "queued" may be out of date: the damage may have destroyed the later row that says "sending". So may a
    "rejected" be, which has been tried again since: it is searched for before it is tried once more.
    """
    drafts = [row[0] for row in database.read(READ_DRAFTS) if _read_or_none(draft_from_row, row)]
    entries = [entry for row in database.read(READ_ENTRIES) if (entry := _read_or_none(entry_from_row, row))]
    with database.transaction(CommitPoint.TAKE_OVER) as connection:
        ids = json.dumps(drafts)
        connection.execute("DELETE FROM drafts WHERE id NOT IN (SELECT value FROM json_each(?))", (ids,))
        ids = json.dumps([entry.id for entry in entries])
        connection.execute("DELETE FROM entries WHERE id NOT IN (SELECT value FROM json_each(?))", (ids,))
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
