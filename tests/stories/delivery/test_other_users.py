"""An answer is lost, then another user signs in: what that one does not find may be there all the same."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import unquote

import pytest

from app.model.entry import Entry, State
from app.model.profile import Scheme
from app.sandbox import PASSWORD, USER, SandboxServer
from tests.helpers.fakes.delivery import KARI, Desk, is_new_person, posts
from tests.helpers.faults.faulty_server import (
    Fault,
    FaultyServer,
    Handler,
    Request,
    Response,
    forward_to,
    is_new_company,
)
from tests.helpers.faults.renaming_server import COMPANY_NAME, RENAMINGS, renaming

OTHER = "ola"
_AS_DEMO = f"Basic {base64.b64encode(f'{USER}:{PASSWORD}'.encode()).decode()}"
_TICKETS = {"7T:demo": 5, "7T:demo-renewed": 5, "7T:ola": 6}


def user_of(request: Request) -> str:
    scheme, _, secret = request.headers.get("authorization", "").partition(" ")
    if scheme == "SOTicket":
        return secret
    return base64.b64decode(secret).decode().partition(":")[0]


class Users:
    """A server whose users each have companies of their own; `hidden` from the other are all of the first."""

    def __init__(self, behind: Handler, *, hides: bool = False, tells: bool = True) -> None:
        self._behind = behind
        self._hides = hides
        self._tells = tells

    def __call__(self, request: Request) -> Response:
        user, target = user_of(request), unquote(request.target)
        if request.path.endswith("/currentPrincipal") and user in _TICKETS:
            told = {"AssociateId": _TICKETS[user], "FullName": user}
            return Response(200, told) if self._tells else Response(403, _REFUSAL)
        is_list = request.method == "GET" and request.path.endswith(("/Contact", "/Persons"))
        is_of_user = "currentAssociate" in target or self._hides
        if is_list and is_of_user and OTHER in user:
            return Response(200, {"value": []})
        headers = {**request.headers, "authorization": _AS_DEMO}
        return self._behind(Request(request.method, request.target, headers, request.body))


_REFUSAL = {"Error": True, "ErrorType": "SoSentryException", "ErrorMessage": "Not for you."}


@contextmanager
def losing(users: Users, *, saves: bool = True, people: bool = False) -> Iterator[FaultyServer]:
    """A server that loses the first answer to a company, or to a person."""
    applies = is_new_person if people else is_new_company
    with FaultyServer(
        Fault.READ_THEN_CLOSE, users, applies=applies, save_first=users if saves else None, times=1
    ) as server:
        yield server


def settle(desk: Desk, entry: Entry) -> Entry:
    """Delivers for a week."""
    for _ in range(12):
        now = desk.advance(entry).entry
        desk.clock.now = max(desk.clock.now, now.next_try or desk.clock.now)
    return desk.stored(entry)


@pytest.mark.parametrize("named", RENAMINGS)
def test_another_user_finds_it_by_its_token(desk: Desk, sandbox: SandboxServer, named: str) -> None:
    behind = forward_to(sandbox.url)
    rename = RENAMINGS[named]
    users = Users(renaming(behind, lambda body: body | {"Name": rename(body["Name"])}, "Contact"))
    with losing(users) as server:
        desk.turn_to(server.url)
        entry = desk.enter(name=COMPANY_NAME)
        desk.advance(entry)
        desk.turn_to(server.url, user=OTHER)
        assert (desk.deliver(entry).state, posts(server.requests)) == (State.SAVED, 1)


@pytest.mark.parametrize("token", [True, False])
def test_what_another_user_does_not_see_is_not_posted_again(
    desk: Desk, sandbox: SandboxServer, token: bool
) -> None:
    with losing(Users(forward_to(sandbox.url), hides=True)) as server:
        desk.turn_to(server.url, use_dbi_key=token)
        entry = desk.enter(name="Fjord AS")
        desk.advance(entry)
        desk.turn_to(server.url, user=OTHER, use_dbi_key=token)
        desk.advance(desk.enter(name="Bakke AS"))  # is listed, but proves nothing
        asked = settle(desk, entry)
        assert (asked.state, asked.undecided, posts(server.requests)) == (State.UNKNOWN, asked.company, 2)
        assert "Sign in as that one" in asked.message
        desk.turn_to(server.url, user=USER, use_dbi_key=token)
        desk.deliverer.retry(entry.id)
        found = settle(desk, entry)
        assert (found.state, posts(server.requests)) == (State.SAVED, 2)


def test_who_has_looked_has_it_sent_again(desk: Desk, sandbox: SandboxServer) -> None:
    with losing(Users(forward_to(sandbox.url)), saves=False) as server:
        desk.turn_to(server.url)
        entry = desk.enter(name="Fjord AS")
        desk.advance(entry)
        desk.turn_to(server.url, user=OTHER)
        assert settle(desk, entry).undecided
        assert desk.decide(entry, None).state is State.QUEUED
        assert (settle(desk, entry).state, posts(server.requests)) == (State.SAVED, 2)


def test_a_person_whom_another_user_does_not_see_is_not_posted_again(
    desk: Desk, sandbox: SandboxServer
) -> None:
    with losing(Users(forward_to(sandbox.url), hides=True), people=True) as server:
        desk.turn_to(server.url, send_persons=False)
        entry = desk.enter(persons=(KARI,))
        desk.advance(entry)
        desk.turn_to(server.url, send_persons=False, user=OTHER)
        asked = settle(desk, entry)
        assert (asked.state, asked.undecided) == (State.UNKNOWN, asked.people[0])
        assert "Kari Ås” may have been saved" in asked.message
        desk.turn_to(server.url, send_persons=False, user=USER)
        desk.deliverer.retry(entry.id)
        assert (settle(desk, entry).state, sum(map(is_new_person, server.requests))) == (State.SAVED, 1)


@pytest.mark.parametrize(("ticket", "state"), [("7T:demo-renewed", State.SAVED), ("7T:ola", State.UNKNOWN)])
@pytest.mark.parametrize("tells", [True, False])
def test_the_server_is_asked_whose_ticket_it_is(
    desk: Desk, sandbox: SandboxServer, ticket: str, state: State, tells: bool
) -> None:
    with losing(Users(forward_to(sandbox.url), tells=tells), saves=False) as server:
        desk.turn_to(server.url, scheme=Scheme.TICKET)
        desk.password = "7T:demo"
        entry = desk.enter(name="Fjord AS")
        desk.advance(entry)
        desk.password = ticket
        assert settle(desk, entry).state is (state if tells else State.UNKNOWN)
        asked = sum(request.path.endswith("/currentPrincipal") for request in server.requests)
        assert asked == (2 if tells else 1), "once for each ticket, and where it has been told before"
