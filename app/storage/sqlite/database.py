"""A SQLite file behind one lock, with durable transactions."""

from __future__ import annotations

import logging
import sqlite3
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from app.storage.files.atomic_write import replacing
from app.storage.files.errors import FILE_IN_USE, StoreProblem, raising_store_problem
from app.storage.sqlite.damaged_file import readable_text
from app.storage.sqlite.migrations import Migration
from app.storage.sqlite.store_file import create_private, uri_for_reading
from app.translation import _

_BUSY_SECONDS: Final = 5.0

_CLOSED: Final = _("Contact Entry is closing. What was stored before is safe; this change is not.")

_log = logging.getLogger(__name__)


class CommitPoint(StrEnum):
    """The kinds of change. Tests kill the process before and after each; the names are stable."""

    MIGRATE = "store.migrate"
    TAKE_OVER = "store.take_over"
    DRAFT_SAVE = "draft.save"
    DRAFT_DELETE = "draft.delete"
    ADD = "outbox.add"
    QUEUED = "outbox.queued"
    SENDING = "outbox.sending"
    PROGRESS = "outbox.progress"
    SAVED = "outbox.saved"
    REJECTED = "outbox.rejected"
    UNKNOWN = "outbox.unknown"
    RECOVER = "outbox.recover"
    DISCARD = "outbox.discard"
    RESTORE = "outbox.restore"
    REOPEN = "outbox.reopen"
    PURGE = "outbox.purge"
    WIPE = "outbox.wipe"
    LIST_PUT = "list.put"
    LIST_FORGET = "list.forget"


class Database:
    """Any thread. Every method raises StoreProblem on disk errors; nothing is half written then."""

    def __init__(self, path: Path, *, write_ahead: bool = True, read_only: bool = False) -> None:
        """Opens the file, or creates it readable for its owner alone.

        Without `write_ahead` SQLite keeps a rollback journal: slower, but one file, and sound on network
        drives, where the write-ahead log is not (https://www.sqlite.org/wal.html, "Overview"). With
        `read_only` the file has to be there: it is another process's, which may write meanwhile.
        """
        self.path = path
        self._notices: list[str] = []
        self._closed = False
        self._lock = threading.RLock()
        with raising_store_problem(path):
            if not read_only:
                create_private(path)
            self._connection = sqlite3.connect(
                uri_for_reading(path.absolute()) if read_only else path,
                timeout=_BUSY_SECONDS,
                isolation_level=None,
                check_same_thread=False,
                uri=read_only,
            )
            self._connection.text_factory = readable_text
            try:
                if not read_only:
                    _make_durable(self._connection, "wal" if write_ahead else "delete")
                self._connection.execute("PRAGMA cell_size_check = ON")
                self._connection.execute("PRAGMA trusted_schema = OFF")
            except BaseException:
                self._connection.close()
                raise

    @property
    def notices(self) -> tuple[str, ...]:
        """Sentences for the user about the file itself."""
        return tuple(self._notices)

    def notice(self, sentence: str) -> None:
        """Adds a sentence for the user, once."""
        self._add_notice(sentence, sentence)

    def notice_row(self, sentence: str) -> None:
        """Adds a sentence about a damaged row, once; it may quote what was typed, which no log has."""
        self._add_notice(sentence, "a row cannot be read")

    def _add_notice(self, sentence: str, logged: str) -> None:
        if sentence not in self._notices:
            _log.warning("%s", logged)
            self._notices.append(sentence)

    @contextmanager
    def transaction(self, point: CommitPoint) -> Iterator[sqlite3.Connection]:
        """Runs the block between BEGIN IMMEDIATE and COMMIT; rolls back if the block or the disk fails."""
        with self._locked():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            except BaseException:
                _log.info("%s was not stored", point)
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    def read(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Returns all rows of a query."""
        with self._locked():
            return self._connection.execute(sql, values).fetchall()

    @contextmanager
    def _locked(self) -> Iterator[None]:
        with self._lock, raising_store_problem(self.path):
            if self._closed:
                raise StoreProblem(_CLOSED)
            yield

    @property
    def version(self) -> int:
        """The version of the schema: how many migrations the file has taken."""
        return int(self.read("PRAGMA user_version")[0][0])

    def migrate(self, migrations: Sequence[Migration]) -> None:
        """Takes the migrations that the file has not taken yet, each in a transaction of its own."""
        for version in range(self.version, len(migrations)):
            with self.transaction(CommitPoint.MIGRATE) as connection:
                for statement in migrations[version]:
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {version + 1}")

    def backup(self, target: Path) -> None:
        """Copies everything into the file `target`, by SQLite's backup interface; replaces it in one step."""
        part = target.with_name(target.name + ".part")
        with self._lock, raising_store_problem(target):
            part.unlink(missing_ok=True)  # what a crash has left
            create_private(part)
            with replacing(target, part), closing(sqlite3.connect(part)) as copy:
                self._connection.backup(copy)

    def empty_log(self) -> None:
        """Moves the write-ahead log into the file, so that deleted rows remain in neither."""
        busy, _frames, _moved = self.read("PRAGMA wal_checkpoint(TRUNCATE)")[0]
        if busy:
            raise StoreProblem(FILE_IN_USE.format(path=self.path))

    def close(self) -> None:
        """Closes the file; every later call raises StoreProblem."""
        with self._lock, raising_store_problem(self.path):
            self._closed = True
            self._connection.close()


def _make_durable(connection: sqlite3.Connection, journal: str) -> None:
    """Sets the pragmas for durability and privacy, and verifies them: SQLite ignores what it cannot do."""
    wanted = {"journal_mode": journal, "synchronous": 2, "foreign_keys": 1, "secure_delete": 1}
    if sys.platform == "darwin":
        wanted |= {"fullfsync": 1, "checkpoint_fullfsync": 1}
    for name, value in wanted.items():
        connection.execute(f"PRAGMA {name} = {value}").fetchall()
        if (got := connection.execute(f"PRAGMA {name}").fetchone()[0]) != value:
            _log.error("PRAGMA %s is %s where %s was asked for", name, got, value)
            raise StoreProblem(
                _(
                    "This disk cannot keep entries safe, so nothing would survive a crash. "
                    "Start Contact Entry with a folder on another disk (--home)."
                )
            )
