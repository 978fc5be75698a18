"""States of the disk, of the file with the entries and of the clock, each for the length of a block."""

from __future__ import annotations

import fcntl
import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager, suppress
from datetime import datetime, timedelta, tzinfo
from pathlib import Path
from typing import Final, Self
from unittest.mock import patch

STORE: Final = "entries.sqlite3"
LOCKED_SECONDS: Final = 30.0
_SIZE: Final = "3m"


class CannotBeMade(Exception):
    """This state takes root on Linux, or a machine that lets its root mount."""


@contextmanager
def small_disk(folder: Path) -> Iterator[Path]:
    """Mounts a disk of 3 MB at `folder`. Raises CannotBeMade."""
    if not sys.platform.startswith("linux") or os.geteuid():
        raise CannotBeMade
    folder.mkdir(exist_ok=True)
    if _mount("-t", "tmpfs", "-o", f"size={_SIZE},mode=700", "tmpfs", str(folder)):
        raise CannotBeMade
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)  # noqa: S607 - wherever the system has it


@contextmanager
def full(folder: Path) -> Iterator[None]:
    """There is no room for another byte."""
    filler = folder / "filler"
    with suppress(OSError), filler.open("ab", buffering=0) as file:
        while True:
            file.write(bytes(512))
    yield
    filler.unlink()


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """Nothing may be written, not even by root."""
    # A file that is open for writing would prevent it: it is a bind mount that becomes read-only.
    if _mount("-o", "bind", str(folder), str(folder)) or _mount("-o", "remount,bind,ro", str(folder)):
        raise CannotBeMade
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)  # noqa: S607 - wherever the system has it


@contextmanager
def held(folder: Path, seconds: float = LOCKED_SECONDS) -> Iterator[None]:
    """Another program, a backup say, writes in the file with the entries for that long."""
    connection = sqlite3.connect(folder / STORE, isolation_level=None, check_same_thread=False)
    with closing(connection):
        connection.execute("BEGIN IMMEDIATE")
        timer = threading.Timer(seconds, lambda: connection.execute("ROLLBACK"))
        timer.start()
        yield
        timer.join()


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Another Contact Entry, a command that takes long, has the entries open."""
    descriptor = os.open(folder / f"{STORE}.lock", os.O_RDWR | os.O_CREAT, 0o600)
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    yield
    os.close(descriptor)


@contextmanager
def newer(folder: Path) -> Iterator[None]:
    """The file is of a newer version of the program."""
    with _version_of(folder) as version, closing(sqlite3.connect(folder / STORE)) as connection:
        connection.execute("PRAGMA user_version = 99")
        connection.close()
        yield
        assert version > 0


@contextmanager
def _version_of(folder: Path) -> Iterator[int]:
    """Puts the version back after the block."""
    with closing(sqlite3.connect(folder / STORE)) as connection:
        version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    yield version
    with closing(sqlite3.connect(folder / STORE)) as connection:
        connection.execute(f"PRAGMA user_version = {version}")


@contextmanager
def log_full(folder: Path) -> Iterator[None]:
    """The log alone is on a full disk."""
    log = folder / "logs" / "contact-entry.log"
    log.parent.mkdir(exist_ok=True)
    log.unlink(missing_ok=True)
    log.symlink_to("/dev/full")
    yield
    log.unlink(missing_ok=True)


def clock(**ahead: float) -> Callable[[Path], AbstractContextManager[None]]:
    """Returns a state in which the computer's clock is that far ahead; after it, it is right again."""

    class Shifted(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Self:
            return super().now(tz) + timedelta(**ahead)

    @contextmanager
    def state(_folder: Path) -> Iterator[None]:
        with ExitStack() as patched:
            for module in _THAT_ASK_THE_TIME:
                patched.enter_context(patch(f"app.{module}.datetime", Shifted))
            yield

    return state


_THAT_ASK_THE_TIME: Final = (
    *("service.delivery.deliverer", "storage.sqlite.outbox", "storage.sqlite.list_cache"),
    *("commands.outbox", "commands.submit", "webapi.http.answers"),
)
STATES: Final[Mapping[str, Callable[[Path], AbstractContextManager[None]]]] = {
    "full": full,
    "read-only": read_only,
    f"held by another program for {LOCKED_SECONDS:.0f} s": held,
    "open in another command": locked,
    "of a newer version": newer,
    "log on a full disk": log_full,
    "clock a day back": clock(days=-1),
    "clock a year ahead": clock(days=365),
    "suspended for a night": clock(hours=9),
}


def _mount(*options: str) -> int:
    return subprocess.run(["mount", *options], capture_output=True, check=False).returncode  # noqa: S607 - as above
