"""Whether people go inside the company that is posted, and who of them the server is known to have added."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import product
from typing import Final

from app.model.additions.namesakes import Likeness, likeness
from app.model.carriers.common import Email
from app.model.carriers.person import Person, PersonEntity
from app.model.checks.renamed import have_same_digits, may_have_become
from app.model.entry import State, Step
from app.model.form.people import PersonName, as_entity, display_name, is_light
from app.model.text_normalization import ascii_letters, equal_ignoring_case, normalize
from app.service.delivery import transitions
from app.service.delivery.search_times import UNDECIDED_RECHECK_DELAY
from app.service.delivery.working_copy import DeliveryStopped, WorkingCopy
from app.service.search.people import match_people_by_name, person_rows
from app.service.search.result import MOST_CANDIDATES, REFUSED, has_token
from app.webapi.archive import PersonRow
from app.webapi.errors import WebApiError

# A name that is compared with another takes some ten microseconds.
_MOST_COMPARED: Final = 25_000


class PeopleInside:
    """The people of a working copy who are, or were, sent inside its company."""

    def __init__(self, copy: WorkingCopy) -> None:
        self._copy = copy

    def may_be_sent(self) -> bool:
        """Returns True unless the connection's setting, or what is known about its server, forbids it."""
        profile = self._copy.profile
        traits = self._copy.outbox.server_traits
        return profile.send_persons and traits.names_people_inside(profile.name, profile.url)

    def note_not_named(self) -> None:
        """Remembers that the server does not name them, so that nobody is sent inside again.

        Whoever is not named may be there or not, and only lists tell, which lag behind. Posted one by one
        they cost one request each, and each answer says what became of it.
        """
        profile = self._copy.profile
        self._copy.outbox.server_traits.note_people_not_named(profile.name, profile.url)

    def expect_earlier(self) -> None:
        """Has those looked for by name who may have gone inside a company that was there, although it waited.

        Nobody has a key there who went inside.
        """
        copy = self._copy
        if not copy.profile.send_persons:
            return
        for step in copy.people_steps:
            if step.state is State.QUEUED and is_light(copy.typed_person(step.number)):
                copy.put(replace(step, matched_by_name=True))

    def match(self, rows: Sequence[PersonRow], *, is_answer: bool = True) -> None:
        """Records which of them are among `rows`, the people of a record of the company.

        In the answer to its POST nobody else can be; in a record that was read there may be namesakes.
        """
        copy = self._copy
        people = copy.typed_company.persons or ()
        found = match_people_by_name(copy.unclaimed(rows), copy.unnamed_inside(), people)
        for number, row in found.items():
            if is_answer or likeness(_typed(copy, number), _of_row(row)) is not Likeness.ANOTHER:
                self._put_saved(number, row)

    def match_listed(
        self, rows: Sequence[PersonRow], steps: Sequence[Step], *, searching: bool
    ) -> frozenset[int]:
        """Records which people of those `steps` are among `rows`, the server's list of the company's people.

        Returns the ids of those who turned out to be in another company: whoever is found by the name
        alone is read, since a server may list others' people as well, and may have somebody else of that
        name. Where only a person can tell, who was not sent inside is asked about. Raises DeliveryStopped.
        """
        look = _Look(self._copy, rows, searching=searching)
        look.match(steps)
        for number, row in look.found.items():
            self._put_saved(number, row)
        for number, ids in look.doubtful.items():
            self._ask(self._copy.steps[number], ids)
        return frozenset(look.elsewhere)

    def _ask(self, step: Step, ids: tuple[int, ...]) -> None:
        """Has a person say whether somebody of the same name is the one who was refused, or another."""
        copy = self._copy
        asked = transitions.as_not_found(step, copy.clock(), copy.uptime(), timedelta.max)
        copy.put(replace(asked, state=State.UNKNOWN, candidates=ids))
        copy.waits.append(copy.clock() + UNDECIDED_RECHECK_DELAY)

    def match_renamed(self, people: Sequence[Person]) -> None:
        """Matches the rest of an answer to a POST: `people`, who may have other names there than was typed.

        A server may trim, re-case, transliterate or swap names, answer in an order of its own, and add
        somebody to each company. So only who has an e-mail or phone in common, or a name that can be made of
        the other, is the one, and only where nobody else can be. Of all others nothing is known.
        """
        rows = {row.person_id: row for row in self._copy.unclaimed(person_rows(people))}
        there = {one.person_id: _Named.of(one) for one in people if one.person_id in rows}
        for may_be in (_have_in_common, _are_called_alike, _can_be_called):
            for number, person_id in self._only_pairs(there, may_be):
                self._put_saved(number, rows[person_id])
                del there[person_id]

    def _only_pairs(
        self, there: Mapping[int, _Named], may_be: Callable[[_Named, _Named], bool]
    ) -> list[tuple[int, int]]:
        """Returns whom `may_be` leaves for each other alone, by step number and id."""
        steps = self._copy.unnamed_inside()
        if len(steps) * len(there) > _MOST_COMPARED:
            return []
        typed = {step.number: _Named.of(self._copy.typed_person(step.number)) for step in steps}
        pairs = [
            (number, person_id)
            for number, mine in typed.items()
            for person_id, theirs in there.items()
            if may_be(mine, theirs)
        ]
        of_steps, of_ids = Counter(number for number, _id in pairs), Counter(each for _number, each in pairs)
        return [(number, each) for number, each in pairs if of_steps[number] == 1 == of_ids[each]]

    def _put_saved(self, number: int, row: PersonRow) -> None:
        step = self._copy.steps[number]
        self._copy.put(transitions.as_saved(step, row.person_id, row.fullname or step.name))


