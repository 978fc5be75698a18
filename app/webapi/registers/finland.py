"""Finland: open data of PRH and YTJ, version 3. Source: avoindata.prh.fi."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from app.model.registers.letter_case import repaired_case
from app.model.registers.record import CompanyState, RegisterRecord
from app.webapi.registers.asking import Question
from app.webapi.registers.register import Register
from app.webapi.registers.values import (
    MOST_HITS,
    address,
    digits_of,
    filled,
    joined,
    objects_at,
    rows,
    text_at,
)

_NAME: Final = "1"
_STREET, _POSTAL = "1", "2"
_STATES: Final = {"KONK": CompanyState.BANKRUPT, "SELTILA": CompanyState.DISSOLVING}


class Finland(Register):
    """The companies of Finland."""

    code = "fi"
    countries = ("FI", "AX")
    address = "https://avoindata.prh.fi/opendata-ytj-api/v3"

    def number_in(self, text: str) -> str:
        """Returns a business ID with its hyphen, if the check digit is right."""
        from stdnum.fi import ytunnus

        digits = digits_of(text)
        return f"{digits[:7]}-{digits[7:]}" if ytunnus.is_valid(digits) else ""

    def by_number(self, asked: Question, number: str) -> Sequence[RegisterRecord]:
        """Asks for a company."""
        found = asked.get("/companies", {"businessId": number})
        return [one for one in _records(found) if one.number == number]

    def by_name(self, asked: Question, name: str) -> Sequence[RegisterRecord]:
        """Asks for companies by name; those whose name has the words come first, as the register has not."""
        found = list(_records(asked.get("/companies", {"name": name})))
        words = name.casefold().split()
        found.sort(key=lambda one: not all(word in one.name.casefold() for word in words))
        return found[:MOST_HITS]


def _records(answer: Any) -> Iterator[RegisterRecord]:
    for found in objects_at(answer, "companies"):
        number = text_at(found, "businessId", "value")
        names = [one for one in objects_at(found, "names") if not text_at(one, "endDate")]
        current = next((one for one in names if text_at(one, "type") == _NAME), None)
        name = repaired_case(text_at(current, "name"))
        if not number or not name:
            continue
        addresses = {text_at(one, "type"): one for one in objects_at(found, "addresses")}
        street, postal = addresses.get(_STREET), addresses.get(_POSTAL)
        values = {
            "Name": name,
            "OrgNr": number,
            "Country": "FI",
            **_address("Street", street),
            **_address("Postal", postal),
            **rows("Urls", [text_at(found, "website", "url")]),
        }
        yield RegisterRecord(
            Finland.code,
            "FI",
            number,
            name,
            repaired_case(_city(street) or _city(postal)),
            _state(found),
            filled(values),
            industry=text_at(found, "mainBusinessLine", "type"),
        )


def _address(kind: str, found: Any) -> dict[str, str]:
    house = joined(
        text_at(found, "street"),
        text_at(found, "buildingNumber"),
        text_at(found, "entrance"),
        text_at(found, "apartmentNumber"),
        text_at(found, "apartmentIdSuffix"),
    )
    box = text_at(found, "postOfficeBox")
    care_of = text_at(found, "co")
    lines = [
        f"c/o {care_of}" if care_of else "",
        house or text_at(found, "freeAddressLine"),
        f"PL {box}" if box.isdigit() else box,
    ]
    return address(kind, lines, text_at(found, "postCode"), _city(found))


def _city(found: Any) -> str:
    """Returns the Finnish name of the town; the register has the Swedish one beside it."""
    offices = list(objects_at(found, "postOffices"))
    finnish = next((one for one in offices if text_at(one, "languageCode") == "1"), None)
    return text_at(finnish or (offices[0] if offices else None), "city")


def _state(found: dict[str, Any]) -> CompanyState:
    if text_at(found, "endDate"):
        return CompanyState.DELETED
    for one in objects_at(found, "companySituations"):
        if not text_at(one, "endDate") and (state := _STATES.get(text_at(one, "type"))):
            return state
    return CompanyState.ACTIVE
