"""Norway: Enhetsregisteret of Brønnøysundregistrene. Source: data.brreg.no, documentation of the API."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
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
    is_true,
    joined,
    objects_at,
    rows,
    text_at,
    texts_at,
)

# Managing director, chair: the roles that a salesperson talks to.
_ROLES: Final = ("DAGL", "LEDE")


class Norway(Register):
    """The companies and branches of Norway."""

    code = "no"
    countries = ("NO", "SJ")
    address = "https://data.brreg.no/enhetsregisteret/api"

    def number_in(self, text: str) -> str:
        """Returns the nine digits of an organisation number with the right check digit."""
        from stdnum.no import orgnr

        digits = digits_of(text.strip().upper().removesuffix("MVA"))
        return digits if orgnr.is_valid(digits) else ""

    def by_number(self, asked: Question, number: str) -> Sequence[RegisterRecord]:
        """Asks for a company, else for a branch, and for the people in its roles."""
        found = asked.get(f"/enheter/{number}") or asked.get(f"/underenheter/{number}")
        if not isinstance(found, dict) or not text_at(found, "navn"):
            return ()
        is_deleted = _state(found) is CompanyState.DELETED
        roles = None if is_deleted else asked.get(f"/enheter/{number}/roller")
        return (_record(found, tuple(_people(roles))),)

    def by_name(self, asked: Question, name: str) -> Sequence[RegisterRecord]:
        """Asks for companies whose names begin with or contain these words."""
        query: dict[str, str | int] = {"navn": name, "size": MOST_HITS, "page": 0}
        query["navnMetodeForSoek"] = "FORTLOEPENDE"  # as it is typed
        found = asked.get("/enheter", query)
        # Without a hit there is no "_embedded" at all.
        hits = (one for one in objects_at(found, "_embedded", "enheter") if text_at(one, "navn"))
        # The people in its roles have to be asked for.
        return [replace(_record(one, ()), is_whole=False) for one in hits]


def _record(found: dict[str, Any], persons: tuple[dict[str, str], ...]) -> RegisterRecord:
    visiting = found.get("forretningsadresse") or found.get("beliggenhetsadresse")
    postal = found.get("postadresse")
    number = text_at(found, "organisasjonsnummer")
    name = repaired_case(text_at(found, "navn"))
    values = {
        "Name": name,
        "OrgNr": number,
        "Country": text_at(visiting, "landkode") or text_at(postal, "landkode") or "NO",
        **_address("Street", visiting),
        **_address("Postal", postal),
        **rows("Phones", [text_at(found, "telefon"), text_at(found, "mobil")]),
        **rows("Emails", [text_at(found, "epostadresse")]),
        **rows("Urls", [text_at(found, "hjemmeside")]),
    }
    return RegisterRecord(
        Norway.code,
        "NO",
        number,
        name,
        repaired_case(text_at(visiting, "poststed") or text_at(postal, "poststed")),
        _state(found),
        filled(values),
        persons,
        text_at(found, "naeringskode1", "kode"),
    )


def _address(kind: str, found: Any) -> dict[str, str]:
    return address(kind, texts_at(found, "adresse"), text_at(found, "postnummer"), text_at(found, "poststed"))


def _state(found: dict[str, Any]) -> CompanyState:
    closed = ("slettedato", "nedleggelsesdato")
    if any(text_at(found, key) for key in closed) or text_at(found, "respons_klasse") == "SlettetEnhet":
        return CompanyState.DELETED
    if is_true(found, "konkurs") or text_at(found, "konkursdato"):
        return CompanyState.BANKRUPT
    ending = ("underAvvikling", "underTvangsavviklingEllerTvangsopplosning")
    return CompanyState.DISSOLVING if any(is_true(found, key) for key in ending) else CompanyState.ACTIVE


def _people(roles: Any) -> Iterator[dict[str, str]]:
    """Yields the living people of the roles, each once; the register has titles in Norwegian."""
    told: set[str] = set()
    wanted = [
        role
        for group in objects_at(roles, "rollegrupper")
        for role in objects_at(group, "roller")
        if text_at(role, "type", "kode") in _ROLES and not is_true(role, "avregistrert")
    ]
    for role in sorted(wanted, key=lambda role: _ROLES.index(text_at(role, "type", "kode"))):
        person = role.get("person")
        name = [
            repaired_case(text_at(person, "navn", part)) for part in ("fornavn", "mellomnavn", "etternavn")
        ]
        if not name[2] or is_true(person, "erDoed") or joined(*name) in told:
            continue
        told.add(joined(*name))
        title = text_at(role, "type", "beskrivelse")
        yield filled({"Firstname": name[0], "MiddleName": name[1], "Lastname": name[2], "Title": title})
