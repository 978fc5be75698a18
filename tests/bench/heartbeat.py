"""``python -m tests.bench.heartbeat bare|program``: a window that is typed into while its heart beats.

Prints one line of JSON: the gaps between beats in milliseconds, by phase, and whether every key arrived. The
phases are the first three seconds after the first paint, and the seconds of typing after that.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from unittest.mock import patch

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QWidget

BEAT_MS = 2
_KEY_MS = 60
_START_SECONDS, _ALL_SECONDS = 3, 13
_LETTERS = "abcdefgh"


class Heart(QObject):
    """Beats, types, and in the end prints and ends the process."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._typed = ""
        self._beats: list[float] = []
        self._begun = time.perf_counter()
        beat = QTimer(self)
        beat.setTimerType(Qt.TimerType.PreciseTimer)
        beat.timeout.connect(lambda: self._beats.append(time.perf_counter()))
        beat.start(BEAT_MS)
        key = QTimer(self)
        key.timeout.connect(self._on_key)
        key.start(_KEY_MS)
        QTimer.singleShot(_ALL_SECONDS * 1000, self, self._end)

    def _on_key(self) -> None:
        letter = _LETTERS[len(self._typed) % len(_LETTERS)]
        self._typed += letter
        QTest.keyClicks(self._window.focusWidget(), letter)

    def _end(self) -> None:
        field = self._window.focusWidget()
        gaps: dict[str, list[float]] = {"start": [], "typing": []}
        for before, after in zip(self._beats, self._beats[1:], strict=False):
            phase = "start" if before - self._begun < _START_SECONDS else "typing"
            gaps[phase].append((after - before) * 1000)
        complete = isinstance(field, QLineEdit) and field.text() == self._typed
        os.write(1, json.dumps({"gaps": gaps, "complete": complete}).encode() + b"\n")
        os._exit(0)


def main(which: str) -> int:
    """Starts the bare window or the program."""
    if which == "bare":
        from tests.bench import bare_window

        with patch.object(QMainWindow, "show", _then(QMainWindow.show)):
            return bare_window.main()
    from app.__main__ import main as program
    from app.bootstrap.loading import Loading

    begin = Loading.start

    def start(self: Loading) -> None:
        window = next(one for one in QApplication.topLevelWidgets() if isinstance(one, QMainWindow))
        Heart(window)
        begin(self)

    Loading.start = start  # type: ignore[method-assign]  # as above
    return program([])


def _then(show: Callable[[QWidget], None]) -> Callable[[QMainWindow], None]:
    def show_and_beat(window: QMainWindow) -> None:
        show(window)
        next(one for one in window.findChildren(QLineEdit) if one.isVisible()).setFocus()
        QTimer.singleShot(0, window, lambda: Heart(window))

    return show_and_beat


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
