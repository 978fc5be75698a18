"""Cities of postcodes and postcodes of cities, read from the table for one question and not kept."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.recognition.language.tables import read_postcodes

# Austria's have the district behind the town, Reykjavík's a number.
_DISTRICT = re.compile(r",.*| - \d+$")


def cities_at(code: str, country: str) -> tuple[str, ...]:
    """Returns the cities that have a postcode in a country; nothing if it is unknown.

    Of a town and its districts (``Dresden``, ``Dresden Friedrichstadt``) it is the town.
    """
    key = _key(code)
    if not key:
        return ()
    names = [city for found, cities in _places(country) if _key(found) == key for city in cities]
    whole = [one for one in names if all(other.startswith(one) for other in names)]
    return tuple(dict.fromkeys(whole[:1] or names))


def only_code_of(city: str, country: str) -> str:
    """Returns the postcode of a city that has one alone, as its country writes it; else an empty text."""
    wanted = city.strip().casefold()
    codes = {code for code, cities in _places(country) if wanted in (one.casefold() for one in cities)}
    # Of Dutch codes the table has no letters, and half a code is none.
    return codes.pop() if len(codes) == 1 and country != "NL" else ""


def _places(country: str) -> Iterator[tuple[str, list[str]]]:
    begin = f"{country}\t"
    for line in read_postcodes() if country else ():
        if line.startswith(begin):
            _country, code, names = line.split("\t")
            yield code, [_DISTRICT.sub("", name) for name in names.split("|")]


def _key(code: str) -> str:
    return re.sub(r"\D", "", code)
