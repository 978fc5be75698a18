"""Searches the server for what may have been saved there: an entry is never posted blindly.

Candidates are found by name, read whole and compared: by the token in DbiKey where one was sent, else by
every field that was sent. Every function raises WebApiError where the server cannot be asked.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Generic, TypeVar

from app.model.carriers.contact import ContactEntity, ContactEntityWithLinks
from app.model.carriers.person import Person, PersonEntity, PersonEntityWithLinks
from app.model.checks.same_record import is_same_record
from app.model.entry import Entry, Step
from app.model.form.people import PersonName, as_entity
from app.model.text_normalization import equal_ignoring_case
from app.webapi.archive import PersonRow, is_id
from app.webapi.errors import NotFoundError

if TYPE_CHECKING:
    # Costs a tenth of a second: the worker loads it, after the window is painted.
    from app.webapi.client import WebApi

Record = TypeVar("Record", ContactEntityWithLinks, PersonEntityWithLinks)


@dataclass(frozen=True)
class Match(Generic[Record]):
    """Exactly one record on the server is certainly ours."""

    remote_id: int
    record: Record


@dataclass(frozen=True)
class NoMatch:
    """No record on the server is ours, as far as one search tells."""


@dataclass(frozen=True)
class Ambiguous:
    """One of these records may be ours; only a person can tell."""

    ids: tuple[int, ...]


SearchResult = Match[Record] | NoMatch | Ambiguous


def search_company(
    api: WebApi, entry: Entry, sent: ContactEntity, is_taken: Callable[[int], bool]
) -> SearchResult[ContactEntityWithLinks]:
    """Searches for the company that `sent` became. `is_taken` tells ids that another entry holds.

    Every search after the first asks for every day, too: this computer's clock may be wrong. Of a company of
    another day only a token proves that it is ours; without one, a person has to tell.
    """
    step = entry.company
    mine = sent.with_changes(dbi_key=None) if step.token else sent

    def search(day: date | None) -> SearchResult[ContactEntityWithLinks]:
        ids = [each for each in api.find_contacts(sent.name or "", day) if not is_taken(each)]
        return _best_match(step.token, mine, _read(api.contact, ids))

    is_last = step.first_not_found_at is not None
    if is_last and step.token:
        return search(None)
    found = search((step.sent or entry.created).date())
    if not (is_last and isinstance(found, NoMatch)):
        return found
    found = search(None)
    return Ambiguous((found.remote_id,)) if isinstance(found, Match) else found


def search_person(
    api: WebApi, contact_id: int, step: Step, person: Person, taken: Collection[int]
) -> SearchResult[PersonEntityWithLinks]:
    """Searches the company for what `person` became. `taken` are the PersonIds of the entry's others."""
    name = PersonName.normalized(person.firstname, person.lastname)
    ids = [
        row.person_id
        for row in api.contact_persons(contact_id)
        if PersonName.normalized(row.firstname, row.lastname) == name and row.person_id not in taken
    ]
    return _best_match(step.token, as_entity(person, contact_id), _read(api.person, ids))


def _read(read: Callable[[int], Record], ids: Iterable[int]) -> Iterable[tuple[int, Record]]:
    """Reads the records, newest first; leaves out those that have been deleted in the meantime."""
    for each in sorted(ids, reverse=True):
        try:
            record = read(each)
        except NotFoundError:
            continue
        yield each, record


def _best_match(
    token: str, sent: ContactEntity | PersonEntity, candidates: Iterable[tuple[int, Record]]
) -> SearchResult[Record]:
    """Compares candidates: an equal token is certain; without one, a single equal record is."""
    alike: list[tuple[int, Record]] = []
    for remote_id, record in candidates:
        key = record.dbi_key or ""
        if token and equal_ignoring_case(key, token):
            return Match(remote_id, record)
        if not (token and key) and is_same_record(sent, record):
            alike.append((remote_id, record))
    if len(alike) == 1 and not token:
        return Match(*alike[0])
    return Ambiguous(tuple(remote_id for remote_id, _ in alike)) if alike else NoMatch()


def person_rows(people: Iterable[Person] | None) -> tuple[PersonRow, ...]:
    """Returns the people of an answer who were saved; the server echoes the others without an id."""
    return tuple(
        PersonRow(
            person.person_id,
            person.firstname or "",
            person.lastname or "",
            person.full_name or "",
            person.title or "",
            person.email or "",
        )
        for person in people or ()
        if is_id(person.person_id)
    )


def match_people_by_name(
    rows: Iterable[PersonRow], steps: Sequence[Step], people: Sequence[Person]
) -> dict[int, PersonRow]:
    """Returns the row of each person who is among `rows`, by step number; no row is given to two people.

    Of two people of one name, the one with the same e-mail and title is matched first, so that the missing
    one does not take the row of the other. `people` are those of the form, in the order of step numbers.
    """
    rows = tuple(rows)
    taken: set[int] = set()
    found: dict[int, PersonRow] = {}
    for of_person, of_row in ((_named_and_described, _row_named_and_described), (_named, _row_named)):
        free: dict[object, deque[PersonRow]] = defaultdict(deque)
        for row in {row.person_id: row for row in rows if row.person_id not in taken}.values():
            free[of_row(row)].append(row)
        for step in steps:
            same = free.get(of_person(people[step.number - 1]))
            if step.number not in found and same:
                row = found[step.number] = same.popleft()
                taken.add(row.person_id)
    return found


def _named(person: Person) -> object:
    return PersonName.normalized(person.firstname, person.lastname)


def _row_named(row: PersonRow) -> object:
    return PersonName.normalized(row.firstname, row.lastname)


def _named_and_described(person: Person) -> object:
    return _named(person), _plain(person.email), _plain(person.title)


def _row_named_and_described(row: PersonRow) -> object:
    return _row_named(row), _plain(row.email), _plain(row.title)


def _plain(text: str | None) -> str:
    return (text or "").strip().casefold()
