"""Table model of the companies of a table: what is in view is read when it is asked for."""

from __future__ import annotations

import sys
from bisect import bisect_left
from collections.abc import Callable, Sequence
from enum import IntEnum
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from app.model.imports.lines import Line, LineState
from app.translation import _, pgettext
from app.ui.common.plain_text import plain_line, plain_tip
from app.ui.common.theme import colours

if TYPE_CHECKING:
    from app.recognition.tables.companies import TableCompany

MOST_ROWS: Final = 8
"""Letters: as much is seen of the rows of a company in a narrow window, at least."""

_MOST_KNOWN: Final = 100

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class Column(IntEnum):
    """The columns of the preview."""

    ROWS = 0
    STATE = 1
    COMPANY = 2
    REASON = 3
    PLACE = 4
    PEOPLE = 5


_TITLES: Final = {
    Column.ROWS: pgettext("of a table", "Row"),
    Column.STATE: pgettext("of an entry", "State"),
    Column.COMPANY: _("Company"),
    Column.REASON: _("What speaks against it"),
    Column.PLACE: _("City"),
    Column.PEOPLE: _("People"),
}
STATE_WORDS: Final = {
    LineState.UNCHECKED: "…",
    LineState.NEW: pgettext("a company of a table", "New"),
    LineState.DOUBLE: pgettext("a company of a table", "There already"),
    LineState.DOUBTFUL: pgettext("a company of a table", "Doubtful"),
    LineState.WRONG: pgettext("a company of a table", "Wrong"),
    LineState.DONE: pgettext("a company of a table", "Imported before"),
}
_COLOURS: Final = {
    LineState.UNCHECKED: "muted",
    LineState.NEW: "good",
    LineState.DOUBLE: "warning",
    LineState.DOUBTFUL: "warning",
    LineState.WRONG: "error",
    LineState.DONE: "muted",
}
_NOT_SET: Final = frozenset(
    (
        Qt.ItemDataRole.BackgroundRole,
        Qt.ItemDataRole.CheckStateRole,
        Qt.ItemDataRole.DecorationRole,
        Qt.ItemDataRole.FontRole,
        Qt.ItemDataRole.SizeHintRole,
        Qt.ItemDataRole.TextAlignmentRole,
    )
)
"""What a view asks of each cell whenever it paints it, and is told nothing."""


class LinesModel(QAbstractTableModel):
    """Shows lines by their numbers: all of a table, or those in one state."""

    def __init__(
        self,
        line: Callable[[int], Line],
        card: Callable[[int], TableCompany | None],
        parent: QObject | None = None,
    ) -> None:
        """`line` and `card` return what is known of a company by now; None for a card that comes later."""
        super().__init__(parent)
        self._line = line
        self._card = card
        self._numbers: Sequence[int] = ()
        self._known: dict[int, Line] = {}  # of lines in view, which are asked for cell by cell

    def show_numbers(self, numbers: Sequence[int]) -> None:
        """Shows these companies and no others."""
        self.beginResetModel()
        self._numbers = numbers
        self._known.clear()
        self.endResetModel()

    def longest_rows(self, most: int) -> str:
        """Returns the rows of a company that are told by the most letters, of so many of the first lines."""
        return max((self._line(number).rows for number in self._numbers[:most]), key=len, default="")

    def number_at(self, row: int) -> int:
        """Returns the number of the company in a row, -1 for none."""
        return self._numbers[row] if 0 <= row < len(self._numbers) else -1

    def text_at(self, row: int, column: int) -> str:
        """Returns the text of a cell as it may be drawn."""
        return plain_line(self._text(self._numbers[row], Column(column)))

    def colour_at(self, row: int, column: int) -> QColor | None:
        """Returns the colour of a cell's text; None for that of the view."""
        if column != Column.STATE:
            return None
        return QColor(str(getattr(colours(), _COLOURS[self._line_of(self._numbers[row]).state])))

    def refresh(self, first: int = 0, beyond: int = sys.maxsize) -> None:
        """Has companies from `first` on, and before `beyond`, asked for again; no others are painted."""
        self._known.clear()
        top, bottom = (bisect_left(self._numbers, number) for number in (first, beyond))
        if top < bottom:
            self.dataChanged.emit(self.index(top, 0), self.index(bottom - 1, len(Column) - 1))

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._numbers)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(Column)

    def headerData(  # noqa: N802  # Qt's own name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _TITLES[Column(section)]
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role in _NOT_SET:
            return None
        number, column = self._numbers[index.row()], Column(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return plain_line(self._text(number, column))
            case Qt.ItemDataRole.ForegroundRole:
                return self.colour_at(index.row(), column)
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(self._text(number, column))
            case Qt.ItemDataRole.AccessibleTextRole if column is Column.ROWS:
                # A screen reader that reads the row's first cell gets all of it.
                return plain_line(", ".join(filter(None, (self._text(number, each) for each in Column))))
        return None

    def _line_of(self, number: int) -> Line:
        if (line := self._known.get(number)) is None:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            line = self._known[number] = self._line(number)
        return line

    def _text(self, number: int, column: Column) -> str:
        line = self._line_of(number)
        match column:
            case Column.ROWS:
                return line.rows
            case Column.STATE:
                return STATE_WORDS[line.state]
            case Column.COMPANY:
                return line.name
            case Column.REASON:
                return " ".join(line.sentences)
        card = self._card(number)
        if card is None:
            return ""
        return place_of(card) if column is Column.PLACE else ", ".join(people_of(card))


def place_of(card: TableCompany) -> str:
    """Returns postcode and city of a company's visiting address, as far as it has them."""
    values = {one.path: one.value for one in card.found.company}
    parts = (values.get("Address.Street.Zipcode", ""), values.get("Address.Street.City", ""))
    return " ".join(filter(None, parts))


def people_of(card: TableCompany) -> list[str]:
    """Returns the names of the people of a company."""
    names = []
    for person in card.found.persons:
        values = {one.path.rpartition(".")[2]: one.value for one in person}
        parts = (values.get(name, "") for name in ("Firstname", "MiddleName", "Lastname"))
        names.append(" ".join(filter(None, parts)))
    return names
