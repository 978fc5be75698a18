"""Where somebody has columns of a table go, and that it is remembered once the table is taken."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any, Final

from app.controller.process.workers import WorkerPool
from app.storage.settings.settings_file import SettingsFile

_MOST_REMEMBERED: Final = 100


class ChosenColumns:
    """What was chosen for one table; it counts for the next such table if it was `kept`."""

    def __init__(self, file: SettingsFile, disk: WorkerPool) -> None:
        self._file = file
        self._disk = disk
        self._key = ""
        self._fields: dict[str, str] = {}

    def remembered(self, key: str) -> dict[int, str]:
        """Returns the fields by the columns' places for headings. Blocks: called on a worker."""
        known = self._file.load().import_columns.get(key, {})
        return {int(at): one for at, one in known.items() if at.isdecimal()}

    def choose(self, key: str, fields: Mapping[int, str]) -> None:
        """Takes note of the fields of some columns; `key` stands for the headings."""
        self._key = key
        self._fields |= {str(at): one for at, one in fields.items()}

    def keep(self) -> None:
        """Has what was chosen remembered: the table is taken."""
        if self._fields:
            self._disk.run(partial(self._file.change, partial(_with_columns, self._key, self._fields)))
        self.forget()

    def forget(self) -> None:
        """Drops what was chosen: the table is left, or another one is read."""
        self._fields = {}


def _with_columns(key: str, fields: Mapping[str, str], settings: Any) -> Any:
    """Returns the settings with what the columns of some headings hold; the oldest headings go."""
    known = dict(settings.import_columns)
    latest = known.pop(key, {}) | dict(fields)
    kept = dict(list(known.items())[-_MOST_REMEMBERED + 1 :]) | {key: latest}
    return settings.with_changes(import_columns=kept)
