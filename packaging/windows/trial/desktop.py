"""A screen without a monitor, and hands on its keys: X, a window manager, xdotool."""

from __future__ import annotations

import hashlib
import os
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from windows.trial.tracks import StepFailed, go_on
from windows.trial.wine import tool

TITLE: Final = "^Contact Entry"
_ASK_EVERY: Final = 0.2  # seconds


@dataclass(frozen=True)
class Desktop:
    """The keys and the picture of one X display. `memory` is the file in which X keeps the screen."""

    display: str
    memory: Path

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

    def shown(self) -> bytes:
        """Returns a sign of what the screen shows: the same for the same picture, and for no other."""
        return hashlib.sha256(self.memory.read_bytes()).digest()

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
    size = ("-screen", "0", "1400x1000x24")
    with (
        tempfile.TemporaryDirectory(prefix="contact-entry-screen-") as memory,
        subprocess.Popen(  # noqa: S603  # Debian's own
            [tool("Xvfb"), *size, "-nolisten", "tcp", "-fbdir", memory, "-displayfd", "1"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        ) as screen,
    ):
        assert screen.stdout is not None  # noqa: S101  # asked for above
        display = f":{screen.stdout.readline().decode().strip()}"
        manager = subprocess.Popen(  # noqa: S603  # Debian's own
            [tool("openbox")],
            env={**os.environ, "DISPLAY": display},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            yield Desktop(display, Path(memory) / "Xvfb_screen0")
        finally:
            for each in (manager, screen):
                each.terminate()
                each.wait(30)


def wait_until(holds: Callable[[], bool], otherwise: str, seconds: float = 240) -> None:
    """Asks five times a second until it holds. Raises StepFailed when the time is over."""
    until = time.monotonic() + seconds
    while not holds():
        go_on()
        if time.monotonic() > until:
            raise StepFailed(f"{otherwise} (in {seconds:.0f} seconds)")
        time.sleep(_ASK_EVERY)


def is_at_work(process: int) -> bool:
    """Says whether a process of this system has a thread that runs, or could run if a processor were free."""
    threads = Path(f"/proc/{process}/task")
    try:
        told = [(thread / "stat").read_text().rpartition(") ")[2] for thread in threads.iterdir()]
    except OSError:  # it, or a thread of it, has just ended
        return True
    return any(stat.startswith(("R", "D")) for stat in told)
