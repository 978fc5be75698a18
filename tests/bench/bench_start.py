"""How long the program takes to its first paint and how much memory it holds, beside a bare Qt window."""

from __future__ import annotations

import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from tests.bench.table import Cell, Table

_ROOT = Path(__file__).parents[2]
_RUNS = 9
_SETTLED_SECONDS = 1.5
_PATIENCE_SECONDS = 60.0
_PROGRAM = "Contact Entry"
_COMMANDS = {
    "bare Qt window": [sys.executable, "-m", "tests.bench.bare_window"],
    _PROGRAM: [sys.executable, "-m", "app"],
}


def run() -> Table:
    """Medians of several starts, both in turn; memory is the process's own share (PSS) once it is at rest."""
    paints: dict[str, list[float]] = {name: [] for name in _COMMANDS}
    for number in range(_RUNS + 1):
        for name, command in _COMMANDS.items():
            milliseconds, _ = _start(command, settle=False)
            if number:  # the first start warms the disk's cache
                paints[name].append(milliseconds)
    memory = {name: _start(command, settle=True)[1] for name, command in _COMMANDS.items()}
    bare_paint, bare_memory = statistics.median(paints["bare Qt window"]), memory["bare Qt window"]
    rows: list[list[Cell]] = [
        [
            name,
            statistics.median(times),
            min(times),
            f"{statistics.median(times) / bare_paint:.2f}",
            memory[name],
            f"{memory[name] / bare_memory:.2f}",
        ]
        for name, times in paints.items()
    ]
    columns = ["of", "first paint (ms)", "fastest", "ratio", "memory at rest (MB)", "ratio"]
    return Table(title=f"Start, medians of {_RUNS}, without a connection", columns=columns, rows=rows)


def _start(command: Sequence[str], *, settle: bool) -> tuple[float, float]:
    """Milliseconds to the first paint, and megabytes afterwards if `settle`. Ends the program then.

    Qt tells in its log when a window's content goes to the screen.
    """
    with tempfile.TemporaryDirectory() as home:
        environment = {
            **os.environ,
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
                        return milliseconds, _megabytes_at_rest(process.pid) if settle else 0.0
                    if time.perf_counter() - begun > _PATIENCE_SECONDS:
                        break
            finally:
                process.kill()
    raise TimeoutError(f"{command} has painted nothing.")


def _megabytes_at_rest(pid: int) -> float:
    """Reads the memory once the process has used next to no processor for a while."""
    deadline = time.perf_counter() + _PATIENCE_SECONDS
    used, since = _ticks(pid), time.perf_counter()
    while time.perf_counter() - since < _SETTLED_SECONDS and time.perf_counter() < deadline:
        time.sleep(0.1)
        if (now := _ticks(pid)) > used + 1:
            used, since = now, time.perf_counter()
    text = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    found = re.search(r"^Pss:\s+(\d+) kB", text, re.MULTILINE)
    assert found is not None, "the system does not tell"
    return int(found[1]) / 1024


def _ticks(pid: int) -> int:
    """Reads the processor time used so far, in clock ticks."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])
