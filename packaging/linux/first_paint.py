"""How long it takes from the start of a program to its first paint on a screen.

Qt itself tells, in its log, when a window's content goes to the screen, so the program needs no switch for it
and is measured as it is.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from typing import Final

_RULES: Final = "qt.widgets.painting.info=true"
_PAINTED: Final = b"Flushing"
_PATIENCE: Final = 60.0  # seconds


def first_paint(command: Sequence[str], environment: Mapping[str, str]) -> float:
    """Seconds. Ends the program then. Raises TimeoutError where nothing is painted."""
    begun = time.perf_counter()
    process = subprocess.Popen(  # noqa: S603  # what the caller wants measured
        command, env={**environment, "QT_LOGGING_RULES": _RULES}, stderr=subprocess.PIPE
    )
    with process:
        try:
            assert process.stderr is not None  # noqa: S101  # asked for above
            for line in process.stderr:
                if _PAINTED in line:
                    return time.perf_counter() - begun
                if time.perf_counter() - begun > _PATIENCE:
                    break
        finally:
            process.kill()
    raise TimeoutError(f"{command[0]} has painted nothing.")


def medians(
    commands: Mapping[str, Sequence[str]], environment: Mapping[str, str], runs: int
) -> dict[str, float]:
    """Of so many runs each, in turns, after one of each that warms the disk's cache. Seconds."""
    times: dict[str, list[float]] = {name: [] for name in commands}
    for number in range(runs + 1):
        for name, command in commands.items():
            took = first_paint(command, environment)
            if number:
                times[name].append(took)
    return {name: statistics.median(all_of_it) for name, all_of_it in times.items()}


def environment_for(display: str) -> dict[str, str]:
    """A home with nothing in it, on that X screen."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": tempfile.gettempdir(),
        "DISPLAY": display,
        "QT_QPA_PLATFORM": "xcb",
        "LANG": "C.UTF-8",
    }
