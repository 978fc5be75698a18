"""Values that no program of ours has written into a column of the store, for every column that there is."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from app.storage.sqlite.migrations import MIGRATIONS


@dataclass(frozen=True)
class RawText:
    """A text whose bytes are no UTF-8, as only damage leaves it."""

    content: bytes


GARBAGE: Final[tuple[object, ...]] = (
    "",
    "garbage",
    "\x00\ufffd",
    b"\xff\xfe\x00",
    -1,
    2**62,
    1.5e300,
    "[1]",
    "[]",
    "{}",
    "null",
    "[" * 4000,
    "2026-13-45T99:00:00",
    "2026-01-01T00:00:00",
    '[{"number": 0, "kind": "company", "name": 7, "state": "queued"}]',
)

_LEAST_OF_ALL: Final = "0001-01-01T00:00:00.000000+14:00"
EVERY_KIND: Final[tuple[object, ...]] = (
    *GARBAGE,
    None,
    RawText(b"\xed\xa0\x80"),
    RawText(b"a\xff\xc3\x28\x00b"),
    b"",
    0,
    1,
    -(2**63),
    2**63 - 1,
    2**31,
    1e308,
    float("inf"),
    "a\x00b",
    "true",
    "NaN",
    "1e400",
    '"text"',
    "9" * 5000,
    '{"a":' * 4000,
    '{"Name": "\\ud800"}',
    '{"Name": NaN, "Persons": 7}',
    '[{"Id": 1, "Name": 7, "ChildItems": "x"}]',
    "<b>bold</b><img src='/dev/zero'>",
    "\u202e right to left \ufeff",
    "line\nbreak" * 50,
    "a" * 5_000_000,
    "queued",
    "sending",
    "saved",
    "rejected",
    "unknown",
    "postponed",
    "Sandbox",
    "2026-01-01",
    "20260101T000000Z",
    "2026-01-01T00:00:00+00:00",
    _LEAST_OF_ALL,
    "0001-01-01T00:00:00.000000+00:00",
    "1969-12-31T23:59:59.000000+00:00",
    "9999-12-31T23:59:59.999999+00:00",
    "9999-12-31T23:59:59.999999-14:00",
)
"""All of these and more, for sweeps."""


@contextmanager
def noted(value: object) -> Iterator[None]:
    """Has what fails in the block say with which value it did."""
    try:
        yield
    except BaseException as error:
        error.add_note(f"with {value!r:.80}")
        raise


def columns(table: str) -> list[str]:
    """The columns of a table of the newest store, but its key."""
    with closing(sqlite3.connect(":memory:")) as connection:
        for migration in MIGRATIONS:
            for statement in migration:
                connection.execute(statement)
        rows = connection.execute(f"PRAGMA table_info({table})").fetchall()
    return [name for _, name, *_ in rows if name != "number"]


def damage(store: Path, table: str, column: str, value: object, row_id: str) -> None:
    """Writes the value into one column of one row, as no program of ours does."""
    key = KEYS.get(table, "id")
    with closing(sqlite3.connect(store)) as connection, connection:
        _write(connection, table, f"{column} = {_MARKS.get(type(value), '?')} WHERE {key} = ?", value, row_id)


KEYS: Final = {"lists": "name", "progress": "entry"}
_MARKS: Final[dict[type, str]] = {RawText: "CAST(? AS TEXT)"}


def _write(connection: sqlite3.Connection, table: str, change: str, value: object, row_id: str) -> None:
    given = value.content if isinstance(value, RawText) else value
    if value is None:
        # As only damage can: the schema forbids it.
        _replace_in_schema(connection, table, " NOT NULL", " /*NULL*/")
    assert connection.execute(f"UPDATE {table} SET {change}", (given, row_id)).rowcount  # noqa: S608 - the schema's own names
    if value is None:
        _replace_in_schema(connection, table, " /*NULL*/", " NOT NULL")


def _replace_in_schema(connection: sqlite3.Connection, table: str, old: str, new: str) -> None:
    connection.execute("PRAGMA writable_schema = ON")
    connection.execute(
        "UPDATE sqlite_master SET sql = replace(sql, ?, ?) WHERE type = 'table' AND name = ?",
        (old, new, table),
    )
    connection.execute("PRAGMA writable_schema = RESET")
