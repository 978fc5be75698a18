"""A connection forbids keys while entries wait: what was not posted with its key goes out without it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.model.entry import State
from app.sandbox import SandboxServer
from tests.helpers.fakes.delivery import KARI, OLA, Desk, Switch, is_new_person
from tests.helpers.faults.faulty_server import FaultyServer, Request, Response, forward_to, is_new_company

LOST = Response(wire=b"")
LATER = Response(429, {"Error": True, "ErrorType": "Busy", "ErrorMessage": "No"}, {"Retry-After": "1"})


@pytest.fixture
def desk(tmp_path: Path, switch: Switch) -> Iterator[Desk]:
    with FaultyServer(handle=switch) as server, Desk(tmp_path, server.url, send_persons=False) as desk:
        yield desk


def forbid(desk: Desk) -> None:
    desk.turn_to(desk.profile.url, use_dbi_key=False)


def keys(desk: Desk, contact_id: int) -> list[str]:
    """The keys that a company and its people have on the server."""
    people = (desk.api().person(row.person_id) for row in desk.api().contact_persons(contact_id))
    return [key for key in (desk.api().contact(contact_id).dbi_key, *(one.dbi_key for one in people)) if key]


@pytest.mark.parametrize("days", [0, 2])
def test_what_was_never_sent_goes_out_without_its_key(desk: Desk, days: int) -> None:
    entry = desk.enter(persons=(KARI, OLA))
    forbid(desk)
    desk.clock.forward(days=days)
    saved = desk.deliver(entry)
    assert saved.state is State.SAVED
    assert keys(desk, saved.contact_id) == []
    assert [step.token for step in saved.steps] == [""] * 3
    assert "DbiKey" not in saved.body


def test_what_never_reached_the_server_goes_out_without_its_key(desk: Desk) -> None:
    entry = desk.enter(persons=(KARI,))
    there = desk.profile.url
    desk.turn_to("http://127.0.0.1:1")
    desk.advance(entry)
    desk.turn_to(there)
    forbid(desk)
    saved = desk.deliver(entry)
    assert (saved.state, keys(desk, saved.contact_id)) == (State.SAVED, [])


def test_one_after_the_other_goes_out_without_its_key(desk: Desk) -> None:
    entries = [desk.enter() for _ in range(4)]
    forbid(desk)
    left = iter(entries[1:])
    result = desk.deliverer.advance(desk.stored(entries[0]), lambda: next(left, None))
    while result.next_run is not None:
        result = desk.deliverer.resume(result.next_run, lambda: next(left, None))
    saved = [desk.deliver(one) for one in entries]
    assert [one.state for one in saved] == [State.SAVED] * 4
    assert [keys(desk, one.contact_id) for one in saved] == [[]] * 4


@pytest.mark.parametrize("answer", [LOST, LATER], ids=["lost", "later"])
def test_what_may_have_been_taken_is_found_by_its_key(
    desk: Desk, switch: Switch, sandbox: SandboxServer, answer: Response
) -> None:
    behind, posted = forward_to(sandbox.url), list[Request]()

    def handle(request: Request) -> Response:
        told = behind(request)
        if not (is_new_company(request) or is_new_person(request)):
            return told
        posted.append(request)
        return answer if len(posted) == 1 else told

    switch.handle = handle
    entry = desk.enter(name="Fjord AS", persons=(KARI,))
    desk.advance(entry)
    forbid(desk)
    saved = desk.deliver(entry)
    assert (saved.state, len(posted)) == (State.SAVED, 2)
    assert keys(desk, saved.contact_id) == [entry.company.token], "the person has none"


def test_an_answer_that_is_lost_without_the_key_is_found_all_the_same(
    desk: Desk, switch: Switch, sandbox: SandboxServer
) -> None:
    behind, posted = forward_to(sandbox.url), list[Request]()

    def handle(request: Request) -> Response:
        told = behind(request)
        if not (is_new_company(request) or is_new_person(request)):
            return told
        posted.append(request)
        return LOST

    switch.handle = handle
    entry = desk.enter(name="Fjord AS", persons=(KARI,))
    forbid(desk)
    saved = desk.deliver(entry)
    assert (saved.state, len(posted)) == (State.SAVED, 2)
    desk.reopen()
    assert desk.stored(entry) == saved


def test_a_key_of_its_user_is_sent_as_it_was_typed(desk: Desk) -> None:
    entry = desk.enter(dbi_key="ERP-7")
    forbid(desk)
    saved = desk.deliver(entry)
    assert keys(desk, saved.contact_id) == ["ERP-7"]
