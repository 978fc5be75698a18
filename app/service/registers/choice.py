"""Chooses the registers that a typed text is asked of, by the company's country and by what the text is."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from app.model.registers.numbers import is_number_like
from app.webapi.registers import REGISTERS
from app.webapi.registers.register import Register

_LEAST_NAME = 3
_VAT = "vies"
_LONGEST = 100
# Of VAT numbers, some have letters behind those of the country: ATU12345678, ESB12345678.
_COUNTRY_LETTERS = re.compile(r"([A-Z]{2})[A-Z]{0,2}[\s\d.-]*\d", re.IGNORECASE)
_LABEL = re.compile(r"(?:[^\W\d_]+[.:\-]*\s*)*?(?=(?:[A-Z]{2,4}[ -]?)?\d)", re.IGNORECASE)
_FINNISH_PERSON = re.compile(r"\d{6}[A-Z]\d{3}", re.IGNORECASE)


@dataclass(frozen=True)
class Asked:
    """One question: a register, and the number in its own form or a name."""

    register: Register
    text: str
    is_number: bool


def questions_for(text: str, country: str, allowed: Collection[str]) -> Sequence[Asked]:
    """Returns whom to ask, best first; nothing if the text is too short, or a number of somebody else.

    `country` is an ISO 3166 code, or empty where none is known; a number that begins with a country's
    letters is that country's. What is mostly digits, or has ten in a row, is taken for a number, never for a
    name: a private person's number is none of a register's and goes nowhere, nor does a name with one.
    """
    text = text.strip()
    if not _LEAST_NAME <= len(text) <= _LONGEST:
        return ()
    if is_number_like(text):
        return _by_number(text, country.upper(), allowed)
    return () if _FINNISH_PERSON.search(text) else _by_name(text, country.upper(), allowed)


def _by_number(text: str, country: str, allowed: Collection[str]) -> Sequence[Asked]:
    label = _LABEL.match(text)
    text = text[label.end() :] if label else text
    named = _COUNTRY_LETTERS.match(text)
    letters = named[1].upper() if named else ""
    home = {"EL": "GR"}.get(letters, letters) if _is_country(letters) else country
    found = []
    for register in REGISTERS.values():
        is_home = not register.countries or not home or home in register.countries
        if register.code in allowed and is_home and (number := _number_in(register, text, home, letters)):
            found.append(Asked(register, number, is_number=True))
    return found


def _number_in(register: Register, text: str, home: str, letters: str) -> str:
    if register.code == _VAT and not letters:
        return register.number_in(f"{home}{text}") if home else ""
    return register.number_in(text)


def _is_country(letters: str) -> bool:
    return any(letters in one.countries for one in REGISTERS.values()) or letters == "EL"


def _by_name(text: str, country: str, allowed: Collection[str]) -> Sequence[Asked]:
    finding = [one for one in REGISTERS.values() if one.code in allowed and one.finds_names]
    national = [one for one in finding if country in one.countries]
    world = [one for one in finding if not one.countries]
    return [Asked(one, text, is_number=False) for one in national or world]
