"""CVR by cvrapi.dk: one object, errors with status 200, protection against advertising."""

from typing import Any

import pytest

from app.model.registers.record import CompanyState
from app.webapi.registers.asking import (
    RegisterAnswerError,
    RegisterBusyError,
    RegisterError,
    RegisterKeyError,
)
from app.webapi.registers.denmark import Denmark
from tests.helpers.faults.faulty_server import Response
from tests.helpers.registers.stand_in import HTML, question_to

COMPANY: dict[str, Any] = {
    "vat": 24256790,
    "name": "HAVNENS MASKINFABRIK A/S",
    "address": "Novo Alle 1",
    "addressco": "",
    "zipcode": "2880",
    "city": "Bagsværd",
    "protected": True,
    "phone": "44448888",
    "email": "post@havnen.example",
    "fax": None,
    "enddate": None,
    "employees": "100-199",
    "industrycode": 212000,
    "creditbankrupt": False,
    "productionunits": [],
    "t": 100,
    "version": 6,
}
ASKED = "GET /?country=dk&vat=24256790"


def test_a_company_that_wants_no_advertising() -> None:
    with question_to(Denmark(), {ASKED: COMPANY}) as (
        server,
        question,
    ):
        (found,) = Denmark().by_number(question, "24256790")
    assert found.name == "Havnens Maskinfabrik A/S"
    assert found.refuses_advertising
    assert found.industry == "212000"
    assert found.values == {
        "Name": "Havnens Maskinfabrik A/S",
        "OrgNr": "24256790",
        "Country": "DK",
        "Address.Street.Address1": "Novo Alle 1",
        "Address.Street.Zipcode": "2880",
        "Address.Street.City": "Bagsværd",
        "Phones[0].Value": "44448888",
        "Emails[0].Value": "post@havnen.example",
    }
    assert len(server.requests[0].headers["user-agent"].split(" - ")) == 3


def test_a_name_gives_the_one_that_the_register_takes_to_be_meant() -> None:
    with question_to(Denmark(), {"GET /?country=dk&search=Havnens": COMPANY}) as (_server, question):
        assert [one.number for one in Denmark().by_name(question, "Havnens")] == ["24256790"]


@pytest.mark.parametrize("status", [200, 404])
def test_a_number_that_nobody_has(status: int) -> None:
    answer = Response(status, {"error": "NOT_FOUND", "t": 0, "version": 6})
    with question_to(Denmark(), {ASKED: answer}) as (_server, question):
        assert not Denmark().by_number(question, "24256790")


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        ({"error": "QUOTA_EXCEEDED"}, RegisterBusyError),
        ({"error": "BANNED"}, RegisterBusyError),
        ({"error": "INTERNAL_ERROR"}, RegisterBusyError),
        ({"error": "INVALID_UA"}, RegisterKeyError),
        ({"error": "odd"}, RegisterAnswerError),
        ([], RegisterAnswerError),
        ({"name": "no number"}, RegisterAnswerError),
        (HTML, RegisterError),
    ],
)
def test_what_is_no_answer(answer: Any, error: type[RegisterError]) -> None:
    with question_to(Denmark(), {ASKED: answer}) as (_server, question), pytest.raises(error):
        Denmark().by_number(question, "24256790")


@pytest.mark.parametrize(
    ("change", "state"),
    [
        ({"creditbankrupt": True}, CompanyState.BANKRUPT),
        ({"enddate": "31/12 - 2020"}, CompanyState.DELETED),
        ({}, CompanyState.ACTIVE),
    ],
)
def test_the_state_of_a_company(change: dict[str, Any], state: CompanyState) -> None:
    with question_to(Denmark(), {ASKED: COMPANY | change}) as (_server, question):
        (found,) = Denmark().by_number(question, "24256790")
    assert found.state is state


def test_what_is_a_number() -> None:
    texts = ("24256790", "DK 24 25 67 90", "24256791", "0101701234")
    assert [Denmark().number_in(text) for text in texts] == ["24256790", "24256790", "", ""]


def test_the_user_agent_has_the_three_parts_without_which_every_question_is_refused() -> None:
    with question_to(Denmark(), {"GET /": {"error": "NOT_FOUND"}}) as (server, question):
        assert Denmark().by_number(question, "24256790") == ()
    parts = server.requests[0].headers["user-agent"].split(" - ")
    assert len(parts) == 3
    assert all(parts)


def test_a_code_that_has_lost_its_zero_as_a_number_is_the_industry_that_it_was() -> None:
    with question_to(Denmark(), {"GET /": COMPANY | {"industrycode": 11100}}) as (_server, question):
        (found,) = Denmark().by_number(question, "24256790")
    assert found.industry == "011100"
