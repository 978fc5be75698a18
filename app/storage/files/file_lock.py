"""A lock of the operating system on a file: it ends with the process that holds it, however that ends."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int, *, wait: bool) -> None:
        # LK_LOCK tries ten times, a second apart, and then raises OSError.
        msvcrt.locking(descriptor, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(descriptor: int, *, wait: bool) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)


class FileLock:
    """Holds ``<file>.lock`` from `acquire` to `release`.

    The lock file stays behind empty: removing it would let two processes lock two files of that name.
    """

    def __init__(self, file: Path) -> None:
        self.path = file.with_name(file.name + ".lock")
        self._descriptor: int | None = None

    def acquire(self, *, wait: bool = False) -> bool:
        """False where another holder has it and `wait` is off. Raises OSError where no file can be made."""
        descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)
        try:
            _lock(descriptor, wait=wait)
        except (BlockingIOError, PermissionError):
            # Windows says "permission denied" for a range that another process has locked.
            os.close(descriptor)
            return False
        except BaseException:
            os.close(descriptor)
            raise
        self._descriptor = descriptor
        return True

    def release(self) -> None:
        if self._descriptor is not None:
            with suppress(OSError):
                os.close(self._descriptor)
            self._descriptor = None


@contextmanager
def locked(file: Path) -> Iterator[None]:
    """Waits for the lock beside `file` and holds it for the block: for changes that take milliseconds."""
    lock = FileLock(file)
    lock.acquire(wait=True)
    try:
        yield
    finally:
        lock.release()
