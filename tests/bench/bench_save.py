"""Whether the window stays alive while the server takes its time."""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

import keyring
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from app.sandbox.child import SandboxChild
from tests.bench.table import Table
from tests.helpers.secrets.memory_keyring import MemoryKeyring
from tests.helpers.ui.company import type_communication, type_company, type_custom_fields
from tests.helpers.ui.window import connect_to, running

ANSWER_AFTER = 5.0  # seconds
FRAME_MS = 1000 / 60


class Heartbeat(QObject):
    """Beats every millisecond and remembers the longest silence, in milliseconds."""

    def __init__(self) -> None:
        super().__init__()
        self.longest = 0.0
        self._last = time.perf_counter()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start(1)

    def reset(self) -> None:
        self.longest = 0.0
        self._last = time.perf_counter()

    def _beat(self) -> None:
        now = time.perf_counter()
        self.longest = max(self.longest, (now - self._last) * 1000)
        self._last = now


def run() -> Table:
    keyring.set_keyring(MemoryKeyring())
    _app = QApplication.instance() or QApplication(sys.argv[:1])
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        # A process of its own, as a server is: in this one it would hold the interpreter now and then.
        with SandboxChild(home / "sandbox.sqlite3", ("--answer-after", str(ANSWER_AFTER))) as child:
            connect_to(child.sign_in.url, home)
            idle, saving = _measure(home)
    return Table(
        title=f"Longest silence of the event loop; the server answers after {ANSWER_AFTER:g} s",
        columns=["while", "ms", "frames of 1/60 s"],
        rows=[
            [name, f"{value:.1f}", f"{value / FRAME_MS:.2f}"]
            for name, value in (("idle", idle), ("Save", saving))
        ],
    )


def _measure(home: Path) -> tuple[float, float]:
    with running(home) as typist:
        typist.wait_until_signed_in()
        type_company(typist)
        type_communication(typist)
        type_custom_fields(typist)
        heart = Heartbeat()
        _let_beat(1.0)
        idle = heart.longest
        heart.reset()
        typist.save()
        typist.wait_for_outcome("Saved as number")
        return idle, heart.longest


def _let_beat(seconds: float) -> None:
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        QApplication.processEvents()
