"""A lock of the operating system on a file; the system releases it when the process ends.

Written by hand because Qt's QLockFile would load Qt in every command.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int, *, wait: bool) -> None:
        # LK_LOCK tries ten times, once a second, and then raises OSError.
        msvcrt.locking(descriptor, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(descriptor: int, *, wait: bool) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)


class FileLock:
    """Locks ``<file>.lock`` from `acquire` to `release`.

    The empty lock file is never removed: otherwise two processes could lock two different files of that name.
    """

    def __init__(self, file: Path) -> None:
        self.path = file.with_name(file.name + ".lock")
        self._descriptor: int | None = None

    def acquire(self, *, wait: bool = False) -> bool:
        """Returns False if it is held elsewhere and `wait` is off.

        Raises OSError if the file cannot be created.
        """
        descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)
        try:
            _lock(descriptor, wait=wait)
        except (BlockingIOError, PermissionError):
            # Windows reports "permission denied" for a range that another process has locked.
            os.close(descriptor)
            return False
        except BaseException:
            os.close(descriptor)
            raise
        self._descriptor = descriptor
        return True

    @property
    def is_held(self) -> bool:
        return self._descriptor is not None

    def release(self) -> None:
        """Releases the lock, if it is held."""
        if self._descriptor is not None:
            with suppress(OSError):
                os.close(self._descriptor)
            self._descriptor = None


@contextmanager
def locked(file: Path) -> Iterator[None]:
    """Waits for the lock of `file` and holds it for the block, which should take milliseconds."""
    lock = FileLock(file)
    lock.acquire(wait=True)
    try:
        yield
    finally:
        lock.release()
