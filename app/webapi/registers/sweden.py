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

        digits = digits_of(text.upper().removeprefix("SE"))
        digits = digits[:-2] if len(digits) == 12 and digits.endswith("01") else digits
        # A company's third digit is at least 2; that of a person is the first of a month.
        return digits if len(digits) == 10 and digits[2] >= "2" and orgnr.is_valid(digits) else ""

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
