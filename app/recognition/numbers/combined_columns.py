"""Columns that have numbers of several kinds in one cell: ``Tel. / Mobil / Fax``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from app.model.text_normalization import shortened
from app.recognition.cells.cell_phones import kind_before
from app.recognition.cells.cell_values import values_of_cell
from app.recognition.values.headings import field_of_heading
from app.translation import _

_SIGNS: Final = r"\s*[/,;|&+]\s*|\s+[-–]\s+|\s+(?:og|och|und|and|en|et|ja)\s+"
_PARTS: Final = re.compile(_SIGNS)
_BETWEEN: Final = (
    r"\s*\n\s*",
    r"\s*;\s*",
    r"\s*\|\s*",
    r"\s*,\s*",
    r"\s+/\s*|\s*/\s+",
    r"\s+[-–]\s+",
    r"\s*/\s*",
)
"""What stands between the numbers of a cell: what parts others least, first."""
_FEWEST_DIGITS: Final = 5
_FEWEST_WORDS: Final = 3
_NOTHING: Final = ("", "-", "–", "—")
_WHICH: Final = _("Nothing says which of the numbers “{text}” is the fax: they are read as phone numbers.")


@lru_cache(maxsize=512)
def labels_in_heading(heading: str) -> tuple[str, ...]:
    """Returns what a heading calls each of several kinds of numbers; nothing for one of a single kind."""
    text = re.sub(r"[()]", " ", heading).strip(" *:.")
    parts = [part for part in _PARTS.split(text) if part]
    if len(parts) == 1 and len(text.split()) == _FEWEST_WORDS:
        parts = text.split()
    kinds = [kind_before(part) if len(part.split()) <= 2 else "" for part in parts]
    # "Fax, arbeid" is a fax at work.
    is_several = (
        len(kinds) > 1 and all(kinds) and all(map(field_of_heading, parts)) and len(set(kinds)) == len(kinds)
    )
    return tuple(part.strip(" .:") for part in parts) if is_several else ()


def with_labels_of_heading(text: str, labels: Sequence[str], region: str) -> tuple[str, str]:
    """Returns the numbers of a cell with the labels of its heading, and a sentence of doubt where these fail.

    What has labels of its own, or as many numbers as none of its signs says, stays as it is.
    """
    if any(map(str.isalpha, text)) or sum(map(str.isdigit, text)) < _FEWEST_DIGITS:
        return text, ""
    kinds = [kind_before(label) for label in labels]
    for sign in _BETWEEN:
        parts = re.split(sign, text.strip())
        are_numbers = all(part in _NOTHING or _digits(part) >= _FEWEST_DIGITS for part in parts)
        if len(parts) == len(labels) and are_numbers and not _is_other_order(parts, kinds, region):
            both = zip(labels, parts, strict=True)
            return ", ".join(f"{label}: {part}" for label, part in both if part not in _NOTHING), ""
    numbers = values_of_cell(text, "Phones")
    is_open = "fax" in kinds and len(numbers) > 1
    others = [one for one in numbers if not _is_mobile(one, region)] if is_open else []
    has_only_one = len(others) <= 1 and len(numbers) < len(labels)
    return text, _WHICH.format(text=shortened(text)) if is_open and not has_only_one else ""


def _digits(text: str) -> int:
    return sum(map(str.isdigit, text))


def _is_other_order(parts: Sequence[str], kinds: Sequence[str], region: str) -> bool:
    """Returns True where a mobile number stands for another kind, and what stands for it is none."""
    if "mobile" not in kinds:
        return False
    told = [_is_mobile(part, region) for part in parts]
    at = kinds.index("mobile")
    return any(told) and not told[at] and parts[at] not in _NOTHING


def _is_mobile(number: str, region: str) -> bool:
    from app.recognition.cells.repairs import kind_of_phone

    return kind_of_phone(number, region) == "MobilePhone"
