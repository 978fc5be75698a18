"""Lists over several pages: those that end, and those that do not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from itertools import count
from threading import Thread
from urllib.parse import parse_qs

import pytest

from app.webapi import errors
from app.webapi.archive import MOST_RECENT, CompanyRow
from app.webapi.client import WebApi
from tests.helpers.fakes.connect import connect, exchange
from tests.helpers.faults.faulty_server import FaultyServer, Handler, Request, Response

LISTS: list[Callable[[WebApi], object]] = [
    lambda api: api.contact_persons(7),
    lambda api: api.find_contacts("A", None),
    lambda api: api.is_contact_listed(7),
]
ROWS = [{"contactId": 7, "personId": 7, "name": "A"}]


def linked(*links: str) -> Handler:
    """Answers with a page each time that leads on to the next of these, and from the last to the first."""
    numbers = count()

    def answer(_request: Request) -> Response:
        link = links[next(numbers) % len(links)]
        return Response(200, {"odata.nextLink": f"http://x/api/v1/{link}", "value": ROWS})

    return answer


@pytest.mark.parametrize("ask", LISTS)
@pytest.mark.parametrize(
    ("links", "most"),
    [
        (["Contact?$skip=1"], 2),
        (["Contact?$skip=1", "Contact?$skip=2"], 3),
        ([f"Contact?$skip={number}" for number in range(1000)], 50),
    ],
    ids=["to itself", "in a circle", "without end"],
)
def test_pages_that_do_not_end_are_given_up(
    ask: Callable[[WebApi], object], links: list[str], most: int
) -> None:
    with (
        FaultyServer(handle=linked(*links)) as server,
        connect(server.url) as api,
        pytest.raises(errors.UnexpectedAnswerError),
    ):
        ask(api)
    assert len(server.requests) == most


def query_of(request: Request) -> dict[str, str]:
    return {name: value[0] for name, value in parse_qs(request.target.partition("?")[2]).items()}


def test_the_newest_companies_come_first_whatever_their_name() -> None:
    rows = [{"PrimaryKey": "9", "name": "Acme"}, {"contactId": 8, "name": None}]
    request, found = exchange({"value": rows}, lambda api: api.recent_contacts(date(2026, 3, 1)))
    assert query_of(request) == {
        "$select": "contactId,name",
        "$filter": "registeredBy currentAssociate"
        " and registeredDate after '2026-02-27' and registeredDate before '2026-03-03'",
        "$orderby": "contactId desc",
        "$top": "1000",
    }
    assert found == (CompanyRow(9, "Acme"), CompanyRow(8))
    request, _ = exchange({"value": []}, lambda api: api.recent_contacts(None))
    assert query_of(request)["$filter"] == "registeredBy currentAssociate"


def test_a_server_that_refuses_the_order_is_asked_without_it() -> None:
    own = {"Error": True, "ErrorType": "SoX", "ErrorMessage": "no such order"}

    def handle(request: Request) -> Response:
        is_refused = query_of(request)["$orderby"] != "contactId"
        return Response(500, own) if is_refused else Response(200, {"value": [{"contactId": 7}]})

    with FaultyServer(handle=handle) as server, connect(server.url) as api:
        assert api.recent_contacts(None) == (CompanyRow(7),)
    with (
        FaultyServer(handle=lambda _: Response(503, own)) as server,
        connect(server.url) as api,
        pytest.raises(errors.MaintenanceError),
    ):
        api.recent_contacts(None)
    assert len(server.requests) == 1


def test_people_are_asked_for_in_order_and_without_where_that_is_refused() -> None:
    own = {"Error": True, "ErrorType": "SoX", "ErrorMessage": "no such order"}

    def handle(request: Request) -> Response:
        is_refused = "$orderby" in query_of(request)
        return Response(500, own) if is_refused else Response(200, {"value": [{"personId": 7}]})

    with FaultyServer(handle=handle) as server, connect(server.url) as api:
        assert [row.person_id for row in api.contact_persons(3)] == [7]
    order, every = "personId desc", "person,retiredPerson"
    asked = [(query_of(one).get("$orderby"), query_of(one).get("$entities")) for one in server.requests]
    assert asked == [(order, every), (order, None), (None, every)]


def test_no_more_of_the_newest_are_read_than_are_wanted() -> None:
    answers = (
        {
            "value": [{"contactId": each} for each in range(number, number - 400, -1)],
            "odata.nextLink": f"http://x/api/v1/Contact?$skip={number}",
        }
        for number in count(100_000, -400)
    )
    with FaultyServer(handle=lambda _: Response(200, next(answers))) as server, connect(server.url) as api:
        assert len(api.recent_contacts(None)) == MOST_RECENT
    assert len(server.requests) == 3


def test_small_pages_of_the_newest_are_read_as_far_as_that_is_worth_it() -> None:
    answers = (
        {"value": [{"contactId": number}], "odata.nextLink": f"http://x/api/v1/Contact?$skip={number}"}
        for number in count(100, -1)
    )
    with FaultyServer(handle=lambda _: Response(200, next(answers))) as server, connect(server.url) as api:
        assert len(api.recent_contacts(None)) == 10
    assert len(server.requests) == 10


def test_a_company_is_listed_or_not() -> None:
    request, found = exchange({"value": [{"contactId": "7"}]}, lambda api: api.is_contact_listed(7))
    assert query_of(request)["$filter"] == "contactId = 7"
    assert found
    _, found = exchange({"value": [{"contactId": 8}]}, lambda api: api.is_contact_listed(7))
    assert not found


def serving(rows: Sequence[int], *, most: int, ignores: str = "", skips: bool = True) -> Handler:
    """A list of companies whose server ignores or refuses to put the newest first."""

    def answer(request: Request) -> Response:
        query = query_of(request)
        if ignores == "refused" and query["$orderby"] != "contactId":
            return Response(400, {"Error": True, "ErrorType": "SoX", "ErrorMessage": "no such order"})
        found = sorted(rows, reverse=query["$orderby"].endswith("desc") and not ignores)
        skip = int(query.get("$skip", 0)) if skips else 0
        shown = found[skip : skip + min(most, int(query.get("$top", most)))]
        return Response(200, {"value": [{"contactId": each, "name": f"N{each}"} for each in shown]})

    return answer


@pytest.mark.parametrize(
    ("rows", "most", "ignores", "asked"),
    [
        (1300, 1000, "", 1),
        (1300, 5000, "refused", 4),  # refused, 1000, 300, none
        (1300, 5000, "ignored", 3),
        (130, 50, "ignored", 4),
        (30, 50, "ignored", 2),
        (30, 50, "refused", 2),
    ],
)
def test_the_newest_are_had_in_whatever_order_they_come(
    rows: int, most: int, ignores: str, asked: int
) -> None:
    handle = serving(range(1, rows + 1), most=most, ignores=ignores)
    with FaultyServer(handle=handle) as server, connect(server.url) as api:
        found = [row.contact_id for row in api.recent_contacts(None)]
        assert found == list(range(rows, max(rows - MOST_RECENT, 0), -1))
        assert api.archives.doubts.labels == set()
    assert len(server.requests) == asked


@pytest.mark.parametrize("ignores", ["ignored", "refused"])
def test_a_list_whose_rest_is_not_to_be_had_is_noted(ignores: str) -> None:
    handle = serving(range(1, 1301), most=5000, ignores=ignores, skips=False)
    with FaultyServer(handle=handle) as server, connect(server.url) as api:
        assert len(api.recent_contacts(None)) == MOST_RECENT
        assert api.archives.doubts.labels == {"Contact"}
        elsewhere: list[set[str]] = []
        asking = Thread(target=lambda: elsewhere.append(set(api.archives.doubts.labels)))
        asking.start()
        asking.join()
        assert elsewhere == [set()], "what one thread has asked is not another's"


@pytest.mark.parametrize(
    ("name", "rows", "is_noted"),
    [
        ("Acme AS", ["Acme AS", "ACME  A/S", "Acme AS"], False),
        ("Acme AS", ["Acme AS", "Vidda Kraft"], True),
        ("L'Oréal", ["Lyng", "løv"], False),
        ("L'Oréal", ["Lyng", "Vidda"], True),
        ("'t Hof", ["Vidda"], False),
        ("Østlandet", [None, "Ostlandet"], False),
    ],
)
def test_rows_of_other_names_show_that_a_filter_is_ignored(
    name: str, rows: list[str | None], is_noted: bool
) -> None:
    told = {"value": [{"contactId": number, "name": each} for number, each in enumerate(rows, start=1)]}
    with FaultyServer(handle=lambda _: Response(200, told)) as server, connect(server.url) as api:
        api.find_contacts(name, None)
        assert (api.archives.doubts.labels == {"Contact"}) == is_noted
    assert len(server.requests) == (2 if is_noted else 1)
