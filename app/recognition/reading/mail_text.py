"""Recognising a mail signature, a whole mail, or names with addresses."""

from __future__ import annotations

from collections.abc import Sequence

from app.model.carriers.lists import Country
from app.recognition.reading.findings import Recognised
from app.recognition.reading.mail_trimming import trim
from app.recognition.reading.signature import SignatureReader

# A thread of answers is followed this deep where the upper ones say nothing of their writers.
_DEEPEST = 5


def read_text(text: str, region: str = "", countries: Sequence[Country] = ()) -> Recognised:
    """What the newest part of a mail tells; the part below an answer without any details instead."""
    for _ in range(_DEEPEST):
        trimmed = trim(text)
        found = SignatureReader(trimmed, region, countries).read().result()
        if found or not trimmed.rest.strip():
            return found
        text = trimmed.rest
    return Recognised()
