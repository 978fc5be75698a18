"""Searches a company for people who may have been saved there: nobody is ever posted blindly.

Candidates are found by name, and under other names where the server may have changed theirs; they are read
whole and compared. Every method raises WebApiError where the server cannot be asked.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Sequence
from datetime import timedelta
from functools import cached_property
from itertools import chain, islice
from typing import TYPE_CHECKING, Final

from app.model.carriers.person import Person, PersonEntityWithLinks
from app.model.checks import renamed
from app.model.checks.same_record import compared, has_become
from app.model.entry import Step
from app.model.form.people import PersonName, as_entity, display_name, joined_name
from app.model.text_normalization import normalize
from app.service.search.result import (
    MOST_CANDIDATES,
    Ambiguous,
    Match,
    NoMatch,
    Reader,
    SearchResult,
    best_match,
    has_key,
    has_token,
    is_by_key_anothers,
    key_of,
    made_just_then,
    may_have_become,
    newest_first,
    oldest_with_key,
    whole,
    with_unread,
)
from app.webapi.archive import PersonRow, is_id

if TYPE_CHECKING:
    # Costs a tenth of a second: the worker loads it, after the window is painted.
    from app.webapi.client import WebApi

# Of more who are in the company under other names, nobody is compared: a person has to tell.
_MOST_OTHERS: Final = 100
MOST_COMPARED: Final = 50_000
"""A name is compared with another in some microseconds."""


class PeopleSearch:
    """Searches a company for people whose answers were lost, all of them in one list of its people."""

    def __init__(
        self,
        api: WebApi,
        contact_id: int,
        rows: Iterable[PersonRow],
        lost: Sequence[tuple[Step, Person]],
        tries: int = 0,
        *,
        keys: frozenset[str] = frozenset(),
        ahead: timedelta = timedelta(),
    ) -> None:
        """`rows` are the people of the company whom no step of the entry is, `lost` all who may be there.

        `tries` is how many deliveries of the entry have come to nothing, `keys` the tokens of its people.
        The server's clock is `ahead` of this computer's.
        """
        self._ahead = ahead
        self._keys = keys
        self._api = api
        self._reader = Reader(self._read, tries)
        self._contact_id = contact_id
        self._taken: set[int] = set()
        self._ids: dict[object, list[int]] = defaultdict(list)
        self._names: dict[int, str] = {}
        for row in rows:
            self._ids[_row_named(row)].append(row.person_id)
            self._names[row.person_id] = joined_name(row.firstname, row.lastname)
        self._lost: dict[object, list[tuple[Step, Person]]] = defaultdict(list)
        for step, person in lost:
            self._lost[_named(person)].append((step, person))

    def find(self, step: Step, person: Person) -> SearchResult[PersonEntityWithLinks]:
        """Searches for what `person` became among those of the same name, and by the token among all.

        The server may have changed a name, even to that of another.
        """
        out = self._taken.union(step.not_it)
        ids = [each for each in self._ids.get(_named(person), ()) if each not in out]
        found = best_match(
            step,
            as_entity(person, self._contact_id),
            self._reader.records(newest_first(ids)),
            lambda record: self._may_be_anothers(step, person, record),
            self._keys_but(step),
            ahead=self._ahead,
        )
        if not isinstance(found, Match) and step.token and (mine := self._with_token(step.token)):
            found = Match(*mine)
        unread = self._reader.unread(newest_first(ids))[:MOST_CANDIDATES]
        return self._claimed(with_unread(found, unread, key_of(step, as_entity(person, self._contact_id))))

    def find_by_key(self, step: Step, person: Person) -> SearchResult[PersonEntityWithLinks]:
        """Searches for `person` by the key alone, before a first POST: by the name, then under any other.

        Whom the list names so, or as a server can have made it, and the server does not give may be this one,
        where none of the others is. A key of the user's own proves nothing under another name.
        """
        sent = as_entity(person, self._contact_id)
        out = self._taken.union(step.not_it)
        ids = newest_first(each for each in self._ids.get(_named(person), ()) if each not in out)
        records = self._reader.records(ids[:_MOST_OTHERS])
        for one in records:
            if has_key(one[1], step, sent):
                return self._taken_now(oldest_with_key(one, records, step.token))
        unread = self._reader.unread(ids)
        if step.token:
            for each, record in self._others:
                if each not in out and has_token(record, step.token):
                    return self._taken_now(Match(each, record))
            others = (each for each in self._reader.unread(self._ids_of_others) if each not in out)
            unread += tuple(each for each in others if _can_be_called(person, self._names[each]))
        return Ambiguous(unread[:MOST_CANDIDATES], has_unread=True) if unread else NoMatch()

    def find_refused(self, step: Step, person: Person) -> Match[PersonEntityWithLinks] | None:
        """Searches for `person` once a POST was refused, by the key; without one, who was made just then."""
        if not step.token:
            return made_just_then(self.find(step, person), step, self._ahead)
        found = self.find_by_key(step, person)
        return found if isinstance(found, Match) else None

    def _taken_now(self, found: Match[PersonEntityWithLinks]) -> Match[PersonEntityWithLinks]:
        self._taken.update((found.remote_id, *(twin.person_id or 0 for twin in found.twins)))
        return found

    def find_renamed(self, step: Step, person: Person) -> SearchResult[PersonEntityWithLinks]:
        """Searches for `person` among those whose name is that of none who was lost: the server's may differ.

        Who has no token and is like the person in everything else may be the one, and so may be who has the
        name, or one that can be made of it, and something otherwise, or whom the server does not give.
        """
        keys, out = self._keys_but(step), self._taken.union(step.not_it)
        left = [
            (each, record)
            for each, record in self._others
            if each not in out and not is_by_key_anothers(record, step, keys, self._ahead)
        ]
        sent = as_entity(person, self._contact_id)
        named = self._reader.records(newest_first(set(self._ids.get(_named(person), ())).difference(out)))
        unnamed = sent.with_changes(firstname=None, middle_name=None, lastname=None)
        left.sort(key=lambda one: not _can_be(person, one[1]))
        can_be = chain(named, (one for one in left if _can_be(person, one[1])))
        rewritten = may_have_become(step, unnamed, can_be, keys, self._ahead)
        # Who may be called so comes first: no more are shown than a person compares.
        alike = (each for each, record in left if len(left) > _MOST_OTHERS or has_become(unnamed, record))
        unread = [each for each in self._reader.unread(self._ids_of_others) if each not in out]
        ids = tuple(islice(dict.fromkeys(chain(rewritten, alike, unread)), MOST_CANDIDATES))
        return Ambiguous(ids, has_unread=bool(unread)) if ids else NoMatch()

    def _claimed(self, found: SearchResult[PersonEntityWithLinks]) -> SearchResult[PersonEntityWithLinks]:
        return self._taken_now(found) if isinstance(found, Match) else found

    def _may_be_anothers(self, step: Step, person: Person, record: PersonEntityWithLinks) -> bool:
        """Returns True if it may be another's of that name who was lost. Of equal people each may be each."""
        return any(
            has_become(as_entity(other, self._contact_id), record)
            for one, other in self._lost[_named(person)]
            if one.number != step.number and other != person
        )

    def _read(self, person_id: int) -> PersonEntityWithLinks:
        record = self._api.person(person_id)
        return whole(record, self._compared, by_token=self._have_keys, host=self._api.host)

    @cached_property
    def _compared(self) -> frozenset[str]:
        """The properties that are compared of any of those who were lost."""
        people = (person for same in self._lost.values() for _, person in same)
        return frozenset().union(*(compared(as_entity(person, self._contact_id)) for person in people))

    @cached_property
    def _have_keys(self) -> bool:
        lost = chain.from_iterable(self._lost.values())
        return any(key_of(step, as_entity(person, self._contact_id)) for step, person in lost)

    @cached_property
    def _others(self) -> list[tuple[int, PersonEntityWithLinks]]:
        return list(self._reader.records(self._ids_of_others))

    @cached_property
    def _ids_of_others(self) -> list[int]:
        """Those who have nobody's name, the newest first: ours are not older than the company's others."""
        ids = [each for name, same in self._ids.items() if name not in self._lost for each in same]
        return newest_first(ids)[: self._most]

    @cached_property
    def _with_key(self) -> dict[str, tuple[int, PersonEntityWithLinks]]:
        """Everybody who has a key: those who have the name of one who was lost may be another one of them."""
        ids = [each for name in self._lost for each in self._ids.get(name, ())]
        named = self._reader.records(newest_first(ids)[: self._most])
        return {
            record.dbi_key.casefold(): (each, record)
            for each, record in chain(self._others, named)
            if record.dbi_key
        }

    def _with_token(self, token: str) -> tuple[int, PersonEntityWithLinks] | None:
        """Returns who has that token, or what the server has made of it."""
        if found := self._with_key.get(token.casefold()):
            return found
        return next((one for one in self._with_key.values() if has_token(one[1], token)), None)

    def _keys_but(self, step: Step) -> frozenset[str]:
        """Returns the keys that the entry's other people were sent with."""
        return self._keys - {step.token}

    @property
    def _most(self) -> int:
        return _MOST_OTHERS + sum(map(len, self._lost.values()))


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


