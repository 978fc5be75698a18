"""Collects Python's cyclic garbage on the GUI thread only."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 1000


class GuiThreadGarbageCollector(QObject):
    """While this exists, garbage collection runs on the GUI thread only.

    Python collects on whichever thread reaches a threshold, and may find a QObject. If a worker deletes it,
    Qt takes a lock of its own and asks for Python's, while the GUI thread has Python's and asks for Qt's: a
    deadlock.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.collect)
        self._timer.start(_EVERY_MS)

    def collect(self) -> None:
        """Collects the oldest generation that is due by Python's own thresholds, if any is."""
        counts = zip(gc.get_count(), gc.get_threshold(), strict=True)
        due = [generation for generation, (count, most) in enumerate(counts) if count > most]
        if due:
            gc.collect(max(due))
