"""A program without a console, as Windows starts the one of its Start menu: there are no standard streams."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers.processes.command import ROOT, Program

_WITHOUT_STREAMS = "import sys; sys.stdin = sys.stdout = sys.stderr = None; "
# Looks every 20 ms until the practice server has answered, which is when everything has been started.
_WINDOW = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget
from app.__main__ import main

application = QApplication([])

def look():
    words = [one.text() for one in application.allWidgets() if one.objectName() == "status.connection"]
    if any("Ingrid" in word for word in words):
        application.closeAllWindows()

timer = QTimer(interval=20)
timer.timeout.connect(look)
timer.start()
sys.exit(main(["--sandbox"]))
"""


def run(program: Program, code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", _WITHOUT_STREAMS + code],
        env=dict(program.environment),
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )


@pytest.mark.long
def test_the_window_opens_practises_and_closes(program: Program) -> None:
    done = run(program, _WINDOW)
    assert done.returncode == 0
    assert (program.home / "sandbox.sqlite3").exists()
    assert (program.home / "logs" / "contact-entry.log").exists()


def test_a_window_that_cannot_wait_for_its_calls_ends_all_the_same(program: Program) -> None:
    done = run(program, "from app.controller.process.process_exit import end_at_once; end_at_once(7)")
    assert (done.returncode, done.stderr) == (7, "")


@pytest.mark.long
def test_commands_keep_their_exit_codes(program: Program, tmp_path: Path) -> None:
    command = "from app.__main__ import main; sys.exit(main({}))"
    assert run(program, command.format(["outbox", "list"])).returncode == 0
    assert run(program, command.format(["--no-such-option"])).returncode == 2
    assert run(program, command.format(["submit", str(tmp_path / "none.json")])).returncode == 2
