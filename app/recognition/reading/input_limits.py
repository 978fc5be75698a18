"""Limits the size of a text, and says what a file is that holds none."""

from __future__ import annotations

import re

from app.translation import _

MEGABYTE = 1_000_000
MOST_TEXT = MEGABYTE
MOST_PASTED = 10 * MEGABYTE
MOST_FILE = 30 * MEGABYTE
"""How much is read of a mail, which carries what is attached to it, and of a picture."""
_LARGE_FILES = (".eml", ".msg", ".png", ".jpg", ".jpeg", ".bmp")


_PICTURE = _("a picture")
# How formats begin: https://www.garykessler.net/library/file_sigs.html
_BEGINNINGS: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
    (b"GIF8", _PICTURE),
    (b"BM", _PICTURE),
    (b"II*\x00", _PICTURE),
    (b"MM\x00*", _PICTURE),
    (b"%PDF", _("a PDF")),
    (b"PK\x03\x04", _("a document of an office program, or an archive")),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", _("a mail or document as Outlook or Word stores it")),
    (b"{\\rtf", _("a formatted document (RTF)")),
    (b"Rar!", _("an archive")),
    (b"7z\xbc\xaf", _("an archive")),
    (b"\x1f\x8b", _("an archive")),
    (b"MZ", _("a program")),
    (b"\x7fELF", _("a program")),
    (b"SQLite format 3\x00", _("a database")),
    (b"ID3", _("a sound")),
    (b"OggS", _("a sound")),
    (b"fLaC", _("a sound")),
    (b"bplist", _("a list of settings of macOS")),
)
_IN_CONTAINERS = ((b"WEBP", _PICTURE), (b"WAVE", _("a sound")), (b"AVI ", _("a film")))
_PICTURES_OF_PHONES = (b"heic", b"heix", b"mif1", b"avif")
_TEXTS = (
    (re.compile(rb"\s*BEGIN:VCALENDAR", re.IGNORECASE), _("a calendar")),
    (re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?<svg\b", re.IGNORECASE), _PICTURE),
    (
        re.compile(rb"(?:\s|#[^\n]{0,200}\n|version:\s*\d+\s)*dn::?\s*\S", re.IGNORECASE),
        _("a list of contacts in LDIF"),
    ),
)
# Headings of tables that address books export.
_HEADINGS = frozenset(
    (
        *("first name", "last name", "given name", "family name", "company", "organization name", "e-mail"),
        *("e-mail address", "email", "e-mail 1 - value", "display name", "fornavn", "etternavn", "förnamn"),
        *("efternamn", "vorname", "nachname", "voornaam", "achternaam", "prénom", "etunimi", "sukunimi"),
        *("firma", "selskap", "e-post", "e-postadresse", "e-mail-adresse", "business phone", "mobile phone"),
    )
)
_FEWEST_HEADINGS = 2
TABLE = _("a table of contacts (CSV)")
_SAMPLE = 4_000
# Of a text in any encoding, control characters other than breaks and tabs are hardly a hundredth.
_MOST_CONTROL = 0.05


def most_of(name: str) -> int:
    """Returns how many bytes are read of a file of that name."""
    return MOST_FILE if name.lower().endswith(_LARGE_FILES) else MOST_PASTED


def why_refused(size: int, *, is_card: bool | None, most: int = 0) -> str:
    """Returns a sentence if a text is too large to be read, else an empty string.

    `size` is in bytes of a file or in characters of a text. vCards may be larger, since they hold pictures;
    None is a file that nobody has looked into. `most` is for one of which more is known.
    """
    most = most or (MOST_TEXT if is_card is False else MOST_PASTED)
    if size <= most:
        return ""
    if is_card is None:
        sentence = _("This file is too large to be read: {shown} MB, and {most} MB is the most.")
    elif is_card:
        sentence = _(
            "These cards are too large to be read: {shown} MB, and {most} MB is the most. Choose fewer cards."
        )
    else:
        sentence = _(
            "This text is too large to be read: {shown} MB, and {most} MB is the most. "
            "Copy only the signature and paste again."
        )
    shown = f"{size / MEGABYTE:.1f}".removesuffix(".0")
    return sentence.format(shown=shown, most=most // MEGABYTE)


def what_text_is(text: str) -> str:
    """Returns what a text is that no reader here takes, as “a calendar”; empty if it may well be read.

    A table whose rows can be read has been read before.
    """
    if kind := _format_of(text):
        return kind
    cells = re.split(r"[,;\t]", text.lstrip("\ufeff \n")[:_SAMPLE].partition("\n")[0])
    known = sum(cell.strip(' "\r').casefold() in _HEADINGS for cell in cells)
    return TABLE if known >= _FEWEST_HEADINGS else ""


def _format_of(text: str) -> str:
    head = text[:_SAMPLE].encode("utf-8", "replace")
    return next((kind for pattern, kind in _TEXTS if pattern.match(head)), "")


def what_it_is(data: bytes) -> str:
    """Returns what a file is, as “a picture”; empty if it may well be a card, mail, table or text."""
    if _is_text(data) and (kind := _format_of(data[:_SAMPLE].decode("utf-8", "replace"))):
        return kind
    return why_no_text(data)


def is_picture(data: bytes) -> bool:
    """Returns True for a picture of any kind that consists of pixels."""
    return why_no_text(data) is _PICTURE


def why_no_text(data: bytes) -> str:
    """Returns what a file is that is no text, as “a picture”; empty for a text of any kind."""
    for beginning, kind in _BEGINNINGS:
        if data.startswith(beginning) and not _is_text(data):
            return kind
    if data.startswith((b"%PDF", b"{\\rtf")):
        return _("a PDF") if data.startswith(b"%") else _("a formatted document (RTF)")
    if data.startswith(b"RIFF"):
        return next((kind for mark, kind in _IN_CONTAINERS if data[8:12] == mark), _("a film or sound"))
    if data[4:8] == b"ftyp":
        return _PICTURE if data[8:12] in _PICTURES_OF_PHONES else _("a film")
    return "" if _is_text(data) else _("no text")


def _is_text(data: bytes) -> bool:
    """Returns True if what the file begins with can be read as text, in UTF-16 too."""
    head = data[:_SAMPLE]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    halves = (head[0::2], head[1::2])
    if head.count(0) > len(head) * 0.3:
        return any(half.count(0) < len(half) * 0.1 and _is_text(half) for half in halves)
    return (
        sum(one < 32 and one not in b"\t\n\v\f\r" for one in head) <= len(head) * _MOST_CONTROL
    )  # 32 is the blank
