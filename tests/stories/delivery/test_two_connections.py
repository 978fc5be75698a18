"""Two connections to one server, or one with another name: nothing that is typed twice is lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.model.entry import Entry, State
from app.sandbox import SandboxServer
from app.service.delivery.deliverer import Deliverer
from tests.helpers.fakes.delivery import KARI, Desk, Switch
from tests.helpers.faults.faulty_server import (
    FaultyServer,
    Handler,
    Request,
    Response,
    forward_to,
    is_new_company,
)

LOST = Response(wire=b"")
MEETING = {
    "Kind": "Appointment",
    "Title": "Meeting",
    "StartDate": "2026-12-01T09:00:00+01:00",
    "Task": {"Id": 1},
}
OTHERS: dict[str, dict[str, Any]] = {
    "another name": {"name": "Office VPN"},
    "another name and time zone": {"name": "Office VPN", "time_zone": "Europe/Oslo", "include_offset": True},
}


@pytest.fixture
def desk(tmp_path: Path, switch: Switch) -> Iterator[Desk]:
    with FaultyServer(handle=switch) as server, Desk(tmp_path, server.url, use_dbi_key=False) as desk:
        yield desk


def lost_on_its_way(desk: Desk, switch: Switch) -> Entry:
    """A company whose POST never arrives the first time."""
    behind = switch.handle
    switch.handle = lambda request: LOST if is_new_company(request) else behind(request)
    entry = desk.advance(desk.enter(name="Fjord AS")).entry
    switch.handle = behind
    return desk.deliver(entry)


def losing_answers(sandbox: SandboxServer) -> Handler:
    """Takes companies, and loses the answers."""
    behind = forward_to(sandbox.url)

    def handle(request: Request) -> Response:
        answer = behind(request)
        return LOST if is_new_company(request) else answer

    return handle


def turned(desk: Desk, **changes: Any) -> None:
    """Has all that follows go over a connection with another name; the first one stays."""
    first = desk.profile
    desk.profile = other = first.with_changes(**changes)
    profiles = {first.name: first, other.name: other}
    desk.deliverer = Deliverer(
        desk.outbox, desk.api, profiles.__getitem__, desk.clock, uptime=desk.clock.uptime
    )


def companies(desk: Desk) -> int:
    return len(desk.api().find_contacts("Fjord AS", None))


@pytest.mark.parametrize("other", OTHERS)
def test_a_company_over_another_connection_is_not_taken_for_this_one(
    desk: Desk, switch: Switch, other: str
) -> None:
    first = desk.deliver(desk.enter(name="Fjord AS"))
    turned(desk, **OTHERS[other])
    desk.clock.forward(minutes=2)
    second = lost_on_its_way(desk, switch)
    assert second.undecided is not None, "it was taken for the first, and lost"
    assert second.undecided.candidates == (first.contact_id,)
    desk.decide(second, None)
    assert desk.deliver(second).state is State.SAVED
    assert companies(desk) == 2


def test_capitals_make_no_other_connection(desk: Desk, switch: Switch) -> None:
    desk.deliver(desk.enter(name="Fjord AS"))
    turned(desk, name="work")
    desk.clock.forward(minutes=2)
    assert lost_on_its_way(desk, switch).state is State.SAVED
    assert companies(desk) == 2


def test_what_was_discarded_over_another_connection_is_asked_about(
    desk: Desk, switch: Switch, sandbox: SandboxServer
) -> None:
    switch.handle = losing_answers(sandbox)
    entry = desk.advance(desk.enter(name="Fjord AS")).entry
    switch.handle = forward_to(sandbox.url)
    desk.outbox.discard(entry.id)
    turned(desk, name="Office VPN")
    assert lost_on_its_way(desk, switch).undecided is not None


def test_two_that_were_lost_over_two_connections_are_not_one(
    desk: Desk, switch: Switch, sandbox: SandboxServer
) -> None:
    switch.handle = losing_answers(sandbox)
    desk.advance(desk.enter(name="Fjord AS"))
    switch.handle = forward_to(sandbox.url)
    turned(desk, name="Office VPN")
    desk.clock.forward(minutes=2)
    assert lost_on_its_way(desk, switch).undecided is not None


def test_an_appointment_over_another_connection_is_not_taken_for_this_one(desk: Desk) -> None:
    first = desk.deliver(desk.enter(name="Fjord AS", persons=(KARI,), NextSteps=[MEETING]))
    turned(desk, name="Office VPN")
    made = desk.api().contact_record(first.contact_id)["CreatedDate"]
    traits = desk.outbox.server_traits
    taken = traits.appointments_of("Office VPN", first.contact_id, made, without="another")
    assert taken == {first.next_steps[0].remote_id}
