"""The world: legal entity identifiers of GLEIF. Source: documentation of its API, version 1."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

from app.model.registers.letter_case import repaired_case
from app.model.registers.record import CompanyState, RegisterRecord
from app.webapi.registers.asking import Question
from app.webapi.registers.register import Register
from app.webapi.registers.values import MOST_HITS, address, filled, objects_at, text_at, texts_at

# Countries in which the number of the register is the one that goes into the field.
_SAME_NUMBER: Final = ("NO", "SE", "DK", "FI", "BE", "CZ", "PL", "LV", "EE")


class Gleif(Register):
    """Companies of the whole world that have an LEI: mostly larger ones."""

    code = "gleif"
    address = "https://api.gleif.org/api/v1"
    pause = 1.0

    def number_in(self, text: str) -> str:
        """Returns the twenty characters of an LEI with the right check digits."""
        from stdnum import lei

        compact = re.sub(r"\s", "", text.upper())
        return compact if len(compact) == 20 and lei.is_valid(compact) else ""

    def by_number(self, asked: Question, number: str) -> Sequence[RegisterRecord]:
        """Asks for the company of an LEI."""
        found = asked.get(f"/lei-records/{number}")
        return list(_records({"data": [found.get("data")]})) if isinstance(found, dict) else ()

    def by_name(self, asked: Question, name: str) -> Sequence[RegisterRecord]:
        """Asks for companies by name."""
        found = asked.get("/lei-records", {"filter[entity.legalName]": name, "page[size]": MOST_HITS})
        return list(_records(found))


def _records(answer: Any) -> Iterator[RegisterRecord]:
    for one in objects_at(answer, "data"):
        entity = one["attributes"].get("entity") if isinstance(one.get("attributes"), dict) else None
        name = repaired_case(text_at(entity, "legalName", "name"))
        number = text_at(one, "attributes", "lei") or text_at(one, "id")
        if not name or not number:
            continue
        legal = entity.get("legalAddress") if isinstance(entity, dict) else None
        country = text_at(legal, "country").upper()[:2]
        national = text_at(entity, "registeredAs") if country in _SAME_NUMBER else ""
        values = {
            "Name": name,
            "OrgNr": national.replace(" ", ""),
            "Country": country,
            **_address("Street", entity.get("headquartersAddress") if isinstance(entity, dict) else None),
        }
        if "Address.Street.City" not in values:
            values |= _address("Street", legal)
        state = CompanyState.DELETED if text_at(entity, "status") == "INACTIVE" else CompanyState.ACTIVE
        city = repaired_case(text_at(legal, "city"))
        yield RegisterRecord(Gleif.code, country, number, name, city, state, filled(values))


def _address(kind: str, found: Any) -> dict[str, str]:
    return address(
        kind, texts_at(found, "addressLines"), text_at(found, "postalCode"), text_at(found, "city")
    )
