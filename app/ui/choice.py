"""Choosing from a list by typing any part of a name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel, QWheelEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QWidget

from app.model.fields import Field
from app.model.lists import Choice
from app.model.rules import FieldRule

_ID = Qt.ItemDataRole.UserRole


class ChoiceInput(QComboBox):
    """A combo box that searches as one types, in any part of a name.

    Its value is ``{key: id}``, or the chosen name where the field's `key` is empty. A value whose entry is
    not in the list (not loaded yet, deleted, hidden) is kept and shown as it came. Typing that names no entry
    stays visible; `trouble` then says so.

    Signals: changed, finished.
    """

    changed = Signal()
    finished = Signal()

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = field.key
        self._name = field.name
        self._value: Any = None
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setMaxVisibleItems(16)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self._line().setPlaceholderText(field.hint)
        completer = self.completer() or QCompleter(self)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setMaxVisibleItems(12)
        self.activated.connect(self._take_row)
        self._line().textEdited.connect(self._typed)
        self._line().editingFinished.connect(self._leave)

    def _line(self) -> QLineEdit:
        line = self.lineEdit()
        assert line is not None  # noqa: S101  # an editable combo box has one
        return line

    def set_choices(self, choices: Iterable[Choice]) -> None:
        """Offers these lines instead, and keeps the value."""
        model = QStandardItemModel(self)
        for choice in choices:
            item = QStandardItem(choice.name)
            item.setData(choice.id, _ID)
            item.setToolTip(choice.tooltip)
            if choice.is_heading:
                item.setFlags(Qt.ItemFlag.NoItemFlags)
                font = item.font()
                font.setBold(True)
                item.setFont(font)
            model.appendRow(item)
        value, typed = self._value, self.currentText()
        self.setModel(model)
        completer = self.completer()
        if completer is not None:
            completer.setModel(model)
        self.setCurrentIndex(-1)
        if value is not None:
            self.set_value(value)
        else:
            self._line().setText(typed)

    def value(self) -> Any:
        return self._value

    def set_value(self, value: Any) -> None:
        self._value = value or None
        row = self._row_of(self._value)
        self.setCurrentIndex(row)
        if row < 0:
            self._line().setText(self._shown(self._value))
        self._line().setCursorPosition(0)

    def trouble(self) -> str:
        """A sentence where the typed text names no entry, else nothing."""
        typed = self.currentText().strip()
        if not typed or self._value is not None:
            return ""
        return f"“{typed}” is not in the list. Choose an entry, or clear the field."

    def set_rule(self, rule: FieldRule) -> None:
        self.setEnabled(not rule.read_only)

    def _shown(self, value: Any) -> str:
        if isinstance(value, dict):
            name = value.get("Value") or value.get("FullName") or value.get("Name")
            return str(name) if name else f"No. {value.get(self._key)}"
        return str(value or "")

    def _row_of(self, value: Any) -> int:
        if isinstance(value, dict):
            return self.findData(value.get(self._key), _ID)
        return self.findText(str(value), Qt.MatchFlag.MatchFixedString) if value else -1

    def _take_row(self, row: int) -> None:
        name = self.itemText(row)
        value = {self._key: self.itemData(row, _ID)} if self._key else name
        if value != self._value:
            self._value = value
            self.changed.emit()
        self.finished.emit()

    def _typed(self) -> None:
        if self._value is not None:
            self._value = None
            self.changed.emit()

    def settle(self) -> None:
        """Takes the one entry that the typing can only mean; happens on leaving the field and on Save."""
        typed = self.currentText().strip()
        if typed and self._value is None:
            rows = self._rows_meant(typed)
            if len(rows) == 1:
                self.setCurrentIndex(rows[0])
                self._take_row(rows[0])

    def _leave(self) -> None:
        self.settle()
        self.finished.emit()

    def _rows_meant(self, typed: str) -> list[int]:
        wanted = typed.casefold()
        names = [
            (row, self.itemText(row).casefold())
            for row in range(self.count())
            if self.model().flags(self.model().index(row, 0)) & Qt.ItemFlag.ItemIsEnabled
        ]
        same = [row for row, name in names if name == wanted]
        return same or [row for row, name in names if wanted in name]

    def wheelEvent(self, event: QWheelEvent) -> None:
        # Scrolling the page must not change a value under the pointer.
        event.ignore()
