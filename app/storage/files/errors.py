"""What can go wrong with the files on this computer, each with the sentence that the user reads.

StoreProblem          the disk or the file did not do what was asked; nothing was half written
├── StoreBusy         another Contact Entry has the file open
├── StoreRefused      the file comes from a newer version and was left alone
├── StaleEntry        the entry changed in the meantime, or is gone
└── EntryFrozen       the entry's state does not allow what was asked
"""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class StoreProblem(Exception):
    """`message` is a sentence for the user: what is wrong, where, what to do."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class StoreBusy(StoreProblem):
    pass


class StoreRefused(StoreProblem):
    pass


class StaleEntry(StoreProblem):
    pass


class EntryFrozen(StoreProblem):
    pass


_FULL = (
    "The disk with the folder {folder} is full, so this could not be stored. Free some space and try again."
)
_READ_ONLY = (
    "Contact Entry may not write in the folder {folder}, so this could not be stored. "
    "Ask for write access to it, or start Contact Entry with another folder (--home)."
)
HELD = (
    "Another program holds the file {path}, so this could not be stored. "
    "Close that program (a backup or a virus scanner, perhaps) and try again."
)
_DAMAGED = (
    "The file {path} is damaged, so this could not be stored. "
    "Close and open Contact Entry: it then repairs what it can."
)
_DISK = (
    "The disk with the folder {folder} reports an error, so this could not be stored. "
    "Check that the disk is connected and sound, then try again."
)
_IN_THE_WAY = (
    "{path} cannot be made, because something else is in its place. "
    "Move that away, or start Contact Entry with another folder (--home)."
)

_BY_SQLITE_CODE = {
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_READONLY: _READ_ONLY,
    sqlite3.SQLITE_PERM: _READ_ONLY,
    sqlite3.SQLITE_CANTOPEN: _READ_ONLY,
    sqlite3.SQLITE_BUSY: HELD,
    sqlite3.SQLITE_LOCKED: HELD,
    sqlite3.SQLITE_PROTOCOL: HELD,
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_NOTADB: _DAMAGED,
}

_BY_ERRNO = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EACCES: _READ_ONLY,
    errno.EPERM: _READ_ONLY,
    errno.EROFS: _READ_ONLY,
    errno.ENOTDIR: _IN_THE_WAY,
    errno.EEXIST: _IN_THE_WAY,
    errno.EISDIR: _IN_THE_WAY,
}


def primary_code(error: sqlite3.Error) -> int:
    """SQLite's primary result code (the low byte of the extended one), 0 where the error carries none."""
    return int(getattr(error, "sqlite_errorcode", 0) or 0) & 0xFF


def is_damage(error: sqlite3.Error) -> bool:
    return primary_code(error) in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def problem_of(error: sqlite3.Error | OSError, path: Path) -> StoreProblem:
    """The sentence for what SQLite (https://www.sqlite.org/rescode.html) or the system said about `path`."""
    if isinstance(error, OSError):
        text = _BY_ERRNO.get(error.errno or 0, _DISK)
    else:
        text = _BY_SQLITE_CODE.get(primary_code(error), _DISK)
    return StoreProblem(text.format(path=path, folder=path.parent))


def _is_bug(error: Exception) -> bool:
    """What SQLite says of wrong SQL or wrong use is no trouble of the user's disk."""
    return isinstance(error, sqlite3.IntegrityError | sqlite3.ProgrammingError) or (
        isinstance(error, sqlite3.Error)
        and primary_code(error) in (sqlite3.SQLITE_ERROR, sqlite3.SQLITE_MISUSE)
    )


@contextmanager
def raising_store_problem(path: Path) -> Iterator[None]:
    """Raises StoreProblem for whatever the disk, or SQLite of the disk, says about `path` in the block."""
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        if _is_bug(error):
            raise
        raise problem_of(error, path) from error
