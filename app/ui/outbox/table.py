"""Table view of the outbox: uniform row height, single selection, operated by keyboard."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from app.translation import _
from app.ui.outbox.table_model import STATE_WORDS, Column, OutboxModel

_LETTERS = {Column.STATE: 17, Column.NEXT: 46, Column.TIME: 17}
_AROUND_A_STATE = 44
"""Its icon, and the margins of a cell."""


class OutboxTable(QTableView):
    """Emits `activated` on Enter and double click; Tab leaves the list."""

    def __init__(self, model: OutboxModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_measured = False
        self.setObjectName("outbox.list")
        self.setAccessibleName(_("Outbox"))
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.verticalHeader().hide()
        # One height for all: no row has to be asked for its own.
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(Column.COMPANY, QHeaderView.ResizeMode.Stretch)

    def moveCursor(  # noqa: N802  # Qt's name
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Takes Home and End to the first and the last row; Qt goes along the row, which is one here."""
        if action in (QAbstractItemView.CursorAction.MoveHome, QAbstractItemView.CursorAction.MoveEnd):
            modifiers |= Qt.KeyboardModifier.ControlModifier
        return super().moveCursor(action, modifiers)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._is_measured:
            self._is_measured = True
            self._measure()

    def _measure(self) -> None:
        """Sets row and column sizes from the font, which is known once the style sheet is applied."""
        letters = self.fontMetrics()
        self.verticalHeader().setDefaultSectionSize(letters.height() + 12)
        for column, count in _LETTERS.items():
            self.setColumnWidth(column, count * letters.horizontalAdvance("x"))
        # Words are longer in some languages.
        longest = max(map(letters.horizontalAdvance, STATE_WORDS)) + _AROUND_A_STATE
        self.setColumnWidth(Column.STATE, max(self.columnWidth(Column.STATE), longest))
