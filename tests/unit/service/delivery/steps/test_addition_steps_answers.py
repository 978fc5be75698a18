"""What becomes of an addition after each answer to the writing of the record."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from app.model.carriers.contact import ContactEntity
from app.model.carriers.reading import read_as
from app.model.entry import Entry, State
from app.service.delivery.deliverer import new_addition
from app.webapi.client import WebApi
from tests.helpers.fakes.delivery import KARI, Desk, is_new_person, states
from tests.helpers.faults.faults import ANSWERS, Fault
from tests.helpers.faults.faulty_server import FaultyServer, Request, Response, forward_to

PHONES = [{"Value": "815 00 001", "Description": ""}]
WITH_FIELDS = {
    "Error": True,
    "ErrorType": "SoX",
    "ErrorMessage": "A trigger failed",
    "ModelState": {"entity.Phones": ["No such number."]},
}
HTML = {"Content-Type": "text/html"}
CHANGED = Response(412, {"Error": True, "ErrorType": "SoX", "ErrorMessage": "Changed"})
UNAVAILABLE, BUSY = ANSWERS[Fault.UNAVAILABLE_503], ANSWERS[Fault.BUSY_429_SECONDS]


@pytest.fixture
def company(desk: Desk) -> int:
    """The number of a company that was saved a minute ago."""
    saved = desk.advance(desk.enter(name="Fjord AS")).entry
    desk.clock.forward(minutes=1)
    return saved.contact_id


def addition(desk: Desk, company: int, **given: Any) -> Entry:
    body = read_as(ContactEntity, {"ContactId": company, "Name": "Fjord AS", "Phones": PHONES, **given})
    return desk.outbox.add(new_addition(body, desk.profile, "addition", desk.clock()))


class Answers:
    """A server that answers a PUT in its own way, having saved it or not, and `then` all else."""

    def __init__(self, url: str, answer: Response, *, saves: bool, then: Response | None = None) -> None:
        self._behind = forward_to(url)
        self._answer, self._saves, self._then = answer, saves, then
        self.puts = 0

    def __call__(self, request: Request) -> Response:
        if request.method == "PUT":
            self.puts += 1
            if self._saves:
                self._behind(request)
            return self._answer
        return self._then if self._then and self.puts else self._behind(request)


def answered(desk: Desk, entry: Entry, answers: Answers) -> Entry:
    url = desk.profile.url
    with FaultyServer(handle=answers) as server:
        desk.turn_to(server.url)
        entry = desk.advance(entry).entry
    desk.turn_to(url)
    return entry


@pytest.mark.parametrize(("saves", "paths"), [(True, []), (False, ["Phones"])])
@pytest.mark.parametrize("status", [400, 500])
def test_what_the_server_says_of_fields_is_told_unless_it_was_saved_all_the_same(
    desk: Desk, company: int, status: int, saves: bool, paths: list[str]
) -> None:
    answers = Answers(desk.profile.url, Response(status, WITH_FIELDS), saves=saves)
    entry = answered(desk, addition(desk, company), answers)
    assert entry.state is (State.SAVED if saves else State.REJECTED)
    assert [one.path for one in entry.problems] == paths


@pytest.mark.parametrize(("status", "state"), [(400, State.REJECTED), (500, State.UNKNOWN)])
def test_where_the_record_cannot_be_read_after_an_error_a_refusal_alone_is_believed(
    desk: Desk, company: int, status: int, state: State
) -> None:
    saves = state is State.UNKNOWN
    answers = Answers(desk.profile.url, Response(status, WITH_FIELDS), saves=saves, then=UNAVAILABLE)
    entry = answered(desk, addition(desk, company), answers)
    assert (entry.state, entry.next_try is not None) == (state, saves)
    assert ("not available at the moment" in entry.message) is saves
    desk.deliverer.retry(entry.id)
    assert desk.deliver(entry).state is State.SAVED
    assert [row["Value"] for row in desk.api().contact_record(company)["Phones"]] == ["815 00 001"]


def test_a_record_that_others_change_each_time_is_given_up_and_may_be_tried_again(
    desk: Desk, company: int
) -> None:
    url = desk.profile.url
    entry = addition(desk, company)
    for _ in range(2):
        answers = Answers(url, CHANGED, saves=False)
        with FaultyServer(handle=answers) as server:
            desk.turn_to(server.url)
            refused = desk.deliver(entry)
        assert (refused.state, answers.puts) == (State.REJECTED, 8)
        assert "somebody else was changing it each time" in refused.message
        desk.turn_to(url)
        desk.deliverer.retry(entry.id)
    assert desk.deliver(entry).state is State.SAVED


@pytest.mark.parametrize("saves", [True, False])
def test_a_record_that_a_filter_keeps_from_the_server_is_not_sent_for_ever(
    desk: Desk, company: int, saves: bool
) -> None:
    url, page = desk.profile.url, Response(403, headers=HTML, content=b"<html><h1>Blocked</h1></html>")
    answers = Answers(url, page, saves=saves)
    with FaultyServer(handle=answers) as server:
        desk.turn_to(server.url)
        entry = desk.deliver(addition(desk, company))
        desk.turn_to(url)
    assert (entry.state, answers.puts) == ((State.SAVED, 1) if saves else (State.REJECTED, 8))
    assert ("looked for on the server and not found, so nothing was saved" in entry.message) is not saves
    desk.deliverer.retry(entry.id)
    assert desk.deliver(entry).state is State.SAVED
    assert [row["Value"] for row in desk.api().contact_record(company)["Phones"]] == ["815 00 001"]


def test_a_server_that_never_keeps_what_it_takes_is_told_with_what_it_lacks(desk: Desk, company: int) -> None:
    url = desk.profile.url
    answers = Answers(url, Response(200, desk.api().contact_record(company)), saves=False)
    with FaultyServer(handle=answers) as server:
        desk.turn_to(server.url)
        refused = desk.deliver(addition(desk, company))
        desk.turn_to(url)
    assert (refused.state, answers.puts) == (State.REJECTED, 8)
    assert "but does not have all of it afterwards" in refused.message
    assert [one.path for one in refused.problems] == ["Phones"]


def test_a_record_that_is_changed_each_second_is_given_up(desk: Desk, company: int) -> None:
    url = desk.profile.url

    def handle(request: Request) -> Response:
        assert request.method != "PUT"
        answer = forward_to(url)(request)
        if not request.path.endswith(f"/Contact/{company}"):
            return answer
        return Response(200, json.loads(answer.raw) | {"UpdatedDate": f"{desk.clock():%Y-%m-%dT%H:%M:%SZ}"})

    with FaultyServer(handle=handle) as server:
        desk.turn_to(server.url)
        refused = desk.deliver(addition(desk, company))
        desk.turn_to(url)
    assert refused.state is State.REJECTED
    assert "somebody else was changing it each time" in refused.message


def test_what_is_written_is_on_the_disk_before_the_server_is_asked_for_what_its_people_need(
    desk: Desk, company: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[list[State]] = []
    mdo_list = WebApi.mdo_list

    def listing(api: WebApi, name: str, **more: Any) -> object:
        seen.append(states(desk.outbox.existing("addition")))
        return mdo_list(api, name, **more)

    monkeypatch.setattr(WebApi, "mdo_list", listing)
    saved = desk.advance(addition(desk, company, Persons=[KARI.to_json_object()])).entry
    assert saved.state is State.SAVED
    assert seen == [[State.SAVED, State.QUEUED]]


def test_what_is_written_ends_what_came_to_nothing(desk: Desk, company: int) -> None:
    url = desk.profile.url

    def handle(request: Request) -> Response:
        return BUSY if is_new_person(request) else forward_to(url)(request)

    entry = addition(desk, company, Persons=[KARI.to_json_object()])
    entry = desk.outbox.update(replace(entry, tries=4), expected=State.QUEUED)
    with FaultyServer(handle=handle) as server:
        desk.turn_to(server.url)
        waiting = desk.advance(entry).entry
        desk.turn_to(url)
    assert (states(waiting), waiting.tries) == ([State.SAVED, State.QUEUED], 1)
