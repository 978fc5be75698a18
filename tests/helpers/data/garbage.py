"""Values that no program of ours has written into a column of the store, for every column that there is."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

from app.storage.sqlite.migrations import MIGRATIONS

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
    key = "name" if table == "lists" else "id"
    with closing(sqlite3.connect(store)) as connection, connection:
        sql = f"UPDATE {table} SET {column} = ? WHERE {key} = ?"  # noqa: S608 - the schema's own names
        assert connection.execute(sql, (value, row_id)).rowcount == 1
