"""Reads whatever can be read of a damaged SQLite file."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, Final

# https://www.sqlite.org/fileformat2.html, sections 1.3 (header) and 1.6 (pages).
_PAGE: Final = 4096  # bytes; SQLite's default, which the store keeps
_LEAF_PAGE: Final = b"\x0d"  # the first byte of a page that holds rows of a table
_WRITE_AHEAD: Final = (18, b"\2\2")
_LENGTH_AT: Final = 28
_VERSION_AT: Final = 60
_HEADER: Final = 100
_MAGIC: Final = b"SQLite format 3\0"
# A message of SQLite may quote what is no text.
_UNREADABLE: Final = (sqlite3.DatabaseError, UnicodeDecodeError)
_COLUMNS: Final = "SELECT name FROM pragma_table_xinfo(?) ORDER BY cid"

Columns = Mapping[str, Sequence[str]]


class Rows(dict[str, set[tuple[Any, ...]]]):
    """The rows of each table: a row's number in its table, then its columns.

    `whole` are the tables that were read to the end, as tables: none of their rows belongs to another one,
    and of a column that is missing they have None.
    """

    whole: frozenset[str] = frozenset()


def readable_text(text: bytes) -> str:
    """Decodes UTF-8, replacing wrong bytes: one of them must not make a row, or a list, unreadable."""
    return text.decode("utf-8", "replace")


def version_of(file: Path) -> int:
    """Reads the version (PRAGMA user_version) from the file's header; 0 if there is no header."""
    with file.open("rb") as opened:
        header = opened.read(_HEADER)
    if len(header) < _HEADER or not header.startswith(_MAGIC):
        return 0
    return int.from_bytes(header[_VERSION_AT : _VERSION_AT + 4], signed=True)


def read_rows(damaged: Path, tables: Columns) -> Rows:
    """Reads the rows of each table; `tables` names all columns of each, in their order.

    Writes to `damaged`, which has to be a copy in a folder of its own. If SQLite cannot read a table to the
    end, every page that may hold rows is read as if it were a table of its own, even if nothing refers to it;
    what is read of that table may then contain rows of others.
    """
    rows = Rows({table: set() for table in tables})
    with closing(_open(damaged)) as connection:
        rows.whole = frozenset(table for table in tables if _collect_table(connection, table, tables, rows))
    in_pieces = {table: columns for table, columns in tables.items() if table not in rows.whole}
    leaves = _leaf_pages(damaged)
    if in_pieces and leaves:
        _replace_first_page(damaged)
        with closing(_open(damaged)) as connection:
            for table, columns in in_pieces.items():
                _declare_page_tables(connection, table, columns, leaves)
            connection.execute("PRAGMA writable_schema = RESET")
            for table, columns in in_pieces.items():
                for page in leaves:
                    _collect(connection, f"{table}_{page}", columns, rows[table])
    return rows


def _open(damaged: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(damaged, isolation_level=None)
    connection.text_factory = readable_text
    return connection


def _collect_table(connection: sqlite3.Connection, table: str, tables: Columns, rows: Rows) -> bool:
    """Adds the rows of a table, however it has been altered. Returns True if all of them were read.

    Where it is missing, tables of other names that have its columns are read instead.
    """
    columns = tables[table]
    try:
        there = _real_tables(connection)
    except _UNREADABLE:
        return False
    if _is_like(columns, there.get(table, ())):
        sources = [table]
    else:
        sources = [name for name, others in there.items() if name not in tables and {*columns} <= {*others}]
    whole = [_collect(connection, name, _expressions(columns, there[name]), rows[table]) for name in sources]
    return bool(whole) and all(whole)


def _real_tables(connection: sqlite3.Connection) -> dict[str, list[str]]:
    """Returns the columns of each table; without views and virtual tables, which have SQLite do anything."""
    names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0")
    return {
        str(table): [str(name) for (name,) in connection.execute(_COLUMNS, (table,))]
        for (table,) in names.fetchall()
    }


def _is_like(columns: Sequence[str], others: Sequence[str]) -> bool:
    """Returns True if a table is this one, more or less: most of the columns are there."""
    return len({*columns} & {*others}) * 2 > len(columns)


def _expressions(columns: Sequence[str], there: Sequence[str]) -> list[str]:
    """Returns what is selected for each column: the column, or one of another name in its place, or NULL."""
    renamed = [name if name not in columns else "" for name in (*there, *([""] * len(columns)))]
    chosen = (name if name in there else other for name, other in zip(columns, renamed, strict=False))
    return [_quoted(name) if name else "NULL" for name in chosen]


def _quoted(name: str) -> str:
    doubled = name.replace('"', '""')
    return f'"{doubled}"'


def _collect(
    connection: sqlite3.Connection, table: str, columns: Sequence[str], found: set[tuple[Any, ...]]
) -> bool:
    """Adds the rows up to the first unreadable one. Returns True if there was none.

    Rows of a table without numbers are numbered as they come.
    """
    names = ", ".join(columns)
    for numbered in ("rowid", "NULL"):
        sql = f"SELECT {numbered}, {names} FROM {_quoted(table)} NOT INDEXED"  # noqa: S608 - quoted, or our own
        try:
            for count, row in enumerate(connection.execute(sql), start=1):
                found.add((row[0] if isinstance(row[0], int) else count, *row[1:]))
        except _UNREADABLE as error:
            if getattr(error, "sqlite_errorcode", 0) != sqlite3.SQLITE_ERROR:
                return False
        else:
            return True
    return False


def _replace_first_page(damaged: Path) -> None:
    """Replaces the first page by that of an empty database."""
    empty = damaged.with_name("empty")
    with closing(sqlite3.connect(empty)) as connection:
        connection.execute("PRAGMA user_version = 1")  # has SQLite write the page
    length = (_LENGTH_AT, (damaged.stat().st_size // _PAGE).to_bytes(4))
    with damaged.open("r+b") as file:
        file.write(empty.read_bytes()[:_PAGE])
        for offset, value in (_WRITE_AHEAD, length):
            file.seek(offset)
            file.write(value)


def _declare_page_tables(
    connection: sqlite3.Connection, table: str, columns: Sequence[str], leaves: Sequence[int]
) -> None:
    """Declares a table ``{table}_{page}`` for each of these pages in the schema."""
    connection.execute("PRAGMA writable_schema = ON")
    connection.execute("BEGIN")
    names = ", ".join(columns)
    connection.executemany(
        "INSERT INTO sqlite_master (type, name, tbl_name, rootpage, sql) VALUES ('table', ?1, ?1, ?2, ?3)",
        ((name := f"{table}_{page}", page, f"CREATE TABLE {name} ({names})") for page in leaves),
    )
    connection.execute("COMMIT")


def _leaf_pages(file: Path) -> list[int]:
    """Returns the numbers, from 1, of the pages that may hold rows, without the first page."""
    leaves: list[int] = []
    with file.open("rb") as pages:
        number = 1
        pages.seek(_PAGE)
        while page := pages.read(_PAGE):
            number += 1
            if page[:1] == _LEAF_PAGE and len(page) == _PAGE:
                leaves.append(number)
    return leaves
