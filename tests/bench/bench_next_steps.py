"""What follows companies: every fault of a server at each kind of step, then kills at any moment.

``NEXT_STEP_KILLS`` in the environment says how many processes are killed for each kind (40).
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from random import SystemRandom
from typing import Any

from app.model.entry import Entry, State
from app.sandbox import Options, SandboxServer
from tests.bench.table import Cell, Table
from tests.end2end.test_fault_table import TABLE, Row
from tests.helpers.fakes.delivery import IMPATIENT, KARI, PATIENT, Desk, is_next_step
from tests.helpers.faults.faulty_server import Fault, FaultyServer, Request, forward_to
from tests.helpers.kill.next_steps import ALL, kill_next_steps, there

KILLS = 40
_MOST_ROUNDS = 5
_STALLS = (Fault.READ_THEN_STALL, Fault.TRICKLE)


def run() -> Table:
    kills = int(os.environ.get("NEXT_STEP_KILLS") or KILLS)
    rows = [_faults(step) for step in ALL]
    for steps in (*((step,) for step in ALL), ALL):
        name = "all of them" if steps is ALL else steps[0]["Kind"]
        rows.append(_kills(f"{name}, killed", steps, kills))
    sums: list[Cell] = [sum(int(row[place]) for row in rows) for place in range(1, 6)]
    return Table(
        title="What follows companies: appointments, memberships, consents, support persons",
        columns=["step", "faults", "wanted", "lost", "doubled", "stuck"],
        rows=[*rows, ["all", *sums]],
    )


def _kills(name: str, steps: tuple[dict[str, Any], ...], kills: int) -> list[Cell]:
    with tempfile.TemporaryDirectory() as folder:
        killed = kill_next_steps(kills, SystemRandom().getrandbits(32), Path(folder), steps)
    return [name, killed.faults, killed.wanted, killed.lost, killed.doubled, killed.stuck]


def _faults(step: dict[str, Any]) -> list[Cell]:
    with tempfile.TemporaryDirectory() as folder:
        outcomes = [_try(row, step, Path(folder, str(number))) for number, row in enumerate(TABLE)]
    sums = [sum(counts) for counts in zip(*outcomes, strict=True)]
    return [f"{step['Kind']}, every fault", len(TABLE), len(TABLE), *sums]


def _try(row: Row, step: dict[str, Any], folder: Path) -> tuple[int, int, int]:
    """Returns how many are lost, doubled, stuck."""
    folder.mkdir()
    with SandboxServer(folder / "sandbox.sqlite3", Options(companies=False)) as sandbox:
        behind = forward_to(sandbox.url)
        with (
            FaultyServer(
                row.fault, behind, applies=_is_meant, save_first=behind if row.saves else None, times=1
            ) as server,
            Desk(folder, server.url, timeouts=IMPATIENT if row.fault in _STALLS else PATIENT) as desk,
        ):
            entry = desk.enter(persons=(KARI,), NextSteps=[step])
            desk.advance(entry)
            server.heal()
            desk.sign_in()
            entry = _bring_through(desk, entry)
            count = sum(1 for _one in there(desk, entry, entry.next_steps[0]))
            return int(count < 1), max(count - 1, 0), int(entry.state is not State.SAVED)


def _is_meant(request: Request) -> bool:
    return is_next_step(request) or request.method == "PUT"


def _bring_through(desk: Desk, entry: Entry) -> Entry:
    for _ in range(_MOST_ROUNDS):
        now = desk.deliver(entry)
        if now.state is State.SAVED:
            return now
        if now.state is State.REJECTED:
            desk.deliverer.retry(entry.id)
        elif now.undecided is not None:
            desk.decide(entry, None)
    return desk.stored(entry)
