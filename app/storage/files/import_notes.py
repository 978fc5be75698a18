"""The walk through what tables have left, and their files of results, beyond the end of the program."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from app.model.imports.notes import ImportNote, ResultFile
from app.model.imports.progress import WalkItem
from app.storage.files.atomic_write import write_text_atomically
from app.storage.files.errors import StoreProblem
from app.storage.files.paths import private_folder

_FILE: Final = "import.json"
_MAX_BYTES: Final = 16 * 1024 * 1024
_LONGEST: Final = 400
"""Of a name or a reason, in characters; they are shown, no more."""
MOST_FILES: Final = 20
MOST_COMPANIES: Final = 100_000
"""Of all result files together; the latest is noted whatever it has."""
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

    def begin_walk(self, items: Sequence[WalkItem]) -> None:
        """Notes drafts that a table has left; those of tables before that still wait come after them."""
        if items:
            note, begun = self.read(), {item.id for item in items}
            left = (one for one in note.walk if one.id not in begun.union(note.left_out))
            self.change(walk=(*items, *left), left_out=())

    def follow(self, file: ResultFile) -> None:
        """Notes a result file as the latest one, in place of what was noted of it; not one without lines.

        The oldest ones are left out where there are too many.
        """
        others = [one for one in self.read().files if one.path != file.path]
        self.change(files=_latest([*others, file] if file.lines else others))


def _latest(files: Sequence[ResultFile]) -> tuple[ResultFile, ...]:
    kept = list[ResultFile]()
    companies = 0
    for file in reversed(files[-MOST_FILES:]):
        companies += len(file.lines)
        if kept and companies > MOST_COMPANIES:
            break
        kept.append(file)
    return tuple(reversed(kept))


def _told(note: ImportNote) -> dict[str, Any]:
    walk = [
        [item.id, item.name[:_LONGEST], [reason[:_LONGEST] for reason in item.reasons]] for item in note.walk
    ]
    files = [[file.path, {one: list(lines) for one, lines in file.lines.items()}] for file in note.files]
    return {"walk": walk, "left_out": list(note.left_out), "files": files}


def _note_of(content: Any) -> ImportNote:
    """Reads a note strictly: raises ValueError, TypeError or KeyError for anything else."""
    walk = tuple(
        WalkItem(_text(entry_id), _text(name), tuple(map(_text, reasons)))
        for entry_id, name, reasons in content["walk"]
    )
    files = content["files"] if "files" in content else _only_file(content)
    return ImportNote(
        walk,
        tuple(map(_text, content["left_out"])),
        tuple(_result_file(path, lines) for path, lines in files),
    )


def _only_file(content: Any) -> list[tuple[Any, Any]]:
    """Returns the file of a note from the time when there was one file, that of the last table."""
    return [(content["result"], content["lines"])] if content["result"] != "" else []


def _result_file(path: Any, lines: Any) -> ResultFile:
    if not isinstance(lines, Mapping):
        raise TypeError("not lines by id")
    return ResultFile(
        _text(path), {entry_id: tuple(map(_line, numbers)) for entry_id, numbers in lines.items()}
    )


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value


def _line(value: Any) -> int:
    if type(value) is not int or value < 0:
        raise ValueError("not a line")
    return value
