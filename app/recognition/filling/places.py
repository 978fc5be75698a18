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
    names = [city for found, listed in _places(country) if _key(found) == key for city in _cities(listed)]
    whole = [one for one in names if all(other.startswith(one) for other in names)]
    return tuple(dict.fromkeys(whole[:1] or names))


def only_code_of(city: str, country: str) -> str:
    """Returns the postcode of a city that has one alone, as its country writes it; else an empty text."""
    wanted = city.strip().casefold()
    codes = {
        code
        for code, listed in _places(country)
        # Most lines are of no such place: they need not be taken apart.
        if wanted in listed.casefold() and wanted in (one.casefold() for one in _cities(listed))
    }
    # Of Dutch codes the table has no letters, and half a code is none.
    return codes.pop() if len(codes) == 1 and country != "NL" else ""


def _places(country: str) -> Iterator[tuple[str, str]]:
    """Yields each postcode of a country, with its places as the table has them."""
    for line in read_postcodes(country) if country else ():
        _country, code, listed = line.split("\t")
        yield code, listed


def _cities(listed: str) -> list[str]:
    return [_DISTRICT.sub("", name) for name in listed.split("|")]


def _key(code: str) -> str:
    return re.sub(r"\D", "", code)
