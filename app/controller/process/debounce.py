"""A call that waits until nothing has asked for it for a while."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal


class Debounce(QTimer):
    """Calls `slot` once, `milliseconds` after the last `start`."""

    _due = Signal()

    def __init__(self, parent: QObject, milliseconds: int, slot: Callable[[], object]) -> None:
        super().__init__(parent)
        self.setSingleShot(True)
        self.setInterval(milliseconds)
        self.timeout.connect(self._due)
        self._due.connect(slot)

    def flush(self) -> None:
        """Makes a pending call now; does nothing if none is pending."""
        if self.isActive():
            self.stop()
            self._due.emit()
