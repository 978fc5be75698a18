"""The company's phones, faxes, e-mails and web addresses: the first value, and rows for all others.

The first value stands on the first page. The rows have a page of their own.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from app.model.checks.rules import FieldRule
from app.model.form.fields import Rows
from app.model.text_normalization import capitalized
from app.translation import _
from app.ui.common.fitting import keep_room
from app.ui.common.plain_text import PlainLabel, plain_line, set_tip
from app.ui.inputs.keys import ScannerBurst, is_enter
from app.ui.parts.part import property_of
from app.ui.parts.row_list import DESCRIPTION, VALUE, Row, RowList

_STRETCHES = (3, 2)  # of value and description in a line
_ANY_WIDTH = QSizePolicy.Policy.Ignored
_FEWEST_ROWS = 2
"""The first, and one to type a second into: no row appears beneath somebody's fingers."""


class CompanyRow(Row):
    """Value, description, and a button that removes them.

    Signals: remove_asked (the button, or Ctrl+Delete), next_asked (Enter).
    """

    remove_asked = Signal()
    next_asked = Signal()

    def __init__(self, rows: Rows, parent: QWidget) -> None:
        self._one = capitalized(rows.one)
        super().__init__(self._one, rows.tab, rows.row, parent)
        self._burst = ScannerBurst()
        self._remove = _remove_button()
        set_tip(self._remove, _("Remove this {one} (Ctrl+Del)").format(one=rows.one))
        self._remove.setAccessibleName(plain_line(_("Remove this {one}").format(one=rows.one)))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        for stretch, box in zip(_STRETCHES, self.boxes.values(), strict=True):
            box.hide_label("" if box is self.boxes[DESCRIPTION] else None)
            line.addWidget(box, stretch, Qt.AlignmentFlag.AlignTop)
            box.widget.installEventFilter(self)
        line.addWidget(self._remove, 0, Qt.AlignmentFlag.AlignTop)
        self._remove.clicked.connect(self.remove_asked)

    def set_index(self, prefix: str, index: int) -> None:
        """Names the inputs by the row's index, and lets only a filled row be removed."""
        called = f"{self._one} {index + 1}"
        for name, box in self.boxes.items():
            spoken = called if name == VALUE else _("{called}, description").format(called=called)
            box.set_path(f"{prefix}[{index}].{name}", spoken)
        self._remove.setVisible(bool(self.safe.value()))

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            self._burst.note(event)
            modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            is_delete = event.key() == Qt.Key.Key_Delete and modifiers == Qt.KeyboardModifier.ControlModifier
            if is_delete or (is_enter(event) and not self._burst.is_running):
                if not event.isAutoRepeat():
                    (self.remove_asked if is_delete else self.next_asked).emit()
                return True
        return False


def _remove_button() -> QToolButton:
    """Returns the button, hidden, but with its room."""
    button = QToolButton()
    button.setText("✕")
    button.setProperty("role", "quiet")
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    keep_room(button)
    button.hide()
    return button


class FirstRow(Row):
    """The first value, which another page lays out; here are its description and what is typed there."""

    def __init__(self, rows: Rows, parent: QWidget) -> None:
        self._name = rows.first_name
        super().__init__(rows.first, rows.tab, rows.row, parent, described=False)

    def complete(self) -> None:
        """Builds what stands on the page of the rows."""
        self._echo = PlainLabel()
        self._echo.setProperty("role", "hint")
        self._echo.setWordWrap(True)
        box = self.describe()
        box.hide_label("")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        self._echo.setSizePolicy(_ANY_WIDTH, QSizePolicy.Policy.Preferred)
        line.addWidget(self._echo, _STRETCHES[0])
        line.addWidget(box, _STRETCHES[1], Qt.AlignmentFlag.AlignTop)
        line.addWidget(_remove_button(), 0, Qt.AlignmentFlag.AlignTop)  # unseen: in line with the rows

    def set_index(self, prefix: str, _index: int = 0) -> None:
        """Names the inputs, and shows the value that is typed on the other page."""
        for name, box in self.boxes.items():
            spoken = self._name if name == VALUE else _("{called}, description").format(called=self._name)
            box.set_path(f"{prefix}[0].{name}", spoken)
        if DESCRIPTION in self.boxes:
            value = self.boxes[VALUE].value()
            self._echo.setText(value or _("The first is on the page Company."))


