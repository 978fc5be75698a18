"""GLEIF: identifiers of the whole world."""

from typing import Any

import pytest

from app.model.registers.record import CompanyState
from app.webapi.registers.gleif import Gleif
from tests.helpers.registers.stand_in import question_to

LEI = "5493001KJTIIGC8Y1R12"


def record(**entity: Any) -> dict[str, Any]:
    whole = {
        "legalName": {"name": "FJORDKRAFT ASA", "language": "no"},
        "legalAddress": {
            "addressLines": ["Postboks 1"],
            "city": "BERGEN",
            "country": "NO",
            "postalCode": "5003",
        },
        "headquartersAddress": {
            "addressLines": ["Folke Bernadottes vei 38"],
            "city": "FYLLINGSDALEN",
            "country": "NO",
            "postalCode": "5147",
        },
        "registeredAs": "923 609 016",
        "status": "ACTIVE",
        **entity,
    }
    return {"type": "lei-records", "id": LEI, "attributes": {"lei": LEI, "entity": whole}}


def test_a_company_by_its_identifier() -> None:
    with question_to(Gleif(), {f"GET /lei-records/{LEI}": {"data": record()}}) as (_server, question):
        (found,) = Gleif().by_number(question, LEI)
    assert (found.number, found.country, found.city) == (LEI, "NO", "Bergen")
    assert found.values == {
        "Name": "Fjordkraft ASA",
        "OrgNr": "923609016",
        "Country": "NO",
        "Address.Street.Address1": "Folke Bernadottes vei 38",
        "Address.Street.Zipcode": "5147",
        "Address.Street.City": "Fyllingsdalen",
    }


def test_a_number_of_a_register_that_is_no_vat_number_is_left_out() -> None:
    address = {"addressLines": ["Hauptstr. 1"], "city": "Berlin", "country": "DE", "postalCode": "10115"}
    german = record(legalAddress=address, headquartersAddress=None, registeredAs="HRB 12345")
    with question_to(Gleif(), {"GET /lei-records?": {"data": [german, "odd", {}]}}) as (server, question):
        (found,) = Gleif().by_name(question, "Fjordkraft")
    assert "OrgNr" not in found.values
    assert found.values["Address.Street.City"] == "Berlin"
    assert "filter[entity.legalName]=Fjordkraft" in server.asked[0]


@pytest.mark.parametrize("answer", [{}, {"data": None}, {"data": {}}, {"data": []}, [], "odd"])
def test_nothing_found(answer: Any) -> None:
    with question_to(Gleif(), {"GET /": answer}) as (_server, question):
        assert not Gleif().by_number(question, LEI)
        assert not Gleif().by_name(question, "Nobody")


def test_a_company_that_is_no_more() -> None:
    with question_to(Gleif(), {"GET /": {"data": record(status="INACTIVE")}}) as (_server, question):
        (found,) = Gleif().by_number(question, LEI)
    assert found.state is CompanyState.DELETED


def test_what_is_a_number() -> None:
    texts = (LEI, f"{LEI[:10]} {LEI[10:]}".lower(), LEI[:-1] + "3", "923609016")
    assert [Gleif().number_in(text) for text in texts] == [LEI, LEI, "", ""]
