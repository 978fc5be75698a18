"""The list of the outbox under the keyboard."""

from datetime import UTC, datetime

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.model.entry import EntrySummary, State
from app.model.outbox_rows import OutboxRow
from app.ui.common.moments import moment_text
from app.ui.outbox.table import OutboxTable
from app.ui.outbox.table_model import Column, OutboxModel

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


def row(number: int) -> OutboxRow:
    summary = EntrySummary(
        f"entry-{number}", State.QUEUED, f"Company {number}", 0, NOW, NOW, "It waits.", None, 0, 1
    )
    return OutboxRow(summary, False)


def test_it_is_chosen_from_and_left_with_keys(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    model = OutboxModel(window)
    model.set_rows([row(1), row(2), row(3)])
    table, after = OutboxTable(model), QLineEdit()
    layout = QVBoxLayout(window)
    layout.addWidget(table)
    layout.addWidget(after)
    window.show()
    window.activateWindow()
    table.setFocus()
    qtbot.waitUntil(table.hasFocus)
    table.selectRow(0)
    QTest.keyClick(table, Qt.Key.Key_Down)
    assert table.currentIndex().row() == 1
    for key, number in ((Qt.Key.Key_End, 2), (Qt.Key.Key_Home, 0), (Qt.Key.Key_Down, 1)):
        QTest.keyClick(table, key)
        assert table.currentIndex().row() == number
    with qtbot.waitSignal(table.activated) as told:
        QTest.keyClick(table, Qt.Key.Key_Return)
    assert told.args[0].row() == 1
    QTest.keyClick(table, Qt.Key.Key_Tab)
    assert after.hasFocus(), "Tab leaves the list"


def test_columns_are_measured_once_it_is_shown(qtbot: QtBot) -> None:
    table = OutboxTable(OutboxModel())
    qtbot.addWidget(table)
    before = table.columnWidth(Column.NEXT)
    table.show()
    assert table.columnWidth(Column.NEXT) != before
    longest = moment_text(datetime(2026, 12, 28, 20, 58, tzinfo=UTC), datetime(2027, 2, 1, tzinfo=UTC))
    assert table.columnWidth(Column.TIME) > table.fontMetrics().horizontalAdvance(longest)
    assert table.accessibleName() == "Outbox"
