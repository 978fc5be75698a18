"""What Save waits for, and that it never waits for ever."""

from __future__ import annotations

from functools import partial

import pytest
from pytestqt.qtbot import QtBot

from app.controller.form.save_wait import SaveWait
from tests.helpers.fakes.controllers import PATIENCE_MS, Office
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
