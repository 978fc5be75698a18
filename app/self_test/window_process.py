"""The checks that load Qt, in a process of their own: where Qt finds no display or a library is missing, the
system ends the process, and the self test has to say so.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from typing import Final

from app.child_process import NO_CONSOLE, self_command
from app.self_test.check import Check, Outcome

WINDOW_CHECKS: Final = ("parts", "window", "resources", "formats")
_PATIENCE: Final = 120.0  # seconds
_DISPLAYS: Final = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


def window_checks() -> Iterator[Check]:
    """Those that the other process made, and a failed one for each that it did not come to."""
    environment = with_a_platform(os.environ)
    said, trouble = _run(environment)
    made = {one.name: one for one in map(_read, said) if one}
    for name in WINDOW_CHECKS:
        yield made.get(name) or Check(name, Outcome.FAILED, _why_not(name, environment), trouble)


def with_a_platform(environment: Mapping[str, str]) -> dict[str, str]:
    """Where there is no display, Qt draws into memory (its platform “offscreen”)."""
    has_desktop = sys.platform in ("win32", "darwin")
    if has_desktop or any(environment.get(name) for name in _DISPLAYS):
        return dict(environment)
    return {**environment, "QT_QPA_PLATFORM": "offscreen"}


def _run(environment: Mapping[str, str]) -> tuple[list[str], str]:
    """The lines of the other process, and its first complaint."""
    command = [*self_command(), "self-test", "--part", "window"]
    try:
        done = subprocess.run(  # noqa: S603  # our own program
            command,
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            timeout=_PATIENCE,
            check=False,
            creationflags=NO_CONSOLE,
        )
    except subprocess.TimeoutExpired:
        return [], f"no answer within {_PATIENCE:.0f} seconds"
    complaints = [line.strip() for line in done.stderr.splitlines() if line.strip()]
    return done.stdout.splitlines(), complaints[0] if complaints else f"ended with {done.returncode}"


def _read(line: str) -> Check | None:
    try:
        told = json.loads(line)
        return Check(told["name"], Outcome(told["outcome"]), told["sentence"], told["detail"])
    except (ValueError, KeyError, TypeError):
        return None  # something that a library has printed


def _why_not(name: str, environment: Mapping[str, str]) -> str:
    if name == "parts":
        return "The program could not be started a second time. Install Contact Entry again."
    display = environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY")
    if name == "window" and display and not environment.get("QT_QPA_PLATFORM"):
        return (
            f"The window could not be opened on the display “{display}”: nothing answers there, or one of "
            "the system's libraries for windows is missing."
        )
    if name == "window":
        return "The window could not be opened: one of the system's libraries for windows is missing."
    return "This was not checked, because the window could not be opened."
