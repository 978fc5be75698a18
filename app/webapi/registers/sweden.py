"""Sweden: Bolagsverket's valuable data sets. Source: its OpenAPI description."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final
from urllib.parse import urlsplit

from app.model.registers.letter_case import repaired_case
from app.model.registers.record import CompanyState, RegisterRecord
from app.webapi.registers.asking import (
    Question,
    RegisterAnswerError,
    RegisterKeyError,
    RegisterNotReachedError,
)
from app.webapi.registers.register import Register
from app.webapi.registers.values import address, at, digits_of, filled, objects_at, text_at

_TOKENS: Final = "https://portal.api.bolagsverket.se/oauth2/token"
_SCOPE: Final = "vardefulla-datamangder:read vardefulla-datamangder:ping"
_UNKNOWN: Final = "ORGANISATION_FINNS_EJ"
_NOT_NOW: Final = ("OTILLGANGLIG_UPPGIFTSKALLA", "TIMEOUT")
_STATES: Final = {"KK": CompanyState.BANKRUPT, "LI": CompanyState.DISSOLVING}


def is_personal_number(digits: str) -> bool:
    """Returns True for the 10 digits of a person's number, or 12 with the century, whatever its check digit.

    Their third and fourth are a month (of a company at least 20), the last two of those of a day have 60 more
    where the number is a coordination number. A VAT number of 12 digits is a person's if its first ten are.
    """
    if len(digits) == 12 and digits[:2] in ("18", "19", "20") and _is_date(digits[4:8]):
        return True
    return digits[2:3] < "2"


def _is_date(month_and_day: str) -> bool:
    month, day = int(month_and_day[:2]), int(month_and_day[2:])
    return 1 <= month <= 12 and (1 <= day <= 31 or 61 <= day <= 91)


class Sweden(Register):
    """The companies of Sweden, by number alone. The key is the client ID, a colon, and the secret."""

    code = "se"
    countries = ("SE",)
    address = "https://gw.api.bolagsverket.se/vardefulla-datamangder/v1"
    pause = 1.0
    needs_key = True
    finds_names = False

    def signed_headers(self, title: str, address: str, key: str) -> dict[str, str]:
        """Gets a token with the key. Raises RegisterError."""
        super().signed_headers(title, address, key)
        client, _, secret = key.partition(":")
        if not secret:
            raise RegisterKeyError(title, "no colon in it")
        form = {
            "grant_type": "client_credentials",
            "client_id": client,
            "client_secret": secret,
            "scope": _SCOPE,
        }
        portal = Question(title, address)
        try:
            return {"Authorization": f"Bearer {portal.token(_token_address(address), form)}"}
        finally:
            portal.close()

    def number_in(self, text: str) -> str:
        """Returns the ten digits of an organisation number; a personal number is none."""
        from stdnum.se import orgnr

        digits = digits_of(text)
        if len(digits) == 12 and digits.endswith("01") and not is_personal_number(digits):
            digits = digits[:-2]
        is_company = len(digits) == 10 and not is_personal_number(digits)
        return digits if is_company and orgnr.is_valid(digits) else ""

    def by_number(self, asked: Question, number: str) -> Sequence[RegisterRecord]:
        """Asks for a company."""
        found = asked.post("/organisationer", {"identitetsbeteckning": number})
        return [
            _record(asked, one, number)
            for one in objects_at(found, "organisationer")
            if _is_there(asked, one)
        ]


def _token_address(base: str) -> str:
    """Returns where tokens come from: another host of Bolagsverket's, or the stand-in's own."""
    if base == Sweden.address:
        return _TOKENS
    parts = urlsplit(base)
    return f"{parts.scheme}://{parts.netloc}/oauth2/token"


def _is_there(asked: Question, found: dict[str, Any]) -> bool:
    error = text_at(found, "organisationsnamn", "fel", "typ") or text_at(found, "fel", "typ")
    if error in _NOT_NOW:
        raise RegisterNotReachedError(asked.title, error)
    if error and error != _UNKNOWN:
        raise RegisterAnswerError(asked.title, error[:40])
    return not error


def _record(asked: Question, found: dict[str, Any], number: str) -> RegisterRecord:
    names = list(objects_at(found, "organisationsnamn", "organisationsnamnLista"))
    main = [one for one in names if text_at(one, "organisationsnamntyp", "kod") == "FORETAGSNAMN"]
    name = repaired_case(text_at(next(iter(main or names), None), "namn"))
    if not name:
        raise RegisterAnswerError(asked.title, "no name")
    post = at(found, "postadressOrganisation", "postadress")
    care_of = text_at(post, "coAdress")
    postcode = digits_of(text_at(post, "postnummer"))
    city = text_at(post, "postort")
    lines = [care_of, text_at(post, "utdelningsadress")]
    values = {
        "Name": name,
        "OrgNr": f"{number[:6]}-{number[6:]}",
        "Country": "SE",
        **address("Postal", lines, f"{postcode[:3]} {postcode[3:]}".strip(), city),
    }
    return RegisterRecord(
        Sweden.code,
        "SE",
        f"{number[:6]}-{number[6:]}",
        name,
        repaired_case(city),
        _state(found),
        filled(values),
        industry=text_at(found, "naringsgrenOrganisation", "sni", 0, "kod"),
        refuses_advertising=text_at(found, "reklamsparr", "kod") == "JA",
    )


def _state(found: dict[str, Any]) -> CompanyState:
    if text_at(found, "avregistreradOrganisation", "avregistreringsdatum"):
        return CompanyState.DELETED
    block = "pagaendeAvvecklingsEllerOmstruktureringsforfarande"
    ongoing = at(found, block)
    for key, value in ongoing.items() if isinstance(ongoing, dict) else ():
        if key.endswith("Lista"):
            for one in objects_at({"items": value}, "items"):
                if state := _STATES.get(text_at(one, "kod")):
                    return state
    return CompanyState.ACTIVE
