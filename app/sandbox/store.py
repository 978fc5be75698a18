"""The sandbox's data: one SQLite file with companies, persons, what is linked to them, and counters.

Each row is a JSON record.

Those who ask share one connection and one lock, whatever thread they are in. Answers with 200 are committed.
"""

import json
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

from app.sandbox.options import SandboxNotStarted

Kind = Literal["contact", "person", "appointment", "projectmember", "selectionmember", "consent"]
Record = dict[str, Any]

_VERSION = 1
_FIRST_NUMBER = 10001
_SCHEMA = """
CREATE TABLE entity (
    kind TEXT NOT NULL, id INTEGER NOT NULL, number TEXT NOT NULL, contact_id INTEGER NOT NULL,
    deleted INTEGER NOT NULL DEFAULT 0, record TEXT NOT NULL, PRIMARY KEY (kind, id));
CREATE INDEX entity_number ON entity (kind, number);
CREATE INDEX entity_contact ON entity (kind, contact_id);
CREATE TABLE counter (kind TEXT PRIMARY KEY, next INTEGER NOT NULL);
"""
_NUMBER_FIELD = {"contact": "Number2", "person": "PersonNumber"}


class Store:
    """The store over one file, or in memory with ``Path(":memory:")``.

    Raises SandboxNotStarted for a file that cannot be used.
    """

    def __init__(self, data: Path) -> None:
        self._lock = threading.RLock()
        self._db = _open(data)
        try:
            self.is_new = self._prepare(data)
        except sqlite3.Error as error:
            self._db.close()
            raise SandboxNotStarted(
                f"The file {data} does not hold sandbox data ({error}). "
                "Choose another file, or remove it to begin anew."
            ) from error
        except SandboxNotStarted:
            self._db.close()
            raise

    def _prepare(self, data: Path) -> bool:
        version = self._db.execute("PRAGMA user_version").fetchone()[0]
        if version > _VERSION:
            raise SandboxNotStarted(
                f"The file {data} comes from a newer Contact Entry. "
                "Update the program, or choose another file."
            )
        self._db.execute("PRAGMA journal_mode = WAL")
        # A killed process loses nothing; only a power failure can lose the last transactions.
        self._db.execute("PRAGMA synchronous = NORMAL")
        if version == 0:
            self._db.executescript(f"BEGIN; {_SCHEMA} PRAGMA user_version = {_VERSION}; COMMIT;")
        return bool(version == 0)

    def close(self) -> None:
        """Closes the file."""
        with self._lock:
            self._db.close()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Runs the block as one transaction."""
        with self._lock:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")

    def add(self, kind: Kind, record: Record) -> int:
        """Inserts a record and returns its id. A person's record has the id of its company in ``Contact``."""
        row = self._db.execute(
            "SELECT coalesce(max(id), 0) + 1 FROM entity WHERE kind = ?", (kind,)
        ).fetchone()
        self._db.execute(
            "INSERT INTO entity (kind, id, number, contact_id, record) VALUES (?, ?, ?, ?, ?)",
            (kind, row[0], _number(kind, record), record.get("Contact", 0), json.dumps(record)),
        )
        return int(row[0])

    def replace(self, kind: Kind, number: int, record: Record) -> None:
        """Overwrites the record with that id."""
        self._db.execute(
            "UPDATE entity SET number = ?, contact_id = ?, record = ? WHERE kind = ? AND id = ?",
            (_number(kind, record), record.get("Contact", 0), json.dumps(record), kind, number),
        )

    def delete(self, contact_id: int) -> bool:
        """Marks a company as deleted; returns False if there is none."""
        with self.writing():
            cursor = self._db.execute(
                "UPDATE entity SET deleted = 1 WHERE kind = 'contact' AND id = ? AND NOT deleted",
                (contact_id,),
            )
        return cursor.rowcount == 1

    def get(self, kind: Kind, number: int) -> Record | None:
        """Returns the record with that id; None if it is absent or deleted."""
        rows = self._rows("kind = ? AND id = ?", kind, number)
        return rows[0][1] if rows else None

    def all(self, kind: Kind) -> list[tuple[int, Record]]:
        """Returns ids and records of all of a kind."""
        return self._rows("kind = ?", kind)

    def of_company(self, kind: Kind, contact_id: int) -> list[tuple[int, Record]]:
        """Returns ids and records of what is linked to a company."""
        return self._rows("kind = ? AND contact_id = ?", kind, contact_id)

    def persons(self, contact_id: int) -> list[tuple[int, Record]]:
        """Returns ids and records of the persons of a company."""
        return self._rows("kind = 'person' AND contact_id = ?", contact_id)

    def number_taken(self, kind: Kind, number: str, except_id: int = 0) -> bool:
        """Returns True if a company or person, deleted ones included, has that number."""
        query = "SELECT 1 FROM entity WHERE kind = ? AND number = ? AND id <> ?"
        with self._lock:
            return self._db.execute(query, (kind, number, except_id)).fetchone() is not None

    def next_number(self, kind: Kind, *, reserve: bool = False) -> str:
        """Returns the next free number; ``reserve`` advances the counter, within a transaction."""
        with self._lock:
            row = self._db.execute("SELECT next FROM counter WHERE kind = ?", (kind,)).fetchone()
            number = row[0] if row else _FIRST_NUMBER
            while self.number_taken(kind, str(number)):
                number += 1
            if reserve:
                self._db.execute("REPLACE INTO counter (kind, next) VALUES (?, ?)", (kind, number + 1))
            return str(number)

    def _rows(self, condition: str, *values: object) -> list[tuple[int, Record]]:
        query = "SELECT id, record FROM entity WHERE NOT deleted AND " + condition + " ORDER BY id"  # noqa: S608  # constants of this class
        with self._lock:
            rows = self._db.execute(query, values).fetchall()
        return [(number, json.loads(record)) for number, record in rows]


def _number(kind: Kind, record: Record) -> str:
    """Returns the number of a company or person; others have none."""
    return str(record[_NUMBER_FIELD[kind]]) if kind in _NUMBER_FIELD else ""


def _open(data: Path) -> sqlite3.Connection:
    try:
        return sqlite3.connect(data, isolation_level=None, check_same_thread=False)
    except sqlite3.Error as error:
        raise SandboxNotStarted(
            f"The file {data} cannot be opened ({error}). Check that its folder exists and may be written to."
        ) from error
