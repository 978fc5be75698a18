"""A table of companies that are there, one row for each; it shows plain text and changes nothing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from app.ui.common.plain_text import plain_line
from app.ui.inputs.keys import is_another_key, is_enter

_LEFT = (Qt.Key.Key_Escape, Qt.Key.Key_Delete, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class CompanyTable(QTableWidget):
    """Rows of texts under headings. Enter activates a row.

    Esc, Del, the space bar, Ctrl+D, and Enter with other keys are left to whoever shows it.
    """

    def __init__(self, name: str, spoken: str, columns: Sequence[str], parent: QWidget | None = None) -> None:
        """Makes the table; `name` is its objectName, `spoken` its accessible name."""
        super().__init__(0, len(columns), parent)
        self.setObjectName(name)
        self.setAccessibleName(plain_line(spoken))
        self.setHorizontalHeaderLabels([plain_line(one) for one in columns])
        self.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        # Several reasons take several lines.
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(len(columns) - 1, QHeaderView.ResizeMode.Stretch)

    def show_rows(self, rows: Sequence[Sequence[str]]) -> None:
        """Shows these rows in place of those before; the same row stays the current one."""
        self.setRowCount(len(rows))
        for row, cells in enumerate(rows):
            self.show_cells(row, cells)

    def show_cells(self, row: int, cells: Sequence[str]) -> None:
        """Shows texts in the first cells of a row, and leaves the others as they are."""
        for column, cell in enumerate(cells):
            item = self.item(row, column)
            if item is None:
                self.setItem(row, column, QTableWidgetItem(plain_line(cell)))
            elif item.text() != (text := plain_line(cell)):
                item.setText(text)

    def height_of(self, rows: int) -> int:
        """Returns the height in which so many rows, or as many as there are, are seen.

        Rows of several lines count as several.
        """
        heights = [self.rowHeight(row) for row in range(self.rowCount())]
        room = min(sum(heights), rows * min(heights, default=0))
        return self.horizontalHeader().sizeHint().height() + room + 2 * self.frameWidth()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_enter(event):
            self.activated.emit(self.currentIndex())
        elif event.key() in _LEFT or is_another_key(event):
            event.ignore()
        else:
            super().keyPressEvent(event)
