"""The walk through what the last table left, and its file of results, beyond the end of the program."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from app.model.imports.notes import ImportNote
from app.model.imports.progress import WalkItem
from app.storage.files.atomic_write import write_text_atomically
from app.storage.files.errors import StoreProblem
from app.storage.files.paths import private_folder

_FILE: Final = "import.json"
_MAX_BYTES: Final = 16 * 1024 * 1024
_LONGEST: Final = 400
"""Of a name or a reason, in characters; they are shown, no more."""
_log = logging.getLogger(__name__)


class ImportNotes:
    """The file in the folder `data`. Methods block on the disk; none raises. One thread at a time."""

    def __init__(self, data: Path) -> None:
        self._file = data / _FILE

    def read(self) -> ImportNote:
        """Returns what is noted; an empty note if nothing is, or it cannot be read."""
        try:
            with self._file.open("rb") as file:
                return _note_of(json.loads(file.read(_MAX_BYTES)))
        except (OSError, ValueError, TypeError, KeyError, RecursionError):
            return ImportNote()

    def change(self, **parts: Any) -> None:
        """Notes other parts of an `ImportNote`; the file goes once it would be empty."""
        note = replace(self.read(), **parts)
        try:
            if note == ImportNote():
                self._file.unlink(missing_ok=True)
            else:
                private_folder(self._file.parent)
                write_text_atomically(self._file, json.dumps(_told(note)))
        except (OSError, StoreProblem) as error:
            _log.warning("an import was not noted: %s", type(error).__name__)


def _told(note: ImportNote) -> dict[str, Any]:
    walk = [
        [item.id, item.name[:_LONGEST], [reason[:_LONGEST] for reason in item.reasons]] for item in note.walk
    ]
    lines = {entry_id: list(lines) for entry_id, lines in note.lines.items()}
    return {"walk": walk, "left_out": list(note.left_out), "result": note.result, "lines": lines}


def _note_of(content: Any) -> ImportNote:
    """Reads a note strictly: raises ValueError, TypeError or KeyError for anything else."""
    walk = tuple(
        WalkItem(_text(entry_id), _text(name), tuple(map(_text, reasons)))
        for entry_id, name, reasons in content["walk"]
    )
    lines = content["lines"]
    if not isinstance(lines, Mapping):
        raise TypeError("not lines by id")
    return ImportNote(
        walk,
        tuple(map(_text, content["left_out"])),
        _text(content["result"]),
        {entry_id: tuple(map(_line, numbers)) for entry_id, numbers in lines.items()},
    )


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value


def _line(value: Any) -> int:
    if type(value) is not int or value < 0:
        raise ValueError("not a line")
    return value
