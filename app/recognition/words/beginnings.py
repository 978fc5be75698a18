"""Reads headings that are abbreviated: words of which only the beginnings stand there, with a dot."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from app.recognition.language.tables import table
from app.recognition.words.heading_lists import exactly, heading_words, lists, normal

_PART: Final = re.compile(r"[^\W_]+")
_BEGUN: Final = re.compile(r"([^\W_]+)(\.?)")
_BEGINNING: Final = re.compile(r"[^\W\d_]\.")
_FEWEST_LETTERS: Final = 3
_MANY_LETTERS: Final = 5
_LONGEST: Final = 40


@lru_cache(maxsize=1024)
def abbreviated(heading: str) -> str | None:
    """Returns the field of a heading of words and beginnings of words: ``Kont.pers.``, ``Bes.adr``, ``Opm.``.

    Nothing where it may as well be something else: ``Bet.``.
    """
    matches = [field for field, words in lists().items() for _word in _begun(heading, words)]
    letters = sum(map(str.isalpha, heading))
    is_short = letters < _MANY_LETTERS
    if len({*matches}) != 1 or (is_short and (letters < _FEWEST_LETTERS or len(matches) == 1)):
        return None  # one word tells too little of a short beginning
    return None if is_short and matches[0] == "Person.Name" else matches[0]  # "Best."


def is_listed(heading: str, section: str, key: str) -> bool:
    """Returns True for a heading that stands in a list beside the headings, whole or abbreviated."""
    words = heading_words(section, key)
    return normal(heading) in words or any(_begun(heading, words))


def _begun(heading: str, words: Iterable[str]) -> list[str]:
    """Returns the words of which a heading with dots has the beginnings."""
    if len(heading) > _LONGEST or not _BEGINNING.search(heading):
        return []
    parts = _BEGUN.findall(heading.casefold())
    pattern = re.compile("".join(_either(*part) for part in parts).removesuffix(" ").removesuffix(" ?"))
    return [word for word in words if word.startswith(parts[0][0]) and pattern.fullmatch(word)]


def _either(part: str, dot: str) -> str:
    """Returns a pattern for a word and what it begins; a short one without a dot is whole: ``e-post``."""
    is_begun = dot or len(part) >= _FEWEST_LETTERS
    return rf"{re.escape(part)}[^\W\d_]* ?" if is_begun else f"{re.escape(part)} "


def scopes_begun(heading: str) -> str:
    """Returns a heading with the words that say whose a value is whole: ``Tel. dienstl.``, ``E-post kont.``.

    Empty for one that has no beginnings of such words.
    """
    if len(heading) > _LONGEST or not _BEGINNING.search(heading):
        return ""
    parts = _PART.findall(normal(heading))
    whole = [_scope_begun(part) if exactly(part) is None else "" for part in parts]
    return " ".join(one or part for one, part in zip(whole, parts, strict=True)) if any(whole) else ""


def _scope_begun(part: str) -> str:
    """Returns a word of the one scope of which a word begins so; empty if there is none, or several."""
    scopes: dict[str, str] = table("table_headings")["scopes"]
    found = {
        scope: word
        for scope in scopes
        for word in sorted(heading_words("scopes", scope))
        if len(part) > _FEWEST_LETTERS and word.startswith(part)
    }
    return next(iter(found.values())) if len(found) == 1 else ""
