"""Reads files that somebody else has named: regular ones alone, and never more of them than asked for."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from app.translation import _


class NoRegularFile(OSError):
    """What is there has no end or waits for a writer: a device, a pipe, a socket. `strerror` says so."""

    def __init__(self) -> None:
        super().__init__(errno.EINVAL, _("it is a device or a pipe, and no file"))


def read_regular_file(path: Path, most: int) -> bytes:
    """Reads a file, at most `most` bytes of it. Raises OSError, NoRegularFile for what is none.

    What the system says about the size is not relied on: a file may grow, and those of /proc have none.
    """
    _check(path.stat().st_mode)  # opening some devices does something already
    # Without waiting: a pipe may have taken the file's place by now.
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(handle, "rb") as file:
        _check(os.fstat(handle).st_mode)
        return file.read(most)


def _check(mode: int) -> None:
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if not stat.S_ISREG(mode):
        raise NoRegularFile
