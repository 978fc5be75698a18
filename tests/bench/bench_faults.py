"""Every way in which a server fails, several times: what is lost, and what is there twice.

The rows are those of the fault table test; what a server refuses is sent again by hand, as a person would.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from app.model.carriers.person import Person
from app.model.entry import Entry, State
from app.sandbox import Options, SandboxServer
from tests.bench.table import Table
from tests.end2end.test_fault_table import TABLE, Row
from tests.helpers.fakes.delivery import IMPATIENT, PATIENT, Desk
from tests.helpers.faults.faulty_server import Fault, FaultyServer, forward_to

TRIES = 25
_MOST_ROUNDS = 5
_STALLS = (Fault.READ_THEN_STALL, Fault.TRICKLE)


@dataclass(frozen=True)
class Outcome:
    """What the fault made of a company with one person, and how many of both there are in the end."""

    first: State
    companies: int
    people: int
    is_stuck: bool

    @property
    def lost(self) -> int:
        return max(1 - self.companies, 0) + max(1 - self.people, 0)

    @property
    def doubled(self) -> int:
        return max(self.companies - 1, 0) + max(self.people - 1, 0)


def run() -> Table:
    with tempfile.TemporaryDirectory() as folder:
        rows = [_row(row, Path(folder)) for row in TABLE]
    sums: list[str | int] = [sum(int(row[place]) for row in rows) for place in (1, 2, 3, 4)]
    return Table(
        title="Faults of the server, and what became of the companies",
        columns=["fault", "tries", "lost", "doubled", "stuck", "at first"],
        rows=[*rows, ["all", *sums, ""]],
    )


def _row(row: Row, folder: Path) -> list[str | int]:
    options = Options(companies=False)
    with SandboxServer(folder / f"{row.name}.sqlite3", options) as sandbox:
        outcomes = [_try(row, folder / f"{number:02} {row.name}", sandbox) for number in range(TRIES)]
    first = ", ".join(sorted({outcome.first for outcome in outcomes}))
    lost, doubled = (sum(getattr(one, name) for one in outcomes) for name in ("lost", "doubled"))
    stuck = sum(one.is_stuck for one in outcomes)
    return [row.name, TRIES, lost, doubled, stuck, first]


def _try(row: Row, folder: Path, sandbox: SandboxServer) -> Outcome:
    with _faulty(row, sandbox) as server:
        timeouts = IMPATIENT if row.fault in _STALLS else PATIENT
        with Desk(folder, server.url, timeouts=timeouts) as desk:
            name = f"Fjord {folder.name}"
            entry = desk.enter(name=name, persons=(Person(firstname="Kari", lastname="Li"),))
            first = desk.advance(entry).entry.state
            server.heal()
            desk.sign_in()
            _bring_through(desk, entry)
            found = desk.api().find_contacts(name, None)
            people = sum(len(desk.api().contact_persons(each)) for each in found)
            return Outcome(first, len(found), people, desk.stored(entry).state is not State.SAVED)


@contextmanager
def _faulty(row: Row, sandbox: SandboxServer) -> Iterator[FaultyServer]:
    behind = forward_to(sandbox.url)
    with FaultyServer(row.fault, behind, save_first=behind if row.saves else None, times=1) as server:
        yield server


def _bring_through(desk: Desk, entry: Entry) -> None:
    for _ in range(_MOST_ROUNDS):
        now = desk.deliver(entry)
        if now.state is State.SAVED:
            return
        if now.state is State.REJECTED:
            desk.deliverer.retry(entry.id)
