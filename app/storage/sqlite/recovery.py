"""A damaged store: moved aside, never deleted, and what can be read of it taken over into a new one."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from operator import itemgetter
from pathlib import Path
from typing import Final, TypeVar

from app.model.entry import Entry, State
from app.storage.sqlite.database import CommitPoint, Database
from app.storage.sqlite.migrations import Migration
from app.storage.sqlite.row_format import (
    READ_DRAFTS,
    READ_ENTRIES,
    UNREADABLE,
    UPDATE_ENTRY,
    Row,
    draft_of,
    entry_of,
    entry_row,
)
from app.storage.sqlite.salvage import Columns, Rows, read_rows, version_of
from app.storage.sqlite.store_file import companions, damaged_name

_TABLES: Final = ("drafts", "entries")
_WAITING: Final = (State.QUEUED, State.SENDING, State.UNKNOWN)
_T = TypeVar("_T")
_NUMBER: Final = "number"

_LOOKED_FOR = "The file with this entry was damaged, so it is looked for on the server before it is sent."
_RESUMED = (
    "The file with your entries was damaged and has been repaired. The damaged file is kept as {aside}."
)
_RECOVERED = (
    "The file with your entries was damaged. {drafts} and {entries} could be read and are here again; "
    "entries that were waiting are looked for on the server before they are sent. "
    "The damaged file is kept as {aside}."
)


def finish(path: Path) -> str:
    """Puts a rebuilt file in the damaged one's place, where there is one: the end of `recover`, begun again
    after a crash. Returns the sentence for the user, or "".
    """
    rebuilt = _rebuilt(path)
    if not rebuilt.exists():
        return ""
    aside = damaged_name(path, rebuilt.stat().st_mtime)
    # All of it, before the rebuilt file comes: SQLite would play the old log into that.
    for piece, name in zip((*companions(path), path), (*companions(aside), aside), strict=True):
        with suppress(FileNotFoundError):
            piece.replace(name)
    rebuilt.replace(path)
    return _RESUMED.format(aside=aside)


def recover(path: Path, migrations: Sequence[Migration]) -> str:
    """Builds a new file from what can be read, then moves the damaged one aside. Returns the sentence for the
    user. Raises OSError or StoreProblem where the disk does not take it, with the damaged file in its place.
    """
    part = path.with_name(path.name + ".part")
    part.unlink(missing_ok=True)
    with _copy(path) as copy, closing(Database(part, write_ahead=False)) as database:
        _fill(database, copy, migrations)
        drafts, entries = _settle(database)
    part.replace(_rebuilt(path))
    aside = damaged_name(path, _rebuilt(path).stat().st_mtime)
    finish(path)
    return _RECOVERED.format(
        drafts=_counted(drafts, "draft", "drafts"), entries=_counted(entries, "entry", "entries"), aside=aside
    )


def _rebuilt(path: Path) -> Path:
    return path.with_name(path.name + ".rebuilt")


@contextmanager
def _copy(path: Path) -> Iterator[Path]:
    """A copy to work on, in a folder of its own; what a crash left of an earlier one is removed as well."""
    folder = path.with_name(path.name + ".copy")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700)
    copy = folder / path.name
    try:
        for piece, name in zip((path, companions(path)[0]), (copy, companions(copy)[0]), strict=True):
            with suppress(FileNotFoundError):
                shutil.copyfile(piece, name)
        yield copy
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _fill(database: Database, damaged: Path, migrations: Sequence[Migration]) -> None:
    """Takes the rows over as they are, into the schema of their time, and migrates them."""
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
            for _number, *values in sorted(rows[table], key=itemgetter(0)):
                # Numbers are given anew, in the old order. What is absent may have a default in this version.
                given = zip(columns, values, strict=True)
                row = {name: value for name, value in given if name != _NUMBER and value is not None}
                names, marks = ", ".join(row), ", ".join("?" * len(row))
                # A row that breaks a constraint is one of another table.
                insert = f"INSERT OR IGNORE INTO {table} ({names}) VALUES ({marks})"  # noqa: S608 - our own schema
                if row:
                    connection.execute(insert, tuple(row.values()))


def _settle(database: Database) -> tuple[int, int]:
    """Deletes what is no draft and no entry, and doubts every entry that was waiting. Returns what is left.

    The damage may have taken the note that an entry was sent, so that "queued" proves nothing.
    """
    drafts = [row[0] for row in database.read(READ_DRAFTS) if _sound(draft_of, row)]
    entries = [entry for row in database.read(READ_ENTRIES) if (entry := _sound(entry_of, row))]
    with database.transaction(CommitPoint.TAKE_OVER) as connection:
        ids = json.dumps(drafts)
        connection.execute("DELETE FROM drafts WHERE id NOT IN (SELECT value FROM json_each(?))", (ids,))
        ids = json.dumps([entry.id for entry in entries])
        connection.execute("DELETE FROM entries WHERE id NOT IN (SELECT value FROM json_each(?))", (ids,))
        for entry in entries:
            if entry.state in _WAITING:
                connection.execute(UPDATE_ENTRY + "WHERE id = ?", (*entry_row(_doubted(entry)), entry.id))
    return len(drafts), len(entries)


def _sound(read: Callable[[Row], _T], row: Row) -> _T | None:
    try:
        return read(row)
    except UNREADABLE:
        return None


def _doubted(entry: Entry) -> Entry:
    steps = tuple(
        replace(step, state=State.UNKNOWN) if step.state in _WAITING else step for step in entry.steps
    )
    return replace(entry, state=State.UNKNOWN, steps=steps, message=_LOOKED_FOR, next_try=None)


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
