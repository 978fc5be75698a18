from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from app.model.carriers.contact import ContactEntity
from app.model.carriers.reading import read_as
from app.model.entry import Entry, FieldMessage, State
from app.service.delivery.deliverer import check_new, new_addition
from app.webapi.client import WebApi
from tests.helpers.fakes.delivery import KARI, Desk
from tests.helpers.faults.faulty_server import FaultyServer, Request, Response, forward_to

PHONES = [{"Value": "815 00 001", "Description": ""}]
FAILED = Response(500, {"Error": True, "ErrorType": "SoX", "ErrorMessage": "A trigger failed"})
Handler = Callable[[Request], Response]


@pytest.fixture
def company(desk: Desk) -> int:
    """The number of a company that was saved a minute ago."""
    saved = desk.advance(desk.enter(name="Fjord AS")).entry
    desk.clock.forward(minutes=1)
    return saved.contact_id


def addition(desk: Desk, company: int, **given: Any) -> Entry:
    body = read_as(ContactEntity, {"ContactId": company, "Name": "Fjord AS", **given})
    return desk.outbox.add(new_addition(body, desk.profile, "addition", desk.clock()))


def numbers(desk: Desk, company: int) -> list[str]:
    return [row["Value"] for row in desk.api().contact_record(company)["Phones"]]


def test_where_only_people_are_added_nothing_of_the_company_is_left_to_do(desk: Desk, company: int) -> None:
    entry = addition(desk, company, Persons=[KARI.to_json_object()])
    assert [step.state for step in entry.steps] == [State.SAVED, State.QUEUED]
    assert (entry.contact_id, entry.company.remote_id, entry.is_addition) == (company, company, True)
    check_new(entry)


@pytest.mark.parametrize("saves", [True, False])
def test_an_error_of_the_servers_own_is_looked_into_at_once(desk: Desk, company: int, saves: bool) -> None:
    url = desk.profile.url

    def handle(request: Request) -> Response:
        if request.method != "PUT":
            return forward_to(url)(request)
        if saves:
            forward_to(url)(request)
        return FAILED

    before = numbers(desk, company)
    with FaultyServer(handle=handle) as server:
        desk.turn_to(server.url)
        entry = desk.advance(addition(desk, company, Phones=PHONES)).entry
        desk.turn_to(url)
    assert entry.state is (State.SAVED if saves else State.REJECTED)
    assert numbers(desk, company) == before + (["815 00 001"] if saves else [])
    if not saves:
        assert "Nothing was saved." in entry.message
        desk.deliverer.retry(entry.id)
        assert desk.deliver(entry).state is State.SAVED
        assert numbers(desk, company) == [*before, "815 00 001"]


@pytest.mark.parametrize("times", [{}, {"UpdatedDate": "soon", "CreatedDate": None}])
def test_a_record_without_a_time_is_never_written(desk: Desk, company: int, times: dict[str, Any]) -> None:
    def handle(request: Request) -> Response:
        assert request.method != "PUT"
        return Response(200, {"ContactId": company, "Name": "Fjord AS", "Phones": [], **times})

    with FaultyServer(handle=handle) as server:
        desk.turn_to(server.url)
        result = desk.advance(addition(desk, company, Phones=PHONES))
    assert result.entry.state is State.QUEUED
    assert result.error is not None
    assert result.error.status == 200


@pytest.mark.parametrize("status", [500, 502])
def test_a_server_in_trouble_is_waited_for(desk: Desk, company: int, status: int) -> None:
    with FaultyServer(handle=lambda _request: Response(status, FAILED.value)) as server:
        desk.turn_to(server.url)
        entry = desk.advance(addition(desk, company, Phones=PHONES)).entry
    assert (entry.state, entry.next_try is not None) == (State.QUEUED, True)


GONE = Response(404, {"Error": True, "ErrorType": "SoNotFoundException", "ErrorMessage": "Nothing here"})


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (GONE, "it cannot be read any more"),
        (Response(200, {"ContactId": 2, "Deleted": 1}), "it has been deleted"),
    ],
)
def test_where_the_company_is_gone_nothing_is_added_and_it_says_so(
    desk: Desk, company: int, answer: Response, words: str
) -> None:
    assert company == 2
    with FaultyServer(handle=lambda _request: answer) as server:
        desk.turn_to(server.url)
        entry = desk.advance(addition(desk, company, Phones=PHONES, Persons=[KARI.to_json_object()])).entry
    assert [step.state for step in entry.steps] == [State.REJECTED] * 2
    for said in (entry.message, *(step.message for step in entry.steps)):
        assert f"Nothing was added to “Fjord AS”: {words}" in said


