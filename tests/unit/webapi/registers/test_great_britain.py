"""Companies House: the key as a user name, addresses of which any part may be absent."""

import base64
from typing import Any

import pytest

from app.model.registers.record import CompanyState
from app.webapi.registers.asking import RegisterKeyError
from app.webapi.registers.great_britain import GreatBritain
from tests.helpers.faults.faulty_server import Response
from tests.helpers.registers.stand_in import question_to

COMPANY: dict[str, Any] = {
    "company_name": "MARINE AND GENERAL LIFE LTD",
    "company_number": "00000006",
    "company_status": "active",
    "registered_office_address": {
        "premises": "11-12",
        "address_line_1": "Hanover Square",
        "locality": "LONDON",
        "postal_code": "W1S 1JJ",
        "country": "England",
    },
    "sic_codes": ["65110"],
}


def test_a_company_by_its_number() -> None:
    with question_to(GreatBritain(), {"GET /company/00000006": COMPANY}, key="secret") as (server, question):
        (found,) = GreatBritain().by_number(question, "00000006")
    assert found.is_whole
    assert found.values == {
        "Name": "Marine and General Life Ltd",
        "Country": "GB",
        "Address.Street.Address1": "11-12",
        "Address.Street.Address2": "Hanover Square",
        "Address.Street.Zipcode": "W1S 1JJ",
        "Address.Street.City": "London",
    }
    signed = server.requests[0].headers["authorization"].removeprefix("Basic ")
    assert base64.b64decode(signed) == b"secret:"


def test_the_number_of_a_house_stands_before_its_street() -> None:
    office = {"premises": "70", "address_line_1": "Sir John Rogerson's Quay"}
    answer = COMPANY | {"registered_office_address": office}
    with question_to(GreatBritain(), {"GET /": answer}, key="secret") as (_server, question):
        (found,) = GreatBritain().by_number(question, "00000006")
    assert found.values["Address.Street.Address1"] == "70 Sir John Rogerson's Quay"


def test_hits_are_asked_for_again_by_their_numbers() -> None:
    hit = {"title": "MARINE LTD", "company_number": "00000006", "company_status": "dissolved"}
    with question_to(GreatBritain(), {"GET /search/companies?q=marine": {"items": [hit, {}]}}, "k") as (
        _,
        question,
    ):
        (found,) = GreatBritain().by_name(question, "marine")
    assert (found.is_whole, found.state) == (False, CompanyState.DELETED)


@pytest.mark.parametrize(
    ("status", "state"),
    [
        ("active", CompanyState.ACTIVE),
        ("", CompanyState.ACTIVE),
        ("liquidation", CompanyState.DISSOLVING),
        ("administration", CompanyState.BANKRUPT),
        ("dissolved", CompanyState.DELETED),
    ],
)
def test_the_state_of_a_company(status: str, state: CompanyState) -> None:
    with question_to(GreatBritain(), {"GET /": COMPANY | {"company_status": status}}, "k") as (
        _server,
        question,
    ):
        (found,) = GreatBritain().by_number(question, "00000006")
    assert found.state is state


def test_a_key_that_is_missing_or_refused() -> None:
    with pytest.raises(RegisterKeyError):
        GreatBritain().signed_headers("Companies House", GreatBritain.address, "")
    refused = Response(401, {"error": "Invalid Authorization", "type": "ch:service"})
    with (
        question_to(GreatBritain(), {"GET /": refused}, "k") as (_, question),
        pytest.raises(RegisterKeyError),
    ):
        GreatBritain().by_number(question, "00000006")


def test_what_is_a_number() -> None:
    texts = ("00000006", "445790", "sc 123456", "NI000123", "Marine", "123456789")
    assert [GreatBritain().number_in(text) for text in texts] == [
        *("00000006", "00445790", "SC123456", "NI000123", "", "")
    ]
