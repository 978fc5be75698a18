"""Table view of the companies of a table: uniform rows, one at a time, Tab leaves it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from app.translation import _
from app.ui.imports.lines_model import STATE_WORDS, Column, LinesModel

_LETTERS: Final = {Column.ROWS: 10, Column.COMPANY: 22, Column.REASON: 24, Column.PLACE: 22}
_AROUND: Final = 24  # pixels beside a text in its cell
_AROUND_A_ROW: Final = 8


class LinesTable(QTableView):
    """Shows the lines; Home and End go to the first and the last one."""

    def __init__(self, model: LinesModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("import.lines")
        self.setAccessibleName(_("Companies of the table"))
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setStretchLastSection(True)

    def moveCursor(  # noqa: N802  # Qt's name
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Takes Home and End to the first and the last row; Qt goes along the row, which is one here."""
        if action in (QAbstractItemView.CursorAction.MoveHome, QAbstractItemView.CursorAction.MoveEnd):
            modifiers |= Qt.KeyboardModifier.ControlModifier
        return super().moveCursor(action, modifiers)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        letters = self.fontMetrics()
        self.verticalHeader().setDefaultSectionSize(letters.height() + _AROUND_A_ROW)
        for column, count in _LETTERS.items():
            self.setColumnWidth(column, count * letters.horizontalAdvance("x"))
        longest = max(map(letters.horizontalAdvance, STATE_WORDS.values()))
        self.setColumnWidth(Column.STATE, longest + _AROUND)
