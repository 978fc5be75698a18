"""Brønnøysundregistrene, by its documented answers and what clients have met."""

from typing import Any

import pytest

from app.model.registers.record import CompanyState
from app.webapi.registers.norway import Norway
from tests.helpers.faults.faulty_server import Response
from tests.helpers.registers.stand_in import question_to

NUMBER = "923609016"
COMPANY: dict[str, Any] = {
    "organisasjonsnummer": NUMBER,
    "navn": "NORDLYS HAVBRUK ASA",
    "organisasjonsform": {"kode": "ASA", "beskrivelse": "Allmennaksjeselskap"},
    "hjemmeside": "www.nordlys.example",
    "epostadresse": "post@nordlys.example",
    "telefon": "51 99 00 00",
    "mobil": "910 00 000",
    "forretningsadresse": {
        "adresse": ["Forusbeen 50", "", None],
        "postnummer": "4035",
        "poststed": "STAVANGER",
        "landkode": "NO",
    },
    "postadresse": {"adresse": ["Postboks 8500"], "postnummer": "4035", "poststed": "STAVANGER"},
    "naeringskode1": {"kode": "06.100", "beskrivelse": "Utvinning av råolje"},
    "registrertIMvaregisteret": True,
    "konkurs": False,
    "underAvvikling": False,
    "historiskeNavn": [{"navn": "STATOIL ASA", "fraDato": "2009-11-02 00:00:00"}],
    "respons_klasse": "Enhet",
}
ROLES = {
    "rollegrupper": [
        {
            "roller": [
                {
                    "type": {"kode": "LEDE", "beskrivelse": "Styrets leder"},
                    "person": {"navn": {"fornavn": "JON ERIK", "etternavn": "REINHARDSEN"}, "erDoed": False},
                },
                {
                    "type": {"kode": "DAGL", "beskrivelse": "Daglig leder"},
                    "person": {
                        "navn": {"fornavn": "ANDERS", "mellomnavn": "MOE", "etternavn": "OPEDAL"},
                        "fodselsdato": "1968-01-01",
                    },
                },
                {
                    "type": {"kode": "LEDE", "beskrivelse": "Styrets leder"},
                    "person": {"navn": {"fornavn": "OLA", "etternavn": "GRAV"}, "erDoed": True},
                },
                {"type": {"kode": "REVI"}, "enhet": {"navn": ["REVISOR AS"]}},
                {"type": {"kode": "DAGL"}, "enhet": {"navn": ["FORVALTER AS"]}},
            ]
        }
    ]
}
ALL = {f"GET /enheter/{NUMBER}": COMPANY, f"GET /enheter/{NUMBER}/roller": ROLES}


def test_a_company_by_its_number() -> None:
    with question_to(Norway(), ALL) as (server, question):
        (found,) = Norway().by_number(question, NUMBER)
    assert (found.number, found.name, found.city) == (NUMBER, "Nordlys Havbruk ASA", "Stavanger")
    assert found.state is CompanyState.ACTIVE
    assert found.industry == "06.100"
    assert found.values == {
        "Name": "Nordlys Havbruk ASA",
        "OrgNr": NUMBER,
        "Country": "NO",
        "Address.Street.Address1": "Forusbeen 50",
        "Address.Street.Zipcode": "4035",
        "Address.Street.City": "Stavanger",
        "Address.Postal.Address1": "Postboks 8500",
        "Address.Postal.Zipcode": "4035",
        "Address.Postal.City": "Stavanger",
        "Phones[0].Value": "51 99 00 00",
        "Phones[1].Value": "910 00 000",
        "Emails[0].Value": "post@nordlys.example",
        "Urls[0].Value": "www.nordlys.example",
    }
    assert server.requests[0].headers["user-agent"].startswith("Contact Entry ")


def test_people_in_roles_are_told_the_manager_first_the_dead_and_companies_not() -> None:
    with question_to(Norway(), ALL) as (_server, question):
        (found,) = Norway().by_number(question, NUMBER)
    assert found.persons == (
        {"Firstname": "Anders", "MiddleName": "Moe", "Lastname": "Opedal", "Title": "Daglig leder"},
        {"Firstname": "Jon Erik", "Lastname": "Reinhardsen", "Title": "Styrets leder"},
    )


def test_a_branch_has_its_own_place() -> None:
    branch = {
        "organisasjonsnummer": NUMBER,
        "navn": "NORDLYS AVD BERGEN",
        "beliggenhetsadresse": {"adresse": ["Sandsliveien 90"], "postnummer": "5254", "poststed": "SANDSLI"},
    }
    with question_to(Norway(), {f"GET /underenheter/{NUMBER}": branch}) as (server, question):
        (found,) = Norway().by_number(question, NUMBER)
    assert found.values["Address.Street.City"] == "Sandsli"
    assert server.asked[:2] == [f"GET /enheter/{NUMBER}", f"GET /underenheter/{NUMBER}"]


@pytest.mark.parametrize(
    ("change", "state"),
    [
        ({"slettedato": "2024-01-31"}, CompanyState.DELETED),
        ({"respons_klasse": "SlettetEnhet"}, CompanyState.DELETED),
        ({"nedleggelsesdato": "2024-01-31"}, CompanyState.DELETED),
        ({"konkurs": True}, CompanyState.BANKRUPT),
        ({"underAvvikling": True}, CompanyState.DISSOLVING),
        ({"underTvangsavviklingEllerTvangsopplosning": True}, CompanyState.DISSOLVING),
    ],
)
def test_the_state_of_a_company(change: dict[str, Any], state: CompanyState) -> None:
    with question_to(Norway(), {f"GET /enheter/{NUMBER}": COMPANY | change}) as (_server, question):
        (found,) = Norway().by_number(question, NUMBER)
    assert found.state is state


@pytest.mark.parametrize(
    "answer", [Response(404, content=b""), Response(410, content=b""), Response(400, {})]
)
def test_a_number_that_nobody_has(answer: Response) -> None:
    answers = {f"GET /enheter/{NUMBER}": answer, f"GET /underenheter/{NUMBER}": answer}
    with question_to(Norway(), answers) as (_server, question):
        assert not Norway().by_number(question, NUMBER)


def test_companies_by_name() -> None:
    other = {"organisasjonsnummer": "974760673", "navn": "REGISTERENHETEN", "forretningsadresse": None}
    found = {"_embedded": {"enheter": [other, COMPANY, {"navn": None}, "odd"]}, "page": {"totalElements": 2}}
    with question_to(Norway(), {"GET /enheter?navn=Nord": found}) as (_server, question):
        names = [one.name for one in Norway().by_name(question, "Nord")]
    assert names == ["Registerenheten", "Nordlys Havbruk ASA"]


def test_nothing_embedded_is_nothing_found() -> None:
    with question_to(Norway(), {"GET /enheter?": {"page": {"totalElements": 0}}}) as (_server, question):
        assert not Norway().by_name(question, "Blåbær & Sønn")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("923609016", NUMBER),
        ("923 609 016", NUMBER),
        ("NO 923 609 016 MVA", NUMBER),
        ("923609017", ""),
        ("01010112345", ""),  # a person's
        ("Nordlys", ""),
    ],
)
def test_what_is_a_number(text: str, number: str) -> None:
    assert Norway().number_in(text) == number
