"""Keyboard shortcuts that work in every input of a person."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QListView, QWidget

from app.ui.inputs.choice import ChoiceInput
from app.ui.inputs.keys import ScannerBurst, is_enter

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

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._burst = ScannerBurst()

    def watch(self, widget: QWidget) -> None:
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            self._burst.note(event)
            return self._handle_key(watched, event)
        return False

    def _handle_key(self, watched: QObject, event: QKeyEvent) -> bool:
        # Keypad keys mean what they mean elsewhere; arrows of some keyboards are told with its modifier.
        key, modifiers = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        # A list that is being chosen from needs these keys itself.
        chooses = isinstance(watched, ChoiceInput) and (watched.is_typing or watched.is_open)
        asked: Callable[[], None]
        if is_enter(event) and not chooses:
            if self._burst.is_running:
                return False
            if not isinstance(watched, QLineEdit | QComboBox):
                return isinstance(watched, QListView)
            asked = self.next_asked.emit
        elif modifiers == Qt.KeyboardModifier.ControlModifier and key == Qt.Key.Key_D:
            asked = self.duplicate_asked.emit
        elif modifiers == Qt.KeyboardModifier.ControlModifier and key == Qt.Key.Key_Delete:
            asked = self.remove_asked.emit
        elif (
            modifiers == Qt.KeyboardModifier.AltModifier
            and key in _STEPS
            and not isinstance(watched, QComboBox)
        ):
            asked = partial(self.move_asked.emit, _STEPS[Qt.Key(key)])
        else:
            return False
        # A key that is held down changes something once.
        if not event.isAutoRepeat():
            asked()
        return True
