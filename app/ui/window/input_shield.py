"""Covers the form while it cannot take what is typed, and keeps the keys."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

_MOVES = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Backspace)


class InputShield(QWidget):
    """Holds what is typed between Save and the empty form: whoever types on means the next company.

    `held` has a call for each key, which types it again where the cursor is by then. Letters and Tab are
    held; other keys and clicks are dropped, since what they aimed at is gone by then, unless `cover` is told
    that it is not. To disable the form instead would lose them all, and have every field drawn anew twice.
    """

    held = Signal(object, bool)  # call that types a key again, and whether it is text

    def __init__(self, form: QWidget) -> None:
        super().__init__(form)
        self._form = form
        self._left: QWidget | None = None
        self._holds_all = False
        self.setAccessibleName("Saving")
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        self.hide()

    def cover(self, *, all_keys: bool = False) -> None:
        """Covers the form and takes the keyboard from it. With `all_keys` every key is held."""
        self._holds_all = all_keys
        # The window's, not the application's: it may be in the background by then.
        focused = self.window().focusWidget()
        self.setGeometry(self._form.rect())
        self.show()
        self.raise_()
        if focused is not self and self._form.isAncestorOf(focused):
            self._left = focused
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def uncover(self) -> None:
        """Returns the focus, unless another widget has taken it."""
        if self._left is not None and self.window().focusWidget() is self:
            self._left.setFocus(Qt.FocusReason.OtherFocusReason)
        self._left = None
        self.hide()

    def _type_again(self, event: QKeyEvent | QInputMethodEvent) -> None:
        receiver = self.window().focusWidget()
        if receiver is self:  # it would be held, and typed again, for ever
            return
        in_form = self._form.focusWidget()
        if in_form is not None and in_form is not self and not self._form.isAncestorOf(receiver):
            # A command has opened something else meanwhile. What was typed was for the form.
            receiver = in_form
            receiver.setFocus(Qt.FocusReason.OtherFocusReason)
        if receiver is not None:
            QCoreApplication.sendEvent(receiver, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_text = bool(event.text()) and event.text().isprintable()
        if is_text or event.key() in _MOVES or self._holds_all:
            self.held.emit(partial(self._type_again, event.clone()), is_text and event.key() not in _MOVES)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        is_text = bool(event.preeditString() or event.commitString())
        self.held.emit(partial(self._type_again, event.clone()), is_text)

    def focusNextPrevChild(self, _next: bool) -> bool:
        return False
