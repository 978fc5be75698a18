"""Python's cyclic garbage, collected on the GUI thread alone."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 1000


class GuiThreadGarbageCollector(QObject):
    """From its making on no other thread of this process collects.

    Python collects on whatever thread happens to be due, and a QObject may be among what it finds. A worker
    would then delete it: Qt takes a lock of its own for that and asks for Python's, while the window has
    Python's and asks for Qt's. Both wait for ever.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.collect)
        self._timer.start(_EVERY_MS)

    def collect(self) -> None:
        """The oldest generation that is due by Python's own thresholds, if any is."""
        counts = zip(gc.get_count(), gc.get_threshold(), strict=True)
        due = [generation for generation, (count, most) in enumerate(counts) if count > most]
        if due:
            gc.collect(max(due))
