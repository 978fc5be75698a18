"""The sheet hands over what was accepted, then saves where its user has; Esc hands over nothing."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow, QTreeWidget
from pytestqt.qtbot import QtBot

from app.recognition import ReviewLine
from app.ui.recognition.review_dialog import RecognitionDialog
from app.ui.recognition.sheet import open_sheet
from tests.helpers.ui.window import CONTROL, SHIFT, Typist, wait_until


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


@pytest.mark.shared_window
@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Fjell & Vidde AS\nOrg.nr. 974 760 673\nTlf. 22 86 54 00", "Org.nr."),
        ("Keller & Söhne GmbH\nHauptstraße 1, D-10999 Berlin\nUSt-IdNr. DE136695976", "VAT No."),
    ],
    ids=["its country is the form's", "of another country"],
)
def test_a_field_is_called_as_in_the_form(typist: Typist, text: str, name: str) -> None:
    typist.wait_until_signed_in()
    box = typist.window.form.parts_by_path["OrgNr"]
    wait_until(lambda: box.label.text() == "Org.nr.:")  # type: ignore[attr-defined]
    assert typist.window.form.name_of("OrgNr") == "Company, Org.nr."
    QGuiApplication.clipboard().setText(text)
    typist.press(Qt.Key.Key_V, CONTROL | SHIFT)
    wait_until(lambda: isinstance(QApplication.activeModalWidget(), RecognitionDialog))
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    tree = dialog.findChild(QTreeWidget, "recognition.rows")
    assert isinstance(tree, QTreeWidget)
    found = tree.findItems(name, Qt.MatchFlag.MatchEndsWith | Qt.MatchFlag.MatchRecursive, 0)
    assert len(found) == 1
    typist.press(Qt.Key.Key_Escape)
    wait_until(lambda: QApplication.activeModalWidget() is None and typist.window.isActiveWindow())
