"""Plain inputs, and the protocol that every input of the form follows:

value()          the value as the WebAPI writes it; None if it is empty
set_value(v)     shows such a value without emitting `changed`
input_problem()  a sentence if what was typed is no value; else an empty text
set_rule(r)      applies what the tenant allows
left_out         a sentence about what a paste or drop did not bring in; only of inputs for text
changed          the user has changed it
finished         the user has left it: from now on its problems are shown
"""

from __future__ import annotations

import re
from typing import Any, Protocol

from PySide6.QtCore import QMimeData, Qt, Signal, SignalInstance
from PySide6.QtGui import QDragEnterEvent, QFocusEvent, QInputMethodEvent, QKeyEvent, QTextOption
from PySide6.QtWidgets import QCheckBox, QPlainTextEdit, QWidget

from app.model.checks.rules import FieldRule
from app.model.form.fields import Field
from app.model.text_normalization import first_utf16, narrow, utf16_length
from app.model.visible_text import (
    one_line,
    several_lines,
    visible_line,
    visible_lines,
    without_any_unseen,
)
from app.translation import _
from app.ui.inputs.cursor import cursor_in, place_cursor
from app.ui.inputs.incoming import MOST_IN_LINE, MOST_IN_NOTE, has_text, incoming
from app.ui.inputs.keys import is_enter
from app.ui.inputs.line import Line

# Compiled when a text comes that has one.
_IMPOSSIBLE = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]"
_UNBROKEN = re.compile(r"(?<!\S)\S{4000}")


class Input(Protocol):
    """What a field box needs of an input; the module's docstring describes the methods."""

    changed: SignalInstance
    finished: SignalInstance

    def value(self) -> Any: ...
    def set_value(self, value: Any) -> None: ...
    def input_problem(self) -> str: ...
    def set_rule(self, rule: FieldRule) -> None: ...


_MANY = 3
_SEVERAL_LINES = _(
    "These lines became one. Ctrl+Z takes that back; Ctrl+Shift+V reads such a text into the fields."
)


class TextInput(Line):
    """One line of text.

    An address or number that is pasted or typed with its surroundings becomes the bare value of
    `app.model.bare_value`, as a step of its own for undo.

    Signals: changed, finished, left_out.
    """

    changed = Signal()
    finished = Signal()
    several = Signal(object)  # the values, where the user has put in a list of them
    is_counted = True
    """Whether the value is the text, so that the field says how many characters are left."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._field = field
        self._is_code = field.is_code
        self._is_edited = self._shows_start = self._is_composed_in = False
        self.setPlaceholderText(field.hint)
        self.textChanged.connect(self._on_text_changed)
        self.textEdited.connect(self._on_text_edited)
        self.textEdited.connect(self.changed)
        if field.is_code:
            self.editingFinished.connect(self.commit_pending_text)
        self.editingFinished.connect(self.finished)

    @property
    def most(self) -> int:
        return max(MOST_IN_LINE, self._field.limit or 0)

    def bring_in(self, data: QMimeData) -> None:
        super().bring_in(data)
        self.commit_pending_text()
        if not (self._has_said or self._is_code or self.isReadOnly()) and _is_signature(data):
            self.say(_SEVERAL_LINES)

    def commit_pending_text(self) -> None:
        """Makes the bare value of what the user has put in since; called on leaving the field and on Save."""
        if not (self._is_code and self._is_edited):
            return
        self._is_edited = False
        # Imported here: the first picture has nothing typed in it.
        from app.model.bare_value import bare_form, several_values, words_left_out

        text, form = self.text().strip(), bare_form(self._field.carrier)
        bare = form(text)
        if values := several_values(text, form) if bare == text else ():
            self.several.emit(values)
        elif bare != text:
            self.setText(bare)
            self.changed.emit()
            if words := words_left_out(text, bare):
                self.say(
                    _("“{words}” was left out: “{bare}” is kept here. Ctrl+Z brings it back.").format(
                        words=words, bare=bare
                    )
                )

    def focusNextPrevChild(self, forward: bool) -> bool:
        # Before the focus goes, so that undo comes back here.
        self.commit_pending_text()
        return super().focusNextPrevChild(forward)

    def text(self) -> str:
        """Returns what was typed as one line, without characters that must not be in such a value."""
        text = super().text()
        return self._clean(text) if text else text

    def setText(self, text: str | None) -> None:  # noqa: N802  # Qt's name
        """Replaces the text; the cursor stays where it is in the input that has the focus."""
        cursor = cursor_in(self) if self.hasFocus() else None
        super().setText(text or "")
        place_cursor(self, cursor)
        if not self.hasFocus():
            self.setCursorPosition(0)  # else the end alone would be seen of what is longer than the field
            self._shows_start = True

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        # What is typed goes behind what stands there; a click says where itself.
        is_clicked = event.reason() is Qt.FocusReason.MouseFocusReason
        if self._shows_start and not is_clicked and not self.hasSelectedText():
            self.end(False)
        self._shows_start = False

    def value(self) -> str | None:
        text = self.text()
        return (visible_line(text) or None) if text else None

    def set_value(self, value: Any) -> None:
        self._is_edited = False
        if value != self.value():
            self.setText(str(value or ""))

    def input_problem(self) -> str:
        return ""

    def set_rule(self, rule: FieldRule) -> None:
        self.setReadOnly(rule.read_only)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus if rule.read_only else Qt.FocusPolicy.StrongFocus)

    def _clean(self, text: str) -> str:
        text = one_line(text)
        return narrow(without_any_unseen(text)) if self._is_code else text

    def _on_text_edited(self) -> None:
        self._is_edited = True

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Leaves what is committed as it is while more is open, which would go with another text."""
        self._is_composed_in = bool(event.preeditString())
        super().inputMethodEvent(event)
        if not self._is_composed_in:
            self._on_text_changed(super().text())

    def _on_text_changed(self, text: str) -> None:
        """Shows what the value is, wherever several lines or invisible characters came from."""
        clean = text if self._is_composed_in else self._clean(text)
        if clean != text:
            cursor = utf16_length(self._clean(first_utf16(text, self.cursorPosition())))
            self.setText(clean)
            self.setCursorPosition(cursor)


