"""Deliveries that are killed again and again: a process that only sends, ended at any moment by SIGKILL.

A hundredth of what the window costs, so that there can be a thousand. The clock of the process is its own: it
does not wait for what is due later.
"""

from __future__ import annotations

import multiprocessing
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random
from typing import Any
from uuid import uuid4

from app.model.carriers.contact import ContactEntity
from app.model.carriers.person import Person
from app.model.entry import State
from app.sandbox import Options, SandboxServer
from app.service.delivery.deliverer import new_entry
from app.webapi.errors import WebApiError
from tests.helpers.fakes.delivery import IMPATIENT, PATIENT, Desk
from tests.helpers.faults.faulty_server import forward_to
from tests.helpers.kill.choosing import choose_by_name
from tests.helpers.kill.server import MoodyServer

IN_A_POST, BETWEEN, ENDED = "in the middle of a POST", "between two requests", "after the last"
_WAITING = 3
LONGEST_LIFE = 1.0
"""Seconds after the store is open."""
PATIENCE = 150.0
"""Seconds in which whatever is left is delivered."""
_MOST_ROUNDS = 2_000
_PEOPLE = ("Kari", "Ola", "Nina")


@dataclass(frozen=True)
class Place:
    """Where the entries are and go to."""

    folder: Path
    url: str
    settings: Mapping[str, Any]

    def desk(self, *, patient: bool = False) -> Desk:
        return Desk(self.folder, self.url, timeouts=PATIENT if patient else IMPATIENT, **self.settings)


@dataclass
class Result:
    """`kills` by what the process was at; the rest are companies and people."""

    name: str
    kills: Counter[str] = field(default_factory=Counter)
    saves: int = 0
    faults: int = 0
    lost: int = 0
    doubled: int = 0
    stuck: int = 0


def kill_deliveries(
    name: str, kills: int, seed: int, folder: Path, *, take_persons: bool = False, **settings: Any
) -> Result:
    """Kills that many processes, then lets one go on while the server is well, and counts what is there."""
    random = Random(seed)  # noqa: S311  # chance that can be repeated is what is wanted
    result, accepted = Result(name), dict[str, list[str]]()
    options = Options(companies=False, take_persons=take_persons)
    with (
        SandboxServer(folder / "sandbox.sqlite3", options) as sandbox,
        MoodyServer(forward_to(sandbox.url), random.getrandbits(32)) as server,
    ):
        place = Place(folder, server.url, settings)
        for number in range(kills):
            _save(place, accepted, number, random)
            with living(place, to_the_end=False) as process:
                time.sleep(random.uniform(0, LONGEST_LIFE))
                at = IN_A_POST if server.is_posted_to else BETWEEN
                result.kills[at if process.is_alive() else ENDED] += 1
            server.finish()
        server.is_well = True
        with living(place, to_the_end=True) as process:
            process.join(PATIENCE)
        result.faults = server.failed.total()
        _compare(place, accepted, result)
    return result


def _save(place: Place, accepted: dict[str, list[str]], number: int, random: Random) -> None:
    """As the window does before its sender sends: so that there always is something to be sent."""
    with place.desk() as desk:
        waiting = [one for one in desk.outbox.list() if one.state is not State.SAVED]
        for one in range(_WAITING - len(waiting)):
            name = f"Fjord {number}-{one} AS"
            people = [random.choice(_PEOPLE) for _ in range(random.randint(0, 4))]
            persons = tuple(Person(firstname=each, lastname="Li") for each in people)
            company = ContactEntity(name=name, persons=persons or None)
            desk.outbox.add(new_entry(company, desk.profile, uuid4().hex, desk.clock()))
            accepted[name] = people


@contextmanager
def living(place: Place, *, to_the_end: bool) -> Iterator[multiprocessing.process.BaseProcess]:
    """A process that sends; it is killed at the end of the block."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__, "app.webapi.client"])
    ours, theirs = context.Pipe()
    process = context.Process(target=_send, args=(place, theirs, to_the_end))
    process.start()
    try:
        assert ours.poll(PATIENCE), "the store was not opened"
        yield process
    finally:
        process.kill()
        process.join()
        ours.close()
        theirs.close()


def _send(place: Place, parent: Connection, to_the_end: bool) -> None:
    with place.desk(patient=to_the_end) as desk:
        parent.send("open")
        desk.outbox.recover()
        desk.deliverer.retry_now()
        for _ in range(_MOST_ROUNDS if to_the_end else 1_000_000):
            for entry in desk.outbox.due(desk.clock(), 1):
                if desk.deliverer.advance(entry).sign_in_needed:
                    desk.sign_in()
            if not desk.outbox.due(desk.clock(), 1) and not _go_on(desk):
                return


def _go_on(desk: Desk) -> bool:
    """Does what the user would, then forwards the clock to what is due next. Returns False if nothing is."""
    for entry in desk.outbox.list((State.REJECTED,)):
        desk.deliverer.retry(entry.id)
    for entry in desk.outbox.list((State.UNKNOWN,)):
        if entry.undecided is not None:
            with suppress(WebApiError):  # he looks again later
                desk.deliverer.decide(entry, choose_by_name(desk.api(), entry))
    due = desk.outbox.next_due()
    if due is not None:
        desk.clock.now = max(desk.clock.now, due)
    return due is not None


def _compare(place: Place, accepted: Mapping[str, list[str]], result: Result) -> None:
    result.saves = len(accepted)
    with place.desk(patient=True) as desk:
        result.stuck = sum(one.state is not State.SAVED for one in desk.outbox.list())
        for name, people in accepted.items():
            found = desk.api().find_contacts(name, None)
            there = Counter(row.firstname for each in found for row in desk.api().contact_persons(each))
            wanted = Counter(people)
            result.lost += max(1 - len(found), 0) + (wanted - there).total()
            result.doubled += max(len(found) - 1, 0) + (there - wanted).total()
