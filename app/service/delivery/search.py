"""Looking on the server for what may have been saved there (`DESIGN`: an entry is never posted blindly).

Candidates are found by name, read whole and compared: by the token in DbiKey where one was sent, else by
every field that was sent. Every function raises WebApiError where the server cannot be asked.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from app.model.carriers.contact import ContactEntity, ContactEntityWithLinks
from app.model.carriers.person import Person, PersonEntity, PersonEntityWithLinks
from app.model.checks.same_record import is_same_record
from app.model.entry import Entry, Step
from app.model.form.people import PersonName, as_entity
from app.model.text_normalization import equal_ignoring_case
from app.webapi.errors import NotFoundError

if TYPE_CHECKING:
    # Costs a tenth of a second: the worker loads it, after the window is painted.
    from app.webapi.client import WebApi

Record = TypeVar("Record", ContactEntityWithLinks, PersonEntityWithLinks)


@dataclass(frozen=True)
class Found:
    """It is there, beyond doubt."""

    remote_id: int
    record: ContactEntityWithLinks | PersonEntityWithLinks


@dataclass(frozen=True)
class Absent:
    """It is not there, as far as one look tells."""


@dataclass(frozen=True)
class Doubtful:
    """One of these may be it; only a person can tell."""

    ids: tuple[int, ...]


Look = Found | Absent | Doubtful


def look_for_company(api: WebApi, entry: Entry, sent: ContactEntity, is_taken: Callable[[int], bool]) -> Look:
    """Looks for what `sent` became. `is_taken` tells ids that another entry of the outbox holds.

    The last look before it is sent again asks for every day where a token makes sure: this computer's clock
    may be wrong.
    """
    step = entry.company
    any_day = bool(step.token) and step.first_absent is not None
    day = None if any_day else (step.sent or entry.created).date()
    ids = [each for each in api.find_contacts(sent.name or "", day) if not is_taken(each)]
    mine = sent.with_changes(dbi_key=None) if step.token else sent
    return _judge(step.token, mine, _read(api.contact, ids))


def look_for_person(api: WebApi, contact_id: int, step: Step, person: Person, held: Collection[int]) -> Look:
    """Looks in the company for what `person` became. `held` are the PersonIds of the entry's other people."""
    name = PersonName.normalized(person.firstname, person.lastname)
    ids = [
        row.person_id
        for row in api.contact_persons(contact_id)
        if PersonName.normalized(row.firstname, row.lastname) == name and row.person_id not in held
    ]
    return _judge(step.token, as_entity(person, contact_id), _read(api.person, ids))


def _read(read: Callable[[int], Record], ids: Iterable[int]) -> Iterable[tuple[int, Record]]:
    """The records, the newest first; one that has been deleted meanwhile is none."""
    for each in sorted(ids, reverse=True):
        try:
            record = read(each)
        except NotFoundError:
            continue
        yield each, record


def _judge(token: str, sent: ContactEntity | PersonEntity, candidates: Iterable[tuple[int, Record]]) -> Look:
    alike: list[tuple[int, Record]] = []
    for remote_id, record in candidates:
        key = record.dbi_key or ""
        if token and equal_ignoring_case(key, token):
            return Found(remote_id, record)
        if not (token and key) and is_same_record(sent, record):
            alike.append((remote_id, record))
    if len(alike) == 1 and not token:
        return Found(*alike[0])
    return Doubtful(tuple(remote_id for remote_id, _ in alike)) if alike else Absent()
