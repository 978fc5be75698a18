"""``make screenshots``: the window in its states, light, dark and twice the size, in ``screenshots``."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from tests.end2end.demo import picture, play, prepare
from tests.helpers.ui.window import Typist, running


def errors(typist: Typist, prefix: str) -> None:
    """What Save says of a form with mistakes."""
    typist.fill("Department", "Sales")
    typist.go_to_tab(2)
    typist.fill("Persons[0].Title", "CEO")
    typist.save()
    picture(typist, f"{prefix}-errors")


def take(prefix: str, *, dark: bool = False) -> None:
    with tempfile.TemporaryDirectory() as home, running(Path(home), sandbox=True, dark=dark) as typist:
        play(typist, prefix)
        errors(typist, prefix)


def main() -> int:
    prepare()
    QApplication(sys.argv[:1])
    scale = os.environ.get("QT_SCALE_FACTOR")
    if scale:
        take(f"x{scale}")
        return 0
    take("light")
    take("dark", dark=True)
    # The scale is fixed for the life of a process.
    again = [sys.executable, "-m", "tests.end2end.screenshots"]
    return subprocess.run(again, env=os.environ | {"QT_SCALE_FACTOR": "2"}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
