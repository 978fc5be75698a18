"""Recognises companies and people in texts and files, on a worker thread: a long text takes seconds."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage

from app.controller.form.form_context import form_context
from app.controller.form.lookups import Lookups
from app.controller.process.workers import WorkerPool
from app.model.carriers.lists import Country
from app.recognition import (
    FormContext,
    Offer,
    RecognitionResult,
    ReviewLine,
    recognise,
    review,
)
from app.translation import _

if TYPE_CHECKING:
    from app.service.given_files import GivenFiles, OnCard, PictureSays

_log = logging.getLogger(__name__)
_FAILED = _(
    "This text could not be read, and nothing was changed. Copy a smaller part of it and paste again."
)
_LOOK_EVERY_MS = 50
_CLOSE_WITHIN_MS = 1000


class _Cancelled(Exception):  # it is no error
    """Ends the reading of a text that nobody waits for any more."""


@dataclass(frozen=True)
class CountryFound:
    """A country of the tenant that a form tells, and the words that tell it."""

    country_id: int
    name: str
    words: str


class RecognitionController(QObject):
    """Reads what is pasted or dropped; only the latest request is answered."""

    recognised = Signal(object)  # RecognitionResult; if nothing was found, its message says why
    reviewed = Signal(object, object)  # RecognitionResult, and a tuple of ReviewLine: what can go in
    progressed = Signal(int)  # how many cards have been read of what is being read
    country_found = Signal(object)  # CountryFound: the country that a form tells
    places_found = Signal(object, object)  # value of Address that was asked about, and a tuple of Offer
    table_found = Signal(object)  # path of a table that has more than one row, so that it is imported
    file_text_read = Signal(str, str)  # text of files as it is; or a sentence about why it cannot be had

    def __init__(self, lookups: Lookups, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lookups = lookups
        self._work = WorkerPool(1, self)
        self._request_number = 0
        self._cancelled = Event()
        # Counted by the worker and looked up here: its own signal could come when nobody is left to take it.
        self._cards_read = self._cards_told = 0
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_EVERY_MS)
        self._look.timeout.connect(self._on_look)

    @property
    def form_context(self) -> FormContext:
        """Countries, rules and proposed values of the connection in use."""
        return form_context(self._lookups)

    def read_text(self, text: str) -> None:
        """Reads a text; `recognised` is emitted with the result."""
        rules, countries = self._lookups.rules, self._lookups.countries
        self._start(lambda on_card: recognise(text, rules.region, countries, on_card))

    def read_files(self, paths: Sequence[Path]) -> None:
        """Reads cards and texts, as one text, mails and pictures; `recognised` is emitted with the result."""
        rules, countries = self._lookups.rules, self._lookups.countries
        given = tuple(paths)
        self._start(lambda on_card: _given_files(rules.region, countries, on_card).recognise_files(given))

    def read_row(self, path: Path) -> None:
        """Reads a table of one row; `table_found` is emitted for what has more, or is none."""
        rules, countries = self._lookups.rules, self._lookups.countries

        def work(on_card: OnCard) -> RecognitionResult | Path:
            return _given_files(rules.region, countries, on_card).recognise_row(path) or path

        self._start(work)

    def read_picture(self, picture: bytes | QImage) -> None:
        """Reads a picture that was copied, a file or as it is painted; `recognised` is emitted."""
        rules, countries = self._lookups.rules, self._lookups.countries
        self._start(
            lambda on_card: _recognise_picture(
                picture, on_card, _given_files(rules.region, countries, on_card)
            )
        )

    def review(self, form: Mapping[str, Any], found: RecognitionResult) -> None:
        """Lists what of `found` can go into a form; `reviewed` is emitted with it, unless others are read."""
        number = self._request_number

        def tell(lines: tuple[ReviewLine, ...]) -> None:
            if number == self._request_number:
                self.reviewed.emit(found, lines)

        self.list_lines(form, found, self.form_context, tell)

    def list_lines(
        self,
        form: Mapping[str, Any],
        found: RecognitionResult,
        context: FormContext,
        done: Callable[[tuple[ReviewLine, ...]], None],
    ) -> None:
        """Hands the lines of what can go into a form to `done`, whatever is read meanwhile."""
        self._work.run(lambda: review(form, found, context), done, self._on_failed)

    def cancel(self) -> None:
        """Ends what is being read or listed; neither `recognised` nor `reviewed` is emitted for it."""
        self._request_number += 1
        self._cancelled.set()
        self._look.stop()

    def close(self) -> bool:
        """Ends all reading; returns False if a file does not come to an end, as on a share that hangs."""
        self.cancel()
        return self._work.close(_CLOSE_WITHIN_MS)

    def find_country(self, form: Mapping[str, Any]) -> None:
        """Looks for the country that a form tells; `country_found` is emitted if the tenant has it."""
        countries = self._lookups.countries
        self._work.run(lambda: _country_told_by(form, countries), self._on_country_told, self._on_no_country)

    def find_places(self, form: Mapping[str, Any]) -> None:
        """Looks for what completes addresses; `places_found` is emitted with their value and the offers."""
        region, address = self._lookups.rules.region, form.get("Address")
        self._work.run(lambda: (address, _places_of(form, region)), self._on_places, self._on_no_country)

    def _on_places(self, found: tuple[Any, tuple[Offer, ...]]) -> None:
        self.places_found.emit(*found)

    def _on_country_told(self, found: CountryFound | None) -> None:
        if found is not None:
            self.country_found.emit(found)

    def _on_no_country(self, error: Exception) -> None:
        _log.error("What an address tells could not be looked for: %s", type(error).__name__)

    def read_file_text(self, paths: Sequence[Path]) -> None:
        """Reads text files without recognising anything; `file_text_read` is emitted."""
        self._work.run(partial(_text_of_files, tuple(paths)), self._on_file_text, self._on_failed)

    def _on_file_text(self, answer: tuple[str, str]) -> None:
        self.file_text_read.emit(*answer)

    def _start(self, work: Callable[[OnCard], RecognitionResult | Path]) -> None:
        self.cancel()
        number = self._request_number
        cancelled = self._cancelled = Event()
        self._cards_read = self._cards_told = 0
        self._look.start()

        def on_card(count: int) -> None:
            if cancelled.is_set():
                raise _Cancelled
            self._cards_read = count

        self._work.run(lambda: (number, work(on_card)), self._on_recognised, self._on_failed)

    def _on_recognised(self, answer: tuple[int, RecognitionResult | Path]) -> None:
        number, found = answer
        if number == self._request_number:
            self._look.stop()
            if isinstance(found, RecognitionResult):
                self.recognised.emit(found)
            else:
                self.table_found.emit(found)

    def _on_look(self) -> None:
        if self._cards_read != self._cards_told:
            self._cards_told = self._cards_read
            self.progressed.emit(self._cards_told)

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, _Cancelled):
            return
        self._look.stop()
        # The class alone: a message may quote what a person pasted.
        _log.error("Recognition failed: %s", type(error).__name__)
        self.recognised.emit(RecognitionResult(message=_FAILED))


def _places_of(form: Mapping[str, Any], region: str) -> tuple[Offer, ...]:
    from app.recognition.filling.place_offers import place_offers

    return place_offers(form, region)


def _country_told_by(form: Mapping[str, Any], countries: Sequence[Country]) -> CountryFound | None:
    from app.recognition.filling.country import country_told_by

    code, words = country_told_by(form)
    told = (one for one in countries if code and one.two_letter_iso_country == code)
    if (country := next(told, None)) is None or not country.country_id:
        return None
    return CountryFound(country.country_id, country.name or country.english_name or code, words)


def _given_files(region: str, countries: Sequence[Country], on_card: OnCard) -> GivenFiles:
    # Imported here, on the worker: a window at rest has no use for it.
    from app.service.given_files import GivenFiles

    return GivenFiles(region, countries, _read_picture, on_card)


def _text_of_files(paths: tuple[Path, ...]) -> tuple[str, str]:
    from app.service.given_files import text_of_files  # as above

    return text_of_files(paths)


def _recognise_picture(picture: bytes | QImage, on_card: OnCard, given: GivenFiles) -> RecognitionResult:
    from app.pictures.reader import read_picture

    return given.recognise_picture(read_picture(picture, on_card))


def _read_picture(data: bytes, on_card: OnCard) -> PictureSays:
    # Imported here, on the worker: few have a picture.
    from app.pictures.reader import read_picture

    return read_picture(data, on_card)
