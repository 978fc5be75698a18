"""Reads a mail signature, a whole mail, or names with addresses."""

from __future__ import annotations

from collections.abc import Sequence

from app.model.carriers.lists import Country
from app.recognition.reading.findings import RecognitionResult
from app.recognition.reading.mail_trimming import extract_signature
from app.recognition.reading.region_hints import region_of_words
from app.recognition.reading.signature import SignatureReader

# How many quoted mails are tried if the newer ones say nothing about their writers.
_DEEPEST = 5


def read_text(text: str, region: str = "", countries: Sequence[Country] = ()) -> RecognitionResult:
    """Reads the newest part of a mail; if it holds no details, the quoted mail below it.

    The words of the whole text may tell better than `region` how its numbers are meant.
    """
    region = region_of_words(text, region)
    for _ in range(_DEEPEST):
        trimmed = extract_signature(text)
        found = SignatureReader(trimmed, region, countries).read().result()
        if found or not trimmed.older_part.strip():
            return found
        text = trimmed.older_part
    return RecognitionResult()
