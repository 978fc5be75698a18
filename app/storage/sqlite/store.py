"""The one file with drafts, outbox and lists: opened by one process, checked, migrated, repaired."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from types import TracebackType
from typing import Self

from app.storage.files.errors import StoreBusy, StoreRefused, is_damage, raising_store_problem
from app.storage.files.file_lock import FileLock
from app.storage.files.paths import private_folder
from app.storage.sqlite import recovery
from app.storage.sqlite.database import Database
from app.storage.sqlite.migrations import MIGRATIONS, Migration
from app.storage.sqlite.salvage import readable_text, version_of
from app.storage.sqlite.store_file import companions, on_network

_RUNNING = (
    "Contact Entry is running already and has your entries open. Use that window, or close it and try again."
)
_NEWER = (
    "The file {path} was made by a newer version of Contact Entry. It is left as it is. "
    "Install that version again, or start this one with another folder (--home)."
)
_STILL_THERE = (
    "The damaged file {path}, kept from an earlier repair, may still hold old entries: delete it yourself."
)
_NETWORK = (
    "Your entries are kept in {folder}, which is on a network drive. "
    "They are safer on this computer's own disk."
)


class Store(Database):
    """The open file, locked against other processes for as long as this one lives."""

    def __init__(self, path: Path, lock: FileLock, *, network: bool) -> None:
        super().__init__(path, write_ahead=not network)
        self._file_lock = lock
        if network:
            self.notice(_NETWORK.format(folder=path.parent))

    @classmethod
    def open(cls, path: Path, migrations: Sequence[Migration] = MIGRATIONS) -> Store:
        """Opens the file, or makes it. `migrations` lead from an empty file to the present schema.

        Raises StoreBusy where another process has it, StoreRefused where a newer version made it (it is left
        as it is), StoreProblem for what the disk does. A damaged file is moved aside and what can be read of
        it is taken over; `notices` then says so.
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
    def _open_locked(cls, path: Path, lock: FileLock, migrations: Sequence[Migration]) -> Store:
        told = recovery.finish(path)
        if is_damaged_store(path, migrations):
            told = recovery.recover(path, migrations)
        store = cls(path, lock, network=on_network(path.parent))
        try:
            if 0 < store.version < len(migrations):
                store.backup(path.with_name(f"{path.name}.before-version-{len(migrations)}"))
            store.migrate(migrations)
        except BaseException:
            Database.close(store)
            raise
        if told:
            store.notice(told)
        return store

    def scrub(self) -> None:
        """After a wipe: empties the write-ahead log and removes the copies made before migrations.

        A damaged file that was kept is the user's to delete; a notice says where it is.
        """
        self.empty_log()
        with raising_store_problem(self.path):
            for copy in self.path.parent.glob(f"{self.path.name}.before-version-*"):
                copy.unlink()
            for kept in self.path.parent.glob(f"{self.path.name}.damaged-*"):
                self.notice(_STILL_THERE.format(path=kept))

    def close(self) -> None:
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


def is_damaged_store(path: Path, migrations: Sequence[Migration] = MIGRATIONS) -> bool:
    """Whether SQLite finds fault with the file, or its tables are not those of its version.

    Looks without writing: a damaged or a newer file stays as it is, byte for byte. Raises StoreRefused.
    """
    if not path.exists() or not path.stat().st_size:
        return False
    version = version_of(path)
    try:
        with closing(_read_only(path)) as connection:
            version = int(connection.execute("PRAGMA user_version").fetchone()[0])
            if version <= len(migrations):
                return not _is_sound(connection, migrations[:version])
    except sqlite3.DatabaseError as error:
        if not is_damage(error):
            raise
    if version > len(migrations):
        raise StoreRefused(_NEWER.format(path=path))
    return True


def _read_only(path: Path) -> sqlite3.Connection:
    log = companions(path)[0]
    # Without a log to read, SQLite need not make one beside the file.
    alone = "" if log.exists() and log.stat().st_size else "&immutable=1"
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro{alone}", uri=True)
    connection.text_factory = readable_text
    return connection


def _is_sound(connection: sqlite3.Connection, migrations: Sequence[Migration]) -> bool:
    if connection.execute("PRAGMA quick_check").fetchall() != [("ok",)]:
        return False
    found, right = _columns(connection), _columns_at(migrations)
    return found >= right and bool(found) is bool(right)


def _columns(connection: sqlite3.Connection) -> set[tuple[str, str]]:
    return set(
        connection.execute(
            "SELECT m.name, c.name FROM sqlite_master AS m, pragma_table_info(m.name) AS c "
            "WHERE m.type = 'table'"
        )
    )


def _columns_at(migrations: Sequence[Migration]) -> set[tuple[str, str]]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        for migration in migrations:
            for statement in migration:
                connection.execute(statement)
        return _columns(connection)