def _is_signature(data: QMimeData) -> bool:
    """Returns True for lines that are hardly meant for one field, as of a signature."""
    return has_text(data) and sum(map(bool, map(str.strip, data.text()[:MOST_IN_LINE].splitlines()))) >= _MANY


class NoteInput(QPlainTextEdit):
    """Several lines of text; Tab leaves the input, as everywhere.

    Signals: changed, finished, left_out.
    """

    changed = Signal()
    finished = Signal()
    left_out = Signal(str)
    is_counted = True

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setPlaceholderText(field.hint)
        self.setFixedHeight(144)
        self._setting = False
        self._given = self._shown = ""
        self._field = field
        self.textChanged.connect(self._on_text_changed)

    def canInsertFromMimeData(self, _data: QMimeData) -> bool:  # noqa: N802  # Qt's name
        """Lets anything be pasted: a sentence says what a picture or a file brings."""
        return True

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accepts text; files are left to the window, which offers to read them."""
        if has_text(event.mimeData()):
            super().dragEnterEvent(event)
        else:
            event.ignore()

    def insertFromMimeData(self, data: QMimeData) -> None:  # noqa: N802  # Qt's name
        """Puts in what comes of a paste, a middle click or a drop; see `app.ui.inputs.incoming`."""
        cursor = self.textCursor()
        held = utf16_length(self.toPlainText()) - utf16_length(cursor.selectedText())
        most = max(MOST_IN_NOTE, self._field.limit or 0)
        found = incoming(data, most - held, lines=True)
        if text := several_lines(found.text):
            self._wrap_unbroken(text)
            cursor.insertText(text)
            self.setTextCursor(cursor)
            self.ensureCursorVisible()
        if found.left_out:
            self.left_out.emit(found.left_out)

    def value(self) -> str | None:
        """Returns the text as it goes out; one that was set, and is not edited, as it was set."""
        text = self.toPlainText()
        return self._given if self._given and text == self._shown else visible_lines(text) or None

    def set_value(self, value: Any) -> None:
        if value != self.value():
            cursor = cursor_in(self) if self.hasFocus() else None
            self._setting = True
            given = str(value or "")
            shown = several_lines(given, is_whole=True)
            self._wrap_unbroken(shown)
            self.setPlainText(several_lines(given, is_whole=True))
            # What no column can hold would be refused, though nobody has typed it.
            is_kept = visible_lines(given) not in ("", given) and not re.search(_IMPOSSIBLE, given)
            self._given, self._shown = (given, self.toPlainText()) if is_kept else ("", "")
            self._setting = False
            place_cursor(self, cursor)

    def input_problem(self) -> str:
        return ""

    def set_rule(self, rule: FieldRule) -> None:
        self.setReadOnly(rule.read_only)

    def _on_text_changed(self) -> None:
        if not self._setting:
            self.changed.emit()
        self._wrap()

    def _wrap_unbroken(self, text: str) -> None:
        """Prepares for a text before it is laid out, which would take several times as long else."""
        if _is_unbroken(text):
            self.setWordWrapMode(QTextOption.WrapMode.WrapAnywhere)

    def _wrap(self) -> None:
        """Breaks lines anywhere where a word is so long that to look for its end takes longer than a key."""
        mode = (
            QTextOption.WrapMode.WrapAnywhere
            if _is_unbroken(self.toPlainText())
            else QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere
        )
        if self.wordWrapMode() is not mode:
            self.setWordWrapMode(mode)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.finished.emit()


def _is_unbroken(text: str) -> bool:
    # Beyond what can be put in at once, which a draft may have, every key would read megabytes for it.
    return _UNBROKEN.search(text, 0, 5 * MOST_IN_NOTE) is not None


class CheckInput(QCheckBox):
    """A check box, which the space bar toggles. Enter does not: it ends what is typed or scanned elsewhere,
    and in a dialog is for its default button.

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
        # Some desktops have Enter press every button.
        if is_enter(event):
            event.ignore()
        else:
            super().keyPressEvent(event)
