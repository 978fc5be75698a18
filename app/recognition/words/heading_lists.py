"""Looks up headings of columns and the words in them.

They are in ``resources/recognition/table_headings.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Set
from functools import cache
from typing import Final

from app.recognition.language.tables import table

_SIGNS: Final = re.compile(r"[\W_]+")
_COUNTER: Final = re.compile(r"(?<=[^\W\d]) ?\d{1,2}$")


def normal(heading: str) -> str:
    """Returns a heading in small letters, without signs."""
    return _SIGNS.sub(" ", heading.casefold()).strip()


def exactly(text: str) -> str | None:
    """Returns the field of words that stand in a list, be it without a number (``Telefon 2``, ``Tel2``)."""
    for candidate in (text, _COUNTER.sub("", text), text.replace(" ", "")):
        if (found := by_heading().get(candidate)) is not None:
            return found
    return None


def _listed(text: str) -> dict[str, None]:
    """Returns the words of a list, each once: some differ in letter case and signs alone."""
    return dict.fromkeys(normal(word) for word in text.replace("\n", "|").split("|") if word.strip())


@cache
def lists() -> dict[str, tuple[str, ...]]:
    """Returns the headings of each field."""
    headings: dict[str, str] = table("table_headings")["headings"]
    return {field: tuple(_listed(text)) for field, text in headings.items()}


@cache
def by_heading() -> dict[str, str]:
    """Returns the field of each heading: "Kontakt person" and "kontaktperson" are one."""
    exact = {word: field for field, words in lists().items() for word in words}
    return {word.replace(" ", ""): field for word, field in exact.items()} | exact


def plain_headings() -> Set[str]:
    """Returns headings in small letters as they mostly stand in tables: for every row of a long one."""
    return by_heading().keys()


@cache
def heading_words(section: str, key: str) -> frozenset[str]:
    """Returns the words of a list beside the headings, such as those that begin a row of sums."""
    return frozenset(table("table_headings")[section][key].replace("\n", "|").split("|")) - {""}


def countries_of_headings(headings: Iterable[str]) -> tuple[str, ...]:
    """Returns the countries of the one language of headings, the likeliest first; nothing for none or two."""
    words = {word for heading in headings for word in normal(heading).split()}
    found = [one for one, of_it in _words_of_headings().items() if not words.isdisjoint(of_it)]
    return tuple(one for one in found[-1] if all(one in other for other in found)) if found else ()


@cache
def _words_of_headings() -> dict[tuple[str, ...], frozenset[str]]:
    listed: dict[str, str] = table("countries")["headings"]
    return {tuple(key.split()): frozenset(re.split(r"[|\s]+", words)) for key, words in listed.items()}
