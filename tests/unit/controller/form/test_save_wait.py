"""What Save waits for, and that it never waits for ever."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pytest
from pytestqt.qtbot import QtBot

from app.controller.form import save_wait
from app.controller.form.entry import EntryController
from app.controller.form.save_wait import SaveWait
from tests.helpers.fakes.controllers import PATIENCE_MS, WORK, Office
from tests.unit.controller.form.test_entry import FORM, Gate


@pytest.fixture
def wait(office: Office) -> SaveWait:
    return SaveWait(office.connections, office.access, office)


def test_the_store_is_waited_for_and_then_the_gate(qtbot: QtBot, office: Office, wait: SaveWait) -> None:
    gate = Gate()
    wait.use_gate(gate)
    assert not wait.is_over(FORM)
    asked = [gate.was_asked]  # nobody can be asked yet
    with qtbot.waitSignal(wait.went_on):
        office.access.settle()
    assert not wait.is_over(FORM)
    assert [*asked, gate.was_asked] == [False, True]
    with qtbot.waitSignal(wait.went_on):
        gate.open()
    assert wait.is_over(FORM)


def test_there_is_an_end_to_it(qtbot: QtBot, wait: SaveWait, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wait._at_most, "start", partial(wait._at_most.start, 1))
    with qtbot.waitSignal(wait.went_on, timeout=PATIENCE_MS):
        assert not wait.is_over(FORM)
    assert wait.is_over(FORM)
    wait.end()
    assert not wait.is_over(FORM), "the next one waits anew"
    wait.end()


def test_a_connection_on_its_way_is_waited_for(qtbot: QtBot, office: Office) -> None:
    office.open_store()
    office.connections.begin_to_set_up()
    office.entry.save(FORM)
    assert office.entry.is_saving
    office.sign_in()
    with qtbot.waitSignal(office.entry.committed, timeout=PATIENCE_MS) as committed:
        office.connections.end_to_set_up()
    assert committed.args is not None
    assert committed.args[0].profile == WORK.name


def test_the_connection_before_gets_nothing_that_is_meant_for_the_next(qtbot: QtBot, office: Office) -> None:
    office.open_store()
    office.sign_in(replace(WORK, name="before"))
    office.connections.begin_to_set_up()
    office.entry.save(FORM)
    office.sign_in()
    with qtbot.waitSignal(office.entry.committed, timeout=PATIENCE_MS) as committed:
        office.connections.end_to_set_up()
    assert committed.args is not None
    assert committed.args[0].profile == WORK.name


def test_one_that_takes_too_long_leaves_a_draft_and_says_so(
    qtbot: QtBot, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(save_wait, "AT_MOST_MS", 1)
    office.open_store()
    entry = EntryController(office.connections, office.lookups, office.access, office)
    office.sign_in()
    office.connections.begin_to_set_up()
    with qtbot.waitSignal(entry.problem_reported, timeout=PATIENCE_MS) as told:
        entry.save(FORM)
    assert told.args is not None
    assert "still being set up" in told.args[0]
    assert not entry.is_saving


def test_one_that_does_not_come_about_is_no_connection(qtbot: QtBot, office: Office) -> None:
    office.open_store()
    office.connections.begin_to_set_up()
    office.entry.save(FORM)
    with qtbot.waitSignal(office.entry.problem_reported, timeout=PATIENCE_MS) as told:
        office.connections.end_to_set_up()
    assert told.args is not None
    assert "no connection" in told.args[0]
