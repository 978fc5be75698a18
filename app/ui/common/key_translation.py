"""Keys that nobody took, as the keys that they are on another keyboard.

Qt finds a shortcut by the characters that a key can write. On a keyboard that writes Cyrillic alone no key
writes Z, and on a French one 1 takes Shift, so Ctrl+Z and Ctrl+1 do not exist there. They are found by where
the key is: X11 and Wayland tell its scan code, Windows a virtual key. macOS does this itself.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QDialog, QWidget

# Linux's codes of the keys (linux/input-event-codes.h), and 8 as in X11.
_SCAN_CODES = {
    first + 8 + number: ord(letter)
    for first, letters in ((2, "1234567890"), (16, "QWERTYUIOP"), (30, "ASDFGHJKL"), (44, "ZXCVBNM"))
    for number, letter in enumerate(letters)
}
_CONTROL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
_LAST_LATIN = 0x24F


def key_sequence(keys: str) -> QKeySequence:
    """Returns the keys that are written as Qt names them in English.

    Qt itself reads a text as the user's language writes keys, and in Norwegian the key "Enter" is Return.
    """
    return QKeySequence.fromString(keys, QKeySequence.SequenceFormat.PortableText)


class KeyTranslation(QObject):
    """Handles a key of the program's windows that no input and no shortcut has taken."""

    def __init__(self, parent: QObject, platform: str = "") -> None:
        """`platform` is Qt's name of it; empty for the one in use."""
        super().__init__(parent)
        self._platform = platform or QGuiApplication.platformName()
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus_changed)

    def _on_focus_changed(self, _left: QWidget | None, entered: QWidget | None) -> None:
        # What an input ignores comes to its window in the end.
        if entered is not None:
            entered.window().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if isinstance(watched, QDialog) and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return self._press_without_shift(watched, event)
        key = self._key_on_latin_keyboard(event)
        if not key or not isinstance(watched, QWidget):
            return False
        self._press(watched, key, event)
        return True

    def _press_without_shift(self, dialog: QDialog, event: QKeyEvent) -> bool:
        """Presses Enter for Shift+Enter, which dialogs do not know."""
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier != _SHIFT:
            return False
        bare = QKeyEvent(event.type(), event.key(), event.modifiers() & ~_SHIFT)
        return QCoreApplication.sendEvent(dialog, bare)

    def _key_on_latin_keyboard(self, event: QKeyEvent) -> int:
        """Returns the letter or digit that is meant; 0 if the key is none, or writes one itself."""
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if modifiers not in (_CONTROL, _CONTROL | _SHIFT):
            return 0
        key, written = self._position(event), event.key()
        if chr(key).isdigit():
            is_other = not modifiers & _SHIFT and not chr(written % 0x110000).isdigit()
        else:
            is_other = _LAST_LATIN < written < Qt.Key.Key_Escape and chr(written).isalpha()
        return key if is_other else 0

    def _position(self, event: QKeyEvent) -> int:
        if self._platform in ("xcb", "wayland"):
            return _SCAN_CODES.get(event.nativeScanCode(), 0)
        if self._platform == "windows":
            key = event.nativeVirtualKey()
            return key if key in _SCAN_CODES.values() else 0
        return 0

    def _press(self, window: QWidget, key: int, event: QKeyEvent) -> None:
        """Does what Qt does with a key: the input is asked whether it wants it, then the shortcuts."""
        modifiers, is_repeated = event.modifiers(), event.isAutoRepeat()
        receiver = QApplication.focusWidget() or window
        wish = QKeyEvent(QEvent.Type.ShortcutOverride, key, modifiers, "", is_repeated)
        wish.ignore()
        QCoreApplication.sendEvent(receiver, wish)
        action = None if wish.isAccepted() else _action_for(window, QKeySequence(key | modifiers.value))
        if action is None:
            pressed = QKeyEvent(QEvent.Type.KeyPress, key, modifiers, "", is_repeated)
            QCoreApplication.sendEvent(receiver, pressed)
        elif action.autoRepeat() or not is_repeated:
            action.trigger()


def _action_for(window: QWidget, keys: QKeySequence) -> QAction | None:
    actions = (action for action in window.findChildren(QAction) if keys in action.shortcuts())
    return next((action for action in actions if action.isEnabled()), None)
