"""The list that opens beneath a combo box.

It is a window of its own that never takes the focus: keys go on to the field. A `QCompleter` popup takes
both, and the field it belongs to is then not told that it has been left.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFont, QGuiApplication
from PySide6.QtWidgets import (
    QFrame,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from app.model.form.choices import Choices
from app.translation import _
from app.ui.common.announcing import announce
from app.ui.common.plain_text import plain_line, plain_tip

_Index = QModelIndex | QPersistentModelIndex
_VISIBLE_ROWS = 12
_LEVEL = Qt.ItemDataRole.UserRole


_NOTHING = _("Nothing found")


class ChoiceModel(QAbstractTableModel):
    """Some rows of a list, by number; without any, a line that says so.

    Replacing them costs the same for 10 rows as for 10,000.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.choices = Choices()
        self.rows: Sequence[int] = ()

    def show(self, choices: Choices, rows: Sequence[int]) -> None:
        self.beginResetModel()
        self.choices, self.rows = choices, rows
        self.endResetModel()

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else max(1, len(self.rows))

    def columnCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else 1

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not self.rows:
            return _NOTHING if role == Qt.ItemDataRole.DisplayRole else None
        choice = self.choices[self.rows[index.row()]]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return plain_line(choice.name)
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(choice.tooltip) or None
            case Qt.ItemDataRole.FontRole if choice.is_heading:
                font = QFont()
                font.setBold(True)
                return font
            case _ if role == _LEVEL:
                return choice.level
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if not self.rows or self.choices[self.rows[index.row()]].is_heading:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren


class _Indented(QStyledItemDelegate):
    def initStyleOption(self, option: QStyleOptionViewItem, index: _Index) -> None:  # noqa: N802  # Qt's name
        super().initStyleOption(option, index)
        option.text = "\N{EM SPACE}" * int(index.data(_LEVEL) or 0) + option.text


class ChoiceList(QTableView):
    """The entries that match what is typed, one of them highlighted.

    It is a table of one column, since a QTableView reads only the visible rows and a QListView all of them.

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
        self.setAccessibleName(_("Entries that fit"))
        self.setShowGrid(False)
        self.setWordWrap(False)  # before the list has its width, a long entry would count as several lines
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.horizontalHeader().hide()
        self.horizontalHeader().setStretchLastSection(True)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_Indented(self))
        self._lines = ChoiceModel(self)
        self.setModel(self._lines)
        self.clicked.connect(self._on_clicked)

    @property
    def highlighted(self) -> int | None:
        """The highlighted row, counted in the whole list; None if there is none."""
        index = self.currentIndex()
        return self._lines.rows[index.row()] if index.isValid() else None

    def offer(self, choices: Choices, rows: Sequence[int], highlighted: int | None, beneath: QWidget) -> None:
        """Shows these rows below a field, or above it if the screen ends, with `highlighted` marked."""
        was_empty = self.isVisible() and not self._lines.rows
        self._lines.show(choices, rows)
        self._set_geometry_beneath(beneath, self._lines.rowCount())
        if not rows and not was_empty:
            announce(beneath, _NOTHING)
        self.show()
        if highlighted is not None and highlighted in rows:
            self._go_to(rows.index(highlighted), QTableView.ScrollHint.PositionAtCenter)
        else:
            self.scrollToTop()

    def step(self, by: int) -> None:
        """Moves the highlight by a number of entries, not counting headings; stops at the ends."""
        row, direction = self.currentIndex().row(), 1 if by > 0 else -1
        if row < 0 and direction < 0:
            row = len(self._lines.rows)
        found = row
        for _step in range(abs(by)):
            row += direction
            while 0 <= row < len(self._lines.rows) and self._is_heading(row):
                row += direction
            if not 0 <= row < len(self._lines.rows):
                break
            found = row
        if 0 <= found < len(self._lines.rows):
            self._go_to(found, QTableView.ScrollHint.EnsureVisible)

    @property
    def page(self) -> int:
        return max(1, self.height() // max(1, self._line_height) - 1)

    @property
    def _line_height(self) -> int:
        return self.verticalHeader().defaultSectionSize()

    def _is_heading(self, row: int) -> bool:
        return self._lines.choices[self._lines.rows[row]].is_heading

    def _go_to(self, row: int, hint: QTableView.ScrollHint) -> None:
        index = self._lines.index(row, 0)
        self.setCurrentIndex(index)
        self.scrollTo(index, hint)

    def _on_clicked(self, index: QModelIndex) -> None:
        if self._lines.flags(index) & Qt.ItemFlag.ItemIsEnabled:
            self.picked.emit(self._lines.rows[index.row()])

    def _set_geometry_beneath(self, beneath: QWidget, count: int) -> None:
        self.verticalHeader().setDefaultSectionSize(self.sizeHintForRow(0))
        height = self._line_height * min(count, _VISIBLE_ROWS) + 2 * self.frameWidth()
        corner = beneath.mapToGlobal(QPoint(0, beneath.height()))
        area = QRect(corner, beneath.size())
        area.setHeight(height)
        screen = QGuiApplication.screenAt(corner) or beneath.screen()
        room = screen.availableGeometry()
        if area.bottom() > room.bottom():
            above = beneath.mapToGlobal(QPoint(0, 0)).y() - height
            area.moveTop(above if above >= room.top() else max(room.top(), room.bottom() - height))
        self.setGeometry(area)
