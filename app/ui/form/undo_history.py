"""Undo and redo across the whole form.

A field that searches, and an entry of a list that is not chosen yet, are no part of the form's value: there
Ctrl+Z undoes what was typed there, and nothing else.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QUndoCommand, QUndoStack
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from app.model.form.paths import value_at
from app.ui.form.form import ContactForm
from app.ui.inputs.choice import ChoiceInput
from app.ui.inputs.composition import commit_composition
from app.ui.inputs.cursor import Cursor, cursor_in, place_cursor
from app.ui.inputs.plain import TextInput
from app.ui.parts.part import PREFIX, edited_path

# Typing that pauses for longer begins a new step.
_PAUSE_S = 1.5
_TYPING = 1
_MOVES_THE_CURSOR = (
    QEvent.Type.KeyPress,
    QEvent.Type.InputMethod,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseButtonRelease,
    QEvent.Type.FocusOut,
)


class _Change(QUndoCommand):
    """One undo step: the form before and after, and where the field was then, by its path and cursor.

    Typing into one field without a pause is one step.
    """

    def __init__(
        self,
        show: Callable[[dict[str, Any], str, Cursor | None, Mapping[str, str]], Mapping[str, str]],
        before: dict[str, Any],
        after: dict[str, Any],
        paths: tuple[str, str],
        cursors: tuple[Cursor | None, Cursor | None] = (None, None),
        *,
        is_typing: bool = False,
    ) -> None:
        super().__init__()
        self._show = show
        self._is_new = True
        self.before = before
        self.after = after
        self.paths = paths
        self.cursors = cursors
        self.at = time.monotonic()
        self.is_typing = is_typing
        # Texts that name no entry of a list and gave way to a value, when it was taken back or done again.
        self._gone: Mapping[str, str] = {}

    def id(self) -> int:
        return _TYPING if self.is_typing else -1

    def mergeWith(self, other: QUndoCommand) -> bool:  # noqa: N802  # Qt's name
        if not isinstance(other, _Change) or other.paths[0] != self.paths[1] or other.at - self.at > _PAUSE_S:
            return False
        self.after, self.at = other.after, other.at
        self.paths = (self.paths[0], other.paths[1])
        self.cursors = (self.cursors[0], other.cursors[1])
        return True

    def undo(self) -> None:
        self._gone = self._show(self.before, self.paths[0], self.cursors[0], self._gone)

    def redo(self) -> None:
        # Pushing runs it once, when the form already stands as it should.
        if not self._is_new:
            self._gone = self._show(self.after, self.paths[1], self.cursors[1], self._gone)
        self._is_new = False


def _is_a_keystroke(before: Any, after: Any, texts: tuple[str | None, str | None]) -> bool:
    """Returns True if at most two characters differ; a blank at the end counts only once text follows it.

    `texts` are those of the line that is typed in, if it is one: its value may be a number or a day.
    """
    if before == after:
        return False  # something else has changed
    if texts == (None, None):
        texts = (before or "", after or "")
    one, other = texts
    return isinstance(one, str) and isinstance(other, str) and abs(len(other) - len(one)) <= 2


class FormHistory(QObject):
    """Records what the user changes in the form, step by step.

    Signals: edited (with the form's value, after every change by the user, undo and redo included); stepped
    (undo or redo has changed the form; listeners read its value again); start_reached (there was nothing to
    undo any more).
    """

    edited = Signal(object)
    stepped = Signal()
    start_reached = Signal()

    def __init__(self, form: ContactForm, since: dict[str, Any] | None = None) -> None:
        """Begins with what is in the form; where it was `since` before, that has been one step."""
        super().__init__(form)
        self._form = form
        self._now: dict[str, Any] = form.value() if since is None else since
        self._stepping = False
        self._field: QWidget | None = None
        # Where the cursor was before the key that is being handled, and in which value.
        self._cursor: Cursor | None = None
        self._path = ""
        self._text: str | None = None
        self.gives_up: Callable[[], bool] = lambda: False
        """Gives up what was asked for last and has not come yet; returns False where nothing is awaited."""
        self.stack = QUndoStack(self)
        self.stack.setUndoLimit(500)
        form.changed.connect(self._on_form_changed)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            # Only where the keys go: a filter for the whole application would see every event there is.
            application.focusChanged.connect(self._on_focus_changed)
            self._on_focus_changed(None, QApplication.focusWidget())
        self._on_form_changed()

    def begin(self) -> None:
        """Starts an empty history, since the form shows another entry."""
        self.stack.clear()
        self._now = self._form.known_value()

    def refresh(self) -> None:
        """Takes over what the program has put into empty fields, which undo does not take back."""
        before, self._now = self._now, self._form.known_value()
        added = {path: value for path, value in self._now.items() if path not in before}
        for index in range(self.stack.count() if added else 0):
            step = self.stack.command(index)
            if isinstance(step, _Change):
                step.before, step.after = added | step.before, added | step.after

    def apply(self, form: dict[str, Any], text: str) -> None:
        """Shows `form` as one undoable step; `text` names it in the menu."""
        self._form.commit_before(form)
        change = _Change(self._show, self._now, form, ("", ""))
        change.setText(text)
        self._show(form, "", None, {})
        self.stack.push(change)

    def undo(self) -> None:
        """Takes back what was typed last where the cursor is, if that is no value yet; else the last step.

        What was asked for last, and is still to come as a step, is given up instead.
        """
        commit_composition()
        field = _field_with_its_own_undo()
        if field is not None:
            field.undo()
        elif self.gives_up():
            return
        elif self.stack.canUndo():
            self.stack.undo()
        else:
            self.start_reached.emit()

    def redo(self) -> None:
        """Does again what `undo` took back, in the same place."""
        commit_composition()
        field = _field_with_its_own_undo()
        if field is None:
            self.stack.redo()
        else:
            field.redo()

    def _on_form_changed(self) -> None:
        if self._stepping:
            return
        focused = QApplication.focusWidget()
        # First what keeps the text. A form with many fields takes a while to read: only what has changed is.
        before, self._now = self._now, self._form.known_value()
        self.edited.emit(self._now)
        if before == self._now:
            return
        if self._is_of(self._field, before):
            # A list takes its entry as it is left, when the focus is elsewhere already.
            focused = self._field
        path = self._path_of(focused) if focused else ""
        paths = (self._path if focused is self._field else path), path
        cursors, texts = (self._cursor, cursor_in(focused)), (self._text, _line_in(focused))
        values = value_at(before, _edited_at(path)), value_at(self._now, _edited_at(path))
        is_typing = _is_a_keystroke(*values, texts)
        self.stack.push(_Change(self._show, before, self._now, paths, cursors, is_typing=is_typing))
        self._cursor, self._text, self._path = cursors[1], texts[1], path

    def _is_of(self, field: QWidget | None, before: dict[str, Any]) -> bool:
        """Returns True if what has changed since `before` is what the field edits."""
        path = _edited_at(self._path_of(field)) if field is not None else ""
        return bool(path) and value_at(before, path) != value_at(self._now, path)

    def _show(
        self, form: dict[str, Any], path: str, cursor: Cursor | None, texts: Mapping[str, str]
    ) -> Mapping[str, str]:
        """Shows a step, with `texts` in lists that have no value. Returns those that gave way to one."""
        self._stepping = True
        # It is no value, so no step takes it back.
        unresolved = self._form.unresolved()
        self._form.set_value(form, is_same=True)
        self._now = self._form.known_value()
        self._stepping = False
        if path:
            self._form.focus_path(path)
            focused = QApplication.focusWidget()
            if focused is not None and focused.objectName() == path:
                place_cursor(focused, cursor)
        self._form.show_unresolved({**texts, **unresolved})
        self.edited.emit(self._now)
        self.stepped.emit()
        return {one: text for one, text in unresolved.items() if value_at(form, one) is not None}

    def _on_focus_changed(self, left: QWidget | None, entered: QWidget | None) -> None:
        if left is not None:
            left.removeEventFilter(self)
        self._field = None
        if entered is not None and self._form.isAncestorOf(entered):
            entered.installEventFilter(self)
            self._field = entered
            self._note(entered)

    def _path_of(self, field: QWidget) -> str:
        return edited_path(self._form.parts_by_path, field)

    def _note(self, field: QWidget) -> None:
        self._cursor, self._text, self._path = cursor_in(field), _line_in(field), self._path_of(field)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keeps an input from handling undo and redo itself: `undo` and `redo` decide."""
        if event.type() in _MOVES_THE_CURSOR and isinstance(watched, QWidget):
            self._note(watched)
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        ours = event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)
        if ours:
            event.ignore()
            return True
        return False


def _edited_at(name: str) -> str:
    """Returns the path of what an input of that name edits: a mandatory custom field has two."""
    return name.removeprefix(PREFIX)


def _line_in(widget: QWidget | None) -> str | None:
    """Returns what stands in a line; None for any other input."""
    return widget.text() if isinstance(widget, QLineEdit) else None


def _field_with_its_own_undo() -> QLineEdit | ChoiceInput | None:
    focused = QApplication.focusWidget()
    if isinstance(focused, ChoiceInput):
        return focused if focused.is_unfinished else None
    return focused if isinstance(focused, QLineEdit) and not isinstance(focused, TextInput) else None
