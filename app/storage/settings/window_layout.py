"""Size and place of the window, which the first picture needs before anything else is loaded."""

from __future__ import annotations

import json
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_MOST_BYTES = 1_000_000
_LAYOUT_SECONDS = 0.1


class WindowLayout:
    """Reads `window_geometry` and `window_state` alone, which the first picture needs, on its own thread."""

    def __init__(self, path: Path) -> None:
        """Begins to read the settings file."""
        self._path = path
        self._read = ("", "")
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def result(self) -> tuple[str, str]:
        """Returns geometry and state; empty texts for a file that is missing, damaged, too large or slow."""
        self._thread.join(_LAYOUT_SECONDS)
        return self._read

    def _run(self) -> None:
        try:
            with self._path.open("rb") as file:
                values = json.loads(file.read(_MOST_BYTES).decode())
        except (OSError, ValueError, RecursionError):
            return
        if not isinstance(values, dict):
            return
        geometry, state = (str(values.get(name, "")) for name in ("window_geometry", "window_state"))
        self._read = (geometry, state)
