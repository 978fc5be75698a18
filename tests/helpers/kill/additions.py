"""Additions to companies that are there, by a process that is killed again and again.

Somebody else changes the same companies meanwhile: each phone that was added, by whomever, has to be there.
"""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from uuid import uuid4

from app.model.additions.merging import with_added
from app.model.carriers.contact import ContactEntity
from app.model.carriers.reading import read_as
from app.model.entry import State
from app.sandbox import Options, SandboxServer
from app.service.delivery.deliverer import new_addition
from app.webapi.errors import ChangedMeanwhileError
from app.webapi.updates import last_changed
from tests.helpers.fakes.delivery import Desk
from tests.helpers.faults.faulty_server import forward_to
from tests.helpers.kill.deliveries import BETWEEN, ENDED, IN_A_POST, LONGEST_LIFE, PATIENCE, Place, living
from tests.helpers.kill.server import MoodyServer

COMPANIES = {2: "Nordlys Bakeri AS", 3: "Blåbär Logistik AB"}
"""Of the practice server, where nobody has changed them for long."""
_WAITING = 3


@dataclass
class AdditionResult:
    """`kills` by what the process was at; the rest are phones and people, `overwritten` those of others."""

    kills: Counter[str] = field(default_factory=Counter)
    added: int = 0
    faults: int = 0
    lost: int = 0
    doubled: int = 0
    overwritten: int = 0
    stuck: int = 0


def _empty() -> dict[int, list[str]]:
    return {company: [] for company in COMPANIES}


@dataclass
class _Ledger:
    """What has to be there in the end: phones and people of each company, and what others added."""

    phones: dict[int, list[str]] = field(default_factory=_empty)
    people: dict[int, list[str]] = field(default_factory=_empty)
    of_others: dict[int, list[str]] = field(default_factory=_empty)


def kill_additions(kills: int, seed: int, folder: Path) -> AdditionResult:
    """Kills that many processes, then lets one go on while the server is well, and counts what is there."""
    random = Random(seed)  # noqa: S311  # chance that can be repeated is what is wanted
    result = AdditionResult()
    ledger = _Ledger()
    (folder / "other").mkdir()
    with (
        SandboxServer(folder / "sandbox.sqlite3", Options()) as sandbox,
        MoodyServer(forward_to(sandbox.url), random.getrandbits(32)) as server,
    ):
        place = Place(folder, server.url, {"send_persons": False})
        others = Place(folder, sandbox.url, {})
        with others.desk(patient=True) as desk:
            for company in COMPANIES:
                there = desk.api().contact_record(company)["Phones"]
                ledger.of_others[company] = [row["Value"] for row in there]
        for number in range(kills):
            _save(place, ledger, number, random)
            with living(place, to_the_end=False) as process:
                time.sleep(random.uniform(0, LONGEST_LIFE / 2))
                _change_meanwhile(others, ledger, number, random)
                time.sleep(random.uniform(0, LONGEST_LIFE / 2))
                at = IN_A_POST if server.is_posted_to else BETWEEN
                result.kills[at if process.is_alive() else ENDED] += 1
            server.finish()
        server.is_well = True
        with living(place, to_the_end=True) as process:
            process.join(PATIENCE)
        result.faults = server.failed.total()
        _compare(others, ledger, result)
    return result


def _save(place: Place, ledger: _Ledger, number: int, random: Random) -> None:
    with place.desk() as desk:
        waiting = [one for one in desk.outbox.list() if one.state is not State.SAVED]
        for one in range(_WAITING - len(waiting)):
            company, mark = random.choice(list(COMPANIES)), number * 10 + one
            phones = [f"815 {mark:05}"] if random.random() < 0.8 else []
            people = [f"Kari {mark}"] if random.random() < 0.6 or not phones else []
            given = {
                "ContactId": company,
                "Name": COMPANIES[company],
                "Phones": [{"Value": phone} for phone in phones],
                "Persons": [{"Firstname": name, "Lastname": "Li"} for name in people],
            }
            body = read_as(ContactEntity, {name: value for name, value in given.items() if value})
            desk.outbox.add(new_addition(body, desk.profile, uuid4().hex, desk.clock()))
            ledger.phones[company] += phones
            ledger.people[company] += people


def _change_meanwhile(place: Place, ledger: _Ledger, number: int, random: Random) -> None:
    """Adds a phone as a well-behaved colleague would: not onto what was changed in this very second."""
    company, phone = random.choice(list(COMPANIES)), f"22 33 {number:04}"
    with Desk(place.folder / "other", place.url) as desk:
        record = desk.api().contact_record(company)
        changed = last_changed(record)
        if (datetime.now(UTC) - changed).total_seconds() < 2:
            return
        changed_record = with_added(record, {"Phones": [{"Value": phone}]}).record
        try:
            desk.api().update_contact(company, changed_record, changed)
        except ChangedMeanwhileError:
            return
    ledger.of_others[company].append(phone)


def _compare(place: Place, ledger: _Ledger, result: AdditionResult) -> None:
    with place.desk(patient=True) as desk:
        result.stuck = sum(one.state is not State.SAVED for one in desk.outbox.list())
        for company in COMPANIES:
            record = desk.api().contact_record(company)
            phones = Counter(row["Value"] for row in record["Phones"])
            people = Counter(
                row.firstname for row in desk.api().contact_persons(company) if row.lastname == "Li"
            )
            wanted, persons = Counter(ledger.phones[company]), Counter(ledger.people[company])
            result.added += wanted.total() + persons.total()
            result.lost += (wanted - phones).total() + (persons - people).total()
            result.doubled += sum(count - 1 for count in (*phones.values(), *people.values()))
            result.overwritten += (Counter(ledger.of_others[company]) - phones).total()
