"""What follows companies, by a process that is killed again and again: each once, with the right links."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any
from uuid import uuid4

import httpx

from app.model.carriers.contact import ContactEntity
from app.model.carriers.reading import read_as
from app.model.entry import Entry, State, Step, StepKind
from app.sandbox import PASSWORD, USER, Options, SandboxServer
from app.sandbox.data.users import OWNER_COMPANY
from app.service.delivery.deliverer import new_entry
from tests.helpers.fakes.delivery import Desk
from tests.helpers.faults.faulty_server import forward_to
from tests.helpers.kill.deliveries import BETWEEN, ENDED, IN_A_POST, LONGEST_LIFE, PATIENCE, Place, living
from tests.helpers.kill.server import MoodyServer

_WAITING = 2
SELECTION, PROJECT = (
    {"Kind": "Selection", "Name": "Fair Oslo 2026"},
    {"Kind": "Project", "Name": "Energy day 2026"},
)
CONSENT = {"Kind": "Consent", "Purpose": "EMARKETING", "Source": "USER", "LegalBase": "61A"}
_CONSENT_KEYS = {"Purpose": "ConsentPurposeKey", "Source": "ConsentSourceKey", "LegalBase": "LegalBaseKey"}
APPOINTMENT = {
    "Kind": "Appointment",
    "Title": "Call",
    "Description": "About the offer",
    "StartDate": "2026-12-01T09:00:00+01:00",
    "Task": "Phone call",
    "Associate": {"AssociateId": 6},
}
ALL = (APPOINTMENT, SELECTION, PROJECT, CONSENT, {"Kind": "SupportPerson"})


@dataclass
class NextStepResult:
    """`kills` by what the process was at; the rest are next steps, `unlinked` those of somebody else."""

    kills: Counter[str] = field(default_factory=Counter)
    wanted: int = 0
    faults: int = 0
    lost: int = 0
    doubled: int = 0
    stuck: int = 0


def kill_next_steps(
    kills: int, seed: int, folder: Path, steps: tuple[dict[str, Any], ...] = ALL
) -> NextStepResult:
    """Kills that many processes, then lets one go on while the server is well, and counts what is there."""
    random = Random(seed)  # noqa: S311  # chance that can be repeated is what is wanted
    result = NextStepResult()
    with (
        SandboxServer(folder / "sandbox.sqlite3", Options(companies=False)) as sandbox,
        MoodyServer(forward_to(sandbox.url), random.getrandbits(32)) as server,
    ):
        place = Place(folder, server.url, {"send_persons": False})
        for number in range(kills):
            _save(place, number, steps, sandbox.url)
            with living(place, to_the_end=False) as process:
                time.sleep(random.uniform(0, LONGEST_LIFE))
                at = IN_A_POST if server.is_posted_to else BETWEEN
                result.kills[at if process.is_alive() else ENDED] += 1
            server.finish()
        server.is_well = True
        with living(place, to_the_end=True) as process:
            process.join(PATIENCE)
        result.faults = server.failed.total()
        with place.desk(patient=True) as desk:
            for entry in desk.outbox.list():
                _compare(desk, entry, result)
    return result


def _save(place: Place, number: int, steps: tuple[dict[str, Any], ...], url: str) -> None:
    """Saves companies; `url` is the server without its moods, where somebody is who moves to each."""
    with place.desk() as desk:
        waiting = [one for one in desk.outbox.list() if one.state is not State.SAVED]
        for one in range(_WAITING - len(waiting)):
            given = {
                "Name": f"Fjord {number}-{one} AS",
                "Persons": [{"Firstname": "Kari", "Lastname": "Li"}],
                "NextSteps": [*steps, somebody_to_move(url, f"{number}-{one}")],
            }
            body = read_as(ContactEntity, given)
            desk.outbox.add(new_entry(body, desk.profile, uuid4().hex, desk.clock()))


def somebody_to_move(url: str, name: str) -> dict[str, Any]:
    """Adds somebody to the practice server's own company; returns the next step that moves them."""
    body = {"Firstname": "Ola", "Lastname": name, "Contact": {"ContactId": OWNER_COMPANY}}
    answer = httpx.post(f"{url}/api/v1/Person", json=body, auth=(USER, PASSWORD)).raise_for_status()
    return {
        "Kind": "Move",
        "Name": f"Ola {name}",
        "PersonId": answer.json()["PersonId"],
        "From": OWNER_COMPANY,
    }


def _compare(desk: Desk, entry: Entry, result: NextStepResult) -> None:
    result.stuck += entry.state is not State.SAVED
    for step in entry.next_steps:
        count = sum(1 for _one in there(desk, entry, step))
        result.wanted += 1
        result.lost += count < 1
        result.doubled += max(count - 1, 0)


def there(desk: Desk, entry: Entry, step: Step) -> Iterator[dict[str, Any]]:
    """Yields what the server has of a next step, linked to the company and its first person."""
    api, contact_id = desk.api(), entry.contact_id
    person_id = next((one.remote_id for one in entry.people), 0)
    if step.kind is StepKind.APPOINTMENT:
        for each in api.next_steps.appointments(contact_id):
            record = api.next_steps.appointment(each)
            if record["Title"] == step.name and record["Person"]["PersonId"] == person_id:
                yield record
    elif step.kind is StepKind.CONSENT:
        yield from (
            one
            for one in api.next_steps.consents(person_id)
            if all(one[key] == step.content[name] for name, key in _CONSENT_KEYS.items())
        )
    elif step.kind is StepKind.MOVE:
        found = api.person(int(step.content["PersonId"]))
        if found.contact and found.contact.contact_id == contact_id:
            yield found.to_json_object()
    elif step.kind is StepKind.SUPPORT_PERSON:
        record = api.contact_record(contact_id)
        if (record["SupportPerson"] or {}).get("PersonId") == person_id:
            yield record
    else:
        yield from members(desk, step, contact_id, person_id)


def members(desk: Desk, step: Step, contact_id: int, person_id: int) -> Iterator[dict[str, Any]]:
    """Yields the rows of a membership: a second one is seen."""
    number = step.content.get("Id", 0)
    path = f"/v1/Selection/{number}/Members" if step.kind is StepKind.SELECTION else "/v1/ProjectMember"
    owner = "selectionId" if step.kind is StepKind.SELECTION else "projectId"
    query = (("$select", f"contactId,personId,{owner}"),)
    for row in desk.api().archives.rows(path, query, "members"):
        if (row["contactId"], row["personId"], row[owner]) == (contact_id, person_id, number):
            yield row
