"""A record that is listed and that the server does not give may be ours: it never passes for deleted."""

from __future__ import annotations

import json
from datetime import timedelta
from itertools import cycle
from typing import Final

import pytest

from app.model.carriers.common import Phone
from app.model.entry import Entry, State
from app.sandbox import SandboxServer
from tests.helpers.fakes.delivery import KARI, Desk, Switch, is_new_person, posts
from tests.helpers.faults.faulty_server import (
    Fault,
    FaultyServer,
    Handler,
    Request,
    Response,
    forward_to,
    is_new_company,
)
from tests.helpers.faults.renaming_server import RENAMINGS, renaming


def _said(status: int) -> Response:
    return Response(status, {"Error": True, "ErrorType": "SoX", "ErrorMessage": "Not now."})


SOON: Final = timedelta(minutes=10)
_PAGE: Final = b"<html><title>Not now</title></html>"
NOT_GIVEN: Final = {
    **{f"its own {status}": _said(status) for status in (400, 403, 404, 406, 409, 410, 423, 500, 501)},
    **{f"a page with {status}": Response(status, content=_PAGE) for status in (404, 410, 500, 502, 504)},
    "no answer": Response(wire=b""),
    "no record": Response(200, content=b"null"),
    "an empty record": Response(200, {}),
    "another record": Response(200, {"ContactId": 4711, "PersonId": 4711, "Name": "Nobody", "DbiKey": ""}),
    "no JSON": Response(200, content=b"{"),
}

# What is left of a record that is given in part.
PARTS: Final[dict[str, tuple[str, ...]]] = {
    "its number": ("ContactId", "PersonId"),
    "its number and names": ("ContactId", "PersonId", "Name", "Firstname", "Lastname"),
    "its number and no key": ("ContactId", "PersonId", "DbiKey"),
}


def settle(desk: Desk, entry: Entry) -> Entry:
    """Delivers for days."""
    for _ in range(14):
        now = desk.advance(entry).entry
        if now.state is State.SAVED:
            break
        desk.clock.now = max(desk.clock.now, now.next_try or desk.clock.now)
    return desk.stored(entry)


def is_asked_for_soon(desk: Desk, entry: Entry) -> bool:
    """Whether what is not given is asked for again within minutes: the server may be well by then."""
    later = desk.advance(entry).entry.next_try
    return later is not None and later <= desk.clock() + SOON


def not_giving(behind: Handler, kind: str, answer: Response) -> Handler:
    """Returns a handler that answers so to whoever reads one record of that kind."""

    def handle(request: Request) -> Response:
        of_kind, _, number = request.path.partition("/v1/")[2].partition("/")
        is_read = request.method == "GET" and of_kind == kind and number.isdigit()
        return answer if is_read else behind(request)

    return handle


def giving_in_part(behind: Handler, kind: str, part: tuple[str, ...]) -> Handler:
    """Returns a handler that leaves the rest out of one record of that kind; its key is null."""

    def handle(request: Request) -> Response:
        of_kind, _, number = request.path.partition("/v1/")[2].partition("/")
        answer = behind(request)
        if request.method != "GET" or of_kind != kind or not number.isdigit():
            return answer
        record = json.loads(answer.raw) | {"DbiKey": None}
        return Response(200, {name: value for name, value in record.items() if name in part})

    return handle


@pytest.mark.long
@pytest.mark.parametrize("named", ["replaced", "the same"])
@pytest.mark.parametrize("answer", NOT_GIVEN)
def test_a_company_that_is_not_given_is_asked_about(
    desk: Desk, sandbox: SandboxServer, answer: str, named: str
) -> None:
    rename = RENAMINGS.get(named, str)
    behind = renaming(forward_to(sandbox.url), lambda body: body | {"Name": rename(body["Name"])}, "Contact")
    switch = Switch(not_giving(behind, "Contact", NOT_GIVEN[answer]))
    with FaultyServer(
        Fault.READ_THEN_CLOSE, switch, save_first=behind, applies=is_new_company, times=1
    ) as server:
        desk.turn_to(server.url)
        asked = settle(desk, desk.enter(name="Fjord AS"))
        assert (asked.state, len(asked.company.candidates)) == (State.UNKNOWN, 1)
        assert is_asked_for_soon(desk, asked)
        switch.handle = behind
        found = settle(desk, asked)
        assert (found.state, found.contact_id) == (State.SAVED, asked.company.candidates[0])
        assert posts(server.requests) == 1


@pytest.mark.long
@pytest.mark.parametrize(("answer", "renamed"), list(zip(NOT_GIVEN, cycle([True, False]), strict=False)))
def test_a_person_who_is_not_given_is_asked_about(
    desk: Desk, sandbox: SandboxServer, answer: str, renamed: bool
) -> None:
    behind = forward_to(sandbox.url)
    if renamed:
        behind = renaming(behind, lambda body: body | {"Lastname": "CUSTOMER"}, "Person")
    switch = Switch(not_giving(behind, "Person", NOT_GIVEN[answer]))
    with FaultyServer(
        Fault.READ_THEN_CLOSE, switch, save_first=behind, applies=is_new_person, times=1
    ) as server:
        desk.turn_to(server.url, send_persons=False)
        asked = settle(desk, desk.enter(persons=(KARI,)))
        assert (asked.state, len(asked.people[0].candidates)) == (State.UNKNOWN, 1)
        assert is_asked_for_soon(desk, asked)
        switch.handle = behind
        assert settle(desk, asked).state is State.SAVED
        assert sum(map(is_new_person, server.requests)) == 1


@pytest.mark.long
@pytest.mark.parametrize("has_token", [True, False])
@pytest.mark.parametrize("part", PARTS)
def test_of_a_company_that_is_given_in_part_nothing_is_known(
    desk: Desk, sandbox: SandboxServer, part: str, has_token: bool
) -> None:
    behind = forward_to(sandbox.url)
    switch = Switch(giving_in_part(behind, "Contact", PARTS[part]))
    with FaultyServer(
        Fault.READ_THEN_CLOSE, switch, save_first=behind, applies=is_new_company, times=1
    ) as server:
        desk.turn_to(server.url, use_dbi_key=has_token)
        asked = settle(desk, desk.enter(name="Fjord AS", phones=(Phone(value="22 11 00 00"),)))
        assert (asked.state, len(asked.company.candidates)) == (State.UNKNOWN, 1)
        assert is_asked_for_soon(desk, asked)
        switch.handle = behind
        assert settle(desk, asked).contact_id == asked.company.candidates[0]
        assert posts(server.requests) == 1


@pytest.mark.long
@pytest.mark.parametrize(("part", "has_token"), list(zip(PARTS, cycle([True, False]), strict=False)))
def test_of_a_person_who_is_given_in_part_nothing_is_known(
    desk: Desk, sandbox: SandboxServer, part: str, has_token: bool
) -> None:
    behind = forward_to(sandbox.url)
    switch = Switch(giving_in_part(behind, "Person", PARTS[part]))
    with FaultyServer(
        Fault.READ_THEN_CLOSE, switch, save_first=behind, applies=is_new_person, times=1
    ) as server:
        desk.turn_to(server.url, send_persons=False, use_dbi_key=has_token)
        asked = settle(desk, desk.enter(persons=(KARI.with_changes(title="CEO"),)))
        assert (asked.state, len(asked.people[0].candidates)) == (State.UNKNOWN, 1)
        switch.handle = behind
        assert settle(desk, asked).state is State.SAVED
        assert sum(map(is_new_person, server.requests)) == 1
