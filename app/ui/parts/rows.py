"""Repeated rows: phones, faxes, e-mails, web addresses. One lister for all of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from app.model.checks.rules import FieldRule
from app.model.checks.validation import Problem
from app.model.form.fields import Field, Rows
from app.ui.parts.field_box import FieldBox, make_box
from app.ui.parts.part import Part

_DESCRIPTION = "Description"


class Row(QWidget):
    """Value and description of one element.

    Signals: changed, editing_finished, remove_asked.
    """

    changed = Signal()
    editing_finished = Signal()
    remove_asked = Signal()

    def __init__(self, rows: Rows, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._one = rows.one.capitalize()
        self.parts = (
            make_box(Field("Value", self._one, rows.tab, carrier=rows.row), self),
            make_box(
                Field("Description", "Description", rows.tab, hint="Description", carrier=rows.row), self
            ),
        )
        self._remove = QToolButton()
        self._remove.setText("✕")
        self._remove.setProperty("role", "quiet")
        self._remove.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._remove.setToolTip(f"Remove this {rows.one} (Ctrl+Delete)")
        self._remove.setAccessibleName(f"Remove this {rows.one}")
        policy = self._remove.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._remove.setSizePolicy(policy)
        for part in self.parts:
            part.hide_label()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.parts[0], 3, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self.parts[1], 2, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self._remove, 0, Qt.AlignmentFlag.AlignTop)
        for part in self.parts:
            part.changed.connect(self.changed)
            part.editing_finished.connect(self.editing_finished)
            part.widget.installEventFilter(self)
        self._remove.clicked.connect(self.remove_asked)

    def value(self) -> dict[str, str]:
        return {part.field.path: text for part in self.parts if (text := part.value())}

    def set_value(self, value: dict[str, Any]) -> None:
        for part in self.parts:
            part.set_value(value.get(part.field.path))

    def set_index(self, prefix: str, place: int) -> None:
        """Names the parts by their place, and lets only a filled row be removed."""
        for part in self.parts:
            name = f"{self._one} {place + 1}"
            name = name if part.field.path == "Value" else f"{name}, description"
            part.set_path(f"{prefix}[{place}].{part.field.path}", name)
        self._remove.setVisible(bool(self.value()))

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            is_delete = event.key() == Qt.Key.Key_Delete
            if is_delete and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
                self.remove_asked.emit()
                return True
        return False


class RowsEditor(Part):
    """A list of rows with one empty row at its end: typing into that makes the next."""

    def __init__(self, field: Rows, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self.path = field.path
        self._rows: list[Row] = []
        self._rule = FieldRule()
        self._heading = QLabel(field.label)
        self._heading.setProperty("role", "heading")
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 8)
        self._layout.setSpacing(4)
        self._layout.addWidget(self._heading)
        self._grow()

    def value(self) -> list[dict[str, str]] | None:
        return [value for row in self._rows if (value := row.value())] or None

    def set_value(self, value: list[dict[str, Any]] | None) -> None:
        elements = [*(value or ()), {}]
        for row in self._rows[len(elements) :]:
            self._drop(row)
        while len(self._rows) < len(elements):
            self._append()
        for row, element in zip(self._rows, elements, strict=True):
            row.set_value(element)
        self._name_rows()

    def set_rule(self, rule: FieldRule) -> None:
        self._rule = rule
        self.setVisible(not rule.hidden)
        self.setToolTip(rule.reason)
        self._heading.setText(f"{self.field.label}{' *' if rule.mandatory else ''}")
        for row in self._rows:
            row.setEnabled(not rule.read_only)

    def boxes(self) -> Iterator[FieldBox]:
        for row in self._rows:
            yield from row.parts

    def set_problems(self, problems: Sequence[Problem]) -> None:
        places = dict(self._places())
        for box in self.boxes():
            path = places.get(box)
            box.set_problems([problem for problem in problems if path and problem.path == path])

    def reveal_problems(self, is_revealed: bool = True) -> None:
        for box in self.boxes():
            box.reveal_problems(is_revealed)

    def shown_problems(self) -> Sequence[Problem]:
        return [problem for box in self.boxes() for problem in box.shown_problems()]

    def focus_path(self, path: str) -> None:
        # Empty rows between others do not count in a path.
        box = next((box for box, at in self._places() if at == path), self._rows[0].parts[0])
        box.focus_path()

    def focus_new(self) -> None:
        """Puts the cursor into the empty row at the end."""
        self._rows[-1].parts[0].widget.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _places(self) -> Iterator[tuple[FieldBox, str]]:
        filled = [row for row in self._rows if row.value()] or self._rows[:1]
        for place, row in enumerate(filled):
            for part in row.parts:
                yield part, f"{self.field.path}[{place}].{part.field.path}"

    def _append(self) -> Row:
        row = Row(self.field, self)
        row.setEnabled(not self._rule.read_only)
        row.changed.connect(self._on_row_changed)
        row.editing_finished.connect(self.editing_finished)
        row.remove_asked.connect(self._on_remove_asked)
        self._layout.addWidget(row)
        if self._rows:
            # A new widget would be last of the window for the Tab key.
            self.setTabOrder(self._rows[-1].parts[1].widget, row.parts[0].widget)
            self.setTabOrder(row.parts[0].widget, row.parts[1].widget)
        self._rows.append(row)
        return row

    def _grow(self) -> None:
        if not self._rows or self._rows[-1].value():
            self._append()
        self._name_rows()

    def _name_rows(self) -> None:
        for place, row in enumerate(self._rows):
            row.set_index(self.field.path, place)

    def _on_row_changed(self) -> None:
        self._grow()
        self.changed.emit()

    def _on_remove_asked(self) -> None:
        row = self.sender()
        if isinstance(row, Row) and row.value():
            place = self._rows.index(row)
            self._drop(row)
            self._grow()
            self._rows[min(place, len(self._rows) - 1)].parts[0].widget.setFocus()
            self.changed.emit()

    def _drop(self, row: Row) -> None:
        self._rows.remove(row)
        self._layout.removeWidget(row)
        row.hide()
        row.deleteLater()
