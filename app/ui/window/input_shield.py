"""Covers the form while it cannot take what is typed, and keeps the keys."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

_MOVES = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Backspace)


class InputShield(QWidget):
    """Holds what is typed between Save and the empty form: whoever types on means the next company.

    Letters and Tab are typed again where the cursor is afterwards. Other keys and clicks are
    dropped, since what they aimed at is gone by then. To disable the form instead would lose them all, and
    have every field drawn anew twice.
    """

    def __init__(self, form: QWidget) -> None:
        super().__init__(form)
        self._form = form
        self._left: QWidget | None = None
        self._held: list[QKeyEvent | QInputMethodEvent] = []
        self.setAccessibleName("Saving")
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        self.hide()

    def cover(self) -> None:
        """Covers the form and takes the keyboard from it."""
        # The window's, not the application's: it may be in the background by then.
        focused = self.window().focusWidget()
        self.setGeometry(self._form.rect())
        self.show()
        self.raise_()
        if self._form.isAncestorOf(focused):
            self._left = focused
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def uncover(self) -> None:
        """Returns the focus, unless another widget has taken it, and replays the keys that were held."""
        if self._left is not None and self.window().focusWidget() is self:
            self._left.setFocus(Qt.FocusReason.OtherFocusReason)
        self._left = None
        self.hide()
        held, self._held = self._held, []
        for event in held:
            receiver = self.window().focusWidget()
            if receiver is not None:
                QCoreApplication.sendEvent(receiver, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _MOVES or (event.text() and event.text().isprintable()):
            self._held.append(event.clone())

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._held.append(event.clone())

    def focusNextPrevChild(self, _next: bool) -> bool:
        return False
