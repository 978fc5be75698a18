"""What is there stays, unless its user says otherwise for that very field."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from app.ui.additions.differences_dialog import DifferencesDialog, DifferingField

FIELDS = [
    DifferingField("OrgNr", "Company, VAT No.", "1", "2"),
    DifferingField("Category", "Company, Category", "Partner", "R&D"),
]


def test_each_field_is_decided_by_keys(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    dialog = DifferencesDialog("Bakery", FIELDS, window)
    dialog.open()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    assert (dialog.kept, dialog.replaced) == (("OrgNr", "Category"), {})
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Down):
        QTest.keyClick(QApplication.focusWidget() or dialog, key)
    assert (dialog.kept, dialog.replaced) == (("OrgNr",), {"Category": "Partner"})
    button = dialog.findChild(QRadioButton, "differences[1].replace")
    assert button is not None
    assert (button.text(), button.accessibleName()) == (
        "Replace it by: R&&D",
        "Company, Category: Replace it by: R&D",
    )
    with qtbot.waitSignal(dialog.accepted):
        QTest.keyClick(QApplication.focusWidget() or dialog, Qt.Key.Key_Return)
