"""A company of another connection than the one in use is not saved there without a question."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from app.controller.outbox.other_connection import OtherConnection
from app.controller.outbox.reopening import Reopening
from app.model.checks.problem import Problem
from app.model.entry import Entry, State
from app.model.profile import Profile
from app.storage.settings.settings_file import Settings
from tests.helpers.data.store_builders import entry
from tests.helpers.fakes.controllers import PATIENCE_MS, WORK, Office

SWEDEN = Profile(name="Sweden", url="https://crm.example/se/api")


@pytest.fixture
def reopening(office: Office) -> Reopening:
    office.open_store()
    office.connections.settings = Settings().with_profile(WORK).with_profile(SWEDEN)
    reopening = Reopening(office.entry, office.access, office)
    OtherConnection(office.entry, reopening, office.connections, office)
    return reopening


def _told(office: Office) -> list[str]:
    """Returns what is said of connections, as long as the form is this one."""
    found: list[tuple[Problem, ...]] = []
    office.entry.problems.found.connect(found.append)
    office.entry.problems.look()
    return [one.message for one in found[-1] if "for the connection" in one.message]


def _taken_back(qtbot: QtBot, office: Office, reopening: Reopening, one: Entry) -> None:
    assert office.access.current is not None
    office.access.current.outbox.add(one)
    with qtbot.waitSignal(reopening.reopened, timeout=PATIENCE_MS):
        reopening.reopen(one)


def test_what_was_taken_back_is_for_its_own_connection(
    qtbot: QtBot, office: Office, reopening: Reopening
) -> None:
    office.sign_in(SWEDEN)
    _taken_back(qtbot, office, reopening, entry(state=State.REJECTED, profile=WORK.name))
    office.entry.edited({"Name": "Corrected"})
    (told,) = _told(office)
    assert told == (
        f"This company is for the connection “{WORK.name}”. Choose that connection again, "
        "or press Save once more: then it goes to “Sweden”."
    )
    office.sign_in(WORK)
    assert _told(office) == []
    office.sign_in(SWEDEN)
    office.entry.new({"Name": "Another"})
    assert _told(office) == []


def test_a_connection_that_is_gone_is_not_asked_for(
    qtbot: QtBot, office: Office, reopening: Reopening
) -> None:
    office.sign_in(SWEDEN)
    _taken_back(qtbot, office, reopening, entry(state=State.REJECTED, profile="Gone"))
    assert _told(office) == []


class _Gate:
    """Never ready by itself, as a server that hangs."""

    def __init__(self, office: Office) -> None:
        self.ready = office.entry.leaving  # some signal
        self.is_open = False

    def is_ready(self, _form: object) -> bool:
        return self.is_open

    def ask_now(self) -> None:
        """Nobody answers."""


def test_a_save_that_waits_is_for_the_connection_for_which_it_was_pressed(
    qtbot: QtBot, office: Office, reopening: Reopening
) -> None:
    assert reopening is not None
    gate = _Gate(office)
    office.entry.use_save_gate(gate)
    office.connections.is_open = True
    office.access.settle()
    office.sign_in(WORK)
    office.entry.save({"Name": "Bakery"})
    assert office.entry.is_saving
    office.sign_in(SWEDEN)
    gate.is_open = True
    with qtbot.waitSignal(office.entry.confirmation_asked, timeout=PATIENCE_MS) as asked:
        gate.ready.emit()
    assert asked.args is not None
    assert "goes to “Sweden”" in asked.args[0][0].message
    assert office.access.current is not None
    assert office.access.current.outbox.list() == ()
    assert not office.entry.is_saving
