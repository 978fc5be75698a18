"""A repeat that X11 tells as a release and a press is a repeat for commands all the same."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow
from pytestqt.qtbot import QtBot

from app.ui.common.held_keys import HeldKeys

NONE, CONTROL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def line(qtbot: QtBot) -> Iterator[QLineEdit]:
    """A line in a window with a command that is asked for once, and one that goes on."""
    window = QMainWindow()
    qtbot.addWidget(window)
    line = QLineEdit()
    window.setCentralWidget(line)
    HeldKeys(window)
    for keys, repeats in (("Ctrl+Return", False), ("Ctrl+1", True)):
        action = QAction(window)
        action.setShortcut(keys)
        action.setAutoRepeat(repeats)
        window.addAction(action)
    window.show()
    window.activateWindow()
    line.setFocus()
    qtbot.waitUntil(line.hasFocus)
    yield line
    window.close()


def is_taken(
    line: QLineEdit, kind: QEvent.Type, key: Qt.Key, modifiers: Qt.KeyboardModifier, at: int
) -> bool:
    """Sends an event; whether it was kept from the shortcuts."""
    event = QKeyEvent(kind, key, modifiers, "x" if modifiers == NONE else "")
    event.setTimestamp(at)
    event.ignore()
    QApplication.sendEvent(line, event)
    return event.isAccepted()


@pytest.mark.parametrize(
    ("key", "released", "pressed", "taken"),
    [
        (Qt.Key.Key_Return, 1000, 1000, True),
        (Qt.Key.Key_Return, 1000, 1001, False),
        (Qt.Key.Key_Return, 0, 0, False),
        (Qt.Key.Key_1, 1000, 1000, False),
    ],
)
def test_a_press_at_the_moment_of_the_release_is_a_repeat(
    line: QLineEdit, key: Qt.Key, released: int, pressed: int, taken: bool
) -> None:
    is_taken(line, QEvent.Type.KeyRelease, key, CONTROL, released)
    assert is_taken(line, QEvent.Type.ShortcutOverride, key, CONTROL, pressed) is taken


def test_a_letter_goes_on_being_typed(line: QLineEdit) -> None:
    for at in (1000, 1040):
        for kind in (QEvent.Type.KeyRelease, QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
            is_taken(line, kind, Qt.Key.Key_X, NONE, at)
    assert line.text() == "xx"
