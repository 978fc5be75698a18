"""What stands in the field that is typed in, and how what differs is told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from app.ui.inputs.choice import ChoiceInput
from app.ui.inputs.cursor import cursor_in


class Disagreement(AssertionError):
    """What the window did is not what the model foretells."""


@dataclass(frozen=True)
class Before:
    """A field before a key: its text, and from where to where it is selected, in UTF-16 units."""

    text: str
    start: int
    end: int

    @classmethod
    def of(cls, widget: QWidget | None) -> Before:
        cursor = cursor_in(widget)
        ends = sorted((cursor.anchor, cursor.position)) if cursor else (0, 0)
        return cls(text_in(widget), *ends)

    def with_instead_of_selection(self, added: str) -> str:
        units = self.text.encode("utf-16-le", "surrogatepass")
        units = units[: 2 * self.start] + added.encode("utf-16-le") + units[2 * self.end :]
        return units.decode("utf-16-le", "surrogatepass")


def text_in(widget: QWidget | None) -> str:
    if isinstance(widget, QPlainTextEdit):
        return widget.toPlainText()
    if isinstance(widget, ChoiceInput):
        return widget.currentText()
    return QLineEdit.text(widget) if isinstance(widget, QLineEdit) else ""


def go_to_end(widget: QWidget) -> None:
    if isinstance(widget, QLineEdit):
        widget.end(False)
    elif isinstance(widget, QPlainTextEdit):
        widget.moveCursor(QTextCursor.MoveOperation.End)


def difference(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    return {key: (one.get(key), other.get(key)) for key in one | other if one.get(key) != other.get(key)}
