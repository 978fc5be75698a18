"""Which text is a number for registers, before one of them is asked whether it is one of its own."""

from __future__ import annotations

import re

_HAS_NUMBER = re.compile(r"\d{5}")
_LONG = re.compile(r"\d{10}")  # a person's perhaps, whatever stands around it
_LEI = re.compile(r"[0-9A-Z]{18}\d{2}", re.IGNORECASE)


def is_number_like(text: str) -> bool:
    """Returns True for what is mostly digits, or has ten in a row: it is asked for as a number, or not."""
    compact = re.sub(r"[\s.:\-/]|MVA$", "", text)
    digits = sum(character.isdigit() for character in compact)
    if _LEI.fullmatch(compact) or _LONG.search(compact):
        return True
    return _HAS_NUMBER.search(compact) is not None and 2 * digits >= len(compact)
