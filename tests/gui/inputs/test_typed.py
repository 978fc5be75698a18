"""Fields for dates by keys."""

from __future__ import annotations

from unittest.mock import patch

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCalendarWidget, QDialog, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.model.form.fields import Field, Tab
from app.ui.inputs.typed import DateInput
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
    with patch.object(QDialog, "exec", QDialog.show):  # else it waits in there until somebody closes it
        QTest.keyClick(inputs[1], Qt.Key.Key_F4)
    assert [len(one.findChildren(QCalendarWidget)) for one in inputs] == [0, 1]
