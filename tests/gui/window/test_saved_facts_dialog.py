"""What the server says of a saved company, as it is read and copied."""

from datetime import UTC, datetime

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.ui.window.saved_facts_dialog import SavedFactsDialog


def test_each_fact_has_its_name_and_markup_is_text(qtbot: QtBot) -> None:
    facts = (("Number", "10001"), ("Name", "<i>Fjell</i>"), ("Registered", datetime(2026, 3, 1, tzinfo=UTC)))
    dialog = SavedFactsDialog("Fjell AS", facts)
    qtbot.addWidget(dialog)
    named = [label for label in dialog.findChildren(QLabel) if label.accessibleName()]
    values = {label.accessibleName(): label for label in named}
    assert values["Number"].text() == "10001"
    assert values["Name"].textFormat() is Qt.TextFormat.PlainText
    assert values["Registered"].text()
    by_keyboard = Qt.TextInteractionFlag.TextSelectableByKeyboard
    assert all(label.textInteractionFlags() & by_keyboard for label in named)


def test_escape_closes_it(qtbot: QtBot) -> None:
    dialog = SavedFactsDialog("Fjell AS", ())
    qtbot.addWidget(dialog)
    dialog.show()
    with qtbot.waitSignal(dialog.rejected):
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
