"""Cursor and selection of an input with text, of whatever class. Positions count UTF-16 units, as Qt does."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from app.model.text_normalization import utf16_length


@dataclass(frozen=True)
class Cursor:
    """Where the cursor is, and where its selection begins; the same place where nothing is selected."""

    anchor: int
    position: int


END = Cursor(2**30, 2**30)
"""Behind the last character of any text."""
ALL = Cursor(0, 2**30)
"""The whole text."""


def cursor_in(widget: QWidget | None) -> Cursor | None:
    """Returns where the cursor is; None in a widget without text that can be edited."""
    if isinstance(widget, QPlainTextEdit):
        text_cursor = widget.textCursor()
        return Cursor(text_cursor.anchor(), text_cursor.position())
    line = _line_of(widget)
    if line is None:
        return None
    position, start = line.cursorPosition(), line.selectionStart()
    if start < 0:
        return Cursor(position, position)
    return Cursor(line.selectionEnd() if position == start else start, position)


def place_cursor(widget: QWidget | None, cursor: Cursor | None) -> None:
    """Puts cursor and selection there, or as near as the text allows."""
    if cursor is None:
        return
    if isinstance(widget, QPlainTextEdit):
        last = widget.document().characterCount() - 1
        text_cursor = widget.textCursor()
        text_cursor.setPosition(min(cursor.anchor, last))
        text_cursor.setPosition(min(cursor.position, last), QTextCursor.MoveMode.KeepAnchor)
        widget.setTextCursor(text_cursor)
        return
    line = _line_of(widget)
    if line is not None:
        last = utf16_length(line.displayText())
        anchor, position = min(cursor.anchor, last), min(cursor.position, last)
        line.setCursorPosition(position)
        if anchor != position:
            line.setSelection(anchor, position - anchor)


def place_cursor_at_end(widget: QWidget | None) -> None:
    """Puts the cursor behind the last character, where somebody goes on."""
    line = _line_of(widget)
    if line is not None:
        line.end(False)
    elif isinstance(widget, QPlainTextEdit):
        widget.moveCursor(QTextCursor.MoveOperation.End)


def _line_of(widget: QWidget | None) -> QLineEdit | None:
    if isinstance(widget, QComboBox):
        return widget.lineEdit()
    return widget if isinstance(widget, QLineEdit) else None
