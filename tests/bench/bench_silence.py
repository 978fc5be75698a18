"""How long the window is silent, from the first paint on, while somebody types: beside a bare Qt window."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.bench.heartbeat import BEAT_MS
from tests.bench.table import Cell, Table

_ROOT = Path(__file__).parents[2]
_RUNS = 3
_PATIENCE_SECONDS = 300
_NAMES = {"bare": "bare Qt window", "program": "Contact Entry"}


def run() -> Table:
    """Gaps between heartbeats of several starts together, then of one piece of work each; both in turn."""
    gaps: dict[tuple[str, str], list[float]] = {}
    lost: dict[str, int] = dict.fromkeys(_NAMES, 0)
    for _ in range(_RUNS):
        for which in _NAMES:
            told = _beat("heartbeat", which)
            lost[which] += not told["complete"]
            for phase, found in told["gaps"].items():
                gaps.setdefault((phase, which), []).extend(found)
    rows: list[list[Cell]] = [
        [f"{phase}, {_NAMES[which]}", *_figures(sorted(found)), "", f"in {lost[which]} of {_RUNS}"]
        for (phase, which), found in sorted(gaps.items())
    ]
    work = {which: _beat("silent_work", which)["gaps"] for which in _NAMES}
    for which, name in _NAMES.items():
        whole = [gap for (_phase, whose), found in gaps.items() if whose == which for gap in found]
        whole += [wall for found in work[which].values() for wall, _own in found]
        rows.append([f"all of it, with what follows, {name}", *_figures(sorted(whole)), "", ""])
    columns = ["silence (ms)", "median", "99 %", "99.9 %", "worst", "processor", "keys lost"]
    title = (
        f"Silences, heartbeat of {BEAT_MS} ms, a key each 60 ms; processor: the most of the GUI thread in one"
    )
    return Table(title=title, columns=columns, rows=[*rows, *_at_work(work)])


def _at_work(told: dict[str, dict[str, Any]]) -> list[list[Cell]]:
    return [
        [
            f"{work}, {_NAMES[which]}",
            *_figures(sorted(wall for wall, _own in told[which][work])),
            max(own for _wall, own in told[which][work]),
            "",
        ]
        for work in told["program"]
        for which in _NAMES
    ]


def _figures(gaps: Sequence[float]) -> list[Cell]:
    return [*(gaps[min(len(gaps) - 1, int(len(gaps) * share))] for share in (0.5, 0.99, 0.999)), gaps[-1]]


def _beat(module: str, which: str) -> dict[str, dict[str, Any]]:
    with tempfile.TemporaryDirectory() as home:
        environment = {
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "CONTACT_ENTRY_HOME": home,
            "PYTHONPATH": str(_ROOT),
            "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
        }
        done = subprocess.run(
            [sys.executable, "-m", f"tests.bench.{module}", which],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=_PATIENCE_SECONDS,
            check=True,
        )
    told: dict[str, dict[str, Any]] = json.loads(done.stdout)
    return told
