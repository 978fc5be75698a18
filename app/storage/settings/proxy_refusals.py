"""The sign-ins that a proxy has refused, for all processes of the user: none of them tries one again.

A directory service locks an account after a few wrong passwords, whichever process sends them. The file has
addresses and user names; what was refused is forgotten once somebody has entered or tested a sign-in.
"""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

from app.storage.files.atomic_write import write_text_atomically
from app.storage.files.errors import StoreProblem
from app.storage.files.file_lock import FileLock
from app.storage.files.paths import private_folder

_FILE: Final = "proxy-refusals.json"
_MAX_BYTES: Final = 65_536
_MOST: Final = 100
_POLL_SECONDS: Final = 0.02
_log = logging.getLogger(__name__)


class ProxyRefusals:
    """The file in the folder `data`. Methods block on the disk; none raises. Any thread, any process."""

    def __init__(self, data: Path) -> None:
        self._file = data / _FILE

    def begin_attempt(self, patience: float) -> Callable[[], None] | None:
        """Waits until no other process or thread is signing in; returns the function that ends the attempt.

        Returns None after `patience` seconds. Where the disk takes no lock, each process is on its own.
        """
        lock = FileLock(self._file)
        deadline = time.monotonic() + patience
        try:
            private_folder(self._file.parent)
            while not lock.acquire():
                if time.monotonic() >= deadline:
                    return None
                time.sleep(_POLL_SECONDS)
        except (OSError, StoreProblem) as error:
            _log.warning("sign-ins to proxies are not shared: %s", type(error).__name__)
        return lock.release

    def has(self, proxy: str, user: str) -> bool:
        """Returns True if that proxy has refused the password of that user."""
        return [proxy, user] in self._read()

    def add(self, proxy: str, user: str) -> None:
        """Notes that a proxy has refused the password of a user; call it during an attempt."""
        kept = [each for each in self._read() if each != [proxy, user]]
        try:
            write_text_atomically(self._file, json.dumps([*kept, [proxy, user]][-_MOST:]))
        except OSError as error:
            _log.warning("a refused sign-in to a proxy was not kept: %s", type(error).__name__)

    def forget(self) -> None:
        """Has every sign-in tried again: somebody has entered or tested one."""
        with suppress(OSError):
            self._file.unlink()

    def _read(self) -> list[object]:
        try:
            with self._file.open("rb") as file:
                content = json.loads(file.read(_MAX_BYTES))
        except (OSError, ValueError, RecursionError):
            return []
        return content if isinstance(content, list) else []
