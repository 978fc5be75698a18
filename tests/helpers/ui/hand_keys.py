"""What hands do for an event: keys one at a time, held, scanned, typed at a stretch, or in a dialog."""

from __future__ import annotations

import time

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog

from tests.helpers.ui.hand_events import HELD, KEYS, Event
from tests.helpers.ui.hand_fields import go_to_end
from tests.helpers.ui.window import CONTROL, Typist, wait_until

_NONE = Qt.KeyboardModifier.NoModifier
_HELD = 12
_BETWEEN_MS = 5
"""Between two letters of a scanner, which nobody types so fast."""


def do(typist: Typist, event: Event) -> None:
    """Does what the event says where the focus is."""
    name, word = event
    if name == "go":
        typist.window.form.focus_path(word)
        go_to_end(typist.focused)
        QApplication.processEvents()
    elif name == "key" and word in HELD:
        hold(*HELD[word])
    elif name == "key":
        typist.press(*KEYS[word])
    elif name == "page":
        typist.go_to_tab(int(word))
    elif name in ("write", "type", "hold", "scan"):
        press_letters(word, is_held=name == "hold", is_scanned=name == "scan")
    elif name == "dialog":
        visit_dialog(typist, word)
    elif name == "paste":
        QApplication.clipboard().setText(word)
        typist.press(Qt.Key.Key_V, CONTROL)
    else:
        opened = {"compose": word, "go on composing": word[:1]}.get(name, "")
        committed = word if name in ("commit", "go on composing") else ""
        typist.compose(opened, commit=committed)


def keys_in(event: Event) -> int:
    """Returns how many keys an event has, each of which may take as long as one."""
    name, word = event
    if name in ("write", "type", "hold", "scan"):
        return len(word)
    return _HELD if name == "dialog" or word in HELD else 1


def press_letters(letters: str, *, is_held: bool = False, is_scanned: bool = False) -> None:
    """Presses the key of each letter; held, all but the first are repeats; scanned, Enter ends them."""
    at = int(time.monotonic() * 1000) if is_scanned else 0
    for number, letter in enumerate(letters):
        _press(ord(letter.upper()[0]), letter, _NONE, again=is_held and number > 0, at=at)
        at += _BETWEEN_MS if is_scanned else 0
    if is_scanned:
        _press(Qt.Key.Key_Return, "\r", _NONE, at=at)
    QApplication.processEvents()


def hold(key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
    """Holds a key that writes nothing."""
    for number in range(_HELD):
        _press(key, "", modifiers, again=number > 0)
    QApplication.processEvents()


def _press(key: int, text: str, modifiers: Qt.KeyboardModifier, *, again: bool = False, at: int = 0) -> None:
    for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        focused = QApplication.focusWidget()
        if focused is None:
            return
        event = QKeyEvent(kind, key, modifiers, text, again)
        event.setTimestamp(at)
        QApplication.sendEvent(focused, event)


def visit_dialog(typist: Typist, action: str) -> None:
    """Opens a dialog, types into it, presses the keys of undo and redo there, and leaves it as it was."""
    typist.window.actions_by_name[action].trigger()
    QApplication.processEvents()
    dialog = QApplication.activeModalWidget()
    if not isinstance(dialog, QDialog):
        return
    press_letters("x7")
    for modifiers in (CONTROL, CONTROL | Qt.KeyboardModifier.ShiftModifier, CONTROL, CONTROL):
        typist.press(Qt.Key.Key_Z, modifiers)
    hold(Qt.Key.Key_Tab, _NONE)
    dialog.done(0)
    typist.window.activateWindow()
    wait_until(lambda: typist.window.isActiveWindow() and QApplication.focusWidget() is not None)
