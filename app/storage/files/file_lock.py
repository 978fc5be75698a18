"""A lock of the operating system on a file; the system releases it when the process ends.

Written by hand because Qt's QLockFile would load Qt in every command.
"""

from __future__ import annotations

import errno
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            if error.errno:
                raise
            # Wine's C run-time refuses without a reason; all other failures have one.
            raise PermissionError(errno.EACCES, "locked by another process") from error

else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


# Waiting is our own: Windows' LK_LOCK asks once a second, ten times, and then reports a deadlock.
_ASK_EVERY: Final = 0.01  # seconds
_PATIENCE: Final = 30.0  # seconds
_ASKED_AFTER: Final = (0.0, 0.013, 0.029, 0.053, 0.071)  # seconds; others ask in steps of their own


class FileLock:
    """Locks ``<file>.lock`` from `acquire` to `release`.

    The empty lock file is never removed: otherwise two processes could lock two different files of that name.
    """

    def __init__(self, file: Path) -> None:
        self.path = file.with_name(file.name + ".lock")
        self._descriptor: int | None = None

    def acquire(self, *, wait: bool = False) -> bool:
        """Returns False if it is held elsewhere and `wait` is off.

        Raises OSError if the file cannot be created; EBUSY if it is still held after half a minute.
        """
        descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)
        is_ours = False
        try:
            is_ours = _is_locked_within(descriptor, _PATIENCE if wait else 0.0)
        finally:
            if not is_ours:
                os.close(descriptor)
        if wait and not is_ours:
            raise OSError(errno.EBUSY, "held by another program", str(self.path))
        if is_ours:
            self._descriptor = descriptor
        return is_ours

    @property
    def is_held(self) -> bool:
        return self._descriptor is not None

    def release(self) -> None:
        """Releases the lock, if it is held."""
        if self._descriptor is not None:
            with suppress(OSError):
                os.close(self._descriptor)
            self._descriptor = None


def _is_locked_within(descriptor: int, seconds: float) -> bool:
    """Asks for the lock until it is ours or that time is over."""
    deadline = time.monotonic() + seconds
    while True:
        try:
            _lock(descriptor)
        except (BlockingIOError, PermissionError):
            # Windows reports "permission denied" for a range that another process has locked.
            if time.monotonic() >= deadline:
                return False
            time.sleep(_ASK_EVERY)
        else:
            return True


def is_locked(file: Path, *, for_long: bool = False) -> bool:
    """Returns True if somebody else has locked `file`, or it cannot be found out.

    Whoever asks at the same moment has it locked as well, but not each time: `for_long` asks a few times.
    """
    lock = FileLock(file)
    for pause in _ASKED_AFTER if for_long else _ASKED_AFTER[:1]:
        time.sleep(pause)
        try:
            is_free = not lock.path.exists() or lock.acquire()
        except OSError:
            return True
        if is_free:
            lock.release()
            return False
    return True


@contextmanager
def locked(file: Path) -> Iterator[None]:
    """Waits for the lock of `file` and holds it for the block, which should take milliseconds.

    Raises OSError as `FileLock.acquire` does.
    """
    lock = FileLock(file)
    lock.acquire(wait=True)
    try:
        yield
    finally:
        lock.release()
