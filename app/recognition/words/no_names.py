"""Words in the place of a name that are nobody's: parts of a company, and what is said of a call."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from app.recognition.language.tables import table
from app.recognition.words.heading_lists import heading_words

_AROUND: Final = " :!()[]<>*-–—"
_PARTING: Final = re.compile(r"[\s/&+,]+")
_DEFINITE: Final = ("en", "et", "n")
_SHORTEST_DEFINITE: Final = 5


def is_part_of_company(name: str) -> bool:
    """Returns True for parts of a company: ``Accounts Dept``, ``Bogholderiet``, ``Team Verkauf``."""
    plain = name.casefold().strip(_AROUND)
    words = _PARTING.split(plain)
    if len(words) > 1:
        known = _parts_of_companies() | _beside_parts()
        return known.issuperset(words) and not _words("beside parts").issuperset(words)
    if plain in _parts_of_companies() or plain.endswith(_ends()):
        return True
    bases = (plain.removesuffix(end) for end in _DEFINITE if plain.endswith(end))
    return any(len(base) >= _SHORTEST_DEFINITE and base in _parts_of_companies() for base in bases)


def says_where(name: str) -> bool:
    """Returns True for what is said of a call, or where else to look: ``left message``, ``se nettside``."""
    plain = " ".join(name.casefold().split()).strip(f"{_AROUND}.")
    where = _words("where")
    if plain in where or plain in _words("notes"):
        return True
    pointing = _pointing().match(plain)
    rest = plain[pointing.end() :].strip() if pointing else ""
    return rest in where or rest in _words("words")


@cache
def _words(key: str, section: str = "functions") -> frozenset[str]:
    return frozenset(table("nothing")[section][key].strip().replace("\n", "|").split("|"))


@cache
def _parts_of_companies() -> frozenset[str]:
    """Returns words for parts of a company that are nobody's name, in small letters."""
    known = (word for words in table("titles")["departments"].values() for word in words.split())
    words = _words("words") | _words("parts")
    return heading_words("roles", "areas") | words | {*known}


@cache
def _beside_parts() -> frozenset[str]:
    """Returns words that stand with such parts: ``team``, ``regional``."""
    areas = (word for words in table("titles")["areas"].values() for word in words.split())
    return _words("beside parts") | {*areas}


@cache
def _ends() -> tuple[str, ...]:
    return tuple(_words("ends"))


@cache
def _pointing() -> re.Pattern[str]:
    """Returns the expression of what says where to look: ``see our``, ``siehe``, ``kontakt via``."""
    words = _words("before", "ditto") | _words("asks", "beside names")
    said = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    others = "|".join(map(re.escape, _words("beside parts")))
    return re.compile(rf"(?:(?:{said})\s)?(?:(?:via|på|auf|check|sjekk|kolla|{said})\s)(?:(?:{others})\s)?")
