"""The table of companies: plain rows, Enter activates, Esc and Del are left to whoever shows it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.ui.company_search.company_table import CompanyTable

ROWS = [("<b>Fjell</b>", "Oslo"), ("Fjord", ""), ("Foss", "")]


@pytest.fixture
def table(qtbot: QtBot) -> CompanyTable:
    table = CompanyTable("companies", "Companies", ("Name", "City"))
    qtbot.addWidget(table)
    table.show_rows(ROWS)
    return table


def test_rows_take_the_place_of_those_before(table: CompanyTable) -> None:
    table.setCurrentCell(1, 0)
    table.show_rows(ROWS[:2])
    assert (table.rowCount(), table.currentRow()) == (2, 1)
    item = table.item(0, 0)
    assert item is not None
    assert item.text() == "<b>Fjell</b>"


def test_some_cells_can_be_told_later(table: CompanyTable) -> None:
    table.show_cells(1, ("Fjord AS",))
    assert [item.text() for column in range(2) if (item := table.item(1, column))] == ["Fjord AS", ""]


def test_it_is_as_high_as_its_rows(table: CompanyTable) -> None:
    around = table.horizontalHeader().sizeHint().height() + 2 * table.frameWidth()
    rows = [table.rowHeight(row) for row in range(3)]
    assert table.height_of(2) == around + 2 * min(rows)
    assert table.height_of(30) == around + sum(rows)


def test_keys(table: CompanyTable) -> None:
    activated: list[QModelIndex] = []
    table.activated.connect(activated.append)
    table.setCurrentCell(2, 0)
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert [index.row() for index in activated] == [2]
    QTest.keyClick(table, Qt.Key.Key_Delete)
    QTest.keyClick(table, Qt.Key.Key_Escape)
    assert table.rowCount() == 3
