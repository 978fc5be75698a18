"""Installs, uses, upgrades, repairs and removes the program for Windows under Wine: ``make windows-test``.

Usage, after ``make windows``: ``python packaging/windows/trial/try_windows.py [--only NAME ...]``. Prints a
line for each thing that it tries, and ends with 1 at the first that fails. The installer, the use of what is
installed, and the suite are tried side by side. The suite is run where it is asked for: not all of its tests
that talk to a server come to an end under Wine.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Final

sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parents[3])]

from windows.trial import at_the_window, commands, installing, suite, tracks  # noqa: E402  # beside this file
from windows.trial.desktop import Desktop, open_desktop  # noqa: E402  # as above
from windows.trial.wine import Wine  # noqa: E402  # as above

ROOT: Final = Path(__file__).parents[3]
BED: Final = ROOT / "build/windows/bed"
BEFORE: Final = ROOT / "build/windows/before.msi"
PICTURES: Final = ROOT / "build/windows/pictures"


def look_after(wine: Wine, _desktop: Desktop) -> None:
    """Tries what an administrator does: from a version before to the removal, and the archive."""
    wine.make(BED / "fresh")
    msi, archive = _only("dist/*-windows.msi"), _only("dist/*-windows.zip")
    installing.look_at(msi, archive)
    installing.install(wine, BEFORE, "before.msi")
    installing.is_registered(wine, "0.0.1")
    entries = commands.fill_outbox(wine, 3)
    installing.upgrade(wine, msi, entries)
    installing.is_registered(wine, "0.0.2")
    installing.refused_downgrade(wine)
    commands.self_test(wine, "of the installed program")
    installing.repair(wine)
    installing.remove(wine, commands.outbox(wine))
    installing.from_archive(wine, archive)


def work_with(wine: Wine, desktop: Desktop) -> None:
    """Tries what a user does with the installed program: its commands, and its window."""
    wine.make(BED / "fresh")
    installing.install(wine, _only("dist/*-windows.msi"), "now.msi")
    commands.speaks(wine)
    commands.submit(wine)
    commands.table(wine)
    commands.jump_list(wine)
    commands.policy(wine)
    at_the_window.spare_wine(wine)
    PICTURES.mkdir(parents=True, exist_ok=True)
    seat = at_the_window.Seat(wine, desktop, PICTURES)
    for step in at_the_window.STEPS:
        step(seat)


def test_in_it(wine: Wine, _desktop: Desktop) -> None:
    """Runs the suite in the test bed."""
    suite.run(wine)


TRACKS: Final[dict[str, Callable[[Wine, Desktop], None]]] = {
    "install": look_after,
    "use": work_with,
    "suite": test_in_it,
}


def run(names: Iterable[str]) -> None:
    """Runs these tracks side by side, each in a Windows and on a screen of its own. Raises StepFailed."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="contact-entry-windows-")))
        started, wines = {}, []
        for name in names:
            desktop = stack.enter_context(open_desktop())
            wine = Wine(BED / "prefix" if name == "suite" else folder / name / "prefix", desktop.display)
            stack.callback(wine.end)
            wines.append(wine)
            started[name] = partial(TRACKS[name], wine, desktop)
        tracks.run(started, [wine.end for wine in wines])


def _only(pattern: str) -> Path:
    found = sorted(ROOT.glob(pattern))
    tracks.expect(
        len(found) == 1, f"There has to be one {pattern}, and there are {len(found)}: run make windows."
    )
    return found[0]


def main() -> int:
    """Tries all, or what is asked for. Returns 1 where something fails."""
    options = argparse.ArgumentParser(description=__doc__)
    usual = [name for name in TRACKS if name != "suite"]
    options.add_argument("--only", choices=TRACKS, nargs="+", default=usual, help="what is tried")
    chosen = options.parse_args().only
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that nothing is left running
    began = time.monotonic()
    try:
        run(dict.fromkeys(chosen))
    except tracks.StepFailed as failure:
        print(f"FAILED  {failure}", file=sys.stderr)
        return 1
    print(f"all of it is well, after {time.monotonic() - began:.0f} s")
    return 0


if __name__ == "__main__":
    os.chdir(ROOT)
    sys.exit(main())
