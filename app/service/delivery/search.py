"""Searches the server for what may have been saved there: an entry is never posted blindly.

Candidates are found by name, read whole and compared: by the token in DbiKey where one was sent, else by
every field that was sent. Every function raises WebApiError where the server cannot be asked.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Final, Generic, TypeVar

from app.model.carriers.contact import ContactEntity, ContactEntityWithLinks
from app.model.carriers.person import Person, PersonEntity, PersonEntityWithLinks
from app.model.carriers.reading import read_as
from app.model.checks.same_record import is_same_record
from app.model.entry import Entry, State, Step
from app.model.form.people import PersonName, as_entity
from app.model.text_normalization import equal_ignoring_case
from app.webapi.archive import PersonRow, is_id
from app.webapi.errors import NotFoundError

if TYPE_CHECKING:
    # Costs a tenth of a second: the worker loads it, after the window is painted.
    from app.webapi.client import WebApi

MOST_CANDIDATES: Final = 10
"""How many a person is shown to decide about."""
# Of more who are in the company under other names, nobody is compared: a person has to tell.
_MOST_OTHERS: Final = 100

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
    api: WebApi,
    entry: Entry,
    sent: ContactEntity,
    is_taken: Callable[[int], bool],
    may_be_anothers: Callable[[ContactEntityWithLinks], bool] = lambda _record: False,
) -> SearchResult[ContactEntityWithLinks]:
    """Searches for the company that `sent` became. `is_taken` tells ids that another entry holds.

    Every search after the first asks for every day, too: this computer's clock may be wrong. Of a company of
    another day only a token proves that it is ours; without one, a person has to tell, and so has one if the
    record `may_be_anothers`: an entry's whose answer was lost as well.
    """
    step = entry.company
    mine = sent.with_changes(dbi_key=None) if step.token else sent

    def search(day: date | None) -> SearchResult[ContactEntityWithLinks]:
        ids = [each for each in api.find_contacts(sent.name or "", day) if not is_taken(each)]
        return _best_match(step.token, mine, _read(api.contact, ids), may_be_anothers)

    is_last = step.first_not_found_at is not None
    if is_last and step.token:
        return search(None)
    found = search((step.sent or entry.created).date())
    if not (is_last and isinstance(found, NoMatch)):
        return found
    found = search(None)
    return Ambiguous((found.remote_id,)) if isinstance(found, Match) else found


def is_like(entry: Entry, record: ContactEntityWithLinks) -> bool:
    """Returns True if the company of `entry` was sent, may be on the server, and can have become `record`."""
    step = entry.company
    if step.state is not State.UNKNOWN and step.state_if_not_found is not State.REJECTED:
        return False
    try:
        sent = read_as(ContactEntity, {**entry.body, "Persons": None})
    except ValueError:
        return True
    return is_same_record(sent.with_changes(dbi_key=None) if step.token else sent, record)


class PeopleSearch:
    """Searches a company for people whose answers were lost, all of them in one list of its people."""

    def __init__(
        self, api: WebApi, contact_id: int, rows: Iterable[PersonRow], lost: Sequence[tuple[Step, Person]]
    ) -> None:
        """`rows` are the people of the company whom no step of the entry is, `lost` all who may be there."""
        self._api = api
        self._contact_id = contact_id
        self._taken: set[int] = set()
        self._ids: dict[object, list[int]] = defaultdict(list)
        for row in rows:
            self._ids[_row_named(row)].append(row.person_id)
        self._lost: dict[object, list[tuple[Step, Person]]] = defaultdict(list)
        for step, person in lost:
            self._lost[_named(person)].append((step, person))

    def find(self, step: Step, person: Person) -> SearchResult[PersonEntityWithLinks]:
        """Searches for what `person` became among those of the same name."""
        ids = [each for each in self._ids.get(_named(person), ()) if each not in self._taken]
        found = _best_match(
            step.token,
            as_entity(person, self._contact_id),
            _read(self._api.person, ids),
            lambda record: self._may_be_anothers(step, person, record),
        )
        return self._claimed(found)

    def find_renamed(self, step: Step, person: Person) -> SearchResult[PersonEntityWithLinks]:
        """Searches for `person` among those whose name is that of none who was lost: the server's may differ.

        Where no token tells, who is like the person in everything else may be the one.
        """
        if step.token and (key := step.token.casefold()) in self._others_by_key:
            return self._claimed(Match(*self._others_by_key[key]))
        left = [
            (each, record)
            for each, record in self._others
            if each not in self._taken and not (step.token and record.dbi_key)
        ]
        sent = as_entity(person, self._contact_id).with_changes(
            firstname=None, middle_name=None, lastname=None
        )
        alike = (each for each, record in left if len(left) > _MOST_OTHERS or is_same_record(sent, record))
        ids = tuple(islice(alike, MOST_CANDIDATES))
        return Ambiguous(ids) if ids else NoMatch()

    def _claimed(self, found: SearchResult[PersonEntityWithLinks]) -> SearchResult[PersonEntityWithLinks]:
        if isinstance(found, Match):
            self._taken.add(found.remote_id)
        return found

    def _may_be_anothers(self, step: Step, person: Person, record: PersonEntityWithLinks) -> bool:
        """Returns True if it may be another's of that name who was lost. Of equal people each may be each."""
        return any(
            is_same_record(as_entity(other, self._contact_id), record)
            for one, other in self._lost[_named(person)]
            if one.number != step.number and other != person
        )

    @cached_property
    def _others(self) -> list[tuple[int, PersonEntityWithLinks]]:
        """Those who have nobody's name, the newest first: ours are not older than the company's others."""
        ids = [each for name, same in self._ids.items() if name not in self._lost for each in same]
        most = _MOST_OTHERS + sum(map(len, self._lost.values()))
        return list(_read(self._api.person, sorted(ids, reverse=True)[:most]))

    @cached_property
    def _others_by_key(self) -> dict[str, tuple[int, PersonEntityWithLinks]]:
        return {record.dbi_key.casefold(): (each, record) for each, record in self._others if record.dbi_key}


def _read(read: Callable[[int], Record], ids: Iterable[int]) -> Iterable[tuple[int, Record]]:
    """Reads the records, newest first; leaves out those that have been deleted in the meantime."""
    for each in sorted(ids, reverse=True):
        try:
            record = read(each)
        except NotFoundError:
            continue
        yield each, record


def _best_match(
    token: str,
    sent: ContactEntity | PersonEntity,
    candidates: Iterable[tuple[int, Record]],
    may_be_anothers: Callable[[Record], bool],
) -> SearchResult[Record]:
    """Compares candidates: an equal token is certain; without one, a single equal record that is ours alone.

    `may_be_anothers` tells of a record whether something else that was sent can have become it.
    """
    alike: list[tuple[int, Record]] = []
    for remote_id, record in candidates:
        key = record.dbi_key or ""
        if token and equal_ignoring_case(key, token):
            return Match(remote_id, record)
        if not (token and key) and is_same_record(sent, record):
            alike.append((remote_id, record))
    if len(alike) == 1 and not token and not may_be_anothers(alike[0][1]):
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
