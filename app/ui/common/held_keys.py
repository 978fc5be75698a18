"""A held key, where X11 does not tell that it is one.

X11 repeats a key as a release and a press of one moment. Qt knows them for a repeat if the press has come by
the time that it looks at the release; else it takes both for the user's. A held Ctrl+Enter would then save
the next company, too, or complain that it is empty.

In dialogs Enter, Esc and ticks are commands as well, and there a repeat that X11 does tell is one, too: what
has opened a dialog must not answer it, and what has brought a question must not pass it by.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QDialog,
    QPlainTextEdit,
    QWidget,
)

from app.ui.common.focus_filter import FocusFilter

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_TICKED = (QAbstractItemView, QAbstractButton)


class HeldKeys(FocusFilter):
    """Keeps a repeat from the commands that a key asks for once; make it after other filters of the focus."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._released: tuple[int, int] = (0, 0)
        self._is_repeat = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent):
            return False
        key = event.key(), event.timestamp()
        if event.type() == QEvent.Type.KeyRelease:
            self._released = key
        elif event.type() == QEvent.Type.ShortcutOverride:
            is_hidden = not event.isAutoRepeat() and event.timestamp() > 0 and key == self._released
            self._is_repeat = isinstance(watched, QWidget) and (
                (is_hidden and _is_asked_once(watched, event))
                or ((is_hidden or event.isAutoRepeat()) and _is_asked_once_in_dialog(watched, event))
            )
            if self._is_repeat:
                # Taken, so that it is no shortcut.
                event.accept()
            return self._is_repeat
        # Nor is it a key for the input.
        if event.type() != QEvent.Type.KeyPress or not isinstance(watched, QWidget):
            return False
        is_hidden = self._is_repeat and key == self._released
        return is_hidden or (event.isAutoRepeat() and _is_asked_once_in_dialog(watched, event))


def _is_asked_once(widget: QWidget, event: QKeyEvent) -> bool:
    keys = QKeySequence(event.keyCombination())
    actions = widget.window().findChildren(QAction)
    return any(not action.autoRepeat() and keys in action.shortcuts() for action in actions)


def _is_asked_once_in_dialog(widget: QWidget, event: QKeyEvent) -> bool:
    """Returns True for a key that answers a dialog, or ticks something in it, and writes nothing."""
    if not isinstance(widget.window(), QDialog):
        return False
    key = event.key()
    if key in _ENTER:
        is_command = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        is_text = isinstance(widget, QPlainTextEdit) and not widget.isReadOnly()
        return is_command or not is_text
    return key == Qt.Key.Key_Escape or (key == Qt.Key.Key_Space and isinstance(widget, _TICKED))
