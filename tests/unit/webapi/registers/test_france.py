"""Annuaire des Entreprises: it searches in everything, so numbers are compared; ceased companies."""

from typing import Any

import pytest

from app.model.registers.record import CompanyState
from app.webapi.registers.asking import RegisterBusyError
from app.webapi.registers.france import France
from tests.helpers.faults.faulty_server import Response
from tests.helpers.registers.stand_in import question_to

COMPANY: dict[str, Any] = {
    "siren": "356000000",
    "nom_complet": "LES MOULINS (LM)",
    "nom_raison_sociale": "LES MOULINS DE L'OUEST SA",
    "siege": {
        "numero_voie": "9",
        "indice_repetition": None,
        "type_voie": "RUE",
        "libelle_voie": "DU COLONEL PIERRE AVIA",
        "complement_adresse": "BATIMENT B",
        "code_postal": "75015",
        "libelle_commune": "PARIS",
        "activite_principale": "53.10Z",
    },
    "activite_principale": "53.10Z",
    "etat_administratif": "A",
    "tva": ["FR39356000000"],
    "dirigeants": [
        {"nom": "DURAND (MARTIN)", "prenoms": "MARIE CLAIRE", "qualite": "Présidente"},
        {
            "denomination": "AUDIT SAS",
            "qualite": "Commissaire aux comptes",
            "type_dirigeant": "personne morale",
        },
    ],
}


def test_a_company_by_its_number() -> None:
    other = COMPANY | {"siren": "552032534", "nom_raison_sociale": "AUTRE"}
    answer = {"results": [other, COMPANY], "total_results": 2}
    with question_to(France(), {"GET /search?q=356000000&": answer}) as (_server, question):
        (found,) = France().by_number(question, "356000000")
    assert found.name == "Les Moulins de l'Ouest SA"
    assert found.industry == "53.10Z"
    assert found.persons == ({"Firstname": "Marie", "Lastname": "Durand", "Title": "Présidente"},)
    assert found.values == {
        "Name": "Les Moulins de l'Ouest SA",
        "OrgNr": "FR39356000000",
        "Country": "FR",
        "Address.Street.Address1": "Batiment B",
        "Address.Street.Address2": "9 Rue du Colonel Pierre Avia",
        "Address.Street.Zipcode": "75015",
        "Address.Street.City": "Paris",
    }


def test_a_seat_with_mail_of_its_own_has_the_postcode_and_city_of_that() -> None:
    seat = COMPANY["siege"] | {"cedex": "75757", "libelle_cedex": "PARIS CEDEX 15"}
    with question_to(France(), {"GET /search": {"results": [COMPANY | {"siege": seat}]}}) as (_, question):
        (found,) = France().by_number(question, "356000000")
    assert found.values["Address.Street.Zipcode"] == "75757"
    assert found.values["Address.Street.City"] == "Paris Cedex 15"


def test_a_company_without_a_vat_number_has_its_own() -> None:
    answer = {"results": [{key: value for key, value in COMPANY.items() if key != "tva"}]}
    with question_to(France(), {"GET /search": answer}) as (_server, question):
        (found,) = France().by_number(question, "356000000")
    assert found.values["OrgNr"] == "356000000"


@pytest.mark.parametrize("change", [{"etat_administratif": "C"}, {"date_fermeture": "2020-01-01"}])
def test_a_company_that_has_ceased(change: dict[str, Any]) -> None:
    with question_to(France(), {"GET /search": {"results": [COMPANY | change]}}) as (_server, question):
        (found,) = France().by_name(question, "moulins")
    assert found.state is CompanyState.DELETED


@pytest.mark.parametrize("answer", [{"results": []}, Response(400, {"erreur": "Veuillez indiquer…"})])
def test_nothing_found(answer: Any) -> None:
    with question_to(France(), {"GET /search": answer}) as (_server, question):
        assert not France().by_name(question, "moulins")


def test_too_many_questions() -> None:
    busy = Response(429, headers={"Retry-After": "7"}, content=b"")
    with (
        question_to(France(), {"GET /search": busy}) as (_server, question),
        pytest.raises(RegisterBusyError) as caught,
    ):
        France().by_name(question, "moulins")
    assert caught.value.retry_after == 7


def test_what_is_a_number() -> None:
    texts = ("356 000 000", "35600000000048", "FR 39 356 000 000", "356000001", "FR00356000000")
    assert [France().number_in(text) for text in texts] == ["356000000"] * 3 + ["", ""]
