"""Errors of the files on this computer, each with a sentence for the user.

StoreProblem          the disk or the file failed; nothing was half written
├── StoreBusy         another Contact Entry has the file open
├── StoreRefused      the file comes from a newer version and was left alone
├── ClockWrong        the clock shows a year whose times could not be read again
├── StaleEntry        the entry changed in the meantime, or is gone
│   └── EntryNotWritten   the file took the change of an entry, and has it as it was
├── ChangeForbidden   something foreign in the file forbids the change
├── EntryUnreadable   the entry's place on the disk is damaged
└── EntryFrozen       the entry's state does not allow what was asked
"""

from __future__ import annotations

import errno
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Final, TypeGuard

from app.translation import _

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path


def places_of(error: BaseException) -> str:
    """Returns where an error was raised, the innermost place first, without its message.

    A message may quote what a person typed, so the log has this instead.
    """
    places, trace = list[str](), error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        name = code.co_filename.replace("\\", "/").rpartition("/")[2]
        places.append(f"{name}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
    return " < ".join(reversed(places))


class StoreProblem(Exception):
    """An error of the disk or of a file. `message` is a sentence for the user."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class StoreBusy(StoreProblem):
    """Another Contact Entry has the file open."""


class StoreRefused(StoreProblem):
    """The file comes from a newer version and was not changed."""


class ClockWrong(StoreProblem):
    """The clock of this computer shows a year whose times could not be read again."""

    def __init__(self, year: int) -> None:
        told = _("The clock of this computer is wrong: it says {year}. Set it and try again.")
        super().__init__(told.format(year=year))


class StaleEntry(StoreProblem):
    """The entry has changed in the meantime, or is gone."""


class EntryNotWritten(StaleEntry):
    """The file took the change of an entry, and has it as it was: something foreign is in it."""

    def __init__(self, name: str) -> None:
        told = _(
            "The file with your entries does not keep what is changed of “{name}”, so it is left alone. "
            "Close and open Contact Entry: it then repairs what it can."
        )
        super().__init__(told.format(name=name))


class ChangeForbidden(StoreProblem):
    """Something in the file that is not of the program, a trigger, forbids the change."""


NOT_KEPT: Final = (EntryNotWritten, ChangeForbidden)
"""What a file raises that does not keep what becomes of an entry, and goes on like that."""


class EntryUnreadable(StoreProblem):
    """The entry's place on the disk is damaged; the others are not touched by that."""


class EntryFrozen(StoreProblem):
    """The state of the entry does not allow the change."""


_DISK_FULL = _(
    "The disk with the folder {folder} is full, so this could not be stored. Free some space and try again."
)
_READ_ONLY = _(
    "Contact Entry may not write in the folder {folder}, so this could not be stored. "
    "Ask for write access to it, or start Contact Entry with another folder (--home)."
)
FILE_IN_USE = _(
    "Another program holds the file {path}, so this could not be stored. "
    "Close that program (a backup or a virus scanner, perhaps) and try again."
)
_DAMAGED = _(
    "The file {path} is damaged, so this could not be stored. "
    "Close and open Contact Entry: it then repairs what it can."
)
_FORBIDDEN = _(
    "Something in the file {path} that is not of Contact Entry forbids this change, so this could not be "
    "stored. Close and open Contact Entry: it then repairs what it can."
)
_DISK_ERROR = _(
    "The disk with the folder {folder} reports an error, so this could not be stored. "
    "Check that the disk is connected and sound, then try again."
)
PATH_OCCUPIED = _(
    "{path} cannot be made, because something else is in its place. "
    "Move that away, or start Contact Entry with another folder (--home)."
)

_LEAST_ROOM = 64 * 1024
"""Bytes: what SQLite's log and its index need to begin with."""

_BY_ERRNO = {
    errno.ENOSPC: _DISK_FULL,
    errno.EDQUOT: _DISK_FULL,
    errno.EACCES: _READ_ONLY,
    errno.EPERM: _READ_ONLY,
    errno.EROFS: _READ_ONLY,
    errno.ENOTDIR: PATH_OCCUPIED,
    errno.EEXIST: PATH_OCCUPIED,
    errno.EISDIR: PATH_OCCUPIED,
    errno.EBUSY: FILE_IN_USE,
    errno.EDEADLK: FILE_IN_USE,
}

_HELD: Final = (32, 33)
"""Windows' ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION, which have the errno of a missing right."""


@cache
def _by_sqlite_code() -> Mapping[int, str]:
    import sqlite3  # here: the window paints before it loads

    return {
        sqlite3.SQLITE_FULL: _DISK_FULL,
        sqlite3.SQLITE_READONLY: _READ_ONLY,
        sqlite3.SQLITE_PERM: _READ_ONLY,
        sqlite3.SQLITE_CANTOPEN: _READ_ONLY,
        sqlite3.SQLITE_BUSY: FILE_IN_USE,
        sqlite3.SQLITE_LOCKED: FILE_IN_USE,
        sqlite3.SQLITE_PROTOCOL: FILE_IN_USE,
        sqlite3.SQLITE_CORRUPT: _DAMAGED,
        sqlite3.SQLITE_NOTADB: _DAMAGED,
        sqlite3.SQLITE_CONSTRAINT: _FORBIDDEN,
    }


def primary_code(error: sqlite3.Error) -> int:
    """Returns SQLite's primary result code (the low byte of the extended one); 0 if the error has none."""
    return int(getattr(error, "sqlite_errorcode", 0) or 0) & 0xFF


def is_damage(error: sqlite3.Error) -> bool:
    """Returns True if SQLite reports a damaged file, or what it reports of no sound one.

    False for errors of the disk, of rights, of memory and of other programs that hold the file.
    """
    import sqlite3

    of_machine = (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_NOMEM, sqlite3.SQLITE_INTERRUPT, sqlite3.SQLITE_AUTH)
    code = primary_code(error)
    return code not in of_machine and _by_sqlite_code().get(code) not in (_DISK_FULL, _READ_ONLY, FILE_IN_USE)


def is_unforeseen(error: Exception) -> bool:
    """Returns True for an error in opening a file that has to do with what is in it, not with the machine."""
    cause = error.__cause__ if isinstance(error, StoreProblem) else error
    if isinstance(cause, Exception) and _is_of_sqlite(cause):
        return is_damage(cause)
    return not isinstance(error, StoreProblem | OSError | MemoryError)


def store_problem_for(error: sqlite3.Error | OSError, path: Path) -> StoreProblem:
    """Maps an error of SQLite (https://www.sqlite.org/rescode.html) or of the system to its sentence."""
    if _is_occupied(path.parent):
        text = PATH_OCCUPIED
    elif isinstance(error, OSError):
        is_held = getattr(error, "winerror", 0) in _HELD
        text = FILE_IN_USE if is_held else _BY_ERRNO.get(error.errno or 0, _DISK_ERROR)
    else:
        text = _by_sqlite_code().get(primary_code(error), _DISK_ERROR)
        if text == _DISK_ERROR and _is_full(path.parent):
            text = _DISK_FULL
    kind = ChangeForbidden if text == _FORBIDDEN else StoreProblem
    return kind(text.format(path=path, folder=path.parent))


def _is_occupied(folder: Path) -> bool:
    """Returns True if a file is in the place of the folder or of one above it: Windows says "not found"."""
    try:
        return not next(one for one in (folder, *folder.parents) if one.exists()).is_dir()
    except (OSError, StopIteration):
        return False


def _is_full(folder: Path) -> bool:
    """Returns True if there is no room: where its log cannot grow, SQLite tells an error of the disk."""
    import shutil

    try:
        return shutil.disk_usage(folder).free < _LEAST_ROOM
    except OSError:
        return False


def _is_of_sqlite(error: Exception) -> TypeGuard[sqlite3.Error]:
    # What is not loaded has raised nothing.
    return "sqlite3" in sys.modules and isinstance(error, sys.modules["sqlite3"].Error)


def _is_bug(error: sqlite3.Error) -> bool:
    """Returns True for wrong SQL or wrong use of SQLite, which are bugs and not disk errors.

    The program has no triggers: what one of them raises is none of its bugs.
    """
    import sqlite3

    if getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_CONSTRAINT_TRIGGER:
        return False
    return isinstance(error, sqlite3.IntegrityError | sqlite3.ProgrammingError) or (
        primary_code(error) in (sqlite3.SQLITE_ERROR, sqlite3.SQLITE_MISUSE)
    )


@contextmanager
def raising_store_problem(path: Path) -> Iterator[None]:
    """Turns disk errors of the block, from the system or SQLite, into StoreProblem about `path`."""
    try:
        yield
    except OSError as error:
        raise store_problem_for(error, path) from error
    except Exception as error:
        if not _is_of_sqlite(error) or _is_bug(error):
            raise
        raise store_problem_for(error, path) from error
