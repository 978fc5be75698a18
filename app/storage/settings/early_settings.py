"""What of the settings file is needed before all else: the language, the window's size and place."""

from __future__ import annotations

import json
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_MOST_BYTES = 1_000_000
_SECONDS = 0.1


class EarlySettings:
    """Reads texts of the settings file on a thread of its own, without the rest."""

    def __init__(self, path: Path) -> None:
        """Begins to read the settings file."""
        self._path = path
        self._values: dict[str, object] = {}
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def text(self, key: str) -> str:
        """Returns a text; an empty one for a file that is missing, damaged, too large or slow."""
        self._thread.join(_SECONDS)
        return str(self._values.get(key, ""))

    def _run(self) -> None:
        try:
            with self._path.open("rb") as file:
                values = json.loads(file.read(_MOST_BYTES).decode())
        except (OSError, ValueError, RecursionError):
            return
        if isinstance(values, dict):
            self._values = values
