"""How a window that tests share begins: its server, its registers, and what of both is put back."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack, closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.sandbox import Options, SandboxServer
from tests.helpers.registers.everywhere import ANSWERS, lead_to
from tests.helpers.registers.stand_in import StandIn
from tests.helpers.ui.window import Typist, connect_to


@dataclass(frozen=True)
class Beginning:
    """What a window has before its first test; tests with the same beginning can share one.

    The server has `options`; `registers` are a stand-in, and all of them may be asked. `prepared` does what
    is the same for all tests of a file, once the window is there, and undoes it before the window closes.
    """

    is_connected: bool = True
    options: Options = field(default_factory=Options)
    registers: bool = False
    prepared: Callable[[Typist], AbstractContextManager[None]] | None = None

    @classmethod
    def of_mark(cls, marked: dict[str, Any]) -> Beginning:
        """Returns the beginning that a mark ``shared_window(…)`` names."""
        return cls(**{"is_connected" if name == "connected" else name: one for name, one in marked.items()})


class Surroundings:
    """The servers around a window, and its settings in the folder `home`."""

    def __init__(self, beginning: Beginning, folder: Path) -> None:
        self.server = SandboxServer(folder / "sandbox.sqlite3", beginning.options)
        self.registers = StandIn(ANSWERS) if beginning.registers else None
        self.home = folder / "home"
        self._is_connected = beginning.is_connected
        self._data = folder / "sandbox.sqlite3"
        self._at_first: list[tuple[object, ...]] = []

    def open(self, opened: ExitStack) -> None:
        """Starts the servers, to be stopped by `opened`, and writes the settings that lead to them."""
        if self._is_connected:
            opened.enter_context(self.server)
            connect_to(self.server.url, self.home)
            with closing(sqlite3.connect(self._data)) as data:
                self._at_first = data.execute("SELECT * FROM entity").fetchall()
        if self.registers is not None:
            opened.enter_context(self.registers)
            lead_to(self.registers, self.home)

    def put_back(self) -> None:
        """What a test has written to the servers is gone, and what was there is as it was."""
        if any(request.method != "GET" for request in self.server.requests):
            with closing(sqlite3.connect(self._data)) as data, data:
                # A number is not used twice: the program might know the company that had it.
                data.execute("UPDATE entity SET deleted = 1")
                data.executemany("REPLACE INTO entity VALUES (?, ?, ?, ?, ?, ?)", self._at_first)
        self.server.requests.clear()
        if self.registers is not None:
            self.registers.answers = dict(ANSWERS)
            self.registers.requests.clear()
