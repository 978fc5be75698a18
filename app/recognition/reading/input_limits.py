"""Limits the size of a text, and says what a file is that holds none."""

from __future__ import annotations

import re

MEGABYTE = 1_000_000
MOST_TEXT = MEGABYTE
MOST_PASTED = 10 * MEGABYTE


# How formats begin: https://www.garykessler.net/library/file_sigs.html
_BEGINNINGS: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"BM", "a picture"),
    (b"II*\x00", "a picture"),
    (b"MM\x00*", "a picture"),
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a document of an office program, or an archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a mail or document as Outlook or Word stores it"),
    (b"{\\rtf", "a formatted document (RTF)"),
    (b"Rar!", "an archive"),
    (b"7z\xbc\xaf", "an archive"),
    (b"\x1f\x8b", "an archive"),
    (b"MZ", "a program"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "a database"),
    (b"ID3", "a sound"),
    (b"OggS", "a sound"),
    (b"fLaC", "a sound"),
    (b"bplist", "a list of settings of macOS"),
)
_IN_CONTAINERS = ((b"WEBP", "a picture"), (b"WAVE", "a sound"), (b"AVI ", "a film"))
_PICTURES_OF_PHONES = (b"heic", b"heix", b"mif1", b"avif")
_TEXTS = (
    (re.compile(rb"\s*BEGIN:VCALENDAR", re.IGNORECASE), "a calendar"),
    (re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?<svg\b", re.IGNORECASE), "a picture"),
    (re.compile(rb"\s*dn:\s*\S+=", re.IGNORECASE), "a list of contacts in LDIF"),
)
_SAMPLE = 4_000
# Of a text in any encoding, control characters other than breaks and tabs are hardly a hundredth.
_MOST_CONTROL = 0.05


def why_refused(size: int, *, is_card: bool) -> str:
    """Returns a sentence if a text is too large to be read, else an empty string.

    `size` is in bytes of a file or in characters of a text. vCards may be larger, since they hold pictures.
    """
    most = MOST_PASTED if is_card else MOST_TEXT
    if size <= most:
        return ""
    what = "These cards are" if is_card else "This text is"
    advice = "Choose fewer cards." if is_card else "Copy only the signature and paste again."
    shown = f"{size / MEGABYTE:.1f}".removesuffix(".0")
    return f"{what} too large to be read: {shown} MB, and {most // MEGABYTE} MB is the most. {advice}"


def what_it_is(data: bytes) -> str:
    """Returns what a file is, as “a picture”; empty if it may well be a card, mail or text."""
    for beginning, kind in _BEGINNINGS:
        if data.startswith(beginning) and not _is_text(data):
            return kind
    if data.startswith((b"%PDF", b"{\\rtf")):
        return "a PDF" if data.startswith(b"%") else "a formatted document (RTF)"
    if data.startswith(b"RIFF"):
        return next((kind for mark, kind in _IN_CONTAINERS if data[8:12] == mark), "a film or sound")
    if data[4:8] == b"ftyp":
        return "a picture" if data[8:12] in _PICTURES_OF_PHONES else "a film"
    for pattern, kind in _TEXTS:
        if pattern.match(data):
            return kind
    return "" if _is_text(data) else "no text"


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
