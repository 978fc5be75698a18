"""Runs the checks that load Qt in a child process.

Without a display or with a missing library the system ends that process, which the self test has to report.
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
from app.translation import _
from app.translation.catalogue import used_language

WINDOW_CHECKS: Final = ("parts", "window", "resources", "formats")
_TIMEOUT: Final = 120.0  # seconds
_DISPLAYS: Final = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


def window_checks() -> Iterator[Check]:
    """Yields the results of the child process, and a failed one for each check that it did not reach."""
    environment = with_qt_platform(os.environ)
    output, error_line = _run(environment)
    results = {one.name: one for one in map(_read, output) if one}
    for name in WINDOW_CHECKS:
        yield results.get(name) or Check(
            name, Outcome.FAILED, _failure_sentence(name, environment), error_line
        )


def with_qt_platform(environment: Mapping[str, str]) -> dict[str, str]:
    """Returns the environment for the child; without a display Qt uses its platform “offscreen”."""
    has_desktop = sys.platform in ("win32", "darwin")
    if has_desktop or any(environment.get(name) for name in _DISPLAYS):
        return dict(environment)
    return {**environment, "QT_QPA_PLATFORM": "offscreen"}


def _run(environment: Mapping[str, str]) -> tuple[list[str], str]:
    """Returns the output lines of the child process and its first error line."""
    command = [*self_command(), "--language", used_language(), "self-test", "--part", "window"]
    try:
        done = subprocess.run(  # noqa: S603  # our own program
            command,
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            timeout=_TIMEOUT,
            check=False,
            creationflags=NO_CONSOLE,
        )
    except subprocess.TimeoutExpired:
        return [], _("no answer within {timeout:.0f} seconds").format(timeout=_TIMEOUT)
    error_lines = [line.strip() for line in done.stderr.splitlines() if line.strip()]
    return done.stdout.splitlines(), error_lines[0] if error_lines else _("ended with {returncode}").format(
        returncode=done.returncode
    )


def _read(line: str) -> Check | None:
    try:
        told = json.loads(line)
        return Check(told["name"], Outcome(told["outcome"]), told["sentence"], told["detail"])
    except (ValueError, KeyError, TypeError):
        return None  # printed by a library


def _failure_sentence(name: str, environment: Mapping[str, str]) -> str:
    if name == "parts":
        return _("The program could not be started a second time. Install Contact Entry again.")
    display = environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY")
    if name == "window" and display and not environment.get("QT_QPA_PLATFORM"):
        return _(
            "The window could not be opened on the display “{display}”: nothing answers there, or "
            "one of the system's libraries for windows is missing."
        ).format(display=display)
    if name == "window":
        return _("The window could not be opened: one of the system's libraries for windows is missing.")
    return _("This was not checked, because the window could not be opened.")
