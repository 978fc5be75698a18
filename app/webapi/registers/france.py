"""France: API Recherche d'entreprises. Source: recherche-entreprises.api.gouv.fr, its public repository."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

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
    text_at,
    texts_at,
)

_SIREN, _SIRET = 9, 14


class France(Register):
    """The companies of France; those that object to publication are not in it."""

    code = "fr"
    countries = ("FR", "GP", "GF", "MQ", "RE", "YT")
    address = "https://recherche-entreprises.api.gouv.fr"

    def number_in(self, text: str) -> str:
        """Returns a SIREN: alone, in a SIRET, or in a French VAT number."""
        from stdnum.fr import siren, siret, tva

        compact = "".join(text.upper().split())
        if compact.startswith("FR") and tva.is_valid(compact):
            return compact[-_SIREN:]
        digits = digits_of(text)
        if len(digits) == _SIRET and siret.is_valid(digits):
            return digits[:_SIREN]
        return digits if len(digits) == _SIREN and siren.is_valid(digits) else ""

    def by_number(self, asked: Question, number: str) -> Sequence[RegisterRecord]:
        """Asks for a company; the register searches in more than numbers."""
        return [one for one in _records(_search(asked, number)) if one.number == number]

    def by_name(self, asked: Question, name: str) -> Sequence[RegisterRecord]:
        """Asks for companies by name."""
        return list(_records(_search(asked, name)))


def _search(asked: Question, text: str) -> Any:
    return asked.get("/search", {"q": text, "page": 1, "per_page": MOST_HITS})


def _records(answer: Any) -> Iterator[RegisterRecord]:
    for found in objects_at(answer, "results"):
        seat = found.get("siege")
        number = text_at(found, "siren")
        name = repaired_case(text_at(found, "nom_raison_sociale") or text_at(found, "nom_complet"))
        if not number or not name:
            continue
        vat = next(iter(texts_at(found, "tva")), "")
        city = text_at(seat, "libelle_cedex") or text_at(seat, "libelle_commune")
        values = {
            "Name": name,
            "OrgNr": vat or number,
            "Country": text_at(seat, "code_pays_etranger")[:2] or "FR",
            **address("Street", _lines(seat), _postcode(seat), city),
        }
        yield RegisterRecord(
            France.code,
            "FR",
            number,
            name,
            repaired_case(city),
            _state(found),
            filled(values),
            tuple(_people(found)),
            text_at(found, "activite_principale"),
        )


def _lines(seat: Any) -> list[str]:
    street = joined(
        text_at(seat, "numero_voie"),
        text_at(seat, "indice_repetition"),
        text_at(seat, "type_voie"),
        text_at(seat, "libelle_voie"),
    )
    return [text_at(seat, "complement_adresse"), street, text_at(seat, "distribution_speciale")]


def _postcode(seat: Any) -> str:
    return text_at(seat, "cedex") or text_at(seat, "code_postal")


def _state(found: dict[str, Any]) -> CompanyState:
    is_ceased = text_at(found, "etat_administratif") in ("C", "F") or text_at(found, "date_fermeture")
    return CompanyState.DELETED if is_ceased else CompanyState.ACTIVE


def _people(found: dict[str, Any]) -> Iterator[dict[str, str]]:
    for one in objects_at(found, "dirigeants"):
        first = text_at(one, "prenoms").split()
        last = repaired_case(text_at(one, "nom").partition(" (")[0])
        if last:
            title = text_at(one, "qualite")
            yield filled(
                {"Firstname": repaired_case(first[0] if first else ""), "Lastname": last, "Title": title}
            )
