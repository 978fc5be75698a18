"""The company saved last is known of each connection: of this window, or else of the entries kept."""

from __future__ import annotations

from dataclasses import replace
from unittest.mock import Mock

import pytest
from pytestqt.qtbot import QtBot

from app.controller.outbox.last_company import LastCompany
from app.controller.outbox.outcome import OutcomeController
from app.controller.outbox.reopening import Reopening
from app.controller.outbox.sender import Sender
from app.model.entry import State
from app.model.profile import Profile
from app.storage.sqlite.outbox import Outbox
from tests.helpers.data.store_builders import entry
from tests.helpers.fakes.controllers import PATIENCE_MS, Office

FAIR = Profile(name=entry(1).profile, url="https://crm.example", user="kari")
OTHER = Profile(name="other", url="https://crm2.example", user="kari")


class Desk:
    """The controller, with entries that are committed by hand."""

    def __init__(self, office: Office) -> None:
        self.office = office
        reopening = Reopening(office.entry, office.access, office)
        outcomes = OutcomeController(office.entry, reopening, Sender(office), office)
        self.made = LastCompany(outcomes, office.connections, office.access, office)
        self.known = Mock()
        self.made.known.connect(self.known)

    def use(self, profile: Profile) -> None:
        """Turns to a connection, as everybody is told."""
        self.office.sign_in(profile)
        self.office.connections.used.emit(profile.name, "en")

    def learn(self, qtbot: QtBot, profile: Profile) -> None:
        self.use(profile)
        qtbot.waitUntil(lambda: self.made.is_known, timeout=PATIENCE_MS)

    @property
    def name(self) -> str:
        return self.made.last.name if self.made.last else ""


@pytest.fixture
def desk(office: Office) -> Desk:
    return Desk(office)


def test_without_a_connection_there_is_none(desk: Desk) -> None:
    assert desk.made.is_known
    assert desk.made.last is None


def test_it_is_looked_for_once_the_store_is_open(qtbot: QtBot, office: Office, desk: Desk) -> None:
    desk.use(FAIR)
    is_known = desk.made.is_known
    assert is_known is False
    with qtbot.waitSignal(desk.made.known, timeout=PATIENCE_MS):
        office.open_store()
    assert desk.made.is_known
    assert not desk.name


def test_what_is_saved_here_comes_before_what_is_kept(qtbot: QtBot, office: Office, desk: Desk) -> None:
    Outbox(office.open_store()).add(entry(1, state=State.SAVED))
    desk.learn(qtbot, FAIR)
    assert desk.name == entry(1).name
    made = entry(2)
    office.entry.committed.emit(made)
    assert desk.name == made.name
    assert desk.made.last is not None
    assert "Persons" not in desk.made.last.form
    office.entry.committed.emit(replace(entry(3), body={**entry(3).body, "ContactId": 7}))
    assert desk.name == made.name, "what is added to a company is no company"


def test_what_is_saved_while_the_entries_are_read_stays(qtbot: QtBot, office: Office, desk: Desk) -> None:
    Outbox(office.open_store()).add(entry(1, state=State.SAVED))
    with qtbot.waitSignal(desk.made.known, timeout=PATIENCE_MS):
        desk.use(FAIR)
        office.entry.committed.emit(entry(2))
    assert desk.name == entry(2).name


def test_it_goes_with_the_saved_ones_that_are_deleted(qtbot: QtBot, office: Office, desk: Desk) -> None:
    outbox = Outbox(office.open_store())
    outbox.add(entry(1))
    desk.learn(qtbot, FAIR)
    office.entry.committed.emit(entry(2, state=State.SAVED))
    assert desk.name == entry(2).name
    desk.made.forget()
    qtbot.waitUntil(lambda: desk.made.is_known, timeout=PATIENCE_MS)
    assert desk.name == entry(1).name, "it waits still"


def test_each_connection_has_its_own(qtbot: QtBot, office: Office, desk: Desk) -> None:
    Outbox(office.open_store()).add(entry(1, state=State.SAVED))
    desk.learn(qtbot, OTHER)
    assert not desk.name
    desk.learn(qtbot, FAIR)
    assert desk.name == entry(1).name


def test_a_store_that_cannot_be_opened_keeps_nobody_waiting(office: Office, desk: Desk) -> None:
    desk.use(FAIR)
    office.access.settle()
    assert desk.known.called
    assert desk.made.is_known
