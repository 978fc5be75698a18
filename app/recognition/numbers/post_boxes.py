"""Numbers of post boxes in a column of their own, with the word that their country has for a box."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import Final

from app.recognition.language import patterns
from app.recognition.language.postcodes import countries_of
from app.recognition.values.headings import heading_words, normal

BOX: Final = "Address.Postal.Box"
"""The cells of a row with the number of a box, behind the heading of their column."""
_NUMBER: Final = re.compile(
    r"(?P<digits>\d[\d ]{0,9}?)(?:\.0)?(?P<office> [^\W\d_][^\W\d_ .-]*(?: [^\W\d_]+)?)?"
)
_IN_CELL: Final = re.compile(r"(?P<heading>.*?) (?P<number>\d.*)")
_OTHERS: Final = "PO Box"


def box_in_cell(text: str, heading: str) -> str:
    """Returns the number of a box behind its heading; empty for more, and below other headings.

    A post office may follow it (``1234 Sentrum``), but no town of that postcode.
    """
    match = _NUMBER.fullmatch(text) if _is_of_boxes(heading) else None
    if match is None:
        return ""
    digits, office = match["digits"].strip(), (match["office"] or "").strip()
    if office and countries_of(digits, office):
        return ""
    return f"{normal(heading)} {digits} {office}".rstrip()


def named_box(text: str, region: str) -> str:
    """Returns what `box_in_cell` has returned with the word for a box in its country, an ISO 3166 code.

    Where a country has several, the heading says which. Where none is known, its own word stays.
    """
    match = _IN_CELL.fullmatch(text)
    if match is None:
        return text
    own = next((word for word in _words() if word.casefold() == match["heading"]), "")
    words = _by_country().get(region, (own or _OTHERS,) if not region else (_OTHERS,))
    return f"{own if own in words else words[0]} {match['number']}"


def is_box(lines: Sequence[str]) -> bool:
    """Returns True for a post box, and whom its mail goes through, without a street."""
    boxes = [line for line in lines if patterns.PO_BOX.search(line)]
    return bool(boxes) and all(
        line in boxes or line[:2].casefold() in ("c/", "v/", "p/") for line in lines if line
    )


def is_house(lines: Sequence[str]) -> bool:
    """Returns True for a house in a street, which has one postcode; a box may have that of the street."""
    return not is_box(lines) and any(map(str.isdigit, "".join(lines)))


def second_box(cells: Iterable[tuple[str, str]], lines: Sequence[str]) -> str:
    """Returns the box that a second line beside a street is, of the cells for those; empty without one."""
    second = (" ".join(text.split()) for text, _letters in cells)
    return next((one for one in second if one in lines[1:] and is_box([one]) and not is_box(lines)), "")


@lru_cache(maxsize=256)
def _is_of_boxes(heading: str) -> bool:
    return normal(heading) in heading_words("boxes", "headings")


@cache
def _by_country() -> dict[str, tuple[str, ...]]:
    pairs = (one.strip().partition("=") for one in heading_words("boxes", "words"))
    return {country: tuple(words.split(",")) for country, _sign, words in pairs}


@cache
def _words() -> frozenset[str]:
    return frozenset(word for words in _by_country().values() for word in words)
