"""A company of twenty thousand people: sending them is linear, and costs little more than the bare POSTs.

Compared with a bare loop of httpx that posts the same bodies to another company and keeps nothing, while
delivery commits before and after each on the disk. And a file of a million wrong rows: its time and memory.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import httpx

from app.model.carriers.contact import ContactEntity
from app.model.carriers.person import Person
from app.model.entry import State
from app.sandbox import PASSWORD, USER
from app.service.delivery.steps.person_builder import PersonEntityBuilder
from tests.bench.table import Table
from tests.helpers.fakes.delivery import Desk
from tests.helpers.processes.command import ROOT, Program, command_line

COUNTS = (5_000, 20_000)
WRONG_ROWS = 1_000_000
# A process has at least the memory of the one that started it: this one is small, and the bench is not.
_MEASURE = """
import resource, subprocess, sys
code = subprocess.call(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
sys.exit(code)
"""
_HEADERS = {"Accept": "application/json", "Accept-Language": "en", "SO-Language": "en"}


def run() -> Table:
    with tempfile.TemporaryDirectory() as folder, Program.at(Path(folder) / "home").sandbox() as server:
        rows = [[*_sent(Path(folder), server["url"], number)] for number in COUNTS]
        seconds, megabytes = wrong_rows(Path(folder))
    return Table(
        title=(
            f"People one by one: at most 3 times the bare POSTs, the same for each. "
            f"{WRONG_ROWS:,} wrong rows: {seconds:.2f} s (at most 2), {megabytes:.0f} MB (at most 200)"
        ),
        columns=["people", "bare (ms each)", "sent (ms each)", "sent / bare"],
        rows=rows,
    )


def _sent(folder: Path, url: str, number: int) -> Iterator[str]:
    with Desk(folder / str(number), url, send_persons=False) as desk:
        people = tuple(Person(firstname=f"Kari {one}", lastname=f"Li {one}") for one in range(number))
        other = desk.advance(desk.enter(ContactEntity(name=f"Fjell {number} AS"))).entry
        builder = PersonEntityBuilder(desk.api(), other.contact_id)
        bodies = [builder.build(person, f"token-{one}").to_create_body() for one, person in enumerate(people)]
        entry = desk.enter(ContactEntity(name=f"Fjord {number} AS", persons=people))
        # Half of them before and half behind: what else the computer does comes and goes.
        bare = _bare(url, bodies[::2])
        began = time.perf_counter()
        sent = desk.advance(entry).entry
        seconds = time.perf_counter() - began
        assert sent.state is State.SAVED, sent.message
        bare += _bare(url, bodies[1::2])
    yield f"{number:,}"
    yield f"{bare / number * 1000:.2f}"
    yield f"{seconds / number * 1000:.2f}"
    yield f"{seconds / bare:.2f}"


def _bare(url: str, bodies: list[dict[str, object]]) -> float:
    with httpx.Client(base_url=url, auth=(USER, PASSWORD), headers=_HEADERS, timeout=60) as client:
        began = time.perf_counter()
        for body in bodies:
            client.post("/api/v1/Person", json=body).raise_for_status()
        return time.perf_counter() - began


def wrong_rows(folder: Path, number: int = WRONG_ROWS) -> tuple[float, float]:
    """Submits a file with that many values of a wrong type. Returns the seconds and the megabytes it took."""
    file = folder / "wrong.json"
    file.write_text(json.dumps({"Name": "Fjord AS", "Emails": [1] * number}, separators=(",", ":")))
    program = Program.at(folder / "wrong")
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", _MEASURE, *command_line(("submit", file))],
        cwd=ROOT,
        env=program.environment,
        stdout=subprocess.PIPE,
        check=False,
    )
    seconds = time.perf_counter() - began
    assert done.returncode == 3, done.returncode
    kilobytes = int(done.stdout) / (1024 if sys.platform == "darwin" else 1)
    return seconds, kilobytes / 1024
