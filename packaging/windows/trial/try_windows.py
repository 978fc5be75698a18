"""Installs, uses, upgrades, repairs and removes the program for Windows under Wine: ``make windows-test``.

Usage, after ``make windows``: ``python packaging/windows/trial/try_windows.py [--only NAME ...]``. Prints a
line for each thing that it tries, and ends with 1 at the first that fails. The suite is run where it is asked
for: not all of its tests that talk to a server come to an end under Wine.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parents[3])]

from windows.trial import at_the_window, commands, installing, suite  # noqa: E402  # beside this file
from windows.trial.desktop import Desktop, open_desktop  # noqa: E402  # as above
from windows.trial.wine import StepFailed, Wine  # noqa: E402  # as above

ROOT: Final = Path(__file__).parents[3]
BED: Final = ROOT / "build/windows/bed"
BEFORE: Final = ROOT / "build/windows/before.msi"
PICTURES: Final = ROOT / "build/windows/pictures"
PARTS: Final = ("install", "suite")


def installed(desktop: Desktop) -> None:
    """Everything about the installed program, in a fresh Wine."""
    msi, archive = _only("dist/*-windows.msi"), _only("dist/*-windows.zip")
    installing.look_at(msi, archive)
    with tempfile.TemporaryDirectory(prefix="contact-entry-windows-") as folder:
        wine = Wine(Path(folder) / "prefix", desktop.display)
        try:
            wine.make(BED / "missing")
            _use(wine, msi, archive, desktop)
        finally:
            wine.end()


def _use(wine: Wine, msi: Path, archive: Path, desktop: Desktop) -> None:
    installing.install(wine, BEFORE, "before.msi")
    installing.is_registered(wine, "0.0.1")
    entries = commands.fill_outbox(wine, 3)
    installing.upgrade(wine, msi, entries)
    installing.is_registered(wine, "0.0.2")
    installing.refused_downgrade(wine)
    commands.self_test(wine, "of the installed program")
    commands.speaks(wine)
    commands.submit(wine)
    commands.table(wine)
    commands.jump_list(wine)
    commands.policy(wine)
    installing.repair(wine)
    at_the_window.spare_wine(wine)
    PICTURES.mkdir(parents=True, exist_ok=True)
    seat = at_the_window.Seat(wine, desktop, PICTURES)
    for step in at_the_window.STEPS:
        step(seat)
    installing.remove(wine, commands.outbox(wine))
    installing.from_archive(wine, archive)


def _only(pattern: str) -> Path:
    found = sorted(ROOT.glob(pattern))
    commands.expect(
        len(found) == 1, f"There has to be one {pattern}, and there are {len(found)}: run make windows."
    )
    return found[0]


def main() -> int:
    """Tries all, or what is asked for. Returns 1 where something fails."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--only", choices=PARTS, nargs="+", default=["install"], help="what is tried")
    chosen = options.parse_args().only
    began = time.monotonic()
    try:
        with open_desktop() as desktop:
            if "install" in chosen:
                installed(desktop)
            if "suite" in chosen:
                suite.run(BED, desktop.display)
    except StepFailed as failure:
        print(f"FAILED  {failure}", file=sys.stderr)
        return 1
    print(f"all of it is well, after {time.monotonic() - began:.0f} s")
    return 0


if __name__ == "__main__":
    os.chdir(ROOT)
    sys.exit(main())
