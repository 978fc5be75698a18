"""A real input method on a real X screen: Hangul, composed with ibus.

Needs Xvfb, xdotool, a D-Bus and ibus-hangul (Debian: xvfb, xdotool, dbus, ibus, ibus-hangul); skipped where
they are missing.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.end2end import real_hangul
from tests.end2end.on_screen import go_through, skip_unless, x_screen

pytestmark = skip_unless(
    ("Xvfb", "xdotool", "setxkbmap", "dbus-run-session", "ibus-daemon", real_hangul.ENGINE),
    "xvfb, xdotool, x11-xkb-utils, dbus, ibus, ibus-hangul",
)
_SETTINGS = "[org/freedesktop/ibus/engine/hangul]\ninitial-input-mode='hangul'\n"


@pytest.mark.long
def test_hangul_is_composed_with_a_real_input_method(tmp_path: Path, subtests: pytest.Subtests) -> None:
    """The input method has a session bus, a folder and settings of its own."""
    settings = tmp_path / "config" / "glib-2.0" / "settings" / "keyfile"
    settings.parent.mkdir(parents=True)
    settings.write_text(_SETTINGS)
    command = ["dbus-run-session", "--", sys.executable, "-m", "tests.end2end.real_hangul"]
    environment = {
        "HOME": str(tmp_path),
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
        "XDG_CACHE_HOME": str(tmp_path / "cache"),
        "GSETTINGS_BACKEND": "keyfile",
        "QT_IM_MODULE": "ibus",
    }
    with x_screen() as display:
        go_through(real_hangul.SCENARIOS, command, environment | {"DISPLAY": display}, tmp_path, subtests)
