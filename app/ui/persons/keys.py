"""Keyboard shortcuts that work in every input of a person."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QListView, QWidget

from app.ui.inputs.choice import ChoiceInput

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class PersonKeys(QObject):
    """Emits a signal for each shortcut that is pressed in a watched input.

    Signals: next_asked (Enter in a line), duplicate_asked (Ctrl+D), remove_asked (Ctrl+Delete),
    move_asked(-1 or 1: Alt+Up, Alt+Down).
    """

    next_asked = Signal()
    duplicate_asked = Signal()
    remove_asked = Signal()
    move_asked = Signal(int)

    def watch(self, widget: QWidget) -> None:
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._handle_key(watched, event)
        return False

    def _handle_key(self, watched: QObject, event: QKeyEvent) -> bool:
        key, modifiers = event.key(), event.modifiers()
        # A list that is being chosen from needs these keys itself.
        chooses = isinstance(watched, ChoiceInput) and (watched.is_typing or watched.is_open)
        if key in _ENTER and not modifiers & ~Qt.KeyboardModifier.KeypadModifier and not chooses:
            if not isinstance(watched, QLineEdit | QComboBox):
                return isinstance(watched, QListView)
            self.next_asked.emit()
        elif modifiers == Qt.KeyboardModifier.ControlModifier and key == Qt.Key.Key_D:
            self.duplicate_asked.emit()
        elif modifiers == Qt.KeyboardModifier.ControlModifier and key == Qt.Key.Key_Delete:
            self.remove_asked.emit()
        elif _is_move(event) and not isinstance(watched, QComboBox):
            self.move_asked.emit(_STEPS[Qt.Key(key)])
        else:
            return False
        return True


def _is_move(event: QKeyEvent) -> bool:
    # The arrow keys of some keyboards are told with the keypad's modifier.
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return modifiers == Qt.KeyboardModifier.AltModifier and event.key() in _STEPS
