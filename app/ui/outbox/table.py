"""Table view of the outbox: uniform row height, single selection, operated by keyboard."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from app.translation import _
from app.ui.common.moments import moment_text
from app.ui.outbox.table_model import STATE_WORDS, Column, OutboxModel

_LETTERS = {Column.STATE: 17, Column.NEXT: 46, Column.TIME: 17}
_COMPANY, _LEAST_NEXT = 20, 20
"""Letters that a company has at least, where what is next can give way so far."""
_AROUND_A_STATE = 44
"""Its icon, and the margins of a cell."""
_AROUND_A_TIME = 16
_LONG_TIME = datetime(2028, 12, 28, 22, 58, tzinfo=UTC)
_AROUND_A_ROW, _AROUND_A_LOW_ROW = 12, 5  # pixels
_AROUND_A_HEADING = 4  # beside what is around a row
_ROWS_WHERE_LOW = 4
_ABOVE = 8  # pixels between a message and the list
_AS_HIGH_AS_IT_GETS = 16_777_215


class OutboxTable(QTableView):
    """Emits `activated` on Enter and double click; Tab leaves the list."""

    def __init__(self, model: OutboxModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_measured = self._is_low = False
        self._room_taken, self._fitted = 0, (False, 0)
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
            last = super().moveCursor(action, modifiers | Qt.KeyboardModifier.ControlModifier)
            return last.siblingAtColumn(max(self.currentIndex().column(), 0))  # in view as it was
        return super().moveCursor(action, modifiers)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._is_measured:
            self._is_measured = True
            self._measure()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._is_measured:
            self._fit_next()

    def fit_height(self, *, is_low: bool, taken: int = 0) -> None:
        """Makes rows and headings lower in a low window, and asks for room for some of them.

        Of these it gives up so many pixels as are `taken` by a message above it, down to one row.
        """
        if (is_low, taken) != self._fitted:
            self._fitted = is_low, taken
            self._is_low, self._room_taken = is_low, taken + _ABOVE if taken else 0
            self._measure_height()

    def _measure_height(self) -> None:
        letters = self.fontMetrics().height()
        row = letters + (_AROUND_A_LOW_ROW if self._is_low else _AROUND_A_ROW)
        self.verticalHeader().setMinimumSectionSize(row)
        self.verticalHeader().setDefaultSectionSize(row)
        header = row + _AROUND_A_HEADING
        self.horizontalHeader().setMaximumHeight(header if self._is_low else _AS_HIGH_AS_IT_GETS)
        frame = 2 * self.frameWidth()
        needed = max(header + _ROWS_WHERE_LOW * row - self._room_taken, header + row) + frame
        self.setMinimumHeight(needed if self._is_low else 0)
        around = self.parentWidget()
        if around is not None and (layout := around.layout()) is not None:
            layout.invalidate()  # Qt does not, while something else is seen in its place
            around.updateGeometry()

    def _measure(self) -> None:
        """Sets row and column sizes from the font, which is known once the style sheet is applied."""
        letters = self.fontMetrics()
        self._measure_height()
        for column, count in _LETTERS.items():
            self.setColumnWidth(column, count * letters.horizontalAdvance("x"))
        # Words are longer in some languages.
        longest = max(map(letters.horizontalAdvance, STATE_WORDS)) + _AROUND_A_STATE
        self.setColumnWidth(Column.STATE, max(self.columnWidth(Column.STATE), longest))
        time = letters.horizontalAdvance(moment_text(_LONG_TIME, datetime.now(UTC))) + _AROUND_A_TIME
        self.setColumnWidth(Column.TIME, max(self.columnWidth(Column.TIME), time))
        self._fit_next()

    def _fit_next(self) -> None:
        """Has what is next give way in a narrow window: the companies' names have to be read."""
        letter = self.fontMetrics().horizontalAdvance("x")
        others = self.columnWidth(Column.STATE) + self.columnWidth(Column.TIME) + _COMPANY * letter
        wanted = min(_LETTERS[Column.NEXT] * letter, self.viewport().width() - others)
        self.setColumnWidth(Column.NEXT, max(wanted, _LEAST_NEXT * letter))
