"""Alt and a letter that leads nowhere at this moment, as that of a button that is greyed.

Qt gives such a letter to whatever has the focus: a line has it as text, and a list that is chosen from takes
it for the beginning of an entry. AltGr is not Alt for Qt, or it is Control and Alt, and writes. So does the
Option key of macOS. What Alt and digits of the keypad write on Windows comes when Alt is let go, without it.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from app.ui.common.focus_filter import FocusFilter

_WRITTEN_INTO: Final = (QLineEdit, QPlainTextEdit, QComboBox, QAbstractSpinBox)
_ALT, _SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier


class AltLetters(FocusFilter):
    """Keeps them from the fields. One that leads somewhere comes to none: Qt asks the shortcuts first."""

    def __init__(self, parent: QObject, platform: str = "") -> None:
        """`platform` is Qt's name of it; empty for the one in use."""
        super().__init__(parent)
        self._writes = (platform or QGuiApplication.platformName()) == "cocoa"

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._writes or event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        is_alt = event.modifiers() & ~_SHIFT == _ALT
        is_letter = bool(event.text()) and event.text().isprintable()
        return is_alt and is_letter and isinstance(watched, _WRITTEN_INTO)


class GreyLetters(QObject):
    """Has the letters of greyed buttons do what a click on them does, where that can be kept for later."""

    def __init__(self, parent: QWidget, *buttons: QAbstractButton) -> None:
        """Begins with letters that do nothing."""
        super().__init__(parent)
        self._keys = [
            QShortcut(QKeySequence.mnemonic(one.text()), parent, one.clicked.emit) for one in buttons
        ]
        self.is_on = True
        self.set_on(False)

    def set_on(self, is_on: bool) -> None:
        """Has them do it, or not: two that are the same letter would be none."""
        if is_on != self.is_on:
            self.is_on = is_on
            for one in self._keys:
                one.setEnabled(is_on)