class RowsEditor(RowList[Row]):
    """Enter, or the button beneath the rows, makes another row."""

    def __init__(self, field: Rows, parent: QWidget | None = None, *, only_first: bool = False) -> None:
        """Builds the editor; with `only_first`, just the value that `first_box` holds, until `complete`."""
        super().__init__(parent)
        self.field = field
        self.path = field.path
        self._rule = FieldRule()
        self._is_complete = False
        self.rows_layout = QVBoxLayout(self)
        self.rows_layout.setContentsMargins(0, 0, 0, 8)
        self.rows_layout.setSpacing(4)
        self._first = FirstRow(field, self)
        self.first_box = self._first.boxes[VALUE]
        self.watch_boxes(self._first)
        self.rows.append(self._first)
        self.arrange_rows()
        if only_first:
            self.hide()
        else:
            self.complete()

    def complete(self) -> None:
        """Builds the page's part: heading, description of the first, a row for the second, the button."""
        self._is_complete = True
        self._heading = PlainLabel()
        self._heading.setProperty("role", "heading")
        self._more = QPushButton(_("+ Another {one}").format(one=self.field.one))
        self._more.setProperty("role", "link")
        self._more.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._more.clicked.connect(self.focus_new)
        self._first.complete()
        self.watch_boxes(self._first, (DESCRIPTION,))
        self.rows_layout.addLayout(self._head())
        self.rows_layout.addWidget(self._first)
        self.rows_layout.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        self._fill_up()
        self.set_rule(self._rule)

    def _head(self) -> QHBoxLayout:
        """Returns the line above the rows: what the values are, and what stands beside each."""
        described = PlainLabel(_("Description"))
        described.setProperty("role", "label")
        head = QHBoxLayout()
        for label, stretch in zip((self._heading, described), _STRETCHES, strict=True):
            label.setSizePolicy(_ANY_WIDTH, QSizePolicy.Policy.Preferred)
            head.addWidget(label, stretch)
        head.addWidget(_remove_button())  # unseen: in line with the rows
        return head

    def make_row(self) -> Row:
        row = CompanyRow(self.field, self)
        row.setEnabled(not self._rule.read_only)
        row.remove_asked.connect(self._on_remove_asked)
        row.next_asked.connect(self.focus_new)
        return row

    def place_row(self, row: QWidget) -> None:
        self.rows_layout.insertWidget(self.rows_layout.count() - 1, row)

    def path_in_row(self, index: int, name: str) -> str:
        return f"{self.field.path}[{index}].{name}"

    def arrange_rows(self) -> None:
        for index, row in enumerate(self.rows):
            if isinstance(row, CompanyRow | FirstRow):
                row.set_index(self.field.path, index)

    def elements_to_show(self, elements: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return [*elements, *({} for _missing in range(_FEWEST_ROWS - len(elements)))]

    def set_value(self, value: list[dict[str, Any]] | None) -> None:
        if not self._is_complete:
            self.complete()
        super().set_value(value)

    def set_rule(self, rule: FieldRule) -> None:
        self._rule = rule
        self.first_box.set_rule(rule)
        if not self._is_complete:
            return
        self.setVisible(not rule.hidden)
        set_tip(self, rule.reason)
        self._heading.setText(f"{self.field.label}{' *' if rule.mandatory else ''}")
        self._more.setEnabled(not rule.read_only)
        for row in self.rows:
            row.setEnabled(not rule.read_only)

    def is_first(self, path: str) -> bool:
        """Returns True if `path` is edited in `first_box`, or leads there since no other is at it."""
        if property_of(path) != self.path:
            return False
        index, _bracket, name = path.removeprefix(f"{self.path}[").partition("].")
        if index.isdecimal() and int(index) > 0 and name in (VALUE, DESCRIPTION):
            # The first box is at no other row, and thousands of problems may be asked for.
            return int(index) >= len(self.rows)
        return self.box_at(path) in (None, self.first_box)

    def focus_new(self) -> None:
        """Puts the cursor into the first empty row; adds one if there is none."""
        row = next((row for row in self.rows if not row.value()), None) or self.append_row()
        self.arrange_rows()
        row.boxes[VALUE].widget.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focus_rows(self) -> None:
        """Puts the cursor into the first row that is not the first value."""
        self.rows[1].boxes[VALUE].focus_path()

    def _fill_up(self) -> None:
        while len(self.rows) < _FEWEST_ROWS:
            self.append_row()
        self.arrange_rows()

    def _on_row_changed(self) -> None:
        self.arrange_rows()
        super()._on_row_changed()

    def _on_remove_asked(self) -> None:
        row = self.sender()
        if isinstance(row, CompanyRow) and row.value():
            index = self.rows.index(row)
            self.drop_row(row)
            self._fill_up()
            self.rows[min(index, len(self.rows) - 1)].boxes[VALUE].widget.setFocus()
            self.changed.emit()
