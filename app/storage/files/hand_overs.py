"""Companies that a command was given and whose end it has not told, or was never told by the running window.

Whoever submits such a company again gets the id that it has, so that it is found and not doubled. The file
holds digests, ids and times, and nothing that was typed.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from app.storage.files.atomic_write import write_text_atomically
from app.storage.files.errors import StoreProblem
from app.storage.files.file_lock import locked
from app.storage.files.paths import private_folder

_FILE: Final = "hand-overs.json"
_MAX_BYTES: Final = 65_536
_MOST: Final = 200
_KEPT_FOR: Final = timedelta(days=7)
_log = logging.getLogger(__name__)


def _now() -> datetime:
    return datetime.now(UTC)


class HandOvers:
    """The file in the folder `data`. Methods block on the disk; none raises. Any process."""

    def __init__(self, data: Path, clock: Callable[[], datetime] = _now) -> None:
        """`clock` gives the time, zone-aware."""
        self._file = data / _FILE
        self._clock = clock

    def begin(self, digest: str, entry_id: str, created: datetime) -> tuple[str, datetime]:
        """Notes that a company is about to be handed over, by the digest of its content.

        Returns id and time of the first such hand-over whose end is not known, else those given.
        """
        notes = self._change(lambda notes: notes.setdefault(digest, (entry_id, created)))
        return notes.get(digest, (entry_id, created))

    def find(self, digest: str) -> tuple[str, datetime] | None:
        """Returns id and time of a hand-over of that content whose end is not known."""
        return self._read().get(digest)

    def end(self, digest: str) -> None:
        """Forgets a hand-over: it is known by now where the company is."""
        if self.find(digest):
            self._change(lambda notes: notes.pop(digest, None))

    def _change(self, edit: Callable[[dict[str, tuple[str, datetime]]], object]) -> _Notes:
        notes: _Notes = {}
        try:
            private_folder(self._file.parent)
            with locked(self._file):
                notes = self._read()
                edit(notes)
                kept = dict(list(notes.items())[-_MOST:])
                told = {digest: [entry_id, time.isoformat()] for digest, (entry_id, time) in kept.items()}
                write_text_atomically(self._file, json.dumps(told))
        except (OSError, StoreProblem) as error:
            _log.warning("a hand-over was not noted: %s", type(error).__name__)
        return notes

    def _read(self) -> _Notes:
        """Returns the notes that are not too old, the oldest first."""
        try:
            with self._file.open("rb") as file:
                content = json.loads(file.read(_MAX_BYTES))
        except (OSError, ValueError, RecursionError):
            return {}
        notes: _Notes = {}
        for digest, note in content.items() if isinstance(content, dict) else ():
            with suppress(ValueError, TypeError):
                entry_id, time = note
                notes[digest] = (str(entry_id), datetime.fromisoformat(time))
        oldest = self._clock() - _KEPT_FOR
        return {digest: note for digest, note in notes.items() if note[1].tzinfo and note[1] >= oldest}


_Notes = dict[str, tuple[str, datetime]]
