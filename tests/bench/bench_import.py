"""A table of ten thousand rows: its preview beside the library that reads it, silences, and memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.bench.import_work import IN_MEMORY, LIBRARIES, ROWS
from tests.bench.table import Cell, Table

_ROOT = Path(__file__).parents[2]
_PATIENCE_SECONDS = 600


def run() -> Table:
    """Times and silences of the window, and memory, each in a process of its own."""
    times, memory = _told("times"), _told("memory")
    rows: list[list[Cell]] = []
    rows.append(["5 rows: until the preview is seen (ms)", times["window"]["small.csv"][0], ""])
    for kind in LIBRARIES:
        library, (window, whole) = times["library"][kind], times["window"][f"fair.{kind}"]
        rows += [
            [f"{kind}: the library alone (ms)", library, "1"],
            [f"{kind}: until the preview is seen (ms)", window, f"{window / library:.2f}"],
            [f"{kind}: until all companies are listed (ms)", whole, f"{whole / library:.2f}"],
        ]
    gaps = sorted(gap for name, found in times["gaps"].items() if "small" not in name for gap in found)
    walls, own = sorted(wall for wall, _own in gaps), max(own for _wall, own in gaps)
    rows += [
        ["silence, 99.9 % (ms)", walls[min(len(walls) - 1, int(len(walls) * 0.999))], ""],
        ["silence, worst (ms)", walls[-1], ""],
        ["silence, most of the GUI thread's own (ms)", own, ""],
        [f"memory of {IN_MEMORY:,} bare rows (MB)", memory["rows"], "1"],
        ["memory once they are checked (MB)", memory["checked"], f"{memory['checked'] / memory['rows']:.2f}"],
    ]
    title = f"Import of {ROWS:,} rows: read and shown, companies checked meanwhile"
    return Table(title=title, columns=["what", "measured", "ratio"], rows=rows)


def _told(which: str) -> Any:
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.import_work", which],
        cwd=_ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        timeout=_PATIENCE_SECONDS,
        stdout=subprocess.PIPE,
        check=True,
    )
    return json.loads(done.stdout.splitlines()[-1])
