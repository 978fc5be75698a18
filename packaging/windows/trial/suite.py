"""The parts of the test suite that can run on Windows, run there by Windows' Python."""

from __future__ import annotations

import re
import shutil
from typing import Final

from windows.trial.tracks import expect, say
from windows.trial.wine import Wine

FOLDERS: Final = ("model", "recognition", "storage", "service", "webapi", "commands")
PYTHON: Final = r"C:\Python311\python.exe"
_COUNT: Final = re.compile(r"\d+ (?:passed|skipped|deselected)")


def run(wine: Wine) -> None:
    """Runs them in the test bed's. Raises StepFailed where one fails; what is skipped names its reason."""
    wine.stay()
    for name in FOLDERS:
        _run_folder(wine, name)


def _run_folder(wine: Wine, name: str) -> None:
    temporary = wine.disk / "t"
    shutil.rmtree(temporary, ignore_errors=True)
    options = ("-q", "-p", "no:cacheprovider", "--basetemp", r"C:\t", "--tb", "short", "-rfEs")
    done = wine.run(
        *(PYTHON, "-m", "pytest", *options, f"tests/unit/{name}"),
        folder=r"C:\project",
        code=None,
        timeout=1200,
        PYTHONPATH=r"C:\tests-packages",
    )
    last = done.out.strip().splitlines()[-1:] or [done.said[-2000:]]
    (wine.prefix.parent / f"tests-{name}.txt").write_text(done.out + done.said, encoding="utf-8")
    expect(done.code == 0, f"tests/unit/{name} on Windows: {last[0]}\n{done.out[-6000:]}")
    say(f"tests/unit/{name} on Windows: {', '.join(_COUNT.findall(last[0]))}")
