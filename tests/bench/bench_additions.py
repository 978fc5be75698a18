"""Additions to companies that are there: every fault of a server, then kills, while others change them.

``ADDITION_KILLS`` in the environment says how many processes are killed (200).
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from random import SystemRandom
from typing import Any

from app.model.carriers.contact import ContactEntity
from app.model.carriers.reading import read_as
from app.model.entry import Entry, State
from app.sandbox import Options, SandboxServer
from app.service.delivery.deliverer import new_addition
from tests.bench.table import Cell, Table
from tests.end2end.test_fault_table import TABLE, Row
from tests.helpers.fakes.delivery import IMPATIENT, PATIENT, Desk
from tests.helpers.faults.faulty_server import Fault, FaultyServer, Request, forward_to
from tests.helpers.kill.additions import kill_additions
from tests.helpers.kill.choosing import choose_by_name

KILLS = 200
TRIES = 5
_COMPANY = 2
_MOST_ROUNDS = 5
_STALLS = (Fault.READ_THEN_STALL, Fault.TRICKLE)
_METHODS = {"PUT": "Contact", "POST": "Person"}


def run() -> Table:
    kills = int(os.environ.get("ADDITION_KILLS") or KILLS)
    with tempfile.TemporaryDirectory() as folder:
        rows = [_row(row, method, Path(folder)) for row in TABLE for method in _METHODS]
        Path(folder, "kills").mkdir()
        killed = kill_additions(kills, SystemRandom().getrandbits(32), Path(folder, "kills"))
    counts = (killed.lost, killed.doubled, killed.overwritten, killed.stuck)
    rows.append([f"{killed.kills.total()} kills, {killed.faults} faults", killed.added, *counts])
    sums: list[Cell] = [sum(int(row[place]) for row in rows) for place in range(1, 6)]
    return Table(
        title="Phones and people added to companies that are there",
        columns=["fault", "added", "lost", "doubled", "overwritten", "stuck"],
        rows=[*rows, ["all", *sums]],
    )


def _row(row: Row, method: str, folder: Path) -> list[Cell]:
    name = f"{row.name} at {method}"
    with SandboxServer(folder / f"{name}.sqlite3", Options()) as sandbox:
        outcomes = [
            _try(row, method, number, folder / f"{name} {number}", sandbox) for number in range(TRIES)
        ]
    return [name, 2 * TRIES, *(sum(counts) for counts in zip(*outcomes, strict=True))]


def _try(
    row: Row, method: str, number: int, folder: Path, sandbox: SandboxServer
) -> tuple[int, int, int, int]:
    """Returns how many are lost, doubled, overwritten, stuck."""
    behind = forward_to(sandbox.url)

    def is_meant(request: Request) -> bool:
        return request.method == method and f"/v1/{_METHODS[method]}" in request.path

    with (
        FaultyServer(
            row.fault, behind, applies=is_meant, save_first=behind if row.saves else None, times=1
        ) as server,
        Desk(folder, server.url, timeouts=IMPATIENT if row.fault in _STALLS else PATIENT) as desk,
    ):
        desk.turn_to(sandbox.url)
        before = desk.api().contact_record(_COMPANY)
        desk.turn_to(server.url)
        phone, person = f"815 00 {number:03}", f"Kari {number}"
        entry = _added(desk, phone, person)
        desk.advance(entry)
        server.heal()
        desk.sign_in()
        _bring_through(desk, entry)
        desk.turn_to(sandbox.url)
        after = desk.api().contact_record(_COMPANY)
        phones = [one["Value"] for one in after["Phones"]]
        people = [one.firstname for one in desk.api().contact_persons(_COMPANY)]
        times = (phones.count(phone), people.count(person))
        kept = [one["Value"] for one in before["Phones"]]
        changed = {name for name in after if after[name] != before[name]} - {
            "Phones",
            "UpdatedDate",
            "UpdatedBy",
        }
        lost, doubled = (sum(max(1 - one, 0) for one in times), sum(max(one - 1, 0) for one in times))
        overwritten = len(changed) + int(phones[: len(kept)] != kept)
        return lost, doubled, overwritten, int(desk.stored(entry).state is not State.SAVED)


def _added(desk: Desk, phone: str, person: str) -> Entry:
    given: dict[str, Any] = {
        "ContactId": _COMPANY,
        "Name": "Nordlys Bakeri AS",
        "Phones": [{"Value": phone}],
        "Persons": [{"Firstname": person, "Lastname": "Li"}],
    }
    body = read_as(ContactEntity, given)
    return desk.outbox.add(new_addition(body, desk.profile, "addition", desk.clock()))


def _bring_through(desk: Desk, entry: Entry) -> None:
    for _ in range(_MOST_ROUNDS):
        now = desk.deliver(entry)
        if now.state is State.SAVED:
            return
        if now.state is State.REJECTED:
            desk.deliverer.retry(entry.id)
        elif now.undecided is not None:
            desk.deliverer.decide(now, choose_by_name(desk.api(), now))
