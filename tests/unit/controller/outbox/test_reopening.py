"""Refused entries go back into the form; what is being typed is never lost for it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from app.controller.outbox.reopening import Reopening
from app.model.entry import State
from app.storage.sqlite.drafts import Drafts
from app.storage.sqlite.outbox import Outbox
from tests.helpers.data.store_builders import entry, in_state
from tests.helpers.fakes.controllers import PATIENCE_MS, Office

REFUSED = entry(state=State.REJECTED)
TYPED = {"Name": "Mill"}


@pytest.fixture
def reopening(office: Office) -> Reopening:
    Outbox(office.open_store()).add(REFUSED)
    return Reopening(office.entry, office.access, office)


def outbox(office: Office) -> Outbox:
    assert office.access.current is not None
    return office.access.current.outbox


def drafts(office: Office) -> Drafts:
    assert office.access.current is not None
    return office.access.current.drafts


def test_a_reopened_entry_is_a_draft(qtbot: QtBot, office: Office, reopening: Reopening) -> None:
    with qtbot.waitSignal(reopening.reopened, timeout=PATIENCE_MS) as reopened:
        reopening.reopen(REFUSED)
    assert reopened.args == [REFUSED]
    assert outbox(office).list() == ()
    assert [kept.id for kept in drafts(office).all()] == [office.entry.draft_id]
    assert not office.entry.is_blank


def test_what_was_typed_stays_among_the_drafts(qtbot: QtBot, office: Office, reopening: Reopening) -> None:
    office.entry.edited(TYPED)
    with qtbot.waitSignal(reopening.reopened, timeout=PATIENCE_MS):
        reopening.reopen(REFUSED)
    assert office.disk.wait(PATIENCE_MS)
    assert TYPED in [kept.form for kept in drafts(office).all()]


def test_a_form_in_use_is_left_alone(office: Office, reopening: Reopening) -> None:
    office.entry.edited(TYPED)
    reopening.reopen_if_blank(REFUSED)
    assert office.disk.wait(PATIENCE_MS)
    assert outbox(office).list() == (REFUSED,)


def test_typing_that_begins_while_the_disk_reads_puts_the_entry_back(
    qtbot: QtBot, office: Office, reopening: Reopening
) -> None:
    with qtbot.assertNotEmitted(reopening.reopened):
        reopening.reopen_if_blank(REFUSED)
        office.entry.edited(TYPED)
        qtbot.waitUntil(
            lambda: office.disk.wait(PATIENCE_MS) and outbox(office).list() == (REFUSED,), timeout=PATIENCE_MS
        )
    assert REFUSED.id not in [kept.id for kept in drafts(office).all()]


def test_an_entry_that_is_gone_is_reported(qtbot: QtBot, office: Office, reopening: Reopening) -> None:
    with qtbot.waitSignal(office.entry.problem_reported, timeout=PATIENCE_MS) as told:
        reopening.reopen(entry(2, state=State.REJECTED))
    assert told.args
    assert told.args[0]


@pytest.mark.parametrize("is_gone", [True, False])
def test_nobody_is_told_of_an_entry_that_goes_on_before_it_comes_back_by_itself(
    qtbot: QtBot, office: Office, reopening: Reopening, is_gone: bool
) -> None:
    refused = entry(2, state=State.REJECTED) if is_gone else REFUSED
    if not is_gone:
        outbox(office).update(in_state(REFUSED, State.UNKNOWN), expected=State.REJECTED)
    with qtbot.assertNotEmitted(office.entry.problem_reported):
        reopening.reopen_if_blank(refused)
        assert office.disk.wait(PATIENCE_MS)
        QCoreApplication.processEvents()
    with qtbot.waitSignal(office.entry.problem_reported, timeout=PATIENCE_MS):
        reopening.reopen(refused)  # asked for
