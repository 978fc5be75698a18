"""Recognises companies and people in texts and files, off the GUI thread: a long text takes seconds."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.controller.form.lookups import Lookups
from app.controller.process.workers import WorkerPool
from app.model.carriers.lists import Country
from app.recognition import FormContext, RecognitionResult, decode, recognise, why_refused

_log = logging.getLogger(__name__)
_FAILED = "This text could not be read, and nothing was changed. Copy a smaller part of it and paste again."


class RecognitionController(QObject):
    """Signals: recognised(result; where nothing was found, its message says why)."""

    recognised = Signal(object)

    def __init__(self, lookups: Lookups, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lookups = lookups
        self._work = WorkerPool(1, self)
        self._asked = 0

    @property
    def surroundings(self) -> FormContext:
        """What the connection in use says of countries, rules and proposed values."""
        default = self._lookups.default
        return FormContext(
            self._lookups.countries, default.to_json_object() if default else {}, self._lookups.rules
        )

    def read_text(self, text: str) -> None:
        """Reads a text; only the one that was asked for last is told of."""
        self._start(partial(recognise, text, self._lookups.rules.region, self._lookups.countries))

    def read_files(self, paths: Sequence[Path]) -> None:
        """Reads vCard or text files as one text."""
        rules, countries = self._lookups.rules, self._lookups.countries
        self._start(partial(_read_files, tuple(paths), rules.region, countries))

    def _start(self, work: Callable[[], RecognitionResult]) -> None:
        self._asked += 1
        asked = self._asked
        self._work.run(lambda: (asked, work()), self._tell, self._tell_failure)

    def _tell(self, answer: tuple[int, RecognitionResult]) -> None:
        asked, found = answer
        if asked == self._asked:
            self.recognised.emit(found)

    def _tell_failure(self, error: Exception) -> None:
        # The class alone: a message may quote what a person pasted.
        _log.error("Recognition failed: %s", type(error).__name__)
        self.recognised.emit(RecognitionResult(message=_FAILED))


def _read_files(paths: tuple[Path, ...], region: str, countries: Sequence[Country]) -> RecognitionResult:
    texts, size = [], 0
    for path in paths:
        try:
            # Before anything of it is read: a wrong file may be as large as a film.
            size += path.stat().st_size
            if sentence := why_refused(size, is_card=True):
                return RecognitionResult(message=sentence)
            texts.append(decode(path.read_bytes()))
        except OSError as error:
            why = error.strerror or "it cannot be opened"
            return RecognitionResult(message=f"“{path.name}” could not be read: {why}. Nothing was changed.")
    return recognise("\n".join(texts), region, countries)
