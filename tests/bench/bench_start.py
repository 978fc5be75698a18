"""How long the program takes to its first paint, beside a bare Qt window, and commands beside bare Python."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.bench.cold_start import BARE, COMMANDS, milliseconds_to_paint
from tests.bench.table import Cell, Table

_RUNS = 9
_COMMAND_RUNS = 15
_SCRIPT = str(Path(sys.executable).with_name("contact-entry"))
_BARE_PYTHON = "python -c pass"
_COMMANDS = {
    _BARE_PYTHON: [sys.executable, "-c", "pass"],
    "contact-entry --version": [_SCRIPT, "--version"],
    "contact-entry --help": [_SCRIPT, "--help"],
}


def run() -> Table:
    """Medians of several starts, each kind in turn."""
    paints: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for number in range(_RUNS + 1):
        for name, command in COMMANDS.items():
            milliseconds = milliseconds_to_paint(command)
            if number:  # the first start warms the disk's cache
                paints[name].append(milliseconds)
    told: dict[str, list[float]] = {name: [] for name in _COMMANDS}
    for number in range(_COMMAND_RUNS + 1):
        for name, command in _COMMANDS.items():
            milliseconds = _milliseconds_to_end(command)
            if number:
                told[name].append(milliseconds)
    return Table(
        title=f"First paint, medians of {_RUNS}, without a connection; commands, of {_COMMAND_RUNS}",
        columns=["of", "ms", "fastest", "ratio"],
        rows=[*_rows(paints, BARE), *_rows(told, _BARE_PYTHON)],
    )


def _rows(measured: Mapping[str, Sequence[float]], bare: str) -> list[list[Cell]]:
    basis = statistics.median(measured[bare])
    return [
        [name, statistics.median(times), min(times), f"{statistics.median(times) / basis:.2f}"]
        for name, times in measured.items()
    ]


def _milliseconds_to_end(command: Sequence[str]) -> float:
    """Runs a command as after its first time: with what Python keeps of its modules."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    begun = time.perf_counter()
    subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=True)
    return (time.perf_counter() - begun) * 1000
