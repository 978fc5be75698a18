"""Bolagsverket: a token first, errors within 200, protection against advertising."""

from typing import Any
from urllib.parse import parse_qs

import pytest

from app.model.registers.record import CompanyState
from app.webapi.registers.asking import (
    RegisterAnswerError,
    RegisterError,
    RegisterKeyError,
    RegisterNotReachedError,
)
from app.webapi.registers.sweden import Sweden
from tests.helpers.faults.faulty_server import Response
from tests.helpers.registers.stand_in import question_to

TOKEN = {"POST /oauth2/token": {"access_token": "token-7", "token_type": "Bearer", "expires_in": 3600}}
KEY = "client:secret:with colon"
ENDING = "pagaendeAvvecklingsEllerOmstruktureringsforfarande"
COMPANY: dict[str, Any] = {
    "organisationsnamn": {
        "organisationsnamnLista": [
            {"namn": "SKÄRGÅRD TRADING", "organisationsnamntyp": {"kod": "SARSKILT_FORETAGSNAMN"}},
            {"namn": "SKÄRGÅRDENS BÅTVARV AB", "organisationsnamntyp": {"kod": "FORETAGSNAMN"}},
        ]
    },
    "postadressOrganisation": {
        "postadress": {"utdelningsadress": "BOX 12", "postnummer": "89121", "postort": "ÖRNSKÖLDSVIK"}
    },
    "naringsgrenOrganisation": {"sni": [{"kod": "30110 "}]},
    "reklamsparr": {"kod": "JA"},
}


def found_for(*companies: dict[str, Any]) -> Any:
    answers = {**TOKEN, "POST /organisationer": {"organisationer": list(companies)}}
    with question_to(Sweden(), answers, KEY) as (server, question):
        found = Sweden().by_number(question, "5560021361")
    form = parse_qs(server.requests[0].body.decode())
    assert (form["client_id"], form["client_secret"]) == (["client"], ["secret:with colon"])
    assert server.requests[1].headers["authorization"] == "Bearer token-7"
    return found


def test_a_company_by_its_number() -> None:
    (found,) = found_for(COMPANY)
    assert (found.number, found.industry, found.refuses_advertising) == ("556002-1361", "30110", True)
    assert found.values == {
        "Name": "Skärgårdens Båtvarv AB",
        "OrgNr": "556002-1361",
        "Country": "SE",
        "Address.Postal.Address1": "Box 12",
        "Address.Postal.Zipcode": "891 21",
        "Address.Postal.City": "Örnsköldsvik",
    }


def test_a_number_that_nobody_has() -> None:
    assert not found_for({"organisationsnamn": {"fel": {"typ": "ORGANISATION_FINNS_EJ"}}})


@pytest.mark.parametrize(
    ("word", "error"),
    [
        ("TIMEOUT", RegisterNotReachedError),
        ("OTILLGANGLIG_UPPGIFTSKALLA", RegisterNotReachedError),
        ("OGILTIG_BEGARAN", RegisterAnswerError),
    ],
)
def test_errors_within_an_answer(word: str, error: type[RegisterError]) -> None:
    with pytest.raises(error):
        found_for({"organisationsnamn": {"fel": {"typ": word}}})


@pytest.mark.parametrize(
    ("block", "state"),
    [
        ({"avregistreradOrganisation": {"avregistreringsdatum": "2020-01-01"}}, CompanyState.DELETED),
        (
            {ENDING: {"xLista": [{"kod": "KK"}]}},
            CompanyState.BANKRUPT,
        ),
        (
            {ENDING: {"xLista": [{"kod": "LI"}]}},
            CompanyState.DISSOLVING,
        ),
        (
            {ENDING: {"xLista": [{"kod": "FUOT"}]}},
            CompanyState.ACTIVE,
        ),
        ({}, CompanyState.ACTIVE),
    ],
)
def test_the_state_of_a_company(block: dict[str, Any], state: CompanyState) -> None:
    assert found_for(COMPANY | block)[0].state is state


@pytest.mark.parametrize("key", ["", "no colon"])
def test_a_key_that_is_none(key: str) -> None:
    with pytest.raises(RegisterKeyError):
        Sweden().signed_headers("Bolagsverket", "http://127.0.0.1:9", key)


@pytest.mark.parametrize("answer", [Response(401, {}), {"no": "token"}, {"access_token": "\u2603"}])
def test_a_key_that_is_refused(answer: Any) -> None:
    with pytest.raises(RegisterKeyError), question_to(Sweden(), {"POST /oauth2/token": answer}, KEY):
        pass


def test_what_is_a_number() -> None:
    texts = ("556002-1361", "SE556002136101", "5560021361", "556002-1362")
    assert [Sweden().number_in(text) for text in texts] == ["5560021361"] * 3 + [""]
    assert Sweden().number_in("SE202100548901") == "2021005489"  # an authority's, no year 2021


@pytest.mark.parametrize(
    "text",
    ["811218-9876", "8112189876", "19811218-9876", "811278-9873", "811218987601", "19640823-3201"],
)
def test_a_persons_number_is_none(text: str) -> None:
    assert Sweden().number_in(text) == ""
