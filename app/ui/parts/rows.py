"""The company's phones, faxes, e-mails and web addresses: rows with one empty row at their end."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from app.model.checks.rules import FieldRule
from app.model.form.fields import Rows
from app.model.text_normalization import capitalized
from app.translation import _
from app.ui.common.plain_text import PlainLabel, set_tip
from app.ui.parts.row_list import VALUE, Row, RowList


class CompanyRow(Row):
    """Value, description, and a button that removes them.

    Signals: remove_asked (the button, or Ctrl+Delete).
    """

    remove_asked = Signal()

    def __init__(self, rows: Rows, parent: QWidget) -> None:
        self._one = capitalized(rows.one)
        super().__init__(self._one, rows.tab, rows.row, parent)
        self._remove = QToolButton()
        self._remove.setText("✕")
        self._remove.setProperty("role", "quiet")
        self._remove.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        set_tip(self._remove, _("Remove this {one} (Ctrl+Delete)").format(one=rows.one))
        self._remove.setAccessibleName(_("Remove this {one}").format(one=rows.one))
        policy = self._remove.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._remove.setSizePolicy(policy)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for stretch, box in zip((3, 2), self.boxes.values(), strict=True):
            box.hide_label()
            layout.addWidget(box, stretch, Qt.AlignmentFlag.AlignTop)
            box.widget.installEventFilter(self)
        layout.addWidget(self._remove, 0, Qt.AlignmentFlag.AlignTop)
        self._remove.clicked.connect(self.remove_asked)

    def set_index(self, prefix: str, index: int) -> None:
        """Names the inputs by the row's index, and lets only a filled row be removed."""
        called = f"{self._one} {index + 1}"
        for name, box in self.boxes.items():
            spoken = called if name == VALUE else _("{called}, description").format(called=called)
            box.set_path(f"{prefix}[{index}].{name}", spoken)
        self._remove.setVisible(bool(self.value()))

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            is_delete = event.key() == Qt.Key.Key_Delete
            modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if is_delete and modifiers == Qt.KeyboardModifier.ControlModifier:
                if not event.isAutoRepeat():
                    self.remove_asked.emit()
                return True
        return False


class RowsEditor(RowList[CompanyRow]):
    """Typing into the empty row at the end makes the next."""

    def __init__(self, field: Rows, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self.path = field.path
        self._rule = FieldRule()
        self._heading = PlainLabel(field.label)
        self._heading.setProperty("role", "heading")
        self.rows_layout = QVBoxLayout(self)
        self.rows_layout.setContentsMargins(0, 0, 0, 8)
        self.rows_layout.setSpacing(4)
        self.rows_layout.addWidget(self._heading)
        self._grow()

    def make_row(self) -> CompanyRow:
        row = CompanyRow(self.field, self)
        row.setEnabled(not self._rule.read_only)
        row.remove_asked.connect(self._on_remove_asked)
        return row

    def path_in_row(self, index: int, name: str) -> str:
        return f"{self.field.path}[{index}].{name}"

    def arrange_rows(self) -> None:
        for index, row in enumerate(self.rows):
            row.set_index(self.field.path, index)

    def elements_to_show(self, elements: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return [*elements, {}]

    def set_rule(self, rule: FieldRule) -> None:
        self._rule = rule
        self.setVisible(not rule.hidden)
        set_tip(self, rule.reason)
        self._heading.setText(f"{self.field.label}{' *' if rule.mandatory else ''}")
        for row in self.rows:
            row.setEnabled(not rule.read_only)

    def focus_new(self) -> None:
        """Puts the cursor into the empty row at the end."""
        self.rows[-1].boxes[VALUE].widget.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _grow(self) -> None:
        if not self.rows or self.rows[-1].value():
            self.append_row()
        self.arrange_rows()

    def _on_row_changed(self) -> None:
        self._grow()
        super()._on_row_changed()

    def _on_remove_asked(self) -> None:
        row = self.sender()
        if isinstance(row, CompanyRow) and row.value():
            index = self.rows.index(row)
            self.drop_row(row)
            self._grow()
            self.rows[min(index, len(self.rows) - 1)].boxes[VALUE].widget.setFocus()
            self.changed.emit()
