"""Somebody at the installed program's window: typing, saving, a second start, killed and started again."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from windows.trial.commands import company
from windows.trial.desktop import Desktop, is_at_work, wait_until
from windows.trial.installing import FOLDER
from windows.trial.tracks import expect, say
from windows.trial.wine import PROGRAM, WINDOW, Wine

HOME: Final = r"C:\users\Public\Jörg Müller Ω 日本\My Entries"
ROOT: Final = Path(__file__).parents[3]
# The practice server wants it of every company; the focus is there after the first try to save.
CONTRACT: Final = "K-1"
# A fifth of a second apart: two seconds.
_LOOKS: Final = 10
_SIGNED_IN: Final = "GET /v1/User/currentPrincipal 200"
DARK: Final = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Themes\Personalize"


@dataclass(frozen=True)
class Seat:
    """A user at the screen. `pictures` is where pictures of the screen go."""

    wine: Wine
    desktop: Desktop
    pictures: Path

    def picture(self, name: str) -> None:
        """Writes what the screen shows."""
        self.desktop.picture(self.pictures / f"{name}.png")

    def entries(self) -> dict[str, str]:
        """Returns the states of the outbox by name."""
        return dict(self._read("SELECT name, state FROM entries"))

    def drafts(self) -> str:
        """Returns what is typed and kept, as it is stored."""
        return "\n".join(form for (form,) in self._read("SELECT form FROM drafts"))

    def _read(self, query: str) -> list[Any]:
        """Reads the window's store from a copy: it has the file open, and locks it as Windows does."""
        with tempfile.TemporaryDirectory() as name:
            for file in self.wine.there(HOME).glob("entries.sqlite3*"):
                if not file.name.endswith(("-shm", ".lock")):
                    shutil.copy(file, name)
            copy = Path(name) / "entries.sqlite3"
            try:
                with closing(sqlite3.connect(copy)) as store:
                    return store.execute(query).fetchall()
            except sqlite3.Error:  # copied while it was written
                return []

    def sign_ins(self) -> int:
        """Returns how often a window has signed in: from then on it knows what the server wants."""
        log = self.wine.there(HOME) / "logs/contact-entry.log"
        return log.read_text(encoding="utf-8").count(_SIGNED_IN) if log.exists() else 0

    def wait_for(self, name: str, state: str = "saved") -> None:
        """Waits until a company is in the outbox in that state. Raises StepFailed."""
        wait_until(lambda: self.entries().get(name) == state, f"“{name}” is not {state}: {self.entries()}")

    @contextmanager
    def window(self, *words: str, **variables: str) -> Iterator[subprocess.Popen[bytes]]:
        """Opens the window, waits until it rests, and closes it in the end, by its own key."""
        before = self.sign_ins()
        process = self.wine.start(WINDOW, "--home", HOME, *(words or ("--sandbox",)), **variables)
        try:
            self.desktop.wait_for_window()
            wait_until(lambda: self.sign_ins() > before, "the window does not sign in to the practice server")
            let_it_work(self, process)
            yield process
            if process.poll() is None:
                self.desktop.wait_for_window()
                self.desktop.press("ctrl+q")
                process.wait(240)
        finally:
            process.kill()
            process.wait(30)


def spare_wine(wine: Wine) -> None:
    """Takes away the one plug-in that never comes back from asking Wine 8 for the network."""
    for file in wine.there(FOLDER).rglob("qnetworklistmanager.dll"):
        file.unlink()


def typing(seat: Seat) -> None:
    """Types a company, is told what is missing, saves it; then starts it again and hands a company over."""
    with seat.window() as window:
        seat.desktop.type("Fjord Trade AS")
        seat.desktop.press("Tab")
        seat.desktop.type("Sales")
        seat.desktop.press("ctrl+Return")
        # The field that lacks something gets the focus: the number goes there.
        let_it_work(seat, window)
        seat.picture("error")
        expect("Fjord Trade AS" not in seat.entries(), "It was saved without the contract number.")
        seat.desktop.type(CONTRACT)
        seat.desktop.press("ctrl+Return")
        seat.wait_for("Fjord Trade AS")
        seat.picture("saved")
        say("window: typed, told what is missing, corrected, saved")
        second = seat.wine.run(WINDOW, "--sandbox", "--home", HOME)
        expect(second.code == 0, "A second start did not end by itself.")
        say("a second start raises the window and ends")


