"""Events come to the filter from the widget that has the focus alone."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.ui.common.focus_filter import FocusFilter


class Keys(FocusFilter):
    """Notes where keys were pressed."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.pressed_in: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress:
            self.pressed_in.append(watched.objectName())
        return False


def test_the_widget_with_the_focus_is_followed(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    layout, lines = QVBoxLayout(window), (QLineEdit(), QLineEdit())
    for name, line in zip(("first", "second"), lines, strict=True):
        line.setObjectName(name)
        layout.addWidget(line)
    keys = Keys(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    for line in (*lines, lines[0]):
        line.setFocus()
        QTest.keyClick(line, Qt.Key.Key_A)
    lines[1].setFocus()
    QTest.keyClick(lines[0], Qt.Key.Key_A)
    assert keys.pressed_in == ["first", "second", "first"]
