"""Table view of the companies of a table: uniform rows, one at a time, Tab leaves it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPalette, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QPlainTextEdit,
    QScrollBar,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from app.translation import _
from app.ui.imports.lines_model import MOST_ROWS, STATE_WORDS, Column, LinesModel

_LEAST: Final = {Column.COMPANY: 16, Column.REASON: 14, Column.PLACE: 9, Column.PEOPLE: 9}
"""How many letters are seen at least, wherever all columns have as much."""
_STEPS: Final = (
    (Column.COMPANY, 18),
    (Column.REASON, 20),
    (Column.PEOPLE, 10),
    (Column.PLACE, 10),
    (Column.ROWS, 16),
    (Column.COMPANY, 20),
    (Column.PEOPLE, 12),
    (Column.PLACE, 12),
    (Column.REASON, 26),
    (Column.PLACE, 18),
    (Column.PEOPLE, 17),
)
"""How many letters they have where there is more room, which is given in this order.

What is left goes to the reasons.
"""
_BEHIND: Final = (Column.PLACE, Column.PEOPLE)
"""Those that are not in view where there is not room for all."""
_SHARING: Final = (Column.COMPANY, Column.PLACE, Column.PEOPLE, Column.REASON)
"""Those of which one has what another does not need, the first that needs it first."""
_LEAST_REASON: Final = 12  # letters that are seen of them however narrow the window is
_MEASURED: Final = 100  # lines whose rows are measured
_LEAST_LINES: Final = 2  # lines that are seen however low the window is
_AROUND: Final = 24  # pixels beside a text in its cell
_AROUND_A_ROW: Final = 8
_BESIDE: Final = 9  # pixels, as beside the titles
_MOST_LETTERS: Final = 500
_CONTROL: Final = Qt.KeyboardModifier.ControlModifier
_ONE_LINE: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine


class LinesDelegate(QStyledItemDelegate):
    """Draws one line of text and its selection.

    A style sheet's cells take three times as long: a screenful of them held the window up for a frame.
    """

    def __init__(self, model: LinesModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model  # asked itself: each question to an index goes through Qt

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        row, column = index.row(), index.column()
        text, colour = self._model.text_at(row, column), self._model.colour_at(row, column)
        rect, palette, state = option.rect, option.palette, option.state
        role = QPalette.ColorRole.Text
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, palette.highlight())
            role, colour = QPalette.ColorRole.HighlightedText, None
        rect.adjust(_BESIDE, 0, -_BESIDE, 0)
        painter.setPen(palette.color(role) if colour is None else colour)
        elided = option.fontMetrics.elidedText(
            text[:_MOST_LETTERS], Qt.TextElideMode.ElideRight, rect.width()
        )
        painter.drawText(rect, _ONE_LINE, elided)


class LinesTable(QTableView):
    """Shows the lines; Home and End go to the first and the last one."""

    def __init__(self, model: LinesModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("import.lines")
        self.setAccessibleName(_("Companies of the table"))
        self._lines = model
        self.setModel(model)
        self.setItemDelegate(LinesDelegate(model, self))
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
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._widest_rows = self._widest_state = 0
        self._needs: dict[Column, int] = {}  # the widest text of each that was in view
        model.modelReset.connect(self._on_reset)
        model.dataChanged.connect(self._on_seen)
        self.verticalScrollBar().valueChanged.connect(self._on_seen)

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
        row = self.fontMetrics().height() + _AROUND_A_ROW
        self.verticalHeader().setDefaultSectionSize(row)
        around = self.horizontalHeader().sizeHint() + self.horizontalScrollBar().sizeHint()
        self.setMinimumHeight(around.height() + _LEAST_LINES * row)
        self._measure_rows()
        self._fit_columns()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._note_needs()
        self._fit_columns()

    def height_of_all(self) -> int:
        """Returns the height in which all lines are in view."""
        rows = self.model().rowCount() * self.verticalHeader().defaultSectionSize()
        return self.horizontalHeader().sizeHint().height() + rows + 2 * self.frameWidth()

    def _on_reset(self) -> None:
        self._widest_state = 0
        self._needs.clear()
        self._measure_rows()
        self._note_needs()
        self._fit_columns()

    def _measure_rows(self) -> None:
        self._widest_rows = self._width_with(self._lines.longest_rows(_MEASURED))

    def _on_seen(self) -> None:
        """Makes room for a state that has come into view; the columns do not become narrower again."""
        has_all = self.columnWidth(Column.STATE) >= self._of_any_state()
        is_wider = not has_all and self._state_in_view() > self._widest_state
        if self._note_needs() or is_wider:
            self._fit_columns()

    def _fit_columns(self) -> None:
        """Gives each column the room that it needs: in a narrow window all are in view before any has more.

        The rows of one company may stand apart in the table. The words of all states have their room from
        the beginning where all columns have theirs.
        """
        room = self.viewport().width()
        most = {column: self._most(column, letters) for column, letters in _STEPS}
        state = self._of_any_state()
        if room < state + sum(most.values()):
            self._widest_state = max(self._widest_state, self._state_in_view())
            state = self._at_least(Column.STATE, self._widest_state)
        widths = {column: self._width_of(letters) for column, letters in _LEAST.items()}
        widths |= {Column.STATE: state, Column.ROWS: self._most(Column.ROWS, MOST_ROWS)}
        left = room - sum(widths.values())
        behind = _BEHIND if left < 0 else ()
        left += sum(widths[column] for column in behind)
        for column, letters in _STEPS:
            if column not in behind:
                more = max(0, min(left, self._most(column, letters) - widths[column]))
                widths[column] += more
                left -= more
        widths[Column.REASON] = max(self._width_of(_LEAST_REASON), widths[Column.REASON] + left)
        if not behind:
            self._share(widths)
        for column, width in widths.items():
            self.setColumnWidth(column, width)

    def _share(self, widths: dict[Column, int]) -> None:
        """Gives what a column has and does not need to those whose texts in view are cut."""
        needs = {one: self._at_least(one, width) for one, width in self._needs.items()}
        kept = {one: self._width_of(letters) for one, letters in reversed(_STEPS)}  # as in a narrow window
        spare = {one: max(0, widths[one] - max(need, kept[one])) for one, need in needs.items()}
        for column in _SHARING:
            lacking = needs.get(column, 0) - widths[column]
            for giver in reversed(_SHARING):
                given = max(0, min(lacking, spare.get(giver, 0)))
                widths[column] += given
                widths[giver] -= given
                spare[giver] = spare.get(giver, 0) - given
                lacking -= given

    def _note_needs(self) -> bool:
        """Notes how wide the texts in view are; returns True if one is wider than all before it."""
        before = dict(self._needs)
        for row in self._rows_in_view():
            for column in _SHARING:
                text = self._lines.text_at(row, column)
                if text or column not in _BEHIND:  # those may be read later
                    width = self._width_with(text[:_MOST_LETTERS])
                    self._needs[column] = max(width, self._needs.get(column, 0))
        return self._needs != before

    def _most(self, column: Column, letters: int) -> int:
        """Returns the width of so many letters; of rows no more than they have, or their title."""
        width = self._width_of(letters)
        if column is Column.ROWS:
            width = min(self._widest_rows, width)
        return self._at_least(column, width) if column is Column.ROWS else width

    def _of_any_state(self) -> int:
        return self._at_least(Column.STATE, max(map(self._width_with, STATE_WORDS.values())))

    def _state_in_view(self) -> int:
        """Returns the width that the states in view need."""
        words = {self._lines.text_at(row, Column.STATE) for row in self._rows_in_view()}
        return max(map(self._width_with, words), default=0)

    def _rows_in_view(self) -> range:
        first, last = self.rowAt(0), self.rowAt(self.viewport().height() - 1)
        last = self.model().rowCount() - 1 if last < 0 else last
        return range(max(0, first), last + 1)

    def _at_least(self, column: Column, width: int) -> int:
        return max(width, self.horizontalHeader().sectionSizeHint(column))

    def _width_with(self, text: str) -> int:
        return self.fontMetrics().horizontalAdvance(text) + _AROUND

    def _width_of(self, count: int) -> int:
        return count * self.fontMetrics().horizontalAdvance("x")


class LineText(QPlainTextEdit):
    """The text of one company; Ctrl+Home and Ctrl+End go to its beginning and end as Home and End do."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        ends = {Qt.Key.Key_Home: QScrollBar.SliderAction.SliderToMinimum}
        ends |= {Qt.Key.Key_End: QScrollBar.SliderAction.SliderToMaximum}
        action = ends.get(Qt.Key(event.key())) if event.modifiers() == _CONTROL else None
        if action is None:
            super().keyPressEvent(event)
        else:
            self.verticalScrollBar().triggerAction(action)
