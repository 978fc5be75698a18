"""Replaces a file in one step: a crash or a power failure leaves the old one or the new one, never a part."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


def write_text_atomically(path: Path, text: str) -> None:
    """Replaces the file by `text` in UTF-8, readable for its owner alone. Raises OSError."""
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")  # mkstemp makes it mode 600
    os.close(descriptor)
    with replacing(path, Path(name)) as part:
        part.write_text(text, encoding="utf-8", newline="\n")


@contextmanager
def replacing(path: Path, part: Path) -> Iterator[Path]:
    """Moves `part`, which the block writes beside `path`, into the place of `path`, synced to the disk.

    If the block fails, `path` stays as it was and `part` is removed. Raises OSError.
    """
    try:
        yield part
        _sync(part, os.O_RDWR)  # Windows syncs only what may be written
        part.replace(path)
    except BaseException:
        with suppress(OSError):
            part.unlink()
        raise
    if os.name != "nt":  # Windows has no such call; its file system journals the rename itself
        _sync(path.parent, os.O_RDONLY)


def _sync(path: Path, mode: int) -> None:
    descriptor = os.open(path, mode)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
