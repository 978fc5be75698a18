"""Who is to be added to a company, and could not be at first, is added once, whoever was quicker."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.model.carriers.contact import ContactEntity
from app.model.carriers.person import Person
from app.model.carriers.reading import read_as
from app.model.entry import Entry, State
from app.model.form.people import as_entity
from app.sandbox import SandboxServer
from app.service.delivery.deliverer import new_addition
from tests.helpers.fakes.delivery import KARI, NINA, Desk, is_new_person, states, there
from tests.helpers.faults.faults import ANSWERS, Fault
from tests.helpers.faults.faulty_server import FaultyServer, Request, Response, forward_to

COMPANY = 2
"""A company of the practice server."""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with SandboxServer(tmp_path / "sandbox.db") as sandbox, Desk(tmp_path, sandbox.url) as desk:
        yield desk


def addition(desk: Desk, *people: Person) -> Entry:
    persons = [one.to_json_object() for one in people]
    body = read_as(ContactEntity, {"ContactId": COMPANY, "Name": "Nordlys", "Persons": persons})
    return desk.outbox.add(new_addition(body, desk.profile, "addition", desk.clock()))


def failed(desk: Desk, entry: Entry, lastname: str, answer: Response, *, saves: bool = False) -> Entry:
    """Delivers once, with that answer to the POST of that person."""
    url = desk.profile.url

    def handle(request: Request) -> Response:
        if is_new_person(request) and request.json["Lastname"] == lastname:
            if saves:
                forward_to(url)(request)
            return answer
        return forward_to(url)(request)

    with FaultyServer(handle=handle) as server:
        desk.turn_to(server.url)
        failed = desk.advance(entry).entry
    desk.turn_to(url)
    return failed


BUSY, LOST = ANSWERS[Fault.BUSY_429_SECONDS], ANSWERS[Fault.UNAVAILABLE_503]
CUT = Response(wire=b"")


@pytest.mark.parametrize("saves", [True, False])
def test_who_was_perhaps_taken_is_there_once(desk: Desk, saves: bool) -> None:
    entry = failed(desk, addition(desk, KARI), "Ås", LOST, saves=saves)
    assert states(entry) == [State.SAVED, State.UNKNOWN]
    assert desk.deliver(entry).state is State.SAVED
    assert there(desk, entry).count("Kari Ås") == 1


def test_whom_somebody_else_has_added_while_it_waited_is_not_added_again(desk: Desk) -> None:
    entry = failed(desk, addition(desk, KARI), "Ås", BUSY)
    assert states(entry) == [State.SAVED, State.QUEUED]
    desk.api().create_person(as_entity(KARI, COMPANY))
    told = desk.deliver(entry)
    assert there(desk, entry).count("Kari Ås") == 1
    assert states(told) == [State.SAVED, State.REJECTED]
    assert "This person is in the company already. Leave them out." in told.message
    assert "Nothing was added" not in told.message, "the server may have taken what it answered with 503"
    assert "What was to be added to “Nordlys Bakeri AS” may be there all the same." in told.message


def test_of_several_only_who_is_not_there_yet_is_looked_for(desk: Desk) -> None:
    entry = failed(desk, addition(desk, KARI, NINA), "Feil", BUSY)
    assert states(entry) == [State.SAVED, State.SAVED, State.QUEUED]
    desk.api().create_person(as_entity(NINA, COMPANY))
    told = desk.deliver(entry)
    assert there(desk, entry).count("Nina Feil") == 1
    assert states(told) == [State.SAVED, State.SAVED, State.REJECTED]
    assert told.message == (
        "Added to “Nordlys Bakeri AS”: Kari Ås. "
        "Nina Feil: This person is in the company already. Leave them out."
    )
    assert [one.path for one in told.problems] == ["Persons[1]"]
    desk.deliverer.retry(entry.id)
    assert states(desk.deliver(entry)) == [State.SAVED] * 3
    assert sorted(there(desk, entry)) == ["Kari Ås", "Nina Feil"]


def test_who_is_there_before_anything_was_sent_is_not_added_however_often_it_is_tried(desk: Desk) -> None:
    desk.api().create_person(as_entity(KARI, COMPANY))
    entry = addition(desk, KARI)
    for _ in range(2):
        assert states(desk.deliver(entry)) == [State.SAVED, State.REJECTED]
        desk.deliverer.retry(entry.id)
    assert there(desk, entry).count("Kari Ås") == 1


def test_who_was_refused_is_looked_for_by_name_when_tried_again(desk: Desk) -> None:
    entry = failed(desk, addition(desk, KARI), "Ås", ANSWERS[Fault.BAD_REQUEST_400])
    assert states(entry) == [State.SAVED, State.REJECTED]
    desk.api().create_person(as_entity(KARI, COMPANY))
    desk.deliverer.retry(entry.id)
    assert states(desk.deliver(entry)) == [State.SAVED] * 2
    assert there(desk, entry).count("Kari Ås") == 1


def test_where_it_is_not_told_any_more_who_is_there_the_rest_waits(desk: Desk) -> None:
    entry = failed(desk, addition(desk, KARI, NINA), "Feil", BUSY)
    url = desk.profile.url

    def handle(request: Request) -> Response:
        is_meant = request.method == "GET" and "/Persons" in request.path
        return ANSWERS[Fault.FORBIDDEN_403] if is_meant else forward_to(url)(request)

    with FaultyServer(handle=handle) as server:
        desk.turn_to(server.url)
        desk.clock.forward(minutes=10)
        waiting = desk.advance(entry).entry
        desk.turn_to(url)
    assert states(waiting) == [State.SAVED, State.SAVED, State.QUEUED]
    assert waiting.next_try is not None
    assert desk.deliver(entry).state is State.SAVED


def test_somebody_of_the_name_of_one_who_was_lost_may_be_that_one(desk: Desk) -> None:
    """The list may have the one, and the other is not there."""
    other = KARI.with_changes(email="other@fjord.example", title="Skipper")
    entry = failed(desk, addition(desk, KARI, other.with_changes(email=None)), "Ås", CUT, saves=True)
    assert states(entry) == [State.SAVED, State.UNKNOWN, State.QUEUED]
    assert desk.deliver(entry).state is State.SAVED
    assert there(desk, entry).count("Kari Ås") == 2
