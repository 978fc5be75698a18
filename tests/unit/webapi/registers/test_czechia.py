"""ARES: postcodes and numbers that lost their zeros, villages without streets."""

import json
from typing import Any

import pytest

from app.model.registers.record import CompanyState
from app.webapi.registers.czechia import Czechia
from tests.helpers.faults.faulty_server import Response
from tests.helpers.registers.stand_in import question_to

COMPANY: dict[str, Any] = {
    "ico": "6947",
    "obchodniJmeno": "Rybníky Třeboň a.s.",
    "dic": "CZ00006947",
    "sidlo": {
        "kodStatu": "CZ",
        "nazevObce": "Praha",
        "nazevCastiObce": "Malá Strana",
        "nazevUlice": "Letenská",
        "cisloDomovni": 525,
        "cisloOrientacni": 15,
        "psc": 11810,
    },
    "czNace2008": ["84110"],
}


def test_a_company_by_its_number() -> None:
    with question_to(Czechia(), {"GET /ekonomicke-subjekty/00006947": COMPANY}) as (_server, question):
        (found,) = Czechia().by_number(question, "00006947")
    assert (found.number, found.industry, found.state) == ("00006947", "84110", CompanyState.ACTIVE)
    assert found.values == {
        "Name": "Rybníky Třeboň a.s.",
        "OrgNr": "CZ00006947",
        "Country": "CZ",
        "Address.Street.Address1": "Letenská 525/15",
        "Address.Street.Zipcode": "118 10",
        "Address.Street.City": "Praha",
    }


def test_a_village_has_no_streets() -> None:
    seat = {"nazevObce": "Lhota", "nazevCastiObce": "Horní Lhota", "cisloDomovni": 12, "psc": 1234}
    with question_to(Czechia(), {"GET /": COMPANY | {"sidlo": seat}}) as (_server, question):
        (found,) = Czechia().by_number(question, "00006947")
    assert found.values["Address.Street.Address1"] == "Horní Lhota 12"
    assert found.values["Address.Street.Zipcode"] == "012 34"


def test_companies_by_name() -> None:
    answer = {"pocetCelkem": 2, "ekonomickeSubjekty": [COMPANY, {"ico": "1"}]}
    with question_to(Czechia(), {"POST /ekonomicke-subjekty/vyhledat": answer}) as (server, question):
        assert [one.name for one in Czechia().by_name(question, "Rybníky")] == ["Rybníky Třeboň a.s."]
    assert json.loads(server.requests[0].body)["obchodniJmeno"] == "Rybníky"


@pytest.mark.parametrize("answer", [Response(404, {}), Response(400, {"kod": "OBECNA_CHYBA"}), {"odd": 1}])
def test_nothing_found(answer: Any) -> None:
    with question_to(Czechia(), {"GET /": answer}) as (_server, question):
        assert not Czechia().by_number(question, "00006947")


def test_the_state_of_a_company() -> None:
    for change, state in (
        ({"datumZaniku": "2020-01-01"}, CompanyState.DELETED),
        ({"obchodniJmeno": "Rybníky a.s. v likvidaci"}, CompanyState.DISSOLVING),
    ):
        with question_to(Czechia(), {"GET /": COMPANY | change}) as (_server, question):
            (found,) = Czechia().by_number(question, "00006947")
        assert found.state is state


def test_what_is_a_number() -> None:
    texts = ("25123891", "CZ25123891", "25123890", "7103192745")
    assert [Czechia().number_in(text) for text in texts] == ["25123891", "25123891", "", ""]
