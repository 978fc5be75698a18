"""Reads the tables of resources/recognition: labels, registers, legal forms, titles, postcodes."""

from __future__ import annotations

import re
import sys
import tomllib
from functools import cache
from typing import Any

import resources

_FOLDER = "recognition"
_FEWEST_OF_LARGE = 5
MANY = "+"
DISTRICT = re.compile(r",.*| [A-ZÆØÅ]{1,2}$")
"""What stands behind a town: ``Wien, Innere Stadt``, ``Odense C``."""


@cache
def table(name: str) -> dict[str, Any]:
    """Returns the table ``NAME.toml``."""
    return tomllib.loads(resources.text(f"{_FOLDER}/{name}.toml"))


def phrases(name: str, *sections: str) -> list[str]:
    """Returns the phrases of a section of a table, which commas part."""
    listed = table(name)
    for section in sections:
        listed = listed[section]
    return [" ".join(phrase.split()) for phrase in str(listed).split(",") if phrase.strip()]


@cache
def top_levels() -> frozenset[str]:
    """Returns the top-level domains of the world, in lower case."""
    lines = resources.text(f"{_FOLDER}/top-levels.txt").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@cache
def postcode_lines() -> tuple[str, ...]:
    """Returns the table of postcodes: country, postcode and places, parted by tabs and bars."""
    return tuple(read_postcodes())


@cache
def countries_by_town() -> dict[str, str]:
    """Returns the countries of each town with a postcode; `MANY` stands behind one that has many for it."""
    counts: dict[tuple[str, str], int] = {}
    for line in postcode_lines():
        country, _code, names = line.split("\t")
        for name in names.split("|"):
            town = DISTRICT.sub("", name)
            for one in (name, town) if town != name else (name,):
                key = (one.casefold(), country)
                counts[key] = counts.get(key, 0) + 1
    result: dict[str, str] = {}
    for (name, country), count in counts.items():
        told = f"{country}{MANY if count >= _FEWEST_OF_LARGE else ''}"
        result[name] = sys.intern(f"{result[name]} {told}" if name in result else told)
    return result


def read_postcodes(country: str = "") -> list[str]:
    """Reads what `postcode_lines` keeps, or the lines of one country alone."""
    import lzma

    lines = lzma.decompress(resources.data(f"{_FOLDER}/postcodes.tsv.xz"))
    return (_those_of(country, lines) if country else lines).decode().splitlines()


def _those_of(country: str, lines: bytes) -> bytes:
    """Returns the lines of a country, which stand together: to take all apart takes as long again."""
    begin = f"{country}\t".encode()
    first = 0 if lines.startswith(begin) else lines.find(b"\n" + begin) + 1
    last = max(first, lines.rfind(b"\n" + begin) + 1)
    end = lines.find(b"\n", last)
    return lines[first : end if end >= 0 else None] if lines.startswith(begin, first) else b""