@pytest.mark.parametrize(
    ("status", "state"), [(403, State.REJECTED), (404, State.REJECTED), (503, State.QUEUED)]
)
def test_where_it_is_not_told_who_is_there_nobody_is_added(
    desk: Desk, company: int, status: int, state: State
) -> None:
    url = desk.profile.url
    before = numbers(desk, company)

    def handle(request: Request) -> Response:
        is_meant = request.method == "GET" and "/Persons" in request.path
        return Response(status, FAILED.value) if is_meant else forward_to(url)(request)

    with FaultyServer(handle=handle) as server:
        desk.turn_to(server.url)
        entry = desk.advance(addition(desk, company, Phones=PHONES, Persons=[KARI.to_json_object()])).entry
        desk.turn_to(url)
    assert [step.state for step in entry.steps] == [state] * 2
    assert ("who is in this company already cannot be read" in entry.message) is (state is State.REJECTED)
    assert numbers(desk, company) == before
    desk.deliverer.retry(entry.id)
    assert desk.deliver(entry).state is State.SAVED


def test_while_it_is_written_it_says_that_it_is_being_sent(
    desk: Desk, company: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[Entry] = []
    update = WebApi.update_contact

    def updating(api: WebApi, *record: Any) -> None:
        seen.append(desk.outbox.existing("addition"))
        update(api, *record)

    monkeypatch.setattr(WebApi, "update_contact", updating)
    entry = addition(desk, company, Phones=PHONES)
    waiting = replace(entry, next_try=desk.clock(), problems=(FieldMessage("Phones", "Odd."),))
    desk.outbox.update(waiting, expected=State.QUEUED)
    saved = desk.advance(entry).entry
    (sending,) = seen
    assert (sending.state, sending.company.state) == (State.SENDING, State.SENDING)
    assert (sending.message, sending.next_try, sending.problems) == ("“Fjord AS” is being sent.", None, ())
    assert sending.company.sent == desk.clock()
    assert (saved.state, saved.company.remote_id, saved.tries) == (State.SAVED, company, 0)


@pytest.mark.parametrize(("there", "told"), [("Fjord Group AS", "Fjord Group AS"), ("", "Fjord AS")])
def test_it_is_called_as_the_server_calls_the_company(
    desk: Desk, company: int, there: str, told: str
) -> None:
    url = desk.profile.url

    def handle(request: Request) -> Response:
        answer = forward_to(url)(request)
        is_read = request.method == "GET" and request.path.endswith(f"/Contact/{company}")
        return Response(200, json.loads(answer.raw) | {"Name": there}) if is_read else answer

    with FaultyServer(handle=handle) as server:
        desk.turn_to(server.url)
        refused = desk.advance(addition(desk, company, Number1="K-2")).entry
    assert (refused.name, refused.state) == (told, State.REJECTED)
    assert f"“{told}”" in refused.message


def test_what_hinders_the_look_at_a_record_that_was_perhaps_written_is_told(desk: Desk, company: int) -> None:
    url, trouble = desk.profile.url, list[int]()

    def handle(request: Request) -> Response:
        if trouble:
            return Response(503, FAILED.value)
        if request.method == "PUT":
            trouble.append(1)
            return Response(wire=b"")
        return forward_to(url)(request)

    with FaultyServer(handle=handle) as server:
        desk.turn_to(server.url)
        entry = desk.advance(addition(desk, company, Phones=PHONES)).entry
        lost = entry.message
        looked = desk.advance(entry).entry
        desk.turn_to(url)
    assert [entry.state, looked.state] == [State.UNKNOWN] * 2
    assert "is not available at the moment" in looked.message
    assert "is not available at the moment" not in lost
    assert desk.deliver(looked).state is State.SAVED


def test_another_value_than_was_typed_is_told_at_its_property(desk: Desk, company: int) -> None:
    refused = desk.advance(addition(desk, company, Number1="K-2")).entry
    assert refused.state is State.REJECTED
    (problem,) = refused.problems
    assert (problem.path, problem.message) == ("Number1", "The company has “FjordAS” here.")
