"""Tables that were not put away to their end: killed, closed or left in the middle, for the next start."""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from app.model.imports.notes import Unfinished
from app.storage.files.errors import StoreProblem
from app.storage.files.paths import private_folder

_FILE: Final = "unfinished.json"
_MAX_BYTES: Final = 64 * 1024
_LONGEST: Final = 400
"""Of a name, in characters; it is shown, no more."""
_MOST: Final = 20
_log = logging.getLogger(__name__)


class UnfinishedImports:
    """The file in the folder `data`. Methods block on the disk; none raises. One thread at a time.

    It is written after each company, so it is not synced: of a killed program everything is there, and after
    a power failure the table says itself which companies were imported before.
    """

    def __init__(self, data: Path) -> None:
        self._file = data / _FILE
        self._others: tuple[Unfinished, ...] = ()

    def take(self) -> tuple[Unfinished, ...]:
        """Returns what is noted, and forgets it."""
        found = self._read()
        self._write(())
        return found

    def begin(self, name: str) -> None:
        """Keeps what is noted of tables of other names beside what follows."""
        self._others = tuple(one for one in self._read() if one.name != name[:_LONGEST])[1 - _MOST :]

    def note(self, one: Unfinished) -> None:
        """Notes how far the table is that was begun; nothing of it once none remain."""
        self._write((*self._others, one) if one.remaining else self._others)

    def _read(self) -> tuple[Unfinished, ...]:
        try:
            with self._file.open("rb") as file:
                text = file.read(_MAX_BYTES).decode()
            # Killed as it was written, it may have the end of a longer text behind it.
            return tuple(_unfinished(*one) for one in json.JSONDecoder().raw_decode(text)[0])
        except (OSError, ValueError, TypeError, RecursionError):
            return ()

    def _write(self, told: Sequence[Unfinished]) -> None:
        try:
            if not told:
                self._file.unlink(missing_ok=True)
                return
            private_folder(self._file.parent)
            content = json.dumps([(one.name[:_LONGEST], *one[1:]) for one in told]).encode()
            flags = os.O_WRONLY | os.O_CREAT | getattr(os, "O_BINARY", 0)
            with os.fdopen(os.open(self._file, flags, 0o600), "wb") as file:
                file.write(content)
                file.truncate()
        except (OSError, StoreProblem) as error:
            _log.warning("how far an import is was not noted: %s", type(error).__name__)


def _unfinished(name: Any, *numbers: Any) -> Unfinished:
    """Raises TypeError or ValueError for anything else."""
    if not isinstance(name, str) or any(type(one) is not int or one < 0 for one in numbers):
        raise ValueError("no table that was left")
    return Unfinished(name, *numbers)
