"""Enter presses the button that has the focus, once."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.ui.ways.button_keys import ButtonKeys


def test_enter_presses_a_button_and_no_field(qtbot: QtBot) -> None:
    window, line, button = QWidget(), QLineEdit(), QPushButton("Undo")
    layout = QVBoxLayout(window)
    layout.addWidget(line)
    layout.addWidget(button)
    qtbot.addWidget(window)
    ButtonKeys(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    pressed: list[int] = []
    button.clicked.connect(lambda: pressed.append(1))
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Return)
    QTest.keyClick(button, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert pressed == [1], "Ctrl+Enter is another key"
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert len(pressed) == 1
