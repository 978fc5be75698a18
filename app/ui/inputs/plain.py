"""Plain inputs, and the protocol that every input of the form follows:

value()          the value as the WebAPI writes it; None if it is empty
set_value(v)     shows such a value without emitting `changed`
input_problem()  a sentence if what was typed is no value; else an empty text
set_rule(r)      applies what the tenant allows
changed          the user has changed it
finished         the user has left it: from now on its problems are shown
"""

from __future__ import annotations

from typing import Any, Protocol

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QDragEnterEvent, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QWidget

from app.model.checks.rules import FieldRule
from app.model.form.fields import Field
from app.model.text_normalization import one_line, without_control_characters, without_invisible
from app.ui.inputs.cursor import cursor_in, place_cursor
from app.ui.inputs.keys import is_enter


class Input(Protocol):
    """What a field box needs of an input; the module's docstring describes the methods."""

    changed: SignalInstance
    finished: SignalInstance

    def value(self) -> Any: ...
    def set_value(self, value: Any) -> None: ...
    def input_problem(self) -> str: ...
    def set_rule(self, rule: FieldRule) -> None: ...


class TextInput(QLineEdit):
    """One line of text.

    Signals: changed, finished.
    """

    changed = Signal()
    finished = Signal()

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_code = field.is_code
        self.setPlaceholderText(field.hint)
        self.textChanged.connect(self._on_text_changed)
        self.textEdited.connect(self.changed)
        self.editingFinished.connect(self.finished)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accepts a word; files and several lines are left to the window, which recognises them."""
        data = event.mimeData()
        if data.hasUrls() or "\n" in data.text().strip():
            event.ignore()
        else:
            super().dragEnterEvent(event)

    def text(self) -> str:
        """Returns what was typed as one line, without characters that must not be in such a value."""
        return self._clean(super().text())

    def setText(self, text: str | None) -> None:  # noqa: N802  # Qt's name
        """Replaces the text; the cursor stays where it is in the input that has the focus."""
        cursor = cursor_in(self) if self.hasFocus() else None
        super().setText(text or "")
        place_cursor(self, cursor)

    def value(self) -> str | None:
        return self.text().strip() or None

    def set_value(self, value: Any) -> None:
        if value != self.value():
            self.setText(str(value or ""))

    def input_problem(self) -> str:
        return ""

    def set_rule(self, rule: FieldRule) -> None:
        self.setReadOnly(rule.read_only)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus if rule.read_only else Qt.FocusPolicy.StrongFocus)

    def _clean(self, text: str) -> str:
        text = one_line(text)
        return without_invisible(text) if self._is_code else text

    def _on_text_changed(self, text: str) -> None:
        """Shows what the value is, wherever several lines or invisible characters came from."""
        clean = self._clean(text)
        if clean != text:
            cursor = len(self._clean(text[: self.cursorPosition()]))
            self.setText(clean)
            self.setCursorPosition(cursor)


class NoteInput(QPlainTextEdit):
    """Several lines of text; Tab leaves the input, as everywhere.

    Signals: changed, finished.
    """

    changed = Signal()
    finished = Signal()

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setPlaceholderText(field.hint)
        self.setFixedHeight(144)
        self._setting = False
        self.textChanged.connect(self._on_text_changed)

    def value(self) -> str | None:
        return without_control_characters(self.toPlainText()).strip() or None

    def set_value(self, value: Any) -> None:
        if value != self.value():
            cursor = cursor_in(self) if self.hasFocus() else None
            self._setting = True
            self.setPlainText(str(value or ""))
            self._setting = False
            place_cursor(self, cursor)

    def input_problem(self) -> str:
        return ""

    def set_rule(self, rule: FieldRule) -> None:
        self.setReadOnly(rule.read_only)

    def _on_text_changed(self) -> None:
        if not self._setting:
            self.changed.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.finished.emit()


class CheckInput(QCheckBox):
    """A check box; Enter toggles it as the space bar does.

    Signals: changed, finished.
    """

    changed = Signal()
    finished = Signal()

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field.label, parent)
        self.clicked.connect(self.changed)
        self.clicked.connect(self.finished)

    def value(self) -> bool | None:
        return True if self.isChecked() else None

    def set_value(self, value: Any) -> None:
        self.setChecked(bool(value))

    def input_problem(self) -> str:
        return ""

    def set_rule(self, rule: FieldRule) -> None:
        self.setEnabled(not rule.read_only)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_enter(event):
            if not event.isAutoRepeat():
                self.click()
        else:
            super().keyPressEvent(event)
