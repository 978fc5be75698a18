"""Reads a mail as Outlook saves it (.msg): a compound file with a stream for each property.

Source: [MS-OXMSG], sections 2.1 (properties), 2.2 (storages) and 2.4 (the stream of properties); the numbers
of the properties are those of [MS-OXPROPS].
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from app.recognition.cards.decoding import decode, decode_named
from app.recognition.mails.leads import rows_listed
from app.recognition.mails.mail import (
    CARD_FILES,
    LONGEST_BODY,
    LONGEST_CARD,
    MOST_CARDS,
    MOST_PEOPLE,
    Mail,
    OnStep,
    UnreadableMail,
    mailbox,
)
from app.recognition.reading.mail_trimming import Mailbox
from app.recognition.sheets.compound_file import has_sound_chains
from app.recognition.values.html_text import text_of_html
from app.translation import _

if TYPE_CHECKING:
    from olefile import OleFileIO

_BEGINNING: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PROPERTIES: Final = "__properties_version1.0"
_UNICODE, _STRING, _BINARY = "001F", "001E", "0102"
# Properties, by their numbers.
_CLASS, _BODY, _HTML, _RTF = "001A", "1000", "1013", "1009"
_SENDER: Final = (("5D02", "0042"), ("5D01", "0C1A"), ("0065", "0042"), ("0C1F", "0C1A"))
"""Address and name of who wrote it, then of who sent it; the later ones may be those of Exchange."""
_RECIPIENT: Final = (("39FE", "3001"), ("3003", "3001"))
_RECIPIENT_TYPE, _CODE_PAGE, _CODE_PAGE_OF_TEXTS = 0x0C150003, 0x3FDE0003, 0x3FFD0003
_TO, _COPIED = 1, 2
_LONG_NAME, _SHORT_NAME, _DATA = "3707", "3704", "3701"
_LONGEST_TEXT: Final = 10_000  # bytes of anything but body and card
_MOST_ATTACHED: Final = 200
_HEADER_OF_MAIL, _HEADER_OF_OTHERS, _ENTRY = 32, 8, 16


def is_compound_file(data: bytes) -> bool:
    """Returns True for a file as Outlook and old office programs store theirs."""
    return data.startswith(_BEGINNING)


def read_outlook_mail(data: bytes, on_step: OnStep = lambda _count: None) -> Mail:
    """Reads a mail. Raises UnreadableMail with a sentence, also for other files of that kind."""
    import olefile

    if not has_sound_chains(data):
        raise UnreadableMail(_DAMAGED)
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as file:
            if not file.exists(_PROPERTIES):
                raise UnreadableMail(_("This is a document of an old office program, and no mail."))
            return _Reader(file, on_step).mail()
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError, struct.error):
        # What the library raises for files that are damaged.
        raise UnreadableMail(_DAMAGED) from None


class _Reader:
    def __init__(self, file: OleFileIO, on_step: OnStep) -> None:
        self._file = file
        self._on_step = on_step
        numbers = self._numbers((), _HEADER_OF_MAIL)
        self._code_page = numbers.get(_CODE_PAGE_OF_TEXTS) or numbers.get(_CODE_PAGE) or 0
        self._of_html = numbers.get(_CODE_PAGE) or 0

    def mail(self) -> Mail:
        text, page = self._text((), _BODY, LONGEST_BODY), self._page()
        if not text.strip():
            text = text_of_html(page)
        people = list(self._recipients())
        is_secret = "SMIME" in self._text((), _CLASS).upper() and not text.strip()
        return Mail(
            self._mailbox((), _SENDER),
            tuple(one for kind, one in people if kind == _TO),
            tuple(one for kind, one in people if kind == _COPIED),
            text,
            tuple(self._cards()),
            is_secret,
            is_rtf=not text.strip() and bool(self._bytes((), f"{_RTF}{_BINARY}", 1)),
            rows=rows_listed(page),
        )

    def _page(self) -> str:
        html = self._bytes((), f"{_HTML}{_BINARY}", LONGEST_BODY)
        of_page = decode_named(html, _encoding(self._of_html)) if self._of_html else decode(html)
        return of_page or self._text((), _HTML, LONGEST_BODY)

    def _mailbox(self, place: tuple[str, ...], pairs: tuple[tuple[str, str], ...]) -> Mailbox | None:
        for address, name in pairs:
            if found := mailbox(self._text(place, name), self._text(place, address)):
                return found
        return None

    def _recipients(self) -> Iterator[tuple[int, Mailbox]]:
        for place in self._storages("__recip_version1.0_#", MOST_PEOPLE):
            self._on_step(0)
            kind = self._numbers(place, _HEADER_OF_OTHERS).get(_RECIPIENT_TYPE, 0) & 0xF
            if found := self._mailbox(place, _RECIPIENT):
                yield kind, found

    def _cards(self) -> Iterator[str]:
        count = 0
        for place in self._storages("__attach_version1.0_#", _MOST_ATTACHED):
            self._on_step(0)
            name = self._text(place, _LONG_NAME) or self._text(place, _SHORT_NAME)
            if name.lower().endswith(CARD_FILES) and count < MOST_CARDS:
                count += 1
                yield decode(self._bytes(place, f"{_DATA}{_BINARY}", LONGEST_CARD))

    def _storages(self, beginning: str, most: int) -> list[tuple[str, ...]]:
        """Returns the storages at the top whose names begin so."""
        listed = self._file.listdir(streams=False, storages=True)
        found = [tuple(path) for path in listed if len(path) == 1 and path[0].startswith(beginning)]
        return sorted(found)[:most]

    def _text(self, place: tuple[str, ...], number: str, most: int = _LONGEST_TEXT) -> str:
        if wide := self._bytes(place, f"{number}{_UNICODE}", most - most % 2):
            return wide.decode("utf-16-le", "replace").rstrip("\0")
        narrow = self._bytes(place, f"{number}{_STRING}", most).rstrip(b"\0")
        return decode_named(narrow, _encoding(self._code_page)) if self._code_page else decode(narrow)

    def _bytes(self, place: tuple[str, ...], name: str, most: int) -> bytes:
        path = [*place, f"__substg1.0_{name}"]
        if not self._file.exists(path) or self._file.get_type(path) != _STREAM:
            return b""
        with self._file.openstream(path) as stream:
            return bytes(stream.read(most))

    def _numbers(self, place: tuple[str, ...], header: int) -> dict[int, int]:
        """Returns the properties that are whole numbers, by their tags."""
        path = [*place, _PROPERTIES]
        if not self._file.exists(path):
            return {}
        with self._file.openstream(path) as stream:
            data = bytes(stream.read(_LONGEST_TEXT))
        entries = data[header : len(data) - (len(data) - header) % _ENTRY]
        return {tag: value for tag, _flags, value, _rest in struct.iter_unpack("<IIII", entries)}


def _encoding(code_page: int) -> str:
    """Returns Python's name of a code page of Windows."""
    return {65001: "utf-8", 20127: "ascii", 28591: "iso-8859-1"}.get(code_page, f"cp{code_page}")


_STREAM: Final = 2  # of olefile's types: 1 is a storage
_DAMAGED = _("This file is damaged, or no mail of Outlook: nothing in it can be read.")
