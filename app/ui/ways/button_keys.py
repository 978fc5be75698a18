"""Enter presses the button that has the focus, as the space bar does."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QToolButton

from app.ui.common.focus_filter import FocusFilter
from app.ui.inputs.keys import is_enter


class ButtonKeys(FocusFilter):
    """Does it in windows, where Qt leaves Enter to nobody; in dialogs Qt does it itself."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress or not is_enter(event):
            return False
        if not isinstance(watched, QPushButton | QToolButton):
            return False
        if not event.isAutoRepeat():
            watched.click()
        return True
