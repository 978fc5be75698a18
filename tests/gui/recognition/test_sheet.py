"""The sheet hands over what was accepted, then saves where its user has; Esc hands over nothing."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMainWindow, QTreeWidget
from pytestqt.qtbot import QtBot

from app.recognition import ReviewLine
from app.ui.recognition.review_dialog import RecognitionDialog
from app.ui.recognition.sheet import open_sheet


@pytest.mark.parametrize(
    ("key", "modifier", "done"),
    [
        (Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, ["Name"]),
        (Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier, ["Name", "saved"]),
        (Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier, []),
    ],
)
def test_what_follows_a_key(
    qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier, done: list[str]
) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    save = QAction(window)
    save.setObjectName("action.save")
    window.show()
    happened: list[str] = []
    save.triggered.connect(lambda: happened.append("saved"))
    dialog = RecognitionDialog([ReviewLine("Name", "Company", "Name", "Fjell", "")], "", window)
    open_sheet(window, dialog, happened.extend)
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    with qtbot.waitSignal(dialog.finished):
        tree = dialog.findChild(QTreeWidget, "recognition.rows")
        assert isinstance(tree, QTreeWidget)
        QTest.keyClick(tree, key, modifier)
    assert happened == done
