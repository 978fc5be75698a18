"""A screen without a monitor, and hands on its keys: X, a window manager, xdotool."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from windows.trial.wine import StepFailed, tool

TITLE: Final = "^Contact Entry"
_ASK_EVERY: Final = 0.5  # seconds


@dataclass(frozen=True)
class Desktop:
    """The keys and the picture of one X display."""

    display: str

    def window(self) -> str:
        """Returns the id of the program's visible window; "" where there is none."""
        found = self._run("xdotool", "search", "--onlyvisible", "--name", TITLE)
        return found.split()[-1] if found.split() else ""

    def wait_for_window(self, seconds: float = 300) -> str:
        """Waits until there is one, and gives it the keys. Raises StepFailed."""
        wait_until(lambda: bool(self.window()), "no window came up", seconds)
        window = self.window()
        self._run("xdotool", "windowactivate", "--sync", window)
        return window

    def type(self, text: str) -> None:
        """Types text into whatever has the focus."""
        self._run("xdotool", "type", "--delay", "40", text)

    def press(self, *keys: str) -> None:
        """Presses keys, each by xdotool's name, as in ctrl+Return."""
        self._run("xdotool", "key", "--clearmodifiers", *keys)

    def picture(self, file: Path) -> None:
        """Writes what the screen shows, as PNG."""
        self._run("import", "-window", "root", str(file))

    def _run(self, *command: str) -> str:
        done = subprocess.run(  # noqa: S603  # Debian's own
            [tool(command[0]), *command[1:]],
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
            env={**os.environ, "DISPLAY": self.display},
        )
        return done.stdout


@contextmanager
def open_desktop() -> Iterator[Desktop]:
    """Starts one on a free display, with a window manager; both end with it."""
    command = [tool("Xvfb"), "-screen", "0", "1400x1000x24", "-nolisten", "tcp", "-displayfd", "1"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as screen:  # noqa: S603  # Debian's own
        assert screen.stdout is not None  # noqa: S101  # asked for above
        display = f":{screen.stdout.readline().decode().strip()}"
        manager = subprocess.Popen(  # noqa: S603  # Debian's own
            [tool("openbox")],
            env={**os.environ, "DISPLAY": display},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            yield Desktop(display)
        finally:
            for each in (manager, screen):
                each.terminate()
                each.wait(30)


def wait_until(holds: Callable[[], bool], otherwise: str, seconds: float = 240) -> None:
    """Asks twice a second until it holds. Raises StepFailed when the time is over."""
    until = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > until:
            raise StepFailed(f"{otherwise} (in {seconds:.0f} seconds)")
        time.sleep(_ASK_EVERY)
