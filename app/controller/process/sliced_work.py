"""Work in slices, on widgets and on other threads, so that the window paints and takes keys in between."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress

from PySide6.QtCore import QObject, QTimer

SLICE_SECONDS = 0.004
"""A quarter of a frame: its last step may take another, and what else the window does has the rest."""
_SOON_MS = 1
"""With 0 it would go before timers that are due."""
_TURN_SECONDS = 0.0003
"""How long another thread keeps the interpreter once the GUI thread asks for it: much less than is usual."""


def let_window_go_first() -> None:
    """Has other threads give way soon: from now on they work as well, for as long as the window is there."""
    sys.setswitchinterval(_TURN_SECONDS)


class SlicedWork(QObject):
    """Works through an iterator, a slice at a time; a step of it should take a few milliseconds at most."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._steps: Iterator[None] | None = None
        self._timer = QTimer(self)
        # Set anew after each slice. One that repeats is due again at once, and goes before what has waited.
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_timeout)

    @property
    def is_done(self) -> bool:
        return self._steps is None

    def start(self, steps: Iterator[None]) -> None:
        """Does the first slice at once; what is left of other steps is dropped."""
        self._steps = steps
        self._on_timeout()

    def start_soon(self, steps: Iterator[None], after_ms: int = _SOON_MS) -> None:
        """Does the first slice after what waits by now, as what is to be painted; others are dropped."""
        self._steps = steps
        self._timer.start(after_ms)

    def run_until(self, is_enough: Callable[[], bool] = lambda: False) -> None:
        """Works at once until `is_enough` or all is done, for what cannot wait."""
        while self._steps is not None and not is_enough():
            self._step()

    def _on_timeout(self) -> None:
        until = time.perf_counter() + SLICE_SECONDS
        self.run_until(lambda: time.perf_counter() >= until)
        if self._steps is not None:
            with suppress(RuntimeError):  # as below
                self._timer.start(0)

    def _step(self) -> None:
        steps = self._steps
        try:
            if steps is not None:
                next(steps)
        except StopIteration:
            # A step may have started others.
            if steps is self._steps:
                self._stop()
        except BaseException:
            self._stop()
            raise

    def _stop(self) -> None:
        self._steps = None
        with suppress(RuntimeError):  # a step may have ended the widget that this belongs to, with the timer
            self._timer.stop()
