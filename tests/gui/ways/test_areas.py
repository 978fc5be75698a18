"""F6 goes round the areas that are in view."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.ui.ways.areas import Areas


def test_round_the_areas_that_are_seen_and_back_to_the_last_place(qtbot: QtBot) -> None:
    window, form, strip, empty = QWidget(), QWidget(), QWidget(), QWidget()
    layout, lines = QVBoxLayout(window), [QLineEdit(form), QLineEdit(form)]
    lines[1].move(0, 40)
    undo, hidden = QPushButton("Undo", strip), QPushButton(empty)
    undo.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    for area in (form, strip, empty):
        area.setMinimumHeight(80)
        layout.addWidget(area)
    empty.hide()
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    areas = Areas([form, strip, empty])
    lines[1].setFocus()
    areas.go(1)
    assert undo.hasFocus()
    areas.go(1)
    assert lines[1].hasFocus(), "where the cursor was"
    areas.go(-1)
    assert undo.hasFocus()
    empty.show()
    areas.go(1)
    assert hidden.hasFocus()
