"""Fields for dates by keys."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCalendarWidget, QDialog, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.model.form.fields import Field, Tab
from app.ui.inputs.typed import DateInput
from app.ui.reading.dates import date_text
from tests.helpers.ui.window import wait_until


def test_f4_opens_the_calendar_of_the_field_with_the_focus_though_there_are_two(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    layout = QVBoxLayout(window)
    inputs = [DateInput(Field(name, name, Tab.MORE)) for name in ("since", "founded")]
    for one in inputs:
        layout.addWidget(one)
    window.show()
    window.activateWindow()
    wait_until(window.isActiveWindow)
    inputs[1].setFocus()
    QTest.keyClick(inputs[1], Qt.Key.Key_F4)
    assert [len(one.findChildren(QCalendarWidget)) for one in inputs] == [0, 1]
    calendar = inputs[1].findChild(QCalendarWidget)
    assert isinstance(calendar, QCalendarWidget)
    wait_until(lambda: calendar.window().isActiveWindow())
    calendar.setFocus()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Return):
        QTest.keyClick(QApplication.focusWidget() or calendar, key)
    tomorrow = datetime.now().astimezone().date() + timedelta(days=1)
    assert inputs[1].text() == date_text(tomorrow)
    wait_until(lambda: not inputs[1].findChildren(QDialog))
