"""Collects Python's cyclic garbage on the GUI thread only."""

from __future__ import annotations

import gc
import time

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 1000
_MOST_YOUNG = 20_000
"""New objects that a collection goes through within a frame."""
_MOST_AT_ONCE = 60_000
"""New objects that a collection goes through in a twentieth of a second at most."""
_LONGEST_WAIT = 10
"""How many turns a collection waits while there are more new objects than that."""
_LONG_SECONDS = 0.02


class GuiThreadGarbageCollector(QObject):
    """While this exists, garbage collection runs on the GUI thread only.

    Python collects on whichever thread reaches a threshold, and may find a QObject. If a worker deletes it,
    Qt takes a lock of its own and asks for Python's, while the GUI thread has Python's and asks for Qt's: a
    deadlock.

    The window is silent meanwhile, for as long as there are objects to go through. So it waits while a worker
    reads a long list, most of which is gone in a moment; and what is left of a long collection is frozen: it
    is no garbage, and the next collection does not go through it.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._waited = 0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.collect)
        self._timer.start(_EVERY_MS)

    def collect(self) -> None:
        """Collects the oldest generation that is due by Python's own thresholds, unless now is bad."""
        young = gc.get_count()[0]
        if young > _MOST_YOUNG and self._waited < _LONGEST_WAIT:
            self._waited += 1
            return
        self._waited = 0
        if young > _MOST_AT_ONCE:
            # What is left after so long stays. Should there be garbage in it, so does that.
            gc.freeze()
            return
        if (generation := due_generation()) is not None:
            self._collect(generation)

    def _collect(self, generation: int) -> None:
        begun = time.thread_time()
        gc.collect(generation)
        is_all = generation == len(gc.get_threshold()) - 1
        if is_all and time.thread_time() - begun > _LONG_SECONDS:
            gc.freeze()


def due_generation() -> int | None:
    """Returns the oldest generation that is due by Python's own thresholds; None if none is."""
    counts = zip(gc.get_count(), gc.get_threshold(), strict=True)
    return max((generation for generation, (count, most) in enumerate(counts) if count > most), default=None)
