"""The e-mails, phones or web addresses of one person: one line, and more on demand."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from app.model.checks.rules import NO_RULE, FieldRule, Rules
from app.model.form.person_fields import PersonField
from app.translation import _
from app.ui.common.plain_text import FieldLabel, name_button, set_tip
from app.ui.parts.row_list import DESCRIPTION, VALUE, Row, RowList


class _PersonRow(Row):
    """A value; its description shows once there are several rows."""

    def __init__(self, field: PersonField, parent: QWidget) -> None:
        super().__init__(field.name, field.tab, field.row, parent)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        for stretch, box in zip((8, 5), self.boxes.values(), strict=True):
            box.hide_label("")
            layout.addWidget(box, stretch, Qt.AlignmentFlag.AlignTop)
        self.boxes[DESCRIPTION].set_hint(_("Description"))
        self.boxes[VALUE].widget.setMinimumWidth(90)


class PersonRows(RowList[_PersonRow]):
    """One row to type into; Ctrl+Plus or the button adds another, Ctrl+Minus removes one.

    Descriptions are shown if there are several rows.

    Signals: row_added(inputs of a new line).
    """

    row_added = Signal(object)

    def __init__(self, field: PersonField, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self.path = field.path
        self.rule = NO_RULE
        self._prefix = self._owner = ""
        self._is_revealed = False
        self.label = FieldLabel(parent=self)
        self._more = QToolButton()
        self._more.setText("+")
        self._more.setProperty("role", "quiet")
        self._more.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        name_button(self._more, _("Add another {one}").format(one=field.one), _("Ctrl++"))
        self._more.clicked.connect(self.add_row)
        self.rows_layout = QVBoxLayout()
        self.rows_layout.setSpacing(4)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addLayout(self.rows_layout, 1)
        layout.addWidget(self._more, 0, Qt.AlignmentFlag.AlignTop)
        self.append_row()
        self.set_rule(NO_RULE)

    def inputs(self) -> Iterator[QWidget]:
        return (box.widget for box in self.boxes())

    def set_owner(self, prefix: str, owner: str) -> None:
        """Names the inputs: ``Persons[0].Email`` and "Person 1, E-mail"."""
        self._prefix, self._owner = prefix, owner
        self._name()

    def add_row(self) -> None:
        """Puts the cursor into an empty line, adding one if there is none."""
        row = next((row for row in self.rows if not row.value()), None)
        if row is None or len(self.rows) == 1:
            row = self.append_row()
        row.boxes[VALUE].widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def remove_row(self, inside: QObject) -> None:
        """Removes the line of the input `inside`; the last line is emptied instead."""
        index = next((n for n, row in enumerate(self.rows) if _holds(row, inside)), 0)
        if len(self.rows) > 1:
            self.drop_row(self.rows[index])
        else:
            self.rows[0].set_value({})
        self.arrange_rows()
        self.rows[max(index - 1, 0)].boxes[VALUE].widget.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def handle_key(self, inside: QObject, event: QKeyEvent) -> bool:
        """Adds or removes a line for Ctrl+Plus or Ctrl+Minus; returns False if the key is another."""
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return False
        if event.key() not in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            return False
        if event.isAutoRepeat():  # a held key changes something once
            return True
        if event.key() == Qt.Key.Key_Minus:
            self.remove_row(inside)
        else:
            self.add_row()
        return True

    def rule_in(self, rules: Rules) -> FieldRule:
        return rules.for_person_path(self.field.entity_path)

    def set_rule(self, rule: FieldRule) -> None:
        self.rule = rule
        self.setVisible(not rule.hidden)
        self.label.setVisible(not rule.hidden)
        self.label.setText(f"{self.field.label}:{' *' if rule.mandatory else ''}")
        set_tip(self, rule.reason)
        self._more.setEnabled(not rule.read_only)
        for box in self.boxes():
            box.input.set_rule(rule)

    def reveal_problems(self, is_revealed: bool = True) -> None:
        self._is_revealed = is_revealed
        super().reveal_problems(is_revealed)

    def make_row(self) -> _PersonRow:
        row = _PersonRow(self.field, self)
        for box in row.boxes.values():
            box.input.set_rule(self.rule)
            box.reveal_problems(self._is_revealed)
        return row

    def append_row(self) -> _PersonRow:
        row = super().append_row()
        self.arrange_rows()
        self.row_added.emit([box.widget for box in row.boxes.values()])
        return row

    def path_in_row(self, index: int, name: str) -> str:
        return self._prefix + self.field.row_path(index, name)

    def arrange_rows(self) -> None:
        several = len(self.rows) > 1
        for row in self.rows:
            described = several or bool(row.boxes[DESCRIPTION].value())
            row.boxes[DESCRIPTION].setVisible(described)
        self.label.setBuddy(self.rows[0].boxes[VALUE].widget)  # of its letter; the row before may be gone
        self._name()

    def _name(self) -> None:
        for index, row in enumerate(self.rows):
            called = f"{self._owner}, {self.field.name}" if self._owner else self.field.name
            called += f" {index + 1}" if index else ""
            for name, box in row.boxes.items():
                spoken = called if name == VALUE else _("{called}, description").format(called=called)
                box.set_path(self.path_in_row(index, name), spoken)


def _holds(row: Row, inside: QObject) -> bool:
    return any(box.widget is inside for box in row.boxes.values())
