"""Finds the entry of a tenant's list of businesses that an industry code of a register means."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

import resources
from app.model.form.choices import Choices
from app.model.registers.businesses import business_for
from app.model.text_normalization import normalize_for_search

_TABLE = "recognition/industries.toml"
_SEVERAL = re.compile(r"\s*[/,&+]\s*")
_DIVISION = re.compile(r"\d{2}")


class Business(NamedTuple):
    """The row of an entry; it is sure if its name is what the industry is called, and no other entry's is."""

    row: int
    is_sure: bool


def business_of(code: str, choices: Choices, named: Mapping[str, str] | None = None) -> Business | None:
    """Returns the entry for a NACE code, or for a national one that begins as NACE does.

    `named` are names by the beginnings of codes, which somebody has said: one of them that the list has is
    sure. An entry that has a word for the industry among others is a guess; None where no entry fits.
    """
    if (name := business_for(code, named or {})) and (row := choices.row_of_name(name)) is not None:
        return Business(row, is_sure=True)
    division = _DIVISION.match(re.sub(r"[\s.]", "", code))
    words = _words_by_division().get(division.group(), ()) if division else ()
    entries = [
        (row, normalize_for_search(line.name)) for row, line in enumerate(choices) if not line.is_heading
    ]
    exact = [row for row, name in entries if all(one in words for one in _SEVERAL.split(name))]
    if exact:
        best = next((row for word in words for row, name in entries if name == word), exact[0])
        return Business(best, len(exact) == 1)
    parts = [(row, set(re.findall(r"[^\W_]+", name))) for row, name in entries]
    guessed = [row for word in words for row, names in parts if set(word.split()) <= names]
    return Business(guessed[0], is_sure=False) if guessed else None


@cache
def _words_by_division() -> dict[str, tuple[str, ...]]:
    import tomllib  # here: a window at rest has no use for it

    table = tomllib.loads(resources.text(_TABLE))["industry"]
    return {
        division: tuple(normalize_for_search(word) for word in one["words"])
        for one in table
        for division in one["divisions"]
    }
