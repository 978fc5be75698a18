"""How fast an outbox is sent, beside two floors: a bare loop that posts, and one that commits each answer.

All three post the same companies with the same headers to the same server, in turn, in one run. The first
floor keeps nothing. The second writes each answer into a database as durable as the store, in one transaction
for each company: what nobody can go below who must not lose or double one.
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path

import httpx
import keyring
from PySide6.QtWidgets import QApplication

from app.model.profile import Profile
from app.sandbox import PASSWORD, USER
from app.storage.sqlite.store import Store
from tests.bench.bench_outbox import (
    _HEADERS,
    A_FAR_ANSWER,
    A_ROUND,
    ROUNDS,
    _delivery,
    _each,
    _entry,
    _post,
    _undisturbed,
)
from tests.bench.table import Cell, Table
from tests.helpers.processes.command import Program as Command
from tests.helpers.secrets.memory_keyring import MemoryKeyring

_Way = Callable[[list[str]], list[float]]
BARE, COMMITTED, DELIVERED = "a bare loop", "a bare loop that commits", "delivery"


def run() -> Table:
    """Companies a second, with answers at once and with answers of a server far away."""
    keyring.set_keyring(MemoryKeyring())
    _app = QApplication.instance() or QApplication(sys.argv[:1])
    rows: list[list[Cell]] = []
    with tempfile.TemporaryDirectory() as folder:
        for seconds in (0, A_FAR_ANSWER):
            paces = _paces(Path(folder, f"after {seconds}"), seconds)
            rows += [
                [f"{way}, answers after {seconds * 1000:g} ms", pace, *_ratios(pace, paces)]
                for way, pace in paces.items()
            ]
    return Table(
        title="Delivery: to be 0.9 of a bare loop, or 0.95 of the one that commits as it must",
        columns=["companies a second", "", "of bare", "of committed"],
        rows=rows,
    )


def _ratios(pace: float, paces: dict[str, float]) -> list[Cell]:
    return [f"{pace / paces[floor]:.2f}" for floor in (BARE, COMMITTED)]


def _paces(folder: Path, seconds: float) -> dict[str, float]:
    folder.mkdir()
    numbers = count(1)
    taken: dict[str, list[float]] = {BARE: [], COMMITTED: [], DELIVERED: []}
    with (
        Command.at(folder / "home").sandbox("--data", ":memory:", "--answer-after", str(seconds)) as told,
        _delivery(folder, told["url"]) as deliver,
        _committed(folder, told["url"]) as commit,
    ):
        ways: dict[str, _Way] = {
            BARE: lambda names: _post(told["url"], names),
            COMMITTED: commit,
            DELIVERED: deliver,
        }
        for _ in range(ROUNDS):
            for name, way in ways.items():
                taken[name] += way([f"Fjord {next(numbers)} AS" for _ in range(A_ROUND)])
    return {name: 1 / _undisturbed(seconds) for name, seconds in taken.items()}


@contextmanager
def _committed(folder: Path, url: str) -> Iterator[_Way]:
    """A function that posts companies, and commits the answer to each before the next one."""
    file = folder / "floor.sqlite3"
    Store.open(file).close()  # with the format of its pages
    profile = Profile(name="Bare", url=url, user=USER)
    with closing(sqlite3.connect(file, isolation_level=None)) as database:
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = FULL")
        database.execute("CREATE TABLE floor (body TEXT, answer TEXT)")

        def post(names: list[str]) -> list[float]:
            bodies = [_entry(profile, name).body for name in names]
            with httpx.Client(base_url=url, auth=(USER, PASSWORD), headers=_HEADERS) as client:
                client.get("/api/v1/User/currentPrincipal").raise_for_status()
                moments = [time.perf_counter()]
                for body in bodies:
                    answer = client.post("/api/v1/Contact", json=body).raise_for_status()
                    database.execute("INSERT INTO floor VALUES (?, ?)", (str(body), answer.text))
                    moments.append(time.perf_counter())
            return _each(moments)

        yield post
