"""Inputs that take the place of others: the focus goes on where it was, and those that go say no more."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from app.ui.inputs.cursor import Cursor, cursor_in, place_cursor


@dataclass(frozen=True)
class FocusPlace:
    """Which input has the focus, by its objectName, what is typed in it, and where its cursor is."""

    name: str
    text: str
    cursor: Cursor | None

    def give_to(self, widget: QWidget) -> None:
        """Has the focus go on in `widget`, which is in view or is shown with what it stands in."""
        widget.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(widget, QLineEdit) and widget.text() == self.text.strip():
            # The space that the next word begins with is no part of a value.
            widget.setText(self.text)
        place_cursor(widget, self.cursor)


def focus_place(inside: QWidget) -> FocusPlace | None:
    """Returns where the focus is `inside` a widget; None where it is elsewhere or nowhere."""
    focused = QApplication.focusWidget()
    if focused is None or not inside.isAncestorOf(focused):
        return None
    text = focused.text() if isinstance(focused, QLineEdit) else ""
    return FocusPlace(focused.objectName(), text, cursor_in(focused))


def discard(widget: QWidget, heir: QWidget | None = None, place: FocusPlace | None = None) -> None:
    """Takes a widget out of the window for good; `heir`, if given, has the focus next, at its `place`.

    Neither the widget nor what is in it emits a signal any more: what has the focus would say that it has
    been left, to those who hold others by now.
    """
    for one in (widget, *widget.findChildren(QWidget)):
        one.blockSignals(True)
    if heir is not None and place is not None:
        place.give_to(heir)
    widget.hide()
    widget.deleteLater()
