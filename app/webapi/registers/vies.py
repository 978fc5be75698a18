"""The European Union: VAT numbers by VIES. Source: the Commission's Swagger file of its REST service."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final

from app.model.registers.letter_case import repaired_case
from app.model.registers.record import RegisterRecord
from app.model.visible_text import visible_line, visible_lines
from app.webapi.registers.asking import (
    Question,
    RegisterAnswerError,
    RegisterBusyError,
    RegisterNotReachedError,
)
from app.webapi.registers.register import Register
from app.webapi.registers.sweden import is_personal_number
from app.webapi.registers.values import address, at, filled, text_at

_NOT_TOLD: Final = "---"
_GREECE: Final = {"GR": "EL"}
_LONGEST_ADDRESS: Final = 500
_BUSY: Final = re.compile(r"MAX_CONCURRENT|BLOCKED")
_WRONG: Final = ("INVALID", "INVALID_INPUT")
_POSTCODE: Final = r"\d{3} ?\d{2}|\d{4} ?[A-Z]{2}|\d{4,6}|\d{2}-\d{3}|LV-\d{4}|[A-Z]\d{2} ?\w{4}"
_POSTCODE_AND_CITY: Final = re.compile(
    rf"^(?:[A-Z]{{1,2}}[- ])?(?P<postcode>{_POSTCODE})[,\s]+(?P<city>\D.*)$"
)
_MEMBERS: Final = (
    *("AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU"),
    *("IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK"),
)


# How the VAT numbers of persons begin; in Spain those of children, of people abroad and of foreigners.
_PERSONS: Final = {"LV": "0123", "PT": "1234", "ES": "KLM"}


class Vies(Register):
    """The VAT numbers of the European Union; Germany and Spain tell neither name nor address."""

    code = "vies"
    countries = _MEMBERS
    address = "https://ec.europa.eu/taxation_customs/vies/rest-api"
    pause = 1.0
    finds_names = False

    def number_in(self, text: str) -> str:
        """Returns a VAT number with its country's letters; a person's is none."""
        from stdnum.eu import vat

        compact = re.sub(r"[\s.\-/]", "", text.upper())
        if not re.match(r"[A-Z]{2}", compact) or not vat.is_valid(compact) or _is_persons(compact):
            return ""
        return _GREECE.get(compact[:2], compact[:2]) + compact[2:]

    def by_number(self, asked: Question, number: str) -> Sequence[RegisterRecord]:
        """Asks whether a number is valid, and whose it is."""
        country, rest = number[:2], number[2:]
        found = asked.post("/check-vat-number", {"countryCode": country, "vatNumber": rest})
        _raise_error(asked, found)
        if at(found, "valid") is not True:
            return ()
        return (_record(found, country, rest),)


def _is_persons(number: str) -> bool:
    """Returns True for the VAT number of a natural person that is their personal number."""
    from stdnum.bg import egn, pnf
    from stdnum.cz import rc
    from stdnum.es import dni, nie
    from stdnum.ro import cnp

    country, rest = number[:2], number[2:]
    if country == "SE":
        return is_personal_number(rest)
    checks = {"BG": (egn, pnf), "CZ": (rc,), "SK": (rc,), "ES": (dni, nie), "RO": (cnp,)}
    if rest[:1] in _PERSONS.get(country, ""):
        return True
    return any(check.is_valid(rest) for check in checks.get(country, ()))


def _raise_error(asked: Question, found: Any) -> None:
    error = text_at(found, "errorWrappers", 0, "error") or text_at(found, "userError")
    if not isinstance(found, dict):
        raise RegisterAnswerError(asked.title, "no object")
    if not error or error in ("VALID", *_WRONG):
        return
    if _BUSY.search(error):
        raise RegisterBusyError(asked.title, error[:40], 60)
    raise RegisterNotReachedError(asked.title, error[:40])


def _record(found: Any, country: str, rest: str) -> RegisterRecord:
    name = repaired_case(_told(text_at(found, "name") or text_at(found, "traderName")))
    home = "GR" if country == "EL" else country
    place = _address(at(found, "address"))
    number = f"{country}{rest}"
    values = {"Name": name, "OrgNr": number, "Country": home, **place}
    return RegisterRecord(
        Vies.code, home, number, name or number, place.get("Address.Street.City", ""), values=filled(values)
    )


def _told(text: str) -> str:
    return "" if text.strip() == _NOT_TOLD else text


def _address(found: object) -> dict[str, str]:
    """Returns the values of an address in one text: lines, the last one with postcode and city."""
    text = visible_lines(found[:_LONGEST_ADDRESS]) if isinstance(found, str) else ""
    lines = [line for one in _told(text).split("\n") if (line := visible_line(one))]
    if len(lines) == 1:
        lines = [part.strip() for part in re.split(r",\s*|\s{2,}", lines[0]) if part.strip()]
    for place in range(len(lines) - 1, -1, -1):
        if match := _POSTCODE_AND_CITY.match(lines[place]):
            return address("Street", lines[:place], match["postcode"], match["city"])
    return address("Street", lines, "", "")
