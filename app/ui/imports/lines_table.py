"""Table view of the companies of a table: uniform rows, one at a time, Tab leaves it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from app.translation import _
from app.ui.imports.lines_model import STATE_WORDS, Column, LinesModel

_LETTERS: Final = {Column.COMPANY: 20, Column.PLACE: 18}
_ROWS: Final = 18  # letters that the rows of a company have at most
_MEASURED: Final = 100  # lines whose rows are measured
_PEOPLE, _REASON = 17, 18  # letters that these have at least: what is left goes to the reasons
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
        model.modelReset.connect(self._fit_columns)

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
            self.setColumnWidth(column, self._width_of(count))
        longest = max(map(letters.horizontalAdvance, STATE_WORDS.values()))
        self.setColumnWidth(Column.STATE, longest + _AROUND)
        self._fit_columns()

    def _fit_columns(self) -> None:
        """Gives the rows the width that they need: those of one company may stand apart in the table."""
        heading = self.horizontalHeader().sectionSizeHint(Column.ROWS)
        model, letters = self.model(), self.fontMetrics()
        shown = (model.index(row, Column.ROWS).data() for row in range(min(model.rowCount(), _MEASURED)))
        rows = max((letters.horizontalAdvance(told) for told in shown), default=0) + _AROUND
        self.setColumnWidth(Column.ROWS, max(heading, min(rows, self._width_of(_ROWS))))
        self._fit_reasons()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_reasons()

    def _fit_reasons(self) -> None:
        """Gives the reasons what the others leave, so that the people beside them are in view."""
        others = sum(map(self.columnWidth, (Column.ROWS, Column.STATE, *_LETTERS)))
        left = self.viewport().width() - others - self._width_of(_PEOPLE)
        least = max(self._width_of(_REASON), self.horizontalHeader().sectionSizeHint(Column.REASON))
        self.setColumnWidth(Column.REASON, max(left, least))

    def _width_of(self, count: int) -> int:
        return count * self.fontMetrics().horizontalAdvance("x")
