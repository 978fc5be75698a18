"""The e-mails, phones or web addresses of one person, a few lines of each kind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from app.model.checks.rules import NO_RULE, FieldRule, Rules
from app.model.checks.validation import Problem
from app.model.form.fields import Field
from app.model.form.person_fields import PersonField
from app.ui.parts.field_box import FieldBox, make_box
from app.ui.parts.part import Part

_VALUE, _DESCRIPTION = "Value", "Description"


class _Row(QWidget):
    """A value, and what it is for once there are several."""

    def __init__(self, field: PersonField, parent: QWidget) -> None:
        super().__init__(parent)
        self.boxes = {
            name: make_box(Field(name, label, field.tab, carrier=field.row), self)
            for name, label in ((_VALUE, field.name), (_DESCRIPTION, _DESCRIPTION))
        }
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        for stretch, box in zip((8, 5), self.boxes.values(), strict=True):
            box.hide_label("")
            layout.addWidget(box, stretch, Qt.AlignmentFlag.AlignTop)
        self.boxes[_DESCRIPTION].set_hint(_DESCRIPTION)
        self.boxes[_VALUE].widget.setMinimumWidth(90)

    def value(self) -> dict[str, str]:
        return {name: text for name, box in self.boxes.items() if (text := box.value())}

    def set_value(self, value: dict[str, Any]) -> None:
        for name, box in self.boxes.items():
            box.set_value(value.get(name))


class PersonRows(Part):
    """One line to type into. Ctrl+Plus or the button adds another, Ctrl+Minus takes one away; only then do
    the lines have a place for what each is for.

    Signals: row_added(inputs of a new line).
    """

    row_added = Signal(object)

    def __init__(self, field: PersonField, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self.path = field.path
        self.rule = NO_RULE
        self._rows: list[_Row] = []
        self._prefix = self._owner = ""
        self._is_revealed = False
        self.label = QLabel(self)
        self.label.setProperty("role", "label")
        self.label.setContentsMargins(0, 6, 0, 0)
        self._more = QToolButton()
        self._more.setText("+")
        self._more.setProperty("role", "quiet")
        self._more.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._more.setToolTip(f"Another {field.one} (Ctrl++)")
        self._more.setAccessibleName(f"Add another {field.one}")
        self._more.clicked.connect(self.add_row)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(4)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addLayout(self._lines, 1)
        layout.addWidget(self._more, 0, Qt.AlignmentFlag.AlignTop)
        self._append()
        self.label.setBuddy(self._rows[0].boxes[_VALUE].widget)
        self.set_rule(NO_RULE)

    def inputs(self) -> Iterator[QWidget]:
        return (box.widget for box in self._boxes())

    def set_owner(self, prefix: str, owner: str) -> None:
        """Names the inputs: ``Persons[0].Email`` and "Person 1, E-mail"."""
        self._prefix, self._owner = prefix, owner
        self._name()

    def value(self) -> list[dict[str, str]] | None:
        return [value for row in self._rows if (value := row.value())] or None

    def set_value(self, value: list[dict[str, Any]] | None) -> None:
        elements = value or [{}]
        for row in self._rows[len(elements) :]:
            self._drop(row)
        while len(self._rows) < len(elements):
            self._append()
        for row, element in zip(self._rows, elements, strict=True):
            row.set_value(element)
        self._arrange()

    def add_row(self) -> None:
        """Goes to an empty line: the one that is there, or a new one."""
        row = next((row for row in self._rows if not row.value()), None)
        if row is None or len(self._rows) == 1:
            row = self._append()
            self._arrange()
        row.boxes[_VALUE].widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def remove_row(self, inside: QObject) -> None:
        """Takes away the line that the input `inside` is in; the last one is emptied."""
        place = next((n for n, row in enumerate(self._rows) if _holds(row, inside)), 0)
        if len(self._rows) > 1:
            self._drop(self._rows[place])
        else:
            self._rows[0].set_value({})
        self._arrange()
        self._rows[max(place - 1, 0)].boxes[_VALUE].widget.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def handle_key(self, inside: QObject, event: QKeyEvent) -> bool:
        """Whether the key is for adding or taking away a line; it is done then."""
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return False
        if event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.add_row()
        elif event.key() == Qt.Key.Key_Minus:
            self.remove_row(inside)
        else:
            return False
        return True

    def rule_in(self, rules: Rules) -> FieldRule:
        return rules.for_person_path(self.field.entity_path)

    def set_rule(self, rule: FieldRule) -> None:
        self.rule = rule
        self.setVisible(not rule.hidden)
        self.label.setVisible(not rule.hidden)
        self.label.setText(f"{self.field.label}:{' *' if rule.mandatory else ''}")
        self.setToolTip(rule.reason)
        self._more.setEnabled(not rule.read_only)
        for box in self._boxes():
            box.input.set_rule(rule)

    def set_problems(self, problems: Sequence[Problem]) -> None:
        filled = [row for row in self._rows if row.value()] or self._rows[:1]
        for row in self._rows:
            place = filled.index(row) if row in filled else -1
            for name, box in row.boxes.items():
                path = self._prefix + self.field.row_path(place, name)
                box.set_problems([one for one in problems if place >= 0 and one.path == path])

    def shown_problems(self) -> Sequence[Problem]:
        return [problem for box in self._boxes() for problem in box.shown_problems()]

    def reveal_problems(self, is_revealed: bool = True) -> None:
        self._is_revealed = is_revealed
        for box in self._boxes():
            box.reveal_problems(is_revealed)

    def focus_path(self, path: str) -> None:
        boxes = (box for box in self._boxes() if box.path == path)
        next(boxes, self._rows[0].boxes[_VALUE]).focus_path()

    def _boxes(self) -> Iterator[FieldBox]:
        for row in self._rows:
            yield from row.boxes.values()

    def _append(self) -> _Row:
        row = _Row(self.field, self)
        boxes = list(row.boxes.values())
        if self._rows:
            # A new widget would be last of the window for the Tab key.
            self.setTabOrder(self._rows[-1].boxes[_DESCRIPTION].widget, boxes[0].widget)
            self.setTabOrder(boxes[0].widget, boxes[1].widget)
        for box in boxes:
            box.input.set_rule(self.rule)
            box.reveal_problems(self._is_revealed)
            box.changed.connect(self.changed)
            box.editing_finished.connect(self.editing_finished)
        self._lines.addWidget(row)
        self._rows.append(row)
        self._arrange()
        self.row_added.emit([box.widget for box in boxes])
        return row

    def _drop(self, row: _Row) -> None:
        self._rows.remove(row)
        self._lines.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _arrange(self) -> None:
        several = len(self._rows) > 1
        for row in self._rows:
            described = several or bool(row.boxes[_DESCRIPTION].value())
            row.boxes[_DESCRIPTION].setVisible(described)
        self._name()

    def _name(self) -> None:
        for place, row in enumerate(self._rows):
            called = f"{self._owner}, {self.field.name}" if self._owner else self.field.name
            called += f" {place + 1}" if place else ""
            for name, box in row.boxes.items():
                spoken = called if name == _VALUE else f"{called}, description"
                box.set_path(self._prefix + self.field.row_path(place, name), spoken)


def _holds(row: _Row, inside: QObject) -> bool:
    return any(box.widget is inside for box in row.boxes.values())
