"""What became of what was saved, in sentences; a refused company goes back into the form by itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.controller.outbox.outcome import Outcome, OutcomeController
from app.controller.outbox.reopening import Reopening
from app.controller.outbox.sender import Sender
from app.model.entry import State
from app.service.delivery.deliverer import Deliverer
from app.storage.sqlite.outbox import Outbox
from tests.helpers.data.store_builders import entry
from tests.helpers.fakes.controllers import PATIENCE_MS, Office
from tests.helpers.fakes.delivery import Desk as DeliveryDesk
from tests.helpers.faults.faulty_server import FaultyServer

ENTRY = entry(message="Saved as number 7.")


class Desk:
    """An outcome controller, with a sender that is not started."""

    def __init__(self, office: Office) -> None:
        self.entries = office.entry
        self.sender = Sender(office)
        self.reopening = Reopening(office.entry, office.access, office)
        self.controller = OutcomeController(office.entry, self.reopening, self.sender, office)
        self.told: list[Outcome] = []
        self.controller.outcome_changed.connect(self.told.append)


@pytest.fixture
def desk(office: Office) -> Desk:
    return Desk(office)


def test_the_entry_saved_last_is_followed(qtbot: QtBot, desk: Desk) -> None:
    desk.entries.committed.emit(ENTRY)
    desk.sender.begun.emit(ENTRY)
    with qtbot.waitSignal(desk.controller.saved):
        desk.sender.entry_changed.emit(replace(ENTRY, state=State.SAVED, contact_id=7))
    assert [(one.state, one.sentence) for one in desk.told] == [
        (State.SENDING, "Sending Bakery 1 …"),
        (State.SAVED, "Bakery 1: Saved as number 7."),
    ]
    assert desk.told[-1].contact_id == 7


SOON = datetime.now(UTC) + timedelta(hours=1)


def test_what_is_saved_while_the_server_is_out_of_reach_is_not_said_to_be_sent(desk: Desk) -> None:
    tried = entry(2, next_try=SOON)
    desk.sender.begun.emit(tried)
    desk.sender.reached.emit(tried.profile, False)
    desk.sender.entry_changed.emit(tried)
    desk.entries.committed.emit(ENTRY)
    waits = "Bakery 1 waits in the outbox: SuperOffice cannot be reached."
    assert [(one.state, one.sentence, one.again_at) for one in desk.told] == [(State.QUEUED, waits, SOON)]
    later = SOON + timedelta(hours=1)
    desk.sender.begun.emit(tried)
    desk.sender.reached.emit(tried.profile, False)
    desk.sender.entry_changed.emit(replace(tried, next_try=later))
    assert (desk.told[-1].sentence, desk.told[-1].again_at) == (waits, later)
    desk.sender.begun.emit(ENTRY)
    assert desk.told[-1].sentence == "Sending Bakery 1 …"
    desk.sender.reached.emit(ENTRY.profile, True)
    desk.entries.committed.emit(entry(3))
    assert desk.told[-1].again_at is None


def test_a_time_that_is_over_is_not_told_any_more(desk: Desk) -> None:
    tried = entry(2, next_try=datetime.now(UTC) - timedelta(seconds=1))
    desk.sender.reached.emit(tried.profile, False)
    desk.sender.entry_changed.emit(tried)
    desk.entries.committed.emit(ENTRY)
    assert desk.told[-1].sentence == "Sending Bakery 1 …"


def test_what_waits_for_a_sign_in_is_said_to(desk: Desk) -> None:
    desk.entries.committed.emit(ENTRY)
    desk.sender.sign_in_needed.emit(ENTRY.profile, "Wrong password.")
    waits = "Bakery 1 waits in the outbox: it is sent once you have signed in."
    assert (desk.told[-1].state, desk.told[-1].sentence) == (State.QUEUED, waits)
    desk.sender.begun.emit(entry(2))
    desk.entries.committed.emit(ENTRY)
    assert desk.told[-1].sentence != waits


def test_what_waits_behind_others_says_how_many(desk: Desk) -> None:
    desk.sender.counts_changed.emit({**dict.fromkeys(State, 0), State.QUEUED: 186}, 0)
    desk.entries.committed.emit(ENTRY)
    assert desk.told[-1].sentence == "Bakery 1 waits in the outbox: 186 companies are before it."
    desk.sender.begun.emit(entry(2))
    assert len(desk.told) == 1
    desk.sender.begun.emit(ENTRY)
    assert (desk.told[-1].state, desk.told[-1].sentence) == (State.SENDING, "Sending Bakery 1 …")


def test_others_are_told_of_only_if_they_are_refused(desk: Desk) -> None:
    desk.entries.committed.emit(ENTRY)
    desk.sender.entry_changed.emit(entry(2, state=State.SAVED))
    assert len(desk.told) == 1
    desk.sender.entry_changed.emit(entry(2, state=State.REJECTED, contact_id=8))
    assert desk.told[-1].entry.id == "entry-2"


def test_a_refused_company_goes_back_into_the_form(qtbot: QtBot, office: Office, desk: Desk) -> None:
    refused = Outbox(office.open_store()).add(entry(state=State.REJECTED))
    with qtbot.waitSignal(desk.reopening.reopened, timeout=PATIENCE_MS):
        desk.sender.entry_changed.emit(refused)
    assert not office.entry.is_blank


@pytest.mark.parametrize("is_left", [True, False], ids=["left for the drafts", "in the form"])
def test_a_refused_company_that_is_a_draft_again_is_not_counted(
    qtbot: QtBot, tmp_path: Path, office: Office, desk: Desk, *, is_left: bool
) -> None:
    outbox = Outbox(office.open_store())
    refused = outbox.add(entry(state=State.REJECTED))
    told: list[str] = []
    desk.controller.waiting_changed.connect(told.append)
    with FaultyServer() as server, DeliveryDesk(tmp_path / "other", server.url) as other:
        desk.sender.start(outbox, Deliverer(outbox, lambda _name: other.api(), lambda _name: other.profile))
        try:
            qtbot.waitUntil(lambda: told[-1:] == ["1 refused"], timeout=PATIENCE_MS)
            with qtbot.waitSignal(desk.reopening.reopened, timeout=PATIENCE_MS):
                desk.sender.entry_changed.emit(refused)
            if is_left:
                office.entry.new()
            qtbot.waitUntil(lambda: told[-1] == "", timeout=PATIENCE_MS)
        finally:
            assert desk.sender.stop(PATIENCE_MS)


def test_a_company_that_is_saved_without_some_people_stays_in_the_outbox(office: Office, desk: Desk) -> None:
    outbox = Outbox(office.open_store())
    partly = outbox.add(entry(state=State.REJECTED, contact_id=7))
    desk.sender.entry_changed.emit(partly)
    assert office.disk.wait(PATIENCE_MS)
    assert outbox.list() == (partly,)


@pytest.mark.parametrize(
    ("counts", "incomplete", "text"),
    [
        ({}, 0, ""),
        ({State.QUEUED: 2, State.UNKNOWN: 1}, 0, "3 to send"),
        ({State.SENDING: 1, State.REJECTED: 4, State.SAVED: 9}, 0, "1 to send · 4 refused"),
        ({State.REJECTED: 4}, 1, "1 incomplete · 3 refused"),
        ({State.REJECTED: 1}, 1, "1 incomplete"),
    ],
)
def test_what_waits_is_counted(
    qtbot: QtBot, desk: Desk, counts: dict[State, int], incomplete: int, text: str
) -> None:
    with qtbot.waitSignal(desk.controller.waiting_changed) as told:
        desk.sender.counts_changed.emit({**dict.fromkeys(State, 0), **counts}, incomplete)
    assert told.args == [text]
