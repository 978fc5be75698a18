"""Real key events on a real X screen: what simulated keys do not prove.

Needs Xvfb and xdotool (Debian: xvfb, xdotool) and Qt's xcb platform; skipped where they are missing.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.end2end import real_keys

_NEEDED = ("Xvfb", "xdotool", "setxkbmap")
_SCREEN_SECONDS = 20
_SECONDS = 100

missing = [name for name in _NEEDED if shutil.which(name) is None]
pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="only X11 has these key events"),
    pytest.mark.skipif(
        bool(missing),
        reason=f"{', '.join(missing)} not installed (Debian: xvfb, xdotool, x11-xkb-utils)",
    ),
]


@pytest.fixture(scope="module")
def screen() -> Iterator[str]:
    """The name of an X screen of its own, with a Norwegian keyboard."""
    read, write = os.pipe()
    command = [
        "Xvfb",
        "-displayfd",
        str(write),
        "-screen",
        "0",
        "1280x1024x24",
        "-nolisten",
        "tcp",
        "-noreset",
    ]
    with subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL) as server:
        os.close(write)
        with os.fdopen(read) as pipe:
            number = pipe.readline().strip()
        assert number, "Xvfb did not start"
        display = f":{number}"
        # Upper-case Æ, Ø and Å arrive in lower case otherwise.
        layout = ["setxkbmap", "-display", display, "-layout", "no"]
        subprocess.run(layout, check=True, timeout=_SCREEN_SECONDS)
        yield display
        server.terminate()


def test_on_a_real_screen(screen: str, tmp_path: Path, subtests: pytest.Subtests) -> None:
    """One window for all scenarios; after one that fails a new window for the others."""
    waiting = sorted(real_keys.SCENARIOS)
    while waiting:
        passed, said = _run(screen, tmp_path / waiting[0], waiting)
        assert waiting[: len(passed)] == passed, said
        for scenario in waiting[: len(passed) + 1]:
            with subtests.test(scenario):
                assert scenario in passed, said
        del waiting[: len(passed) + 1]


def _run(screen: str, home: Path, scenarios: list[str]) -> tuple[list[str], str]:
    """Runs them until one fails; returns those that did not, and what was said of the one that did."""
    environment = os.environ | {"DISPLAY": screen, "QT_QPA_PLATFORM": "xcb"}
    environment.pop("WAYLAND_DISPLAY", None)
    pictures = os.environ.get("REAL_KEYS_PICTURES", "")
    command = [sys.executable, "-m", "tests.end2end.real_keys", str(home), pictures, *scenarios]
    ended = subprocess.run(
        command, env=environment, capture_output=True, text=True, timeout=_SECONDS, check=False
    )
    assert (ended.returncode == 0) is (ended.stdout.split() == scenarios), ended.stderr
    return ended.stdout.split(), ended.stderr
