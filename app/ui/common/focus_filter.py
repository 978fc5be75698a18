"""An event filter of the widget that has the focus."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget


class FocusFilter(QObject):
    """Has its `eventFilter` see the events of the widget that has the focus, and of no other."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            # Only where the keys go: a filter for the whole application would see every event there is.
            application.focusChanged.connect(self._on_focus_changed)
            if focused := QApplication.focusWidget():
                focused.installEventFilter(self)

    def _on_focus_changed(self, left: QWidget | None, entered: QWidget | None) -> None:
        if left is not None:
            left.removeEventFilter(self)
        if entered is not None:
            entered.installEventFilter(self)
