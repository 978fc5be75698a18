"""Real key events on a real X screen: what simulated keys do not prove.

Needs Xvfb and xdotool (Debian: xvfb, xdotool) and Qt's xcb platform; skipped where they are missing.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.end2end import real_keys
from tests.end2end.on_screen import go_through, skip_unless, x_screen

pytestmark = skip_unless(("Xvfb", "xdotool", "setxkbmap"), "xvfb, xdotool, x11-xkb-utils")


@pytest.mark.long
def test_on_a_real_screen(tmp_path: Path, subtests: pytest.Subtests) -> None:
    command = [sys.executable, "-m", "tests.end2end.real_keys"]
    with x_screen() as display:
        go_through(real_keys.SCENARIOS, command, {"DISPLAY": display}, tmp_path, subtests)
