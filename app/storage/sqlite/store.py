"""The store: one file with drafts, outbox and lists, opened by one process, migrated and repaired."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Self

from app.storage.files.errors import (
    PATH_OCCUPIED,
    StoreBusy,
    StoreProblem,
    StoreRefused,
    is_damage,
    is_unforeseen,
    places_of,
    raising_store_problem,
)
from app.storage.files.file_lock import FileLock
from app.storage.files.paths import private_folder
from app.storage.sqlite import repair
from app.storage.sqlite.damaged_file import readable_text, version_of
from app.storage.sqlite.database import Database
from app.storage.sqlite.migrations import MIGRATIONS, Migration
from app.storage.sqlite.store_file import is_on_network, log_files, strange_file, uri_for_reading
from app.translation import _

_RUNNING = _(
    "Contact Entry is running already and has your entries open. Use that window, or close it and try again."
)
_NEWER = _(
    "The file {path} was made by a newer version of Contact Entry. It is left as it is. "
    "Install that version again, or start this one with another folder (--home)."
)
_BEYOND_REPAIR = _(
    "The file with your entries, {path}, cannot be opened, and it could not be repaired ({what}). It is left "
    "as it is: show these words to whoever looks after Contact Entry. To work on meanwhile, move the file to "
    "another folder and start Contact Entry again; the outbox then begins empty."
)
_STILL_THERE = _(
    "The damaged file {path}, kept from an earlier repair, may still hold old entries: delete it yourself."
)
_NETWORK = _(
    "Your entries are kept in {folder}, which is on a network drive. "
    "They are safer on this computer's own disk."
)
_SMALLEST = 512
"""Bytes: the least page of SQLite, which takes a file of a few bytes for an empty one."""


_log = logging.getLogger(__name__)


class Store(Database):
    """The open file, locked against other processes until `close`."""

    def __init__(self, path: Path, lock: FileLock, *, network: bool, read_only: bool = False) -> None:
        super().__init__(path, write_ahead=not network, read_only=read_only)
        self._file_lock = lock
        if network:
            self.notice(_NETWORK.format(folder=path.parent))

    @classmethod
    def open(cls, path: Path, migrations: Sequence[Migration] = MIGRATIONS) -> Store:
        """Opens or creates the file. `migrations` lead from an empty file to the present schema.

        A damaged file is repaired, and so is one that fails to open for any reason that is not one of the
        machine; `notices` then says so. Raises StoreBusy if another process has it open, StoreRefused if it
        comes from a newer version (it stays unchanged), StoreProblem on disk errors and beyond repair.
        """
        private_folder(path.parent)
        lock = FileLock(path)
        with raising_store_problem(path):
            if not lock.acquire():
                raise StoreBusy(_RUNNING)
            try:
                return cls._open_locked(path, lock, migrations)
            except BaseException:
                lock.release()
                raise

    @classmethod
    def beside(cls, path: Path) -> Store | None:
        """Opens the file to read what is in it while another process, a window, has it open.

        Returns None if there is none yet, or that process is of another version or still migrates it. To be
        closed at once: what is open holds up the end of that process. Raises StoreProblem on disk errors.
        """
        if not path.exists():
            return None
        with ExitStack() as ending:
            store = ending.enter_context(cls(path, FileLock(path), network=False, read_only=True))
            if store.version != len(MIGRATIONS):
                return None
            ending.pop_all()
        return store

    @classmethod
    def _open_locked(cls, path: Path, lock: FileLock, migrations: Sequence[Migration]) -> Store:
        if strange := strange_file(path):
            raise StoreProblem(PATH_OCCUPIED.format(path=strange))
        notice = repair.finish_repair(path)
        if is_damaged_store(path, migrations):
            notice = _repair(path, migrations)
        network = is_on_network(path.parent)
        try:
            store = cls._open_as_it_is(path, lock, migrations, network=network)
        except Exception as error:
            if not is_unforeseen(error):
                raise
            _log.warning("%s fails to open: %s at %s", path.name, type(error).__name__, places_of(error))
            notice = _repair(path, migrations)
            with _saying_beyond_repair(path):
                store = cls._open_as_it_is(path, lock, migrations, network=network)
        if notice:
            store.notice(notice)
        return store

    @classmethod
    def _open_as_it_is(
        cls, path: Path, lock: FileLock, migrations: Sequence[Migration], *, network: bool
    ) -> Store:
        store = cls(path, lock, network=network)
        try:
            if 0 < store.version < len(migrations):
                store.backup(path.with_name(f"{path.name}.before-version-{len(migrations)}"))
            store.migrate(migrations)
        except BaseException:
            Database.close(store)
            raise
        return store

    def scrub(self) -> None:
        """Removes deleted rows from all files: empties the write-ahead log, deletes copies of old versions.

        A damaged file that was kept is the user's to delete; a notice says where it is.
        """
        self.empty_log()
        with raising_store_problem(self.path):
            for copy in self.path.parent.glob(f"{self.path.name}.before-version-*"):
                copy.unlink()
            for kept in self.path.parent.glob(f"{self.path.name}.damaged-*"):
                self.notice(_STILL_THERE.format(path=kept))

    def close(self) -> None:
        """Closes the file and releases its lock."""
        try:
            super().close()
        finally:
            self._file_lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _repair(path: Path, migrations: Sequence[Migration]) -> str:
    with _saying_beyond_repair(path):
        return repair.repair(path, migrations)


@contextmanager
def _saying_beyond_repair(path: Path) -> Iterator[None]:
    """Turns what is no error of the machine into StoreProblem: nothing more can be done about the file."""
    try:
        yield
    except Exception as error:
        if not is_unforeseen(error):
            raise
        what = f"{type(error).__name__}, {places_of(error).partition(' ')[0]}"
        _log.exception("%s cannot be repaired: %s", path.name, what, exc_info=False)
        raise StoreProblem(_BEYOND_REPAIR.format(path=path, what=what)) from error


def is_damaged_store(path: Path, migrations: Sequence[Migration] = MIGRATIONS) -> bool:
    """Returns True if SQLite reports damage, or the tables are not those of the file's version.

    Writes nothing: a damaged or a newer file stays byte for byte as it is. Raises StoreRefused.
    """
    if not path.exists() or _is_new(path):
        return False
    if path.stat().st_size < _SMALLEST:
        return True
    version = version_of(path)
    try:
        with closing(_read_only(path)) as connection:
            version = int(connection.execute("PRAGMA user_version").fetchone()[0])
            if version <= len(migrations):
                return not _is_sound(connection, version, migrations)
    except UnicodeDecodeError:
        pass  # SQLite quotes the file in its message, and not even that is text
    except sqlite3.Error as error:
        if not is_damage(error):
            raise
    if version > len(migrations):
        raise StoreRefused(_NEWER.format(path=path))
    return True


def _is_new(path: Path) -> bool:
    """Returns True for the empty file that SQLite begins with, which has no log yet."""
    log = log_files(path)[0]
    return not path.stat().st_size and not (log.exists() and log.stat().st_size)


def _read_only(path: Path) -> sqlite3.Connection:
    log = log_files(path)[0]
    # Without a log to read, SQLite need not create one beside the file.
    alone = "" if log.exists() and log.stat().st_size else "&immutable=1"
    connection = sqlite3.connect(f"{uri_for_reading(path.absolute())}{alone}", uri=True)
    connection.text_factory = readable_text
    return connection


def _is_sound(connection: sqlite3.Connection, version: int, migrations: Sequence[Migration]) -> bool:
    steps = tuple(map(tuple, migrations))
    found, right = _schema(connection), _schema_at(steps[: max(version, 0)])
    # With what later migrations will make: it cannot be there yet.
    ours = {name for _kind, name, *_ in (*right, *_schema_at(steps))}
    of_ours = {one for one in found if ours & set(one[1:3])}
    if of_ours != right or bool(found) is not bool(right):
        return False
    # Not the quick check: an index that lacks a row would hide an entry from lists, or from sending.
    return connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


_Schema = frozenset[tuple[str, str, str, str]]


def _schema(connection: sqlite3.Connection) -> _Schema:
    """Returns kind, name, table and SQL of each table, index, view and trigger, as the file has them."""
    return frozenset(
        connection.execute("SELECT type, lower(name), lower(tbl_name), coalesce(sql, '') FROM sqlite_master")
    )


@cache
def _schema_at(migrations: tuple[tuple[str, ...], ...]) -> _Schema:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        for migration in migrations:
            for statement in migration:
                connection.execute(statement)
        return _schema(connection)
