"""Tells screen readers what has changed in view without the focus being there."""

from __future__ import annotations

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

from app.ui.common.plain_text import plain_lines


def announce(widget: QWidget, text: str, *, is_urgent: bool = False) -> None:
    """Has a screen reader say `text`; one that `is_urgent` interrupts what it is saying.

    Nothing is done where no screen reader has asked for the window.
    """
    if not text or not QAccessible.isActive():
        return
    event = QAccessibleAnnouncementEvent(widget, plain_lines(text))
    if is_urgent:
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
    QAccessible.updateAccessibility(event)
