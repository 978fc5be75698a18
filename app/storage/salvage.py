"""Reading what can be read of a damaged SQLite file."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, Final

# https://www.sqlite.org/fileformat2.html, sections 1.3 (header) and 1.6 (pages).
_PAGE: Final = 4096  # bytes; SQLite's default, which the store keeps
_LEAF: Final = b"\x0d"  # the first byte of a page that holds rows of a table
_LOG_POSSIBLE: Final = (18, b"\2\2")
_NO_FREE_PAGES: Final = (32, bytes(8))
_LENGTH_AT: Final = 28

Columns = Mapping[str, Sequence[str]]
Rows = dict[str, dict[int, tuple[Any, ...]]]


def version_of(damaged: Path) -> int:
    """The version that the file says it has, 0 where it cannot say."""
    try:
        with closing(_open(damaged)) as connection:
            return int(connection.execute("PRAGMA user_version").fetchone()[0])
    except sqlite3.DatabaseError:
        return 0


def read_rows(damaged: Path, tables: Columns, sound: Path) -> Rows:
    """The rows of each table by their number, all columns of `tables` in that order.

    Writes on `damaged`, which is meant to be a copy. `sound` is a file with the same tables: where SQLite
    cannot read the damaged one to the end, it gets the first page of that, and then every page that can hold
    rows is read as if it were a table of its own, whether or not anything leads to it.
    """
    rows: Rows = {table: {} for table in tables}
    with closing(_open(damaged)) as connection:
        whole = [_collect(connection, table, columns, rows[table]) for table, columns in tables.items()]
    if not all(whole):
        _transplant(damaged, sound)
        for table, columns in tables.items():
            _collect_by_page(damaged, table, columns, rows[table])
    return rows


def _open(damaged: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(damaged, isolation_level=None)
    # One wrong byte in a text leaves the rest of it readable.
    connection.text_factory = lambda text: text.decode("utf-8", "replace")
    return connection


def _collect(
    connection: sqlite3.Connection, table: str, columns: Sequence[str], found: dict[int, tuple[Any, ...]]
) -> bool:
    """Adds the rows up to the first that cannot be read; whether there was no such."""
    sql = f"SELECT rowid, {', '.join(columns)} FROM {table} NOT INDEXED"  # noqa: S608 - names of our own schema
    try:
        for number, *row in connection.execute(sql):
            found.setdefault(number, tuple(row))
    except sqlite3.DatabaseError:
        return False
    return True


def _transplant(damaged: Path, sound: Path) -> None:
    with sound.open("rb") as file:
        page = file.read(_PAGE)
    length = (_LENGTH_AT, (damaged.stat().st_size // _PAGE).to_bytes(4))
    with damaged.open("r+b") as file:
        file.write(page)
        for offset, value in (_LOG_POSSIBLE, length, _NO_FREE_PAGES):
            file.seek(offset)
            file.write(value)


def _collect_by_page(
    damaged: Path, table: str, columns: Sequence[str], found: dict[int, tuple[Any, ...]]
) -> None:
    with closing(_open(damaged)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("DELETE FROM sqlite_master WHERE name <> ?", (table,))
        plain = f"CREATE TABLE {table} ({', '.join(columns)})"
        connection.execute("UPDATE sqlite_master SET sql = ?", (plain,))
        for page in _leaves(damaged):
            connection.execute("PRAGMA writable_schema = ON")
            connection.execute("UPDATE sqlite_master SET rootpage = ?", (page,))
            connection.execute("PRAGMA writable_schema = RESET")
            _collect(connection, table, columns, found)


def _leaves(file: Path) -> Iterator[int]:
    """The numbers, counted from 1, of the pages that look as if they held rows, but for the schema's."""
    with file.open("rb") as pages:
        number = 1
        pages.seek(_PAGE)
        while page := pages.read(_PAGE):
            number += 1
            if page[:1] == _LEAF:
                yield number
