"""An answer to a POST with a number that is not ours: nothing more is sent into a stranger's company."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from email.utils import formatdate
from pathlib import Path
from typing import Any, Final

import pytest

from app.model.carriers.contact import ContactEntity
from app.model.entry import State
from app.sandbox import Options, SandboxServer
from tests.helpers.fakes.delivery import KARI, OLA, Desk, is_new_person, posts, there
from tests.helpers.faults.faulty_server import FaultyServer, Request, Response, forward_to, is_new_company

STRANGER: Final = 1
"""A company that is there, with people of its own."""
Change = Callable[[dict[str, Any]], object]


def without_addresses(told: dict[str, Any]) -> None:
    """What an answer has where the server, or a filter, leaves all out that nobody asked for."""
    told.pop("_Links", None)


def numbered(number: int) -> Change:
    return lambda told: told.update(ContactId=number)


def renumbered(number: int) -> Change:
    def change(told: dict[str, Any]) -> None:
        told["ContactId"] = number
        without_addresses(told)

    return change


def keyless(change: Change) -> Change:
    def changed(told: dict[str, Any]) -> None:
        change(told)
        told["DbiKey"] = ""

    return changed


CHANGES: Final[dict[str, Change]] = {
    "a stranger's": numbered(STRANGER),
    "nobody's": numbered(987_654),
    "a stranger's, no address": renumbered(STRANGER),
    "nobody's, no address": renumbered(987_654),
    "a stranger's, no address, no key": keyless(renumbered(STRANGER)),
    "nobody's, no address, no key": keyless(renumbered(987_654)),
    "too large": renumbered(2**31),
    "its people are elsewhere": lambda told: told.update(
        Persons=[{"PersonId": 77, "Firstname": "Kari", "Lastname": "Ås", "ContactId": STRANGER}]
    ),
}


@pytest.fixture
def sandbox(tmp_path: Path) -> Iterator[SandboxServer]:
    with SandboxServer(tmp_path / "sandbox.db", Options(companies=True)) as server:
        yield server


def answering(url: str, of: Callable[[Request], bool], change: Change) -> Callable[[Request], Response]:
    """Returns a server whose first answer of that kind is changed on its way."""
    behind, left = forward_to(url), [change]

    def handle(request: Request) -> Response:
        answer = behind(request)
        if not (of(request) and left and answer.status == 200):
            return answer
        told = json.loads(answer.raw)
        left.pop()(told)
        return Response(200, told, {"Date": formatdate(usegmt=True)})

    return handle


def strangers_people(desk: Desk) -> list[str]:
    return sorted(row.fullname for row in desk.api().contact_persons(STRANGER))


@pytest.mark.parametrize("inside", [False, True])
@pytest.mark.parametrize("how", CHANGES)
def test_people_arrive_in_their_own_company_once(
    desk: Desk, sandbox: SandboxServer, how: str, inside: bool
) -> None:
    before = strangers_people(desk)
    with FaultyServer(handle=answering(sandbox.url, is_new_company, CHANGES[how])) as server:
        desk.turn_to(server.url, send_persons=inside)
        entry = desk.deliver(desk.enter(name="Fjord AS", persons=(KARI, OLA)))
        assert entry.state is State.SAVED
        (newest, *_others) = desk.api().recent_contacts(None)
        assert (entry.contact_id, newest.name) == (newest.contact_id, "Fjord AS")
        assert posts(server.requests) == 1
        assert there(desk, entry) == ["Kari Ås", "ola Li"]
        assert strangers_people(desk) == before


# Of a company into which nothing more is sent, a number that may be a new one is believed.
@pytest.mark.parametrize("how", [one for one in CHANGES if "nobody's, no address" not in one])
def test_a_company_alone_is_not_said_to_be_saved_as_what_was_there_before(
    desk: Desk, sandbox: SandboxServer, how: str
) -> None:
    desk.deliver(desk.enter(name="Vidda AS"))
    with FaultyServer(handle=answering(sandbox.url, is_new_company, CHANGES[how])) as server:
        desk.turn_to(server.url)
        entry = desk.deliver(desk.enter(name="Fjord AS"))
        assert (entry.state, desk.api().contact(entry.contact_id).name) == (State.SAVED, "Fjord AS")
        assert posts(server.requests) == 1


@pytest.mark.parametrize("key", [False, True])
def test_a_number_that_another_entry_has_is_looked_at(desk: Desk, sandbox: SandboxServer, key: bool) -> None:
    first = desk.deliver(desk.enter(name="Vidda AS"))
    change = renumbered(first.contact_id)
    with FaultyServer(
        handle=answering(sandbox.url, is_new_company, change if key else keyless(change))
    ) as server:
        desk.turn_to(server.url, send_persons=False)
        entry = desk.deliver(desk.enter(name="Fjord AS", persons=(KARI,)))
        assert entry.state is State.SAVED
        assert entry.contact_id not in (0, first.contact_id)
        assert (there(desk, entry), there(desk, first)) == (["Kari Ås"], [])
        assert posts(server.requests) == 1


def test_an_answer_out_of_a_cache_is_not_ours(desk: Desk, sandbox: SandboxServer) -> None:
    """Where no key tells: a company of that name, made long ago."""
    older = desk.api().create_contact(ContactEntity(name="Fjord AS")).contact_id or 0
    address = {"Self": f"{sandbox.url}/api/v1/Contact/{older}/"}
    kept = {"ContactId": older, "_Links": address, "CreatedDate": "2019-03-01T09:00:00Z", "DbiKey": ""}
    change = answering(sandbox.url, is_new_company, lambda told: told.update(kept))
    with FaultyServer(handle=change) as server:
        desk.turn_to(server.url, send_persons=False)
        entry = desk.deliver(desk.enter(name="Fjord AS", persons=(KARI,)))
        assert (entry.state, entry.contact_id) == (State.SAVED, older + 1)
        assert there(desk, entry) == ["Kari Ås"]
        assert desk.api().contact_persons(older) == ()
        assert posts(server.requests) == 1


@pytest.mark.parametrize(
    "change",
    [
        lambda told: told.update(PersonId=1),
        lambda told: told.update(PersonId=1, Contact=None),
        lambda told: (told.update(PersonId=987_654, Contact={"ContactId": 0}), told.pop("_Links")),
        lambda told: (told.update(PersonId=1, Contact=None, DbiKey=""), told.pop("_Links")),
        lambda told: told["Contact"].update(ContactId=STRANGER),
    ],
    ids=["number", "no company", "nobody's", "a stranger", "another company"],
)
def test_a_person_with_another_number_is_looked_for(
    desk: Desk, sandbox: SandboxServer, change: Change
) -> None:
    with FaultyServer(handle=answering(sandbox.url, is_new_person, change)) as server:
        desk.turn_to(server.url, send_persons=False)
        entry = desk.deliver(desk.enter(name="Fjord AS", persons=(KARI,)))
        assert entry.state is State.SAVED
        (row,) = desk.api().contact_persons(entry.contact_id)
        assert entry.people[0].remote_id == row.person_id
        assert sum(map(is_new_person, server.requests)) == 1


def test_a_proper_answer_costs_no_request_more(desk: Desk, sandbox: SandboxServer) -> None:
    with FaultyServer(handle=forward_to(sandbox.url)) as server:
        desk.turn_to(server.url, send_persons=False)
        desk.deliver(desk.enter(name="Fjord AS"))
        assert [request.method for request in server.requests if "Contact" in request.path] == ["POST"]
        desk.deliver(desk.enter(name="Fjord 2 AS", persons=(KARI.with_changes(position=None),)))
        read = re.compile(r"/(Contact|Person)/\d+$")
        assert not [request.path for request in server.requests if read.search(request.path)]
