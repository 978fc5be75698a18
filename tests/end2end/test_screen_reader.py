"""The real window as a screen reader of a Linux desktop finds it: over AT-SPI, on an X screen.

Needs Xvfb, AT-SPI and its Python (Debian: xvfb, xauth, at-spi2-core, python3-pyatspi); else it is skipped.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

_READER, _BUS = "/usr/bin/python3", "/usr/libexec/at-spi-bus-launcher"
_NEEDED = ("xvfb-run", "xauth", "dbus-run-session", _BUS, _READER)
_SECONDS = 100
_ROOT = Path(__file__).parents[2]


def _lacking() -> str:
    if sys.platform != "linux":
        return "only Linux desktops have AT-SPI"
    missing = [name for name in _NEEDED if shutil.which(name) is None]
    if missing:
        return f"{', '.join(missing)} not installed"
    has_reader = subprocess.run([_READER, "-c", "import pyatspi"], capture_output=True, check=False)
    return "" if has_reader.returncode == 0 else "pyatspi not installed"


def test_every_input_has_a_name_and_no_button_is_read_twice(tmp_path: Path) -> None:
    if reason := _lacking():
        pytest.skip(f"{reason} (Debian: xvfb, xauth, at-spi2-core, python3-pyatspi)")
    window = f"{sys.executable} -m tests.end2end.read_window {tmp_path / 'home'} {_READER}"
    screen = shutil.which("xvfb-run") or ""
    script = f"{_BUS} --launch-immediately & sleep 0.5; exec {window}"
    done = subprocess.run(
        [screen, "-a", "-s", "-screen 0 1280x1024x24", "dbus-run-session", "--", "bash", "-c", script],
        cwd=_ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "xcb", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"},
        capture_output=True,
        text=True,
        timeout=_SECONDS,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    # The bus has its say there, too.
    found = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    assert len(found) > 100
    # Of a list Qt tells its value as the name here, and its name by the label.
    assert [one for one in found if not one["name"] and not one["labels"]] == []
    buttons = [one for one in found if one["role"] == "push button" and one["name"]]
    assert [one for one in buttons if one["more"].startswith(one["name"])] == []
