"""Keeps spreadsheets from running what a cell of a file says, and undoes that."""

from __future__ import annotations

import re
from typing import Final

_SIGNS: Final = "=+\\-@＝＋－＠"
_UNSEEN: Final = r"\s\u200b-\u200f\u2060\ufeff"
_FIRST: Final = re.compile(rf"[\t\r]|[\"{_UNSEEN}]*+[{_SIGNS}]")
# A program whose list separator is another one parts cells at it, so that a part of one begins there.
_PART: Final = re.compile(rf"(?P<before>[,;\t\r\n][\"{_UNSEEN}]*+)(?P<part>[{_SIGNS}][^,;\t\r\n]*)")
_UNPARTED: Final = frozenset(';\t\r\n"')
_GUARDED: Final = re.compile(rf"(?P<before>[,;\t\r\n][\"{_UNSEEN}]*+)'(?=[{_SIGNS}])")


def harmless(cell: str) -> str:
    """Returns a cell with an apostrophe before what a spreadsheet would take for a formula.

    Excel runs ``=…``, ``+…``, ``-…`` and ``@…`` of a file that is opened, also in quotes, and LibreOffice can
    be told to; a number with a sign, such as +47 22 33 44 55, is a number or a text to both, and stays.
    """
    within = _PART.sub(_guarded, cell)
    return f"'{within}" if _FIRST.match(cell) and not _is_number(cell) else within


def as_it_was(cell: str) -> str:
    """Returns a cell without the apostrophes that `harmless` has written."""
    plain = _GUARDED.sub(r"\g<before>", cell)
    return plain[1:] if plain[:1] == "'" and _FIRST.match(plain, 1) else plain


def _guarded(match: re.Match[str]) -> str:
    follows = match.string[match.end() : match.end() + 1]
    is_dash = match["part"].rstrip(" ") == "-" and follows != "\t"
    # Where another sign than a comma parts cells, one goes on behind it: "-,cmd|…".
    goes_on = follows == "," and not _UNPARTED.isdisjoint(match["before"])
    is_plain = not goes_on and (is_dash or _is_number(match["part"]))
    return match[0] if is_plain else f"{match['before']}'{match['part']}"


def _is_number(text: str) -> bool:
    return text[1:].replace(" ", "").isdigit()
