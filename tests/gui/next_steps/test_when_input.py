"""The input for when a next step is, with keys."""

from __future__ import annotations

from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.model.carriers.wire import DateTimeText
from app.ui.next_steps.fields import START
from app.ui.next_steps.when_input import WhenInput


def test_a_time_alone_is_todays_and_what_is_there_stays(qtbot: QtBot) -> None:
    when = WhenInput(START)
    qtbot.addWidget(when)
    when.set_value("2001-02-03T10:00:00Z")
    assert (when.value(), when.input_problem()) == ("2001-02-03T10:00:00Z", "")
    when.selectAll()
    QTest.keyClicks(when, "14:30")
    moment = DateTimeText(when.value()).moment
    assert moment is not None
    assert (moment.astimezone().hour, moment.astimezone().minute) == (14, 30)
    assert abs((moment.astimezone() - datetime.now().astimezone()).days) <= 1
    when.selectAll()
    QTest.keyClicks(when, "3.12. 10")
    assert "is long past" in when.input_problem()


def test_the_example_is_no_day_that_is_past(qtbot: QtBot) -> None:
    when = WhenInput(START)
    qtbot.addWidget(when)
    shown = when.placeholderText()
    QTest.keyClicks(when, shown.removeprefix("e.g. "))
    moment = DateTimeText(when.value()).moment
    assert moment is not None, shown
    assert moment > datetime.now().astimezone()


@pytest.mark.parametrize("typed", ["2031-12-01", "1.12.2031", "1 December 2031", "2031-12-01 00:00"])
def test_a_day_alone_is_shown_at_nine(qtbot: QtBot, typed: str) -> None:
    when = WhenInput(START)
    qtbot.addWidget(when)
    when.show()
    QTest.keyClicks(when, typed)
    QTest.keyClick(when, Qt.Key.Key_Return)
    when.commit_pending_text()
    assert "2031" in when.text()
    assert "09:00" in when.text() or "9:00" in when.text()
    moment = DateTimeText(when.value()).moment
    assert moment is not None
    assert moment.astimezone().hour == 9
