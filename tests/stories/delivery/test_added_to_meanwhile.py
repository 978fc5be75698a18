"""A company whose answer was lost, and to which somebody adds before it is searched for, is there once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.model.carriers.contact import ContactEntity
from app.model.carriers.reading import read_as
from app.model.entry import Entry, State
from app.sandbox import Options, SandboxServer
from app.service.delivery.deliverer import new_addition
from tests.helpers.fakes.delivery import KARI, OLA, Desk, asked, there
from tests.helpers.faults.faulty_server import Fault, FaultyServer, forward_to


@pytest.fixture
def sandbox(tmp_path: Path) -> Iterator[SandboxServer]:
    with SandboxServer(tmp_path / "sandbox.db", Options(companies=False, take_persons=True)) as server:
        yield server


def lost(desk: Desk, sandbox: SandboxServer) -> tuple[Entry, int]:
    """A company with Kari that the server has saved, without an answer; and its number."""
    behind = forward_to(sandbox.url)
    with FaultyServer(Fault.READ_THEN_CLOSE, behind, save_first=behind, times=1) as server:
        desk.turn_to(server.url)
        entry = desk.advance(desk.enter(name="Fjord AS", persons=(KARI,))).entry
    desk.turn_to(sandbox.url)
    assert entry.state is State.UNKNOWN
    (number,) = desk.api().find_contacts("Fjord AS", None)
    return entry, number


def add_to(desk: Desk, number: int) -> Entry:
    body = read_as(
        ContactEntity, {"ContactId": number, "Name": "Fjord AS", "Persons": [OLA.to_json_object()]}
    )
    return desk.outbox.add(new_addition(body, desk.profile, "addition", desk.clock()))


@pytest.mark.parametrize("is_added_first", [True, False])
@pytest.mark.parametrize("use_dbi_key", [True, False])
def test_it_is_found_and_not_posted_again(
    desk: Desk, sandbox: SandboxServer, use_dbi_key: bool, is_added_first: bool
) -> None:
    desk.turn_to(sandbox.url, use_dbi_key=use_dbi_key)
    entry, number = lost(desk, sandbox)
    added = add_to(desk, number)
    if is_added_first:
        added = desk.deliver(added)
        assert added.state is State.SAVED
    found = desk.deliver(entry)
    assert (found.state, found.contact_id) == (State.SAVED, number)
    assert desk.deliver(added).state is State.SAVED
    assert desk.api().find_contacts("Fjord AS", None) == (number,)
    assert asked(sandbox).count("POST Contact") == 1
    assert sorted(there(desk, found)) == ["Kari Ås", "ola Li"]
