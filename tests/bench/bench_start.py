"""How long the program takes to its first paint, beside a bare Qt window."""

from __future__ import annotations

import statistics

from tests.bench.cold_start import BARE, COMMANDS, milliseconds_to_paint
from tests.bench.table import Cell, Table

_RUNS = 9


def run() -> Table:
    """Medians of several starts, both in turn."""
    paints: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for number in range(_RUNS + 1):
        for name, command in COMMANDS.items():
            milliseconds = milliseconds_to_paint(command)
            if number:  # the first start warms the disk's cache
                paints[name].append(milliseconds)
    bare = statistics.median(paints[BARE])
    rows: list[list[Cell]] = [
        [name, statistics.median(times), min(times), f"{statistics.median(times) / bare:.2f}"]
        for name, times in paints.items()
    ]
    columns = ["of", "first paint (ms)", "fastest", "ratio"]
    return Table(title=f"Start, medians of {_RUNS}, without a connection", columns=columns, rows=rows)
