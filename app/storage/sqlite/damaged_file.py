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

Columns = Mapping[str, Sequence[str]]
# A row's number in its table, then its columns.
Rows = dict[str, set[tuple[Any, ...]]]


def readable_text(text: bytes) -> str:
    """Decodes UTF-8, replacing wrong bytes: one of them must not make a row, or a list, unreadable."""
    return text.decode("utf-8", "replace")


def version_of(file: Path) -> int:
    """Reads the version (PRAGMA user_version) from the file's header; 0 if there is no header."""
    with file.open("rb") as opened:
        header = opened.read(_HEADER)
    if len(header) < _HEADER or not header.startswith(_MAGIC):
        return 0
    return int.from_bytes(header[_VERSION_AT : _VERSION_AT + 4])


def read_rows(damaged: Path, tables: Columns) -> Rows:
    """Reads the rows of each table; `tables` names all columns of each, in their order.

    Writes to `damaged`, which has to be a copy in a folder of its own. If SQLite cannot read a table to the
    end, every page that may hold rows is read as if it were a table of its own, even if nothing refers to it;
    the result may then contain rows of other tables.
    """
    rows: Rows = {table: set() for table in tables}
    with closing(_open(damaged)) as connection:
        whole = [_collect(connection, table, columns, rows[table]) for table, columns in tables.items()]
    leaves = _leaf_pages(damaged)
    if not all(whole) and leaves:
        _replace_first_page(damaged)
        with closing(_open(damaged)) as connection:
            for table, columns in tables.items():
                _declare_page_tables(connection, table, columns, leaves)
            connection.execute("PRAGMA writable_schema = RESET")
            for table, columns in tables.items():
                for page in leaves:
                    _collect(connection, f"{table}_{page}", columns, rows[table])
    return rows


def _open(damaged: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(damaged, isolation_level=None)
    connection.text_factory = readable_text
    return connection


def _collect(
    connection: sqlite3.Connection, table: str, columns: Sequence[str], found: set[tuple[Any, ...]]
) -> bool:
    """Adds the rows up to the first unreadable one. Returns True if there was none."""
    sql = f"SELECT rowid, {', '.join(columns)} FROM {table} NOT INDEXED"  # noqa: S608 - names of our own schema
    try:
        for row in connection.execute(sql):
            found.add(tuple(row))
    except (sqlite3.DatabaseError, UnicodeDecodeError):  # a message of SQLite may quote what is no text
        return False
    return True


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
