"""How long the window is silent, from the first paint on, while somebody types: beside a bare Qt window."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.bench.heartbeat import BEAT_MS
from tests.bench.table import Cell, Table

_ROOT = Path(__file__).parents[2]
_RUNS = 3
_PATIENCE_SECONDS = 90
_NAMES = {"bare": "bare Qt window", "program": "Contact Entry"}


def run() -> Table:
    """Gaps between heartbeats of several starts together; both in turn."""
    gaps: dict[tuple[str, str], list[float]] = {}
    lost: dict[str, int] = dict.fromkeys(_NAMES, 0)
    for _ in range(_RUNS):
        for which in _NAMES:
            told = _beat(which)
            lost[which] += not told["complete"]
            for phase, found in told["gaps"].items():
                gaps.setdefault((phase, which), []).extend(found)
    rows: list[list[Cell]] = [
        [f"{phase}, {_NAMES[which]}", *_figures(sorted(found)), f"in {lost[which]} of {_RUNS}"]
        for (phase, which), found in sorted(gaps.items())
    ]
    columns = ["silence (ms)", "median", "99 %", "99.9 %", "worst", "keys lost"]
    return Table(title=f"Silences, heartbeat of {BEAT_MS} ms, a key each 60 ms", columns=columns, rows=rows)


def _figures(gaps: Sequence[float]) -> list[Cell]:
    return [*(gaps[min(len(gaps) - 1, int(len(gaps) * share))] for share in (0.5, 0.99, 0.999)), gaps[-1]]


def _beat(which: str) -> dict[str, dict[str, list[float]]]:
    with tempfile.TemporaryDirectory() as home:
        environment = {
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "CONTACT_ENTRY_HOME": home,
            "PYTHONPATH": str(_ROOT),
            "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
        }
        done = subprocess.run(
            [sys.executable, "-m", "tests.bench.heartbeat", which],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=_PATIENCE_SECONDS,
            check=True,
        )
    told: dict[str, dict[str, list[float]]] = json.loads(done.stdout)
    return told
