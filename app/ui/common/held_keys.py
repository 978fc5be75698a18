"""A held key, where X11 does not tell that it is one.

X11 repeats a key as a release and a press of one moment. Qt knows them for a repeat if the press has come by
the time that it looks at the release; else it takes both for the user's. A held Ctrl+Enter would then save
the next company, too, or complain that it is empty.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from app.ui.common.focus_filter import FocusFilter


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
            self._is_repeat = is_hidden and isinstance(watched, QWidget) and _is_asked_once(watched, event)
            if self._is_repeat:
                # Taken, so that it is no shortcut.
                event.accept()
            return self._is_repeat
        # Nor is it a key for the input.
        return self._is_repeat and event.type() == QEvent.Type.KeyPress and key == self._released


def _is_asked_once(widget: QWidget, event: QKeyEvent) -> bool:
    keys = QKeySequence(event.keyCombination())
    actions = widget.window().findChildren(QAction)
    return any(not action.autoRepeat() and keys in action.shortcuts() for action in actions)
