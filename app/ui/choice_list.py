"""The list that opens beneath a combo box.

It is a window of its own that never takes the focus: keys go on to the field. A `QCompleter` popup takes
both, and the field it belongs to is then not told that it has been left.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFont, QGuiApplication
from PySide6.QtWidgets import QFrame, QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.model.choices import Choices

_Index = QModelIndex | QPersistentModelIndex
_VISIBLE_ROWS = 12
_AT_ONCE = 200
_LEVEL = Qt.ItemDataRole.UserRole


class ChoiceModel(QAbstractListModel):
    """Some rows of a list, by number.

    The view asks for every row that a model has, so this one has the first few hundred until more are wanted:
    a keystroke costs the same for a hundred matches as for ten thousand.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.choices = Choices()
        self.rows: Sequence[int] = ()
        self._ready = 0

    def show(self, choices: Choices, rows: Sequence[int]) -> None:
        self.beginResetModel()
        self.choices, self.rows = choices, rows
        self._ready = min(_AT_ONCE, len(rows))
        self.endResetModel()

    def reach(self, place: int) -> None:
        """Makes the model go as far as `place`, and a bit further."""
        wanted = min(place + _AT_ONCE, len(self.rows))
        if place >= self._ready:
            self.beginInsertRows(QModelIndex(), self._ready, wanted - 1)
            self._ready = wanted
            self.endInsertRows()

    def canFetchMore(self, parent: _Index) -> bool:  # noqa: N802  # Qt's name
        return not parent.isValid() and self._ready < len(self.rows)

    def fetchMore(self, parent: _Index) -> None:  # noqa: N802  # Qt's name
        if self.canFetchMore(parent):
            self.reach(self._ready)

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else self._ready

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        choice = self.choices[self.rows[index.row()]]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return choice.name
            case Qt.ItemDataRole.ToolTipRole:
                return choice.tooltip or None
            case Qt.ItemDataRole.FontRole if choice.is_heading:
                font = QFont()
                font.setBold(True)
                return font
            case _ if role == _LEVEL:
                return choice.level
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if self.choices[self.rows[index.row()]].is_heading:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren


class _Indented(QStyledItemDelegate):
    def initStyleOption(self, option: QStyleOptionViewItem, index: _Index) -> None:  # noqa: N802  # Qt's name
        super().initStyleOption(option, index)
        option.text = "\N{EM SPACE}" * int(index.data(_LEVEL) or 0) + option.text


class ChoiceList(QListView):
    """The lines that fit what is typed, one of them highlighted.

    Signals: picked(row of the list, by a click).
    """

    picked = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowFlags(
            Qt.WindowType.ToolTip | Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowDoesNotAcceptFocus
        )
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.Box)
        self.setObjectName("choices")
        self.setAccessibleName("Entries that fit")
        self.setUniformItemSizes(True)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_Indented(self))
        self._lines = ChoiceModel(self)
        self.setModel(self._lines)
        self.clicked.connect(self._click)

    @property
    def highlighted(self) -> int | None:
        """The row in the whole list, None where no line is highlighted."""
        index = self.currentIndex()
        return self._lines.rows[index.row()] if index.isValid() else None

    def offer(self, choices: Choices, rows: Sequence[int], highlighted: int | None, beneath: QWidget) -> None:
        """Shows these rows beneath a field (above it where the screen ends), one of them highlighted."""
        self._lines.show(choices, rows)
        self._place(beneath, len(rows))
        self.show()
        if highlighted is not None and highlighted in rows:
            self._go_to(rows.index(highlighted), QListView.ScrollHint.PositionAtCenter)
        else:
            self.scrollToTop()

    def step(self, by: int) -> None:
        """Moves the highlight over so many entries, headings not counted; it stops at the ends."""
        place, direction = self.currentIndex().row(), 1 if by > 0 else -1
        if place < 0 and direction < 0:
            place = len(self._lines.rows)
        found = place
        for _ in range(abs(by)):
            place += direction
            while 0 <= place < len(self._lines.rows) and self._is_heading(place):
                place += direction
            if not 0 <= place < len(self._lines.rows):
                break
            found = place
        if 0 <= found < len(self._lines.rows):
            self._go_to(found, QListView.ScrollHint.EnsureVisible)

    @property
    def page(self) -> int:
        return max(1, self.height() // max(1, self.sizeHintForRow(0)) - 1)

    def _is_heading(self, place: int) -> bool:
        return self._lines.choices[self._lines.rows[place]].is_heading

    def _go_to(self, place: int, hint: QListView.ScrollHint) -> None:
        self._lines.reach(place)
        index = self._lines.index(place)
        self.setCurrentIndex(index)
        self.scrollTo(index, hint)

    def _click(self, index: QModelIndex) -> None:
        if self._lines.flags(index) & Qt.ItemFlag.ItemIsEnabled:
            self.picked.emit(self._lines.rows[index.row()])

    def _place(self, beneath: QWidget, count: int) -> None:
        height = self.sizeHintForRow(0) * min(count, _VISIBLE_ROWS) + 2 * self.frameWidth()
        corner = beneath.mapToGlobal(QPoint(0, beneath.height()))
        place = QRect(corner, beneath.size())
        place.setHeight(height)
        screen = QGuiApplication.screenAt(corner) or beneath.screen()
        room = screen.availableGeometry()
        if place.bottom() > room.bottom():
            above = beneath.mapToGlobal(QPoint(0, 0)).y() - height
            place.moveTop(above if above >= room.top() else max(room.top(), room.bottom() - height))
        self.setGeometry(place)
