"""Mutated answers of the server, files and messages: how many were tried, what went wrong, what they cost."""

from __future__ import annotations

import resource
import sys
import tempfile
from pathlib import Path
from random import SystemRandom

import keyring
from PySide6.QtWidgets import QApplication

from tests.bench.table import Table
from tests.helpers.garbage.answers import Findings, fuzz_answers
from tests.helpers.garbage.files import fuzz_files
from tests.helpers.garbage.puppet import recorded
from tests.helpers.garbage.uses import ask_everything
from tests.helpers.garbage.window import SILENCE_MS, flood_window, fuzz_window, fuzzed_window
from tests.helpers.secrets.memory_keyring import MemoryKeyring

ANSWERS = 10_500
FILES = 6_000
IN_THE_WINDOW = 1_400
_LARGEST_IN_THE_WINDOW = 3_000


def run() -> Table:
    keyring.set_keyring(MemoryKeyring())
    _app = QApplication.instance() or QApplication(sys.argv[:1])
    seed = SystemRandom().getrandbits(32)
    with tempfile.TemporaryDirectory() as folder:
        recorder = recorded(Path(folder), ask_everything)
        found = fuzz_answers(Path(folder), recorder, count=ANSWERS, seed=seed)
        found.add(fuzz_files(Path(folder), count=FILES, seed=seed))
        with fuzzed_window(Path(folder, "home"), recorder, seed, largest=_LARGEST_IN_THE_WINDOW) as window:
            flood_window(window)
            fuzz_window(window, IN_THE_WINDOW)
        found.add(window.findings)
    for silence in window.silences:
        sys.stderr.write(f"{silence}\n")
    for fault in found.faults:
        sys.stderr.write(f"{fault}\n")
    # Linux counts in kilobytes, macOS in bytes.
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 if sys.platform == "darwin" else 1 / 1024)
    silent = f"{len(window.silences)} silences over {SILENCE_MS} ms"
    used = f"{silent}, seed {seed}, {peak / 1e6:,.0f} MB at most"
    return Table(
        title=f"Mutated answers, and what the program makes of them ({used})",
        columns=["read by", "tried", "tracebacks", "longest (ms)"],
        rows=_rows(found),
    )


def _rows(found: Findings) -> list[list[str | int | float]]:
    rows: list[list[str | int | float]] = [
        [
            name.replace("_", " "),
            tried,
            sum(fault.startswith(f"{name}:") for fault in found.faults),
            round(found.slowest[name][0] * 1000),
        ]
        for name, tried in sorted(found.tried.items())
    ]
    return [*rows, ["all", found.tried.total(), len(found.faults), max(int(row[3]) for row in rows)]]
