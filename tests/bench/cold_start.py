"""Starts the program, or a bare Qt window to compare it with, as a process of its own, and looks at it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

BARE, PROGRAM = "bare Qt window", "Contact Entry"
COMMANDS = {
    BARE: [sys.executable, "-m", "tests.bench.bare_window"],
    PROGRAM: [sys.executable, "-m", "app"],
}
_ROOT = Path(__file__).parents[2]
_SETTLED_SECONDS = 1.5
_PATIENCE_SECONDS = 60.0


class Memory(NamedTuple):
    """Megabytes: its own share (PSS), less where others run the same libraries, and all it has (RSS)."""

    share: float
    resident: float


def milliseconds_to_paint(command: Sequence[str]) -> float:
    """Starts a program and ends it at its first paint."""
    return _start(command, settle=False)[0]


def memory_at_rest(command: Sequence[str]) -> Memory:
    """Starts a program and ends it once it has nothing more to do."""
    return _start(command, settle=True)[1]


def _start(command: Sequence[str], *, settle: bool) -> tuple[float, Memory]:
    """Milliseconds to the first paint, and memory afterwards if `settle`. Ends the program then.

    Qt tells in its log when a window's content goes to the screen.
    """
    with tempfile.TemporaryDirectory() as home:
        environment = {
            # What Python keeps of the modules is there after the first start.
            **{name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"},
            "QT_QPA_PLATFORM": "offscreen",
            "QT_LOGGING_RULES": "qt.widgets.painting.info=true",
            "CONTACT_ENTRY_HOME": home,
            "PYTHONPATH": str(_ROOT),
            "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
        }
        begun = time.perf_counter()
        process = subprocess.Popen(command, env=environment, stderr=subprocess.PIPE)
        with process:
            try:
                assert process.stderr is not None
                for line in process.stderr:
                    if b"Flushing" in line:
                        milliseconds = (time.perf_counter() - begun) * 1000
                        return milliseconds, _at_rest(process.pid) if settle else Memory(0, 0)
                    if time.perf_counter() - begun > _PATIENCE_SECONDS:
                        break
            finally:
                process.kill()
    raise TimeoutError(f"{command} has painted nothing.")


def _at_rest(pid: int) -> Memory:
    """Reads the memory once the process has used next to no processor for a while."""
    deadline = time.perf_counter() + _PATIENCE_SECONDS
    used, since = _ticks(pid), time.perf_counter()
    while time.perf_counter() - since < _SETTLED_SECONDS and time.perf_counter() < deadline:
        time.sleep(0.1)
        if (now := _ticks(pid)) > used + 1:
            used, since = now, time.perf_counter()
    text = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    found = {
        name: int(size) / 1024 for name, size in re.findall(r"^(Pss|Rss):\s+(\d+) kB", text, re.MULTILINE)
    }
    return Memory(found["Pss"], found["Rss"])


def _ticks(pid: int) -> int:
    """Reads the processor time used so far, in clock ticks."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])