def alike_rows(rows: Sequence[PersonRow], people: Sequence[Person]) -> list[PersonRow]:
    """Returns the rows whose name the server can have made of that of one of these people.

    Of so many that this would take long, only who has the very name.
    """
    exact = {PersonName.normalized(one.firstname, one.lastname) for one in people}
    names = {display_name(one) for one in people} if len(rows) * len(people) <= MOST_COMPARED else set()
    return [
        row
        for row in rows
        if PersonName.normalized(row.firstname, row.lastname) in exact
        or any(renamed.may_have_become(name, joined_name(row.firstname, row.lastname)) for name in names)
    ]


def likeliest(person: Person, rows: Sequence[PersonRow]) -> list[PersonRow]:
    """Returns these rows, those first whose names a server can have made of that of `person`."""
    return sorted(rows, key=lambda row: not _can_be_called(person, joined_name(row.firstname, row.lastname)))


def _can_be(person: Person, record: PersonEntityWithLinks) -> bool:
    """Returns True if the server can have made the name of a record of that of `person`."""
    return _can_be_called(person, joined_name(record.firstname, record.lastname))


def _can_be_called(person: Person, name: str) -> bool:
    return renamed.may_have_become(display_name(person), name)


def _named(person: Person) -> object:
    return PersonName.normalized(person.firstname, person.lastname)


def _row_named(row: PersonRow) -> object:
    return PersonName.normalized(row.firstname, row.lastname)


def _named_and_described(person: Person) -> object:
    return _named(person), _plain(person.email), _plain(person.title)


def _row_named_and_described(row: PersonRow) -> object:
    return _row_named(row), _plain(row.email), _plain(row.title)


def _plain(text: str | None) -> str:
    return normalize(text or "")