class _Look:
    """One look at a list for people by their names: who is `found`, by step number, and who is `doubtful`."""

    def __init__(self, copy: WorkingCopy, rows: Sequence[PersonRow], *, searching: bool) -> None:
        self.found: dict[int, PersonRow] = {}
        self.doubtful: dict[int, tuple[int, ...]] = {}
        self.elsewhere: set[int] = set()
        self._copy = copy
        self._searching = searching
        self._taken: set[int] = set()
        self._records: dict[int, PersonEntity] = {}
        self._named: dict[PersonName, list[PersonRow]] = defaultdict(list)
        for row in copy.unclaimed(rows):
            self._named[PersonName.normalized(row.firstname, row.lastname)].append(row)

    def match(self, steps: Sequence[Step]) -> None:
        """Looks for them all, first for those whose e-mail and title are as well in the list.

        So the one of two with the same name who is missing does not take the row of the other.
        """
        doubtful: dict[int, list[PersonRow]] = defaultdict(list)
        for is_described in (True, False):
            for step in steps:
                if step.number not in self.found:
                    self._match_one(step, doubtful[step.number], is_described=is_described)
        for step in steps:
            left = [row for row in doubtful[step.number] if row.person_id not in self._taken]
            if step.number in self.found or not left:
                continue
            if step.state is State.QUEUED or step.candidates:
                # Who was refused is not there: it may be somebody who was added by hand.
                self.doubtful[step.number] = tuple(row.person_id for row in left)[:MOST_CANDIDATES]
            else:
                self._take(step, left[0])

    def _match_one(self, step: Step, doubtful: list[PersonRow], *, is_described: bool) -> None:
        person = self._copy.typed_person(step.number)
        for row in self._free(step, person):
            if _is_described(person, row) is is_described and (there := self._there(row)) is not None:
                found = likeness(_typed(self._copy, step.number), there)
                if found is Likeness.SAME or has_token(there, step.token):
                    self._take(step, row)
                    return
                if found is Likeness.DOUBTFUL:
                    doubtful.append(row)

    def _free(self, step: Step, person: Person) -> Iterator[PersonRow]:
        """Yields who has the name of that person and is nobody else's."""
        for row in self._named.get(PersonName.normalized(person.firstname, person.lastname), ()):
            if row.person_id not in self._taken and row.person_id not in step.not_it:
                yield row

    def _take(self, step: Step, row: PersonRow) -> None:
        self.found[step.number] = row
        self._taken.add(row.person_id)

    def _there(self, row: PersonRow) -> PersonEntity | None:
        """Returns somebody of the list, read once; None for who is in another company.

        Whom the server does not give is believed to be where the list says, and as the list says.
        """
        copy, number = self._copy, row.person_id
        if number not in self._records and number not in self.elsewhere:
            try:
                record = copy.api.person(number)
            except WebApiError as error:
                if error.verdict not in REFUSED:
                    raise DeliveryStopped(error, searching=self._searching) from error
                self._records[number] = _of_row(row)
            else:
                where = record.contact.contact_id if record.contact else 0
                if where and where != copy.entry.contact_id:
                    self.elsewhere.add(number)
                else:
                    self._records[number] = record
        return self._records.get(number)


def _typed(copy: WorkingCopy, number: int) -> PersonEntity:
    return as_entity(copy.typed_person(number), copy.entry.contact_id)


def _of_row(row: PersonRow) -> PersonEntity:
    return PersonEntity(
        firstname=row.firstname,
        lastname=row.lastname,
        title=row.title or None,
        emails=(Email(value=row.email),) if row.email else None,
    )


@dataclass(frozen=True)
class _Named:
    """A person, with what each is compared by with each other."""

    person: Person
    name: str
    spellings: tuple[frozenset[str], frozenset[str]]
    """The words of the name in ASCII, without and with digraphs: Ås may be written As or Aas."""
    phones: tuple[str, ...]

    @classmethod
    def of(cls, person: Person) -> _Named:
        name = display_name(person)
        as_, aas = (
            frozenset(ascii_letters(one, digraphs=digraphs) for one in name.split()) - {""}
            for digraphs in (False, True)
        )
        phones = (person.direct_phone, person.mobile_phone, person.fax_phone)
        return cls(person, name, (as_, aas), tuple(one for one in phones if one and one.strip()))


def _have_in_common(typed: _Named, there: _Named) -> bool:
    mine, theirs = typed.person.email, there.person.email
    if mine and theirs and equal_ignoring_case(mine, theirs):
        return True
    return any(have_same_digits(*both) for both in product(typed.phones, there.phones))


def _are_called_alike(typed: _Named, there: _Named) -> bool:
    """Returns True for the same words in whatever order; a server may add or drop a middle name."""
    is_alike = any(
        min(len(one), len(other)) > 1 and (one <= other or other <= one)
        for one, other in product(typed.spellings, there.spellings)
    )
    return is_alike and _is_no_other(typed, there)


def _can_be_called(typed: _Named, there: _Named) -> bool:
    is_alike = bool(there.name) and may_have_become(typed.name, there.name)
    return is_alike and _is_no_other(typed, there)


def _is_no_other(typed: _Named, there: _Named) -> bool:
    """Returns False if addresses and numbers show another person."""
    return likeness(as_entity(typed.person, 0), as_entity(there.person, 0)) is not Likeness.ANOTHER


def _is_described(person: Person, row: PersonRow) -> bool:
    """Returns True if e-mail and title in a list are those of the person, too."""
    return _plain(person.email) == _plain(row.email) and _plain(person.title) == _plain(row.title)


def _plain(text: str | None) -> str:
    return normalize(text or "")
