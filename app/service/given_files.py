"""Reads what somebody drops, opens or names: cards, texts, mails, pictures, each known by what is in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, Protocol

from app.model.carriers.lists import Country
from app.recognition import (
    MOST_PASTED,
    FoundValue,
    RecognitionResult,
    decode,
    is_picture,
    most_of,
    recognise,
    what_it_is,
    why_refused,
)
from app.storage.files.regular_file import read_regular_file
from app.translation import _

OnCard = Callable[[int], None]
"""Is told how many cards have been read; what it raises ends the reading."""
_OTHER = _("“{}” is {}, so nothing was changed. Cards, mails, texts, and pictures of codes can be read.")
_NO_CONTACT = _("The code in this picture says nothing about a company or a person.")
_WEB: Final = re.compile(r"https?://\S+", re.IGNORECASE)
_SCHEME: Final = re.compile(r"\A(?:mailto|tel|smsto|sms):", re.IGNORECASE)


class PictureSays(Protocol):
    """What a picture says: the texts of its codes, else the text in it, else why there is none."""

    @property
    def codes(self) -> tuple[str, ...]: ...

    @property
    def text(self) -> str: ...

    @property
    def message(self) -> str: ...

    @property
    def picture(self) -> bytes: ...


@dataclass(frozen=True)
class GivenFiles:
    """Recognises files for one country and the tenant's countries.

    `read_picture` reads one, for what decodes pictures is not ours; `on_card` may end the reading.
    """

    region: str
    countries: Sequence[Country]
    read_picture: Callable[[bytes, OnCard], PictureSays]
    on_card: OnCard = lambda _count: None

    def recognise_files(self, paths: Sequence[Path]) -> RecognitionResult:
        """Reads files: texts and cards as one text, each mail and picture by itself."""
        texts, results = list[str](), list[RecognitionResult]()
        size = 0
        for path in paths:
            data, sentence = _bytes_of(path, size)
            if sentence:
                return RecognitionResult(message=sentence)
            size += len(data)
            found = self.recognise_data(data)
            if found is not None:
                results.append(found)
            elif sentence := _why_no_text(path, data):
                return RecognitionResult(message=sentence)
            else:
                texts.append(decode(data))
        if texts or not results:
            results.insert(0, self.recognise_text("\n".join(texts)))
        return _in_turn(results)

    def recognise_data(self, data: bytes) -> RecognitionResult | None:
        """Reads a mail or a picture; returns None for anything else."""
        # Imported here: loading it compiles patterns, and the window is painted first.
        from app.recognition.mails.reader import is_mail, recognise_mail

        if is_mail(data):
            return recognise_mail(data, self.region, self.countries, self.on_card)
        if is_picture(data):
            return self.recognise_picture(self.read_picture(data, self.on_card))
        return None

    def recognise_row(self, path: Path) -> RecognitionResult | None:
        """Reads a table of headings and one row; None if it has more, or is no such table."""
        from app.recognition.tables.pasted import read_single_row

        data, sentence = _bytes_of(path, 0)
        return None if sentence else read_single_row(decode(data), self.region)

    def recognise_text(self, text: str) -> RecognitionResult:
        """Reads a text of any kind."""
        return recognise(text, self.region, self.countries, self.on_card)

    def recognise_picture(self, said: PictureSays) -> RecognitionResult:
        """Recognises what a picture says."""
        if said.message:
            return RecognitionResult(message=said.message)
        if not said.codes:
            return replace(self.recognise_text(said.text), picture=said.picture)
        found = [one for one in map(self._recognise_code, said.codes) if one]
        return _in_turn(found) if found else RecognitionResult(message=_NO_CONTACT)

    def _recognise_code(self, code: str) -> RecognitionResult:
        if _WEB.fullmatch(code.strip()):
            return RecognitionResult((FoundValue("Urls[0].Value", code.strip(), code.strip()),))
        return self.recognise_text(_SCHEME.sub("", code, count=1))


def text_of_files(paths: Iterable[Path]) -> tuple[str, str]:
    """Returns the text of files without recognising anything, or a sentence about why it cannot be had."""
    texts, size = list[str](), 0
    for path in paths:
        data, sentence = _bytes_of(path, size)
        sentence = sentence or _why_no_text(path, data)
        if sentence:
            return "", sentence
        size += len(data)
        texts.append(decode(data))
    return "\n".join(texts), ""


def _why_no_text(path: Path, data: bytes) -> str:
    if kind := what_it_is(data):
        return _OTHER.format(path.name, kind)
    return why_refused(len(data), is_card=None, most=MOST_PASTED)


def _bytes_of(path: Path, read: int) -> tuple[bytes, str]:
    """Returns what is in a file, or a sentence; `read` is how much has been read of others before it."""
    most = most_of(path.name)
    try:
        # Before anything is read: a wrong file may be as large as a film.
        if sentence := why_refused(read + path.stat().st_size, is_card=None, most=most):
            return b"", sentence
        # A byte more than the most is enough to refuse what has grown, or has no size as a file of /proc.
        data = read_regular_file(path, most - read + 1)
    except OSError as error:
        why = error.strerror or _("it cannot be opened")
        sentence = _("“{name}” could not be read: {why}. Nothing was changed.")
        return b"", sentence.format(name=path.name, why=why)
    return data, why_refused(read + len(data), is_card=None, most=most)


def _in_turn(results: Sequence[RecognitionResult]) -> RecognitionResult:
    """Returns the first of several results with those after it as its others; what was said stays with it."""
    found = [one for one in results if one] or results[:1]
    others = [other for one in found[1:] for other in (replace(one, others=()), *one.others)]
    message = " ".join(dict.fromkeys(one.message for one in results if one.message))
    rows = next((one.rows for one in results if one.rows), ())
    return replace(found[0], message=message, others=(*found[0].others, *others), rows=rows)
