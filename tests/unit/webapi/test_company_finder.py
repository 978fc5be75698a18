"""Companies and people by each property, against the sandbox, and servers that cannot be asked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.model.company_search.questions import Criterion, Question, org_nr_spellings
from app.model.profile import Profile
from app.sandbox import PASSWORD, USER, Options, SandboxServer
from app.webapi import errors
from app.webapi.client import WebApi
from app.webapi.company_finder import FoundHits
from tests.helpers.fakes.connect import connect, exchange, serving
from tests.helpers.faults.faulty_server import FaultyServer, Response

PEOPLE = Options(people=True)
REFUSAL = {"Error": True, "ErrorType": "SoNotFoundException", "ErrorMessage": "Not here"}


def client(server: SandboxServer) -> WebApi:
    return WebApi(Profile(name="Sandbox", url=server.url, user=USER, language="en"), lambda: PASSWORD)


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WebApi]:
    """One sandbox for all that only read."""
    with (
        SandboxServer(tmp_path_factory.mktemp("sandbox") / "sandbox.db", PEOPLE) as server,
        client(server) as api,
    ):
        yield api


def found(api: WebApi, criterion: Criterion, *values: str, **more: Any) -> list[str]:
    hits = api.find_companies(Question(criterion, values, **more), 10).hits
    return [" / ".join(filter(None, (hit.full_name, hit.person))) for hit in hits]


NORDLYS = "Nordlys Bakeri AS, Tromsø"
BOTH_HAVBRIS = ["Havbris Sjømat AS, Bodø", "Havbris Sjømat AS, Stavanger"]


@pytest.mark.parametrize(
    ("criterion", "values", "hits"),
    [
        (Criterion.NAME, ("havbris",), BOTH_HAVBRIS),
        (Criterion.NAME_PART, ("Bakeri",), [NORDLYS]),
        (Criterion.NAME_PART, ("Söhne' Wer",), ["Keller & Söhne Werkzeugbau GmbH"]),
        (Criterion.CITY, ("Lei",), ["Molenaar Bloemen B.V."]),
        (Criterion.NUMBER, ("DEMO-4",), ["Keller & Söhne Werkzeugbau GmbH"]),
        (Criterion.ORG_NR, org_nr_spellings("999888771", "NO"), [NORDLYS]),
        (Criterion.ORG_NR, org_nr_spellings("999888798", "NO"), BOTH_HAVBRIS[:1]),
        (Criterion.DOMAIN, ("nordlys-bakeri.example",), [NORDLYS]),
        (Criterion.DOMAIN, ("nobody.example",), []),
        (Criterion.EMAIL, ("post@nordlys",), [NORDLYS]),
        (Criterion.PHONE, ("51000071",), BOTH_HAVBRIS[1:]),
        (Criterion.PERSON_NAME, ("kari hansen",), [f"{NORDLYS} / Kari Hansen"]),
        (Criterion.PERSON_EMAIL, ("kari.",), [f"{NORDLYS} / Kari Hansen"]),
        (Criterion.PERSON_PHONE, ("90000021",), [f"{NORDLYS} / Kari Hansen"]),
    ],
)
def test_each_property_finds_what_has_it(
    standing: WebApi, criterion: Criterion, values: tuple[str, ...], hits: list[str]
) -> None:
    assert found(standing, criterion, *values) == hits


def test_what_has_to_be_whole_is_not_found_by_its_beginning(standing: WebApi) -> None:
    assert found(standing, Criterion.PERSON_EMAIL, "kari.", is_whole=True) == []
    assert found(standing, Criterion.PERSON_EMAIL, "x@y.example", "ole@nordlys-bakeri.example", is_whole=True)


def test_people_are_searched_for_within_companies(standing: WebApi) -> None:
    (bodo,) = [hit.contact_id for hit in standing.find_companies(Question(Criterion.CITY, ("Bod",)), 10).hits]
    assert found(standing, Criterion.PEOPLE_OF, "Strand", within=(bodo,)) == [
        "Havbris Sjømat AS, Bodø / Marte Strand"
    ]


def test_a_hit_has_what_tells_companies_apart(standing: WebApi) -> None:
    (hit,) = standing.find_companies(Question(Criterion.PERSON_NAME, ("Kari",)), 10).hits
    assert (hit.city, hit.org_nr, hit.owner) == ("Tromsø", "999 888 771", "Per Nygård")
    assert hit.person_reach == "kari.hansen@nordlys-bakeri.example"
    counts = standing.count_people((hit.contact_id, 5))
    assert counts == {hit.contact_id: 2, 5: 0}


def test_no_more_are_returned_than_asked_for(standing: WebApi) -> None:
    answer = standing.find_companies(Question(Criterion.NAME, ("Havbris",)), 1)
    assert (len(answer.hits), answer.is_cut) == (1, True)


def test_a_page_of_five_thousand_is_cut() -> None:
    rows = [{"contactId": number, "name": f"A {number}"} for number in range(1, 5001)]
    _request, answer = exchange({"value": rows}, lambda api: api.find_companies(NAMED, 25))
    assert isinstance(answer, FoundHits)
    assert (len(answer.hits), answer.is_cut) == (25, True)


NAMED = Question(Criterion.NAME, ("A",))


@pytest.mark.parametrize("text", ["'", "\\", "' or '1' is '1"])
def test_a_quote_never_leaves_its_string(text: str) -> None:
    with serving({"value": []}) as server, connect(server.url) as api:
        for criterion in set(Criterion) - {Criterion.DOMAIN}:
            api.find_companies(Question(criterion, (text,), within=(1,)), 5)
    for request in server.requests:
        assert "%27%20or" not in request.target
        assert "%5C" not in request.target


def test_what_a_server_lacks_is_asked_once(tmp_path: Path) -> None:
    lacks = ("GET Person", "GET Contact/DuplicateDomains/{domain}")
    with SandboxServer(tmp_path / "sandbox.db", Options(lacks=lacks)) as server, client(server) as api:
        for _again in range(2):
            for criterion in (Criterion.DOMAIN, Criterion.PERSON_NAME):
                assert api.find_companies(Question(criterion, ("nordlys.example",)), 5).is_refused
            assert api.count_people((1, 2)) == {}
        assert [request.path.partition("?")[0] for request in server.requests] == [
            "/api/v1/Contact/DuplicateDomains/nordlys.example",
            "/api/v1/Person",
            "/api/v1/Person",  # in the server's own order
            "/api/v1/Person",  # how many people there are
        ]


def test_a_server_that_refuses_an_order_is_asked_without() -> None:
    def handle(request: Any) -> Response:
        return Response(400, REFUSAL) if "orderby" in request.target else Response(200, {"value": []})

    with FaultyServer(handle=handle) as server, connect(server.url) as api:
        for _again in range(2):
            assert not api.find_companies(NAMED, 5).is_refused
    assert ["orderby" in request.target for request in server.requests] == [True, False, False]


def test_companies_of_a_domain_have_their_names_where_numbers_cannot_be_compared() -> None:
    def handle(request: Any) -> Response:
        if "DuplicateDomains" in request.path:
            return Response(200, [{"SoPrimaryKey": 7, "EntryName": "Fjord"}, {"EntryIdentifier": "R-1"}])
        return Response(400, REFUSAL)

    with FaultyServer(handle=handle) as server, connect(server.url) as api:
        hits = api.find_companies(Question(Criterion.DOMAIN, ("fjord.example",)), 5).hits
    assert [(hit.contact_id, hit.name, hit.identifier) for hit in hits] == [(7, "Fjord", ""), (0, "", "R-1")]


LATER = {"Error": True, "ErrorType": "SoException", "ErrorMessage": "Later"}


def test_a_server_in_maintenance_has_refused_nothing() -> None:
    with FaultyServer(handle=lambda _: Response(503, LATER)) as server, connect(server.url) as api:
        for _again in range(2):
            with pytest.raises(errors.MaintenanceError):
                api.find_companies(NAMED, 5)
    assert len(server.requests) == 2


def test_a_server_that_is_busy_is_left_alone_for_as_long_as_it_says(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [1000.0]
    monkeypatch.setattr("app.webapi.company_finder.monotonic", lambda: now[0])
    busy = Response(429, LATER, headers={"Retry-After": "60"})
    with FaultyServer(handle=lambda _: busy) as server, connect(server.url) as api:
        for at in (1000.0, 1059.0, 1061.0):
            now[0] = at
            with pytest.raises(errors.TooBusyError):
                api.find_companies(NAMED, 5)
            with pytest.raises(errors.TooBusyError):
                api.count_people((7,))
    assert len(server.requests) == 2


@pytest.mark.parametrize("answer", [None, "text", 7, {"value": 7}, {"value": [[]]}])
def test_an_answer_that_fits_nothing_is_an_error(answer: Any) -> None:
    with pytest.raises((errors.UnexpectedAnswerError, errors.RejectedError)):
        exchange(answer, lambda api: api.find_companies(NAMED, 5))


def test_rows_without_an_id_are_left_out() -> None:
    rows = [{"name": "A"}, {"contactId": "x"}, {"contactId": 0}, {"contactId": "[I:7]", "name": "B\x00"}]
    _request, answer = exchange({"value": rows}, lambda api: api.find_companies(NAMED, 5))
    assert isinstance(answer, FoundHits)
    assert [(hit.contact_id, hit.name) for hit in answer.hits] == [(7, "B\ufffd")]


def test_people_of_many_rows_are_not_counted() -> None:
    rows = [{"contactId": 7}] * 501
    assert exchange({"value": rows}, lambda api: api.count_people((7,)))[1] == {}
    assert exchange({"value": rows[:500]}, lambda api: api.count_people((7,)))[1] == {7: 500}


def test_of_many_values_only_some_are_asked_for() -> None:
    question = Question(Criterion.ORG_NR, tuple(str(number) for number in range(1000, 1100)))
    request, _answer = exchange({"value": []}, lambda api: api.find_companies(question, 5))
    assert request.target.count("%27") == 24


@pytest.mark.parametrize("content", [b"", b"<html>Not found"])
def test_an_endpoint_that_is_not_there_is_asked_once_whoever_says_so(content: bytes) -> None:
    gone = Response(404, headers={"Content-Type": "text/html"}, content=content)
    with FaultyServer(handle=lambda _: gone) as server, connect(server.url) as api:
        for _again in range(2):
            assert api.find_companies(Question(Criterion.DOMAIN, ("fjord.example",)), 5).is_refused
    assert len(server.requests) == 1


def test_a_page_of_somebody_in_between_refuses_nothing() -> None:
    page = Response(403, headers={"Content-Type": "text/html"}, content=b"<html>blocked")
    with FaultyServer(handle=lambda _: page) as server, connect(server.url) as api:
        for _again in range(2):
            with pytest.raises(errors.WebApiError):
                api.find_companies(NAMED, 5)
    assert len(server.requests) > 1
