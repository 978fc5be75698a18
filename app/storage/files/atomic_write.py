"""Replaces a file in one step: a crash or a power failure leaves the old one or the new one, never a part."""

from __future__ import annotations

import errno
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

_WAITS: Final = (0.02, 0.05, 0.1, 0.2, 0.3, 0.4)  # seconds
_ACCESS_DENIED: Final = 5  # Windows' ERROR_ACCESS_DENIED
_HELD: Final = (32, 33)  # ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION


def write_text_atomically(path: Path, text: str) -> None:
    """Replaces the file by `text` in UTF-8, readable for its owner alone. Raises OSError."""
    write_bytes_atomically(path, text.encode())


def write_bytes_atomically(path: Path, content: bytes) -> None:
    """Replaces the file by `content`, readable for its owner alone. Raises OSError."""
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")  # mkstemp makes it mode 600
    os.close(descriptor)
    with replacing(path, Path(name)) as part:
        part.write_bytes(content)


@contextmanager
def replacing(path: Path, part: Path) -> Iterator[Path]:
    """Moves `part`, which the block writes beside `path`, into the place of `path`, synced to the disk.

    If the block fails, `path` stays as it was and `part` is removed. Raises OSError.
    """
    try:
        yield part
        _sync(part, os.O_RDWR)  # Windows syncs only what may be written
        replace_file(part, path)
    except BaseException:
        with suppress(OSError):
            part.unlink()
        raise
    if os.name != "nt":  # Windows has no such call; its file system journals the rename itself
        _sync(path.parent, os.O_RDONLY)


def replace_file(part: Path, path: Path) -> None:
    """Moves `part` into the place of `path`; tries again for a second while another program holds `path`.

    On Windows a scanner or a program that syncs folders opens what was just written, for moments. Raises
    OSError; EBUSY if the file is still held then.
    """
    for seconds in (*_WAITS, None):
        try:
            part.replace(path)
        except OSError as error:
            if not _is_held(error, path):
                raise
            if seconds is None:
                raise OSError(errno.EBUSY, "held by another program", str(path)) from error
            time.sleep(seconds)
        else:
            return


def _is_held(error: OSError, path: Path) -> bool:
    """Returns True if Windows refuses because of another program: a missing right has the same number."""
    code = getattr(error, "winerror", 0)
    is_refused = code == _ACCESS_DENIED and path.is_file() and os.access(path, os.W_OK)
    return is_refused or code in _HELD


def _sync(path: Path, mode: int) -> None:
    descriptor = os.open(path, mode)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
