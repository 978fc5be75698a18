"""Recognises companies and people in texts and files, on a worker thread: a long text takes seconds."""

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
    """Reads what is pasted or dropped; only the latest request is answered."""

    recognised = Signal(object)  # RecognitionResult; if nothing was found, its message says why

    file_text_read = Signal(str, str)  # text of files as it is; or a sentence about why it cannot be had

    def __init__(self, lookups: Lookups, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lookups = lookups
        self._work = WorkerPool(1, self)
        self._request_number = 0

    @property
    def form_context(self) -> FormContext:
        """Countries, rules and proposed values of the connection in use."""
        default = self._lookups.default
        return FormContext(
            self._lookups.countries, default.to_json_object() if default else {}, self._lookups.rules
        )

    def read_text(self, text: str) -> None:
        """Reads a text; `recognised` is emitted with the result."""
        self._start(partial(recognise, text, self._lookups.rules.region, self._lookups.countries))

    def read_files(self, paths: Sequence[Path]) -> None:
        """Reads vCard or text files as one text; `recognised` is emitted with the result."""
        rules, countries = self._lookups.rules, self._lookups.countries
        self._start(partial(_read_files, tuple(paths), rules.region, countries))

    def read_file_text(self, paths: Sequence[Path]) -> None:
        """Reads text files without recognising anything; `file_text_read` is emitted."""
        self._work.run(partial(_text_of_files, tuple(paths)), self._on_file_text, self._on_failed)

    def _on_file_text(self, answer: tuple[str, str]) -> None:
        self.file_text_read.emit(*answer)

    def _start(self, work: Callable[[], RecognitionResult]) -> None:
        self._request_number += 1
        number = self._request_number
        self._work.run(lambda: (number, work()), self._on_recognised, self._on_failed)

    def _on_recognised(self, answer: tuple[int, RecognitionResult]) -> None:
        number, found = answer
        if number == self._request_number:
            self.recognised.emit(found)

    def _on_failed(self, error: Exception) -> None:
        # The class alone: a message may quote what a person pasted.
        _log.error("Recognition failed: %s", type(error).__name__)
        self.recognised.emit(RecognitionResult(message=_FAILED))


def _read_files(paths: tuple[Path, ...], region: str, countries: Sequence[Country]) -> RecognitionResult:
    text, sentence = _text_of_files(paths)
    return RecognitionResult(message=sentence) if sentence else recognise(text, region, countries)


def _text_of_files(paths: tuple[Path, ...]) -> tuple[str, str]:
    """Returns the files' text, or a sentence about why it cannot be had."""
    texts, size = [], 0
    for path in paths:
        try:
            # Before anything is read: a wrong file may be as large as a film.
            size += path.stat().st_size
            if sentence := why_refused(size, is_card=True):
                return "", sentence
            texts.append(decode(path.read_bytes()))
        except OSError as error:
            why = error.strerror or "it cannot be opened"
            return "", f"“{path.name}” could not be read: {why}. Nothing was changed."
    return "\n".join(texts), ""