def handed_over(seat: Seat) -> None:
    """Submits a company while a window is open, which takes it and saves it at a server of this system."""
    with practice_server() as url:
        told = ("--url", url, "--allow-plain-http", "--user", "demo", "--secret-stdin")
        seat.wine.run(PROGRAM, "profile", "add", "--home", HOME, "Work", *told, typed="demo\n")
        with seat.window("--profile", "Work"):
            given = ("submit", "--home", HOME, "--profile", "Work", "-")
            seat.wine.run(PROGRAM, *given, typed=company("Handed Over AS"), code=6)
            seat.wait_for("Handed Over AS")
    say("submit with the window open hands over to it, and the company is saved")


@contextmanager
def practice_server() -> Iterator[str]:
    """Serves a practice SuperOffice from this system, and yields its address."""
    with tempfile.TemporaryDirectory() as folder:
        data = str(Path(folder) / "sandbox.sqlite3")
        command = [sys.executable, "-m", "app", "sandbox", "--json", "--until-eof", "--data", data]
        pipe = subprocess.PIPE  # it ends when its input is closed
        with subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe) as server:  # noqa: S603  # this program
            assert server.stdout is not None  # noqa: S101  # asked for above
            yield str(json.loads(server.stdout.readline())["url"])


def killed(seat: Seat) -> None:
    """Kills the window while a company is typed; the next start has it in the form."""
    with seat.window() as window:
        seat.desktop.type("Killed While Typing AS")
        wait_until(lambda: "Killed While Typing AS" in seat.drafts(), "what is typed is not kept")
        window.kill()
        window.wait(30)
    wait_until(lambda: not seat.desktop.window(), "the killed window is still there")
    with seat.window() as window:
        seat.picture("restored")
        seat.desktop.press("ctrl+Return")
        let_it_work(seat, window)
        seat.desktop.type(CONTRACT)
        seat.desktop.press("ctrl+Return")
        seat.wait_for("Killed While Typing AS")
    say("killed while typing: the next start has the draft, and saves it")


def opened_file(seat: Seat) -> None:
    """Opens a vCard with it, as Open with does."""
    card = "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Nordmann;Kari\r\nFN:Kari Nordmann\r\nORG:Kort AS\r\nEND:VCARD\r\n"
    (seat.wine.disk / "card.vcf").write_bytes(card.encode())
    with seat.window("--sandbox", "open", r"C:\card.vcf"):
        seat.picture("card")
        seat.desktop.press("Escape")
    say("a vCard is opened with the window")


def looks(seat: Seat) -> None:
    """Takes pictures to look at: light, dark, and at 150 %."""
    for name, light, scale in (("light", "1", "1"), ("dark", "0", "1"), ("150-percent", "1", "1.5")):
        seat.wine.set_value(DARK, "AppsUseLightTheme", light, "REG_DWORD")
        with seat.window(QT_SCALE_FACTOR=scale):
            seat.picture(name)
    say(f"pictures to look at are in {seat.pictures.relative_to(ROOT)}")


def let_it_work(seat: Seat, window: subprocess.Popen[bytes]) -> None:
    """Waits until the window rests for two seconds: the screen shows nothing new but a cursor that blinks.

    A window that still works is not at rest: on a busy computer it is about to show something.
    """
    seen: list[bytes] = []
    worked: list[bool] = []

    def is_still() -> bool:
        seen.append(seat.desktop.shown())
        worked.append(is_at_work(window.pid))
        return len(seen) >= _LOOKS and len(set(seen[-_LOOKS:])) <= 2 and sum(worked[-_LOOKS:]) <= 1

    wait_until(is_still, "the window does not come to rest")


STEPS: Final = (typing, handed_over, killed, opened_file, looks)
