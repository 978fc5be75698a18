"""A real X screen, and scenarios that a process of their own goes through on it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

_SCREEN_SECONDS = 20
_SECONDS = 100


def skip_unless(programs: Iterable[str], packages: str) -> list[pytest.MarkDecorator]:
    """Returns the marks of a test that needs X11 and these programs, from these packages of Debian."""
    missing = ", ".join(name for name in programs if shutil.which(name) is None)
    return [
        pytest.mark.skipif(sys.platform != "linux", reason="only X11 has these key events"),
        pytest.mark.skipif(bool(missing), reason=f"{missing} not installed (Debian: {packages})"),
    ]


@contextmanager
def x_screen() -> Iterator[str]:
    """Yields the name of an X screen of its own, with a Norwegian keyboard."""
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


def go_through(
    scenarios: Iterable[str],
    command: list[str],
    environment: dict[str, str],
    home: Path,
    subtests: pytest.Subtests,
) -> None:
    """Runs all in one window; after one that fails a new window for the others.

    The command gets the program's folder, a folder for pictures or an empty text, and the scenarios' names.
    """
    waiting = sorted(scenarios)
    while waiting:
        passed, said = _run([*command, str(home / waiting[0])], environment, waiting)
        assert waiting[: len(passed)] == passed, said
        for scenario in waiting[: len(passed) + 1]:
            with subtests.test(scenario):
                assert scenario in passed, said
        del waiting[: len(passed) + 1]


def _run(command: list[str], environment: dict[str, str], scenarios: list[str]) -> tuple[list[str], str]:
    """Runs them until one fails; returns those that did not, and what was said of the one that did."""
    environment = os.environ | {"QT_QPA_PLATFORM": "xcb"} | environment
    environment.pop("WAYLAND_DISPLAY", None)
    pictures = os.environ.get("REAL_KEYS_PICTURES", "")
    ended = subprocess.run(
        [*command, pictures, *scenarios],
        env=environment,
        capture_output=True,
        text=True,
        timeout=_SECONDS,
        check=False,
    )
    assert (ended.returncode == 0) is (ended.stdout.split() == scenarios), ended.stderr
    return ended.stdout.split(), ended.stderr
