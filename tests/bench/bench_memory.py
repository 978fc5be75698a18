"""How much memory the program holds at rest, beside a bare Qt window."""

from __future__ import annotations

from tests.bench.cold_start import BARE, COMMANDS, memory_at_rest
from tests.bench.table import Cell, Table


def run() -> Table:
    """One start of each. On a machine where others run Qt, look at all that is resident."""
    memory = {name: memory_at_rest(command) for name, command in COMMANDS.items()}
    bare = memory[BARE]
    rows: list[list[Cell]] = [
        [
            name,
            one.share,
            f"{one.share / bare.share:.2f}",
            one.resident,
            f"{one.resident / bare.resident:.2f}",
        ]
        for name, one in memory.items()
    ]
    columns = ["of", "own share (MB)", "ratio", "resident (MB)", "ratio"]
    return Table(title="Memory at rest, without a connection", columns=columns, rows=rows)
