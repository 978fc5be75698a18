"""Archive rows: people of a company, and companies found again, over several pages."""

from collections.abc import Callable
from datetime import date
from typing import Any
from urllib.parse import parse_qs

import pytest

from app.webapi import errors
from app.webapi.client import WebApi
from tests.helpers.fakes.connect import connect, exchange, serving
from tests.helpers.faults.faulty_server import FaultyServer, Handler, Request, Response


def pages(*answers: Any) -> Handler:
    """Answers with one page after the other."""
    left = iter(answers)
    return lambda _: Response(200, next(left))


def test_people_of_a_company_come_over_several_pages_from_this_server_only() -> None:
    first = {
        "odata.metadata": "x",
        "odata.nextLink": "https://elsewhere.example:443/Cust1/api/v1/Contact/7/Persons?$skip=1&$top=1",
        "value": [
            {"PrimaryKey": "13", "EntityName": "person", "firstName": "Kari", "lastName": "Ås", "title": None}
        ],
    }
    second = {
        "odata.nextLink": None,
        "value": [{"personID": 12, "FullName": "Ola", "email/emailAddress": "o@x.no"}],
    }
    with FaultyServer(handle=pages(first, second)) as server, connect(server.url) as api:
        people = api.contact_persons(7)
    assert [
        (each.person_id, each.firstname, each.lastname, each.fullname, each.title, each.email)
        for each in people
    ] == [
        (12, "", "", "Ola", "", "o@x.no"),
        (13, "Kari", "Ås", "", "", ""),
    ]
    assert [request.target for request in server.requests] == [
        "/api/v1/Contact/7/Persons?$select=personId,firstName,lastName,fullName,title,email/emailAddress&$orderby=personId%20desc&$entities=person,retiredPerson",
        "/api/v1/Contact/7/Persons?$skip=1&$top=1",
    ]


def test_what_publishes_the_api_below_a_path_like_its_own_has_its_pages_followed() -> None:
    link = "https://gw.example/v1/superoffice/api/v1/Contact/7/Persons?$filter=name is '/v1/'&$skip=1"
    first = {"odata.nextLink": link, "value": [{"personId": 12}]}
    answers = pages(first, {"value": [{"personId": 11}]})
    with FaultyServer(handle=answers) as server, connect(f"{server.url}/v1/superoffice") as api:
        assert [each.person_id for each in api.contact_persons(7)] == [11, 12]
    start = "/v1/superoffice/api/v1/Contact/7/Persons?"
    assert [request.target.startswith(start) for request in server.requests] == [True, True]
    assert server.requests[1].target.endswith("&$skip=1")


def test_a_next_page_that_cannot_be_followed_is_not_passed_over() -> None:
    page = {"odata.nextLink": "?$skip=1", "value": []}
    with serving(page) as server, connect(server.url) as api, pytest.raises(errors.UnexpectedAnswerError):
        api.contact_persons(7)
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    "act", [lambda api: api.contact_persons(7), lambda api: api.find_contacts("A", None)]
)
def test_a_row_without_an_id_is_not_passed_over(act: Callable[[WebApi], object]) -> None:
    with pytest.raises(errors.UnexpectedAnswerError):
        exchange({"value": [{"PrimaryKey": "1,234", "EntityName": "x"}]}, act)


def filter_of(request: Request) -> str:
    return parse_qs(request.target.partition("?")[2])["$filter"][0]


def test_companies_are_found_by_name_user_and_day() -> None:
    rows = [
        {"PrimaryKey": "7", "contactId": "7", "name": "ACME as"},
        {"PrimaryKey": "8", "name": "Acme AS"},
        {"PrimaryKey": "9", "name": "Acme AS Nord"},
        {"contactId": "[I:10]", "name": "Acme AS "},
        {"contactId": 11, "name": None},
    ]
    request, found = exchange({"value": rows}, lambda api: api.find_contacts(" Acme AS", date(2026, 3, 1)))
    assert filter_of(request) == (
        "name is 'Acme AS' and registeredBy currentAssociate"
        " and registeredDate after '2026-02-27' and registeredDate before '2026-03-03'"
    )
    assert "$select=contactId,name" in request.target
    assert found == (7, 8, 10, 11)


@pytest.mark.parametrize(
    ("name", "clause"),
    [
        ("L'Oréal", "name begins 'L'"),
        ("Bob 's", "name begins 'Bob'"),
        ("'t Hof", "registeredBy currentAssociate"),
        ("back\\slash", "name begins 'back'"),
        ("Smith & Sons, 100% + more = #1?", "name is 'Smith & Sons, 100% + more = #1?'"),
        ("株" * 219, f"name begins '{'株' * 109}'"),
    ],
)
def test_names_that_a_filter_cannot_hold_are_compared_here(name: str, clause: str) -> None:
    rows = [{"PrimaryKey": "7", "name": name}, {"PrimaryKey": "8", "name": name + "x"}]
    request, found = exchange({"value": rows}, lambda api: api.find_contacts(name, None))
    assert filter_of(request) == clause
    assert len(request.target) < 2048
    assert found == (7,)
