"""The columns of a table, each with the field that it goes to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.controller.process.sliced_work import SlicedWork
from app.model.carriers.lists import UserDefinedFieldInfo
from app.model.imports.shape import TableColumn
from app.translation import _
from app.ui.common.plain_choice import PlainChoice
from app.ui.common.plain_text import PlainLabel, plain_line, set_tip
from app.ui.imports.field_names import CUSTOM, FIELD_NAMES, names_of_custom_fields

_LONGEST_HEADING = 16  # characters
_LEFT_WIDTHS = (325, 360)


class ColumnFields(QWidget):
    """A choice field for each column; typing a letter goes to the next field that begins with it."""

    chosen = Signal(int, str)  # place of the column, field
    built = Signal()

    def __init__(
        self, parent: QWidget | None = None, custom_fields: Iterable[UserDefinedFieldInfo] = ()
    ) -> None:
        super().__init__(parent)
        self.names = names_of_custom_fields(custom_fields)
        """The names of custom fields by path, which stand behind all others."""
        self.setObjectName("import.columns")
        self._boxes: dict[int, QComboBox] = {}
        self._fields: dict[int, str] = {}
        self._shown: tuple[tuple[int, str], ...] = ()
        self._building = SlicedWork(self)
        self._place: QWidget | None = None
        # One list for all: there may be two hundred columns, and each would make forty lines of its own.
        self._choices = QStandardItemModel(self)
        for field, name in (FIELD_NAMES | self.names).items():
            line = QStandardItem(plain_line(name))
            line.setData(field, Qt.ItemDataRole.UserRole)
            self._choices.appendRow(line)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)

    def show_columns(self, columns: Sequence[TableColumn]) -> None:
        """Shows the columns; those that are there already stay, with the fields that they have now."""
        self._fields = {one.place: one.field for one in columns}
        shown = tuple((one.place, one.heading) for one in columns)
        if shown == self._shown:
            for column in columns:
                if (box := self._boxes.get(column.place)) is not None:
                    _choose(box, column.field)
            return
        self._shown, self._boxes = shown, {}
        if self._place is not None:
            self._place.hide()
            self._place.deleteLater()
        self._place = QWidget(self)
        grid = QGridLayout(self._place)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        self._layout.addWidget(self._place)
        self._building.start_soon(self._build(grid, columns))

    def can_give(self, path: str) -> bool:
        """Returns True if a column can go to a field, which has no numbers of people in its path."""
        return bool(self._boxes) and _as_column(path) in FIELD_NAMES | self.names

    def focus_for(self, path: str) -> None:
        """Puts the cursor on the column that goes to a field, else on the first that goes nowhere."""
        wanted = _as_column(path)
        places = [place for place in self._boxes if self._fields.get(place) == wanted]
        places += [place for place in self._boxes if not self._fields.get(place)]
        self._boxes[(places or [*self._boxes])[0]].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _build(self, grid: QGridLayout, columns: Sequence[TableColumn]) -> Iterator[None]:
        """Adds the columns one by one: there may be two hundred."""
        for row, column in enumerate(columns):
            text = column.heading or _("Column {number}").format(number=column.place + 1)
            short = text if len(text) <= _LONGEST_HEADING else f"{text[:8]}…{text[-7:]}"
            label = PlainLabel(" ".join(short.replace("&", "&&").split()), self._place, role="label")
            box = PlainChoice(self._place)
            box.setObjectName(f"import.column.{column.place + 1}")
            box.setAccessibleName(plain_line(_("Column “{heading}” goes to").format(heading=text)))
            box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            box.setMinimumContentsLength(7)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setModel(self._choices)
            _choose(box, self._fields[column.place])  # as it is by now
            values = _("First values: {values}").format(values=" · ".join(column.samples) or "–")
            box.setAccessibleDescription(plain_line(values))
            label.setBuddy(box)
            for widget in (label, box):
                set_tip(widget, values)
            box.activated.connect(partial(self._on_activated, column.place))
            self._boxes[column.place] = box
            grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(box, row, 1)
            yield
        self.built.emit()

    def _on_activated(self, place: int, _index: int) -> None:
        self.chosen.emit(place, self._boxes[place].currentData())


def _as_column(path: str) -> str:
    """Returns what columns call a field of the form: ``Persons.Emails.Value`` is ``Person.Email``."""
    path = path.replace("Persons.", "Person.").removesuffix(".Value")
    return path if path in FIELD_NAMES or path.startswith(CUSTOM) else path.removesuffix("s")


def _choose(box: QComboBox, field: str) -> None:
    index = box.findData(field)
    if index < 0:
        box.addItem(plain_line(field), field)
        index = box.count() - 1
    if index != box.currentIndex():
        box.setCurrentIndex(index)


def left_side(columns: ColumnFields, same_for_all: Sequence[QWidget], width: int) -> QScrollArea:
    """Returns what stands beside the companies: their columns, and what is the same for all of them.

    `width` is that of the dialog.
    """
    inside = QWidget()
    column = QVBoxLayout(inside)
    column.setContentsMargins(0, 0, 10, 0)
    column.setSpacing(8)
    column.addWidget(PlainLabel(_("Where the columns go"), role="heading"))
    column.addWidget(columns)
    column.addWidget(PlainLabel(_("The same for all companies"), role="heading"))
    for widget in same_for_all:
        column.addWidget(widget)
    column.addStretch(1)
    area = QScrollArea()
    area.setObjectName("import.left")
    area.setWidget(inside)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFixedWidth(sorted((*_LEFT_WIDTHS, width * 3 // 10))[1])
    return area
