"""Keys that mean the same in every input."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_BARE_MODIFIERS = (
    Qt.Key.Key_Shift,
    Qt.Key.Key_Control,
    Qt.Key.Key_Alt,
    Qt.Key.Key_AltGr,
    Qt.Key.Key_Meta,
    Qt.Key.Key_CapsLock,
    Qt.Key.Key_NumLock,
)
_NO_MATTER = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier

STEPS: dict[int, int] = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: 1,
    Qt.Key.Key_PageUp: -1,
}
"""By how many rows or pages a key moves in a list."""


def is_enter(event: QKeyEvent) -> bool:
    """Returns True for Enter: that of the keypad, too, and with Shift, which stays down after a capital."""
    return event.key() in _ENTER and not event.modifiers() & ~_NO_MATTER


def is_another_key(event: QKeyEvent) -> bool:
    """Returns True for Ctrl+D: another person, entry or branch like this one.

    On X11 Qt's own inputs delete a letter with it, as terminals do.
    """
    return event.key() == Qt.Key.Key_D and event.modifiers() == Qt.KeyboardModifier.ControlModifier


def is_bare_modifier(event: QKeyEvent) -> bool:
    """Returns True for Shift, Control and their kind, pressed alone so far."""
    return event.key() in _BARE_MODIFIERS


def is_text(event: QKeyEvent) -> bool:
    """Returns True if the key writes something into a field: a character, or what is in the clipboard."""
    if event.matches(QKeySequence.StandardKey.Paste):
        return True
    # Some platforms give a command the text of its letter. AltGr, which writes, is Control and Alt.
    if event.modifiers() & ~_NO_MATTER == Qt.KeyboardModifier.ControlModifier:
        return False
    # Qt gives Backspace and Delete a text of their own, which nobody can print.
    return bool(event.text()) and event.text().isprintable()


class ScannerBurst:
    """Tells a scanner that types a code and Enter from a person: nobody types a number that fast.

    Letters alone are no code: over a slow remote desktop the keys of a name come in one go, too.
    """

    _FASTEST_MS = 30
    _FEWEST = 6

    def __init__(self) -> None:
        self._last = self._count = 0
        self._has_digit = False

    def note(self, event: QKeyEvent) -> None:
        """Takes every key that is pressed, in the order in which they are. Times are the system's."""
        is_fast = 0 < event.timestamp() <= self._last + self._FASTEST_MS
        if event.text().isprintable() and event.text():
            self._count = self._count + 1 if is_fast else 1
            self._has_digit = event.text().isdigit() or (is_fast and self._has_digit)
        elif not is_fast:
            self._count = 0
        self._last = event.timestamp()

    @property
    def is_running(self) -> bool:
        """True if the key noted last belongs to a code that is being scanned."""
        return self._count >= self._FEWEST and self._has_digit
