"""Numbers of registers and for VAT, as each country labels and writes them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module

from app.recognition.language.tables import table

_NUMBER = (
    r"(?:[A-Z]{2,3}[ -]{0,2}(?=[\dU]))?U?(?:[A-Z]-?)?\d(?:[\d.+*]|[ -](?=\d)|[A-Z](?![a-z])){3,22}(?<![.])"
    r"(?:\s?(?:MVA|MWST|TVA|IVA|HR)|\s[a-z](?=$|[\s,;|]))?"
)


# Numbers of British partnerships and companies that are not English begin so.
_BRITISH = ("OC", "SC", "NI", "SO", "NC", "SL")
# "Gas Safe Reg No." is of another register than "Reg No." at the beginning or behind a country.
_ALONE = r"(?:^|[,;:(|./–-]\s*|\b(?:wales|england|scotland|ireland|uk|company|limited|ltd)\s+)"
_OF_A_COURT = re.compile(
    r"(?<![\w-])(?P<part>HR[AB])(?:\s?-?\s?(?:Nr|Nummer)\.?)?\s?[:.]?\s?(?P<number>\d{1,6}(?:\s[A-Z]{1,2}(?=$|[\s,;|)]))?)(?!\w)"
)


@dataclass(frozen=True)
class RegisterNumber:
    """A number found in a text, from `start` to `end`; `country` is that of its label or its form."""

    start: int
    end: int
    text: str
    is_vat: bool
    country: str
    tells_country: bool = False


@dataclass(frozen=True)
class _Register:
    country: str
    is_vat: bool
    is_telling: bool
    labelled: re.Pattern[str]
    bare: re.Pattern[str] | None
    unlabelled: re.Pattern[str] | None
    checks: tuple[str, ...]


def labelled_numbers(text: str) -> Iterator[RegisterNumber]:
    """Yields the numbers whose label, or whose form with the country's letters, says what they are."""
    if not re.search(r"\d", text):
        return
    for register in _registers():
        for match in register.labelled.finditer(text):
            number = _shown(match["number"])
            if _has_enough_digits(number):
                is_vat = register.is_vat or _is_vat(number)
                yield RegisterNumber(
                    match.start(),
                    match.end("number"),
                    number,
                    is_vat,
                    register.country,
                    register.is_telling,
                )
    for register in _registers():
        for match in register.bare.finditer(text) if register.bare else ():
            is_vat = _is_vat(match.group())
            yield RegisterNumber(match.start(), match.end(), match.group(), is_vat, register.country)


def court_numbers(text: str) -> Iterator[str]:
    """Yields the numbers of German commercial registers, which each court counts for itself: ``HRB 4471``."""
    for match in _OF_A_COURT.finditer(text):
        yield f"{match['part'].upper()} {match['number']}"


def _is_vat(number: str) -> bool:
    """Returns True for a number that begins with the letters of a country, not with those of a register."""
    return number[:2].isalpha() and number[:2] not in _BRITISH


def is_register_label(text: str) -> bool:
    """Returns True for the label of a register number alone: ``Organisasjonsnummer``."""
    numbered = f"{text.rstrip(' :')}: 100000000"
    for register in _registers():
        found = register.labelled.match(numbered)
        if found and _has_enough_digits(_shown(found["number"])):
            return True
        if register.bare and register.bare.match(numbered):
            return True
    return False


def unlabelled_numbers(text: str, country: str) -> Iterator[RegisterNumber]:
    """Yields the numbers that have the form of a country's register and the right check digit."""
    for register in _registers():
        if register.country == country and register.unlabelled:
            for match in register.unlabelled.finditer(text):
                if any(_is_valid(check, match.group()) for check in register.checks):
                    yield RegisterNumber(match.start(), match.end(), match.group(), False, country)


def _shown(number: str) -> str:
    return number.strip(" .-/+*")


def _has_enough_digits(number: str) -> bool:
    return 5 <= sum(char.isdigit() for char in number) <= 15


def _is_valid(check: str, number: str) -> bool:
    return bool(import_module(f"stdnum.{check}").is_valid(number))


@cache
def _registers() -> tuple[_Register, ...]:
    return tuple(
        _Register(
            country=str(known["country"]),
            is_vat=bool(known.get("vat")),
            is_telling=bool(known.get("telling")),
            labelled=re.compile(
                rf"{_ALONE if known.get('alone') else ''}(?<![\w.])(?:{'|'.join(known['labels'])})"
                rf"\s*[:#(.]*\s*(?P<number>(?-i:{_NUMBER}))(?!\w)",
                re.IGNORECASE,
            ),
            bare=_any_of(known.get("bare", ())),
            unlabelled=_any_of(known.get("unlabelled", ())),
            checks=tuple(known["checks"]),
        )
        for known in table("registers")["register"]
    )


def _any_of(forms: list[str] | tuple[str, ...]) -> re.Pattern[str] | None:
    return re.compile(rf"(?<![\w.])(?:{'|'.join(forms)})(?!\w)") if forms else None
