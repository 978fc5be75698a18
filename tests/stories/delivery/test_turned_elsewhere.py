"""An answer is lost, and the connection leads to another server: nothing is sent there unasked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.model.entry import Entry, State
from app.sandbox import Options, SandboxServer
from tests.helpers.fakes.delivery import KARI, Desk, Switch, is_new_person
from tests.helpers.faults.faulty_server import FaultyServer, Request, Response, is_new_company


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[SandboxServer]:
    with SandboxServer(tmp_path / "elsewhere.db", Options(companies=False)) as server:
        yield server


@pytest.fixture
def desk(tmp_path: Path, switch: Switch) -> Iterator[Desk]:
    with FaultyServer(handle=switch) as server, Desk(tmp_path, server.url, send_persons=False) as desk:
        yield desk


def lost(desk: Desk, switch: Switch, is_it: Callable[[Request], bool]) -> Entry:
    """An entry of which one answer is lost; the server has it all the same."""
    behind = switch.handle

    def handle(request: Request) -> Response:
        answer = behind(request)
        return Response(wire=b"") if is_it(request) else answer

    switch.handle = handle
    entry = desk.advance(desk.enter(name="Fjord AS", persons=(KARI,))).entry
    switch.handle = behind
    assert entry.may_be_saved
    return entry


def at_another_host(url: str) -> str:
    return url.replace("127.0.0.1", "localhost")


def test_a_company_is_not_posted_at_another_server_unasked(
    desk: Desk, switch: Switch, elsewhere: SandboxServer
) -> None:
    entry = lost(desk, switch, is_new_company)
    before = desk.profile.url
    desk.turn_to(at_another_host(elsewhere.url))
    asked = desk.deliver(entry)
    assert asked.undecided is not None
    assert asked.undecided.is_left_to_user
    assert "“Fjord AS” may have been saved at 127.0.0.1." in asked.message
    assert desk.api().find_contacts("Fjord AS", None) == ()
    desk.turn_to(before)
    desk.deliverer.retry(entry.id)
    desk.clock.forward(days=1)
    saved = desk.deliver(desk.advance(entry).entry)
    assert saved.state is State.SAVED, "where it was sent to it is found"
    assert len(desk.api().find_contacts("Fjord AS", None)) == 1


def test_its_user_may_have_it_sent_to_the_other_server(
    desk: Desk, switch: Switch, elsewhere: SandboxServer
) -> None:
    entry = lost(desk, switch, is_new_company)
    desk.turn_to(at_another_host(elsewhere.url))
    desk.deliver(entry)
    desk.decide(entry, None)
    assert desk.deliver(entry).state is State.SAVED
    assert len(desk.api().find_contacts("Fjord AS", None)) == 1


def test_a_company_that_moved_with_its_server_is_found_there(
    desk: Desk, switch: Switch, sandbox: SandboxServer
) -> None:
    entry = lost(desk, switch, is_new_company)
    desk.turn_to(at_another_host(sandbox.url))
    assert desk.deliver(entry).state is State.SAVED
    assert len(desk.api().find_contacts("Fjord AS", None)) == 1


def test_a_person_is_not_added_at_another_server_unasked(
    desk: Desk, switch: Switch, elsewhere: SandboxServer
) -> None:
    entry = lost(desk, switch, is_new_person)
    desk.turn_to(at_another_host(elsewhere.url))
    other = desk.deliver(desk.enter(name="Fjord AS"))
    assert other.contact_id == entry.contact_id, "the same number, and another company"
    desk.deliver(entry)
    assert desk.api().contact_persons(other.contact_id) == ()


def test_another_port_of_one_host_is_the_same_server(
    desk: Desk, switch: Switch, sandbox: SandboxServer
) -> None:
    """The practice server has another one at each start."""
    behind = switch.handle
    switch.handle = lambda request: Response(wire=b"") if is_new_company(request) else behind(request)
    entry = desk.advance(desk.enter(name="Fjord AS")).entry
    desk.turn_to(sandbox.url)
    assert desk.deliver(entry).state is State.SAVED


def test_what_an_earlier_version_has_sent_is_its_users(desk: Desk, switch: Switch) -> None:
    """It has not noted where."""
    behind = switch.handle
    switch.handle = lambda request: Response(wire=b"") if is_new_company(request) else behind(request)
    entry = desk.advance(desk.enter(name="Fjord AS")).entry
    switch.handle = behind
    by = entry.company.posted_by.partition(" at ")[0]
    assert by == desk.api().signed_in_as()
    old = replace(entry, steps=(replace(entry.company, posted_by=by), *entry.people))
    desk.outbox.update(old, expected=State.UNKNOWN)
    assert desk.deliver(entry).state is State.SAVED
