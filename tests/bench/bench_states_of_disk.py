"""A disk that is full, read-only or held, a file of another version: what is said, and what is lost."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from unittest.mock import patch

import keyring
from PySide6.QtWidgets import QApplication

from app.sandbox import SandboxServer
from app.storage.files.system_folders import HOME_VARIABLE
from app.storage.sqlite.drafts import Drafts
from tests.bench.table import Table
from tests.helpers.faults.disk_states import STATES, CannotBeMade, full, held, small_disk
from tests.helpers.faults.disk_trials import DiskTrial, try_commands
from tests.helpers.secrets.memory_keyring import MemoryKeyring
from tests.helpers.ui.window import connect_to, running, wait_until

State = Callable[[Path], AbstractContextManager[None]]
_IN_A_WINDOW: tuple[State, ...] = (full, held)


def run() -> Table:
    keyring.set_keyring(MemoryKeyring())
    _app = QApplication.instance() or QApplication(sys.argv[:1])
    rows: list[list[str | int | float]] = []
    for name, state in STATES.items():
        rows.append([f"{name}: commands", *_tried(try_commands, state)])
        if state in _IN_A_WINDOW:
            rows.append([f"{name}: window", *_tried(_try_window, state)])
    return Table(
        title="States of the disk, and what became of what was typed and given",
        columns=["state", "tried", "silent", "tracebacks", "lost", "doubled", "seconds"],
        rows=rows,
    )


def _tried(trial: Callable[[Path, SandboxServer, State], DiskTrial], state: State) -> list[str | int | float]:
    begun = time.monotonic()
    try:
        with _place() as home, SandboxServer(home.parent / "server.sqlite3") as server:
            done = trial(home, server, state)
    except CannotBeMade:
        return ["cannot be made here", "", "", "", "", ""]
    for words in dict.fromkeys(done.words):
        sys.stderr.write(f"  {words}\n")
    return [done.commands, done.silent, done.faults, done.lost, done.doubled, round(time.monotonic() - begun)]


@contextmanager
def _place() -> Iterator[Path]:
    """A small disk of its own, where this machine lets one be mounted; the program's home."""
    with (
        tempfile.TemporaryDirectory() as folder,
        small_disk(Path(folder, "home")) as home,
        patch.dict(os.environ, {HOME_VARIABLE: str(home)}),
    ):
        yield home


def _try_window(home: Path, server: SandboxServer, state: State) -> DiskTrial:
    """Somebody types while the disk is in that state: it is told, and a draft once the disk is well again."""
    name = "Fjord & Sonn AS"
    connect_to(server.url, home)
    with running(home) as typist:
        typist.wait_until_signed_in()
        told: list[str] = []
        typist.program.entry.problem_reported.connect(told.append)
        with state(home):
            typist.fill("Name", name)
            wait_until(lambda: bool(told))
        store = typist.program.store
        assert store is not None
        wait_until(lambda: bool(Drafts(store).all()))
        is_kept = [draft.title for draft in Drafts(store).all()] == [name]
        return DiskTrial(commands=1, silent=not told, lost=not is_kept, words=told)
