"""What of the settings file is needed before all else: the language, the window's size and place."""

from __future__ import annotations

# The module threading takes longer to load than the file to read.
import _thread

TYPE_CHECKING = False  # for the checker it is True; typing itself takes its time to load

if TYPE_CHECKING:
    import os

_MOST_BYTES = 1_000_000
_SECONDS = 0.1


class EarlySettings:
    """Reads texts of the settings file on a thread of its own, without the rest."""

    def __init__(self, path: str | os.PathLike[str]) -> None:
        """Begins to read the settings file."""
        self._path = path
        self._values: dict[str, object] = {}
        self._reading = _thread.allocate_lock()
        self._reading.acquire()
        _thread.start_new_thread(self._run, ())

    def text(self, key: str) -> str:
        """Returns a text; an empty one for a file that is missing, damaged, too large or slow."""
        if self._reading.acquire(timeout=_SECONDS):
            self._reading.release()
        return str(self._values.get(key, ""))

    def _run(self) -> None:
        try:
            with open(self._path, "rb") as file:  # noqa: PTH123  # pathlib takes its time to load
                content = file.read(_MOST_BYTES)
            # Most have no such file, and need none of it.
            import json

            values = json.loads(content.decode("utf-8-sig"))
            if isinstance(values, dict):
                self._values = values
        except (OSError, ValueError, RecursionError):
            return
        finally:
            self._reading.release()
