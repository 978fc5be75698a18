"""Czechia: ARES. Source: ares.gov.cz, REST."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.model.registers.letter_case import repaired_case
from app.model.registers.record import CompanyState, RegisterRecord
from app.webapi.registers.asking import Question
from app.webapi.registers.register import Register
from app.webapi.registers.values import MOST_HITS, address, digits_of, filled, joined, objects_at, text_at

_IN_LIQUIDATION = "v likvidaci"


class Czechia(Register):
    """The companies of Czechia."""

    code = "cz"
    countries = ("CZ",)
    address = "https://ares.gov.cz/ekonomicke-subjekty-v-be/rest"

    def number_in(self, text: str) -> str:
        """Returns the eight digits of an IČO with the right check digit; a person's number is none."""
        from stdnum.cz import dic

        digits = digits_of(text)
        return digits if len(digits) == 8 and dic.is_valid(digits) else ""

    def by_number(self, asked: Question, number: str) -> Sequence[RegisterRecord]:
        """Asks for a company."""
        found = asked.get(f"/ekonomicke-subjekty/{number}")
        return (_record(found),) if isinstance(found, dict) and text_at(found, "obchodniJmeno") else ()

    def by_name(self, asked: Question, name: str) -> Sequence[RegisterRecord]:
        """Asks for companies by name."""
        body = {"obchodniJmeno": name, "start": 0, "pocet": MOST_HITS}
        found = asked.post("/ekonomicke-subjekty/vyhledat", body)
        subjects = objects_at(found, "ekonomickeSubjekty")
        return [_record(one) for one in subjects if text_at(one, "obchodniJmeno")]


def _record(found: dict[str, Any]) -> RegisterRecord:
    seat = found.get("sidlo")
    number = text_at(found, "ico").zfill(8)
    name = repaired_case(text_at(found, "obchodniJmeno"))
    city = text_at(seat, "nazevObce")
    postcode = text_at(seat, "psc").zfill(5) if text_at(seat, "psc") else ""
    values = {
        "Name": name,
        "OrgNr": text_at(found, "dic") or number,
        "Country": text_at(seat, "kodStatu") or "CZ",
        **address("Street", [_street(seat)], f"{postcode[:3]} {postcode[3:]}".strip(), city),
    }
    return RegisterRecord(
        Czechia.code,
        "CZ",
        number,
        name,
        city,
        _state(found, name),
        filled(values),
        industry=text_at(found, "czNace2008", 0) or text_at(found, "czNace", 0),
    )


def _street(seat: Any) -> str:
    """Returns street and number; villages without streets have the name of the village instead."""
    street = text_at(seat, "nazevUlice") or text_at(seat, "nazevCastiObce") or text_at(seat, "nazevObce")
    oriented = text_at(seat, "cisloOrientacni") + text_at(seat, "cisloOrientacniPismeno")
    return joined(street, joined(text_at(seat, "cisloDomovni"), oriented, sign="/"))


def _state(found: dict[str, Any], name: str) -> CompanyState:
    if text_at(found, "datumZaniku"):
        return CompanyState.DELETED
    return CompanyState.DISSOLVING if _IN_LIQUIDATION in name.casefold() else CompanyState.ACTIVE
