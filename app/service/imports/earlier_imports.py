"""Finds companies of a table among those that earlier imports have made of other columns or another file."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from app.model.additions.corrections import covers, new_values, told_shortly
from app.model.company_search.similar_companies import search_keys_of
from app.model.history.origin import origin_in
from app.model.imports.addresses import RowsOfAddresses, addresses_in
from app.recognition.cells.company_keys import company_key, same_spelling, spelled_out
from app.translation import _

if TYPE_CHECKING:
    from app.recognition.sheets.sheet import Row

Form = Mapping[str, Any]
_Fact = tuple[str, ...]
_MOST_COMPARED: Final = 100
_MOST_SURE: Final = 5
_ALONE: Final = ("OrgNr", "Department")
_STREET: Final = ("Zipcode", "City")
_ROWS: Final = ("Phones", "Emails", "Urls")
_NAMES: Final = ("Firstname", "MiddleName", "Lastname")
_ENDING: Final = re.compile(r"(?:\.result)?\.[a-z]{3,4}$", re.IGNORECASE)
_DIGITS: Final = 7
"""The last ones of a phone number, with which its country's code does not matter."""


@dataclass(frozen=True)
class Before:
    """What an earlier import has made of a company: a sentence, and its number in SuperOffice, 0 for none.

    `state` is the word for it that scripts know: *done* once it is saved, else *kept*, *rejected* or *draft*.
    A draft that cannot be read is none that can be opened: `is_draft` is False.
    """

    sentence: str
    contact_id: int = 0
    is_draft: bool = False
    state: str = "done"


class EarlierImports:
    """The companies that tables have become, by their names; each is that of one row of a table at most.

    The id of a company of a table is made of all that was read of it: with other columns it is another one.
    """

    def __init__(
        self,
        stored: Iterable[tuple[str, str]],
        read: Callable[[str], Form | None],
        is_replaceable: Callable[[str], bool] = lambda _id: False,
        waiting: Iterable[tuple[str, str, Form]] = (),
    ) -> None:
        """`stored` are names and ids. `read` returns what is stored, None for what is of no table.

        `is_replaceable` tells of the id of a draft whether what a table says may stand in its place,
        `waiting` are names, ids and forms of drafts: somebody of a row may be in one of another name.
        """
        self._read = read
        self._is_replaceable = is_replaceable
        self.corrected: dict[str, Correction] = {}
        """What rows have that the companies which earlier imports have made of them have not, by id."""
        self._ids: dict[str, dict[str, None]] = {}
        for name, entry_id in stored:
            self._ids.setdefault(spelling_of(name), {})[entry_id] = None
        self._of_people: dict[_Fact, list[tuple[str, str]]] = {}
        self._of_address = defaultdict[str, dict[str, None]](dict)
        self._rows: RowsOfAddresses | None = None
        for name, entry_id, form in waiting:
            for address in addresses_in(form):
                self._of_address[address][entry_id] = None
            for person in _people_with_mail(form):
                self._of_people.setdefault(person, []).append((name, entry_id))
        self._of_name: dict[str, _OfName] = {}
        self._found: dict[str, str] = {}

    def look_in(self, rows: Iterable[Row]) -> None:
        """Tells which rows the table has: what two of them have does not tell one company by another name."""
        self._rows = RowsOfAddresses(rows, self._of_address)

    def has_another(self, own_id: str, name: str) -> bool:
        """Returns True if a company of that name is stored under another id than `own_id`."""
        return any(one != own_id for one in self._ids.get(spelling_of(name), ()))

    def otherwise(self, entry_id: str) -> str:
        """Returns the id of a row that is to replace a draft, where it does not after all; else empty."""
        corrected = self.corrected.get(entry_id)
        return corrected.otherwise if corrected else ""

    def reasons(
        self, entry_id: str, found_before: Callable[[str], Before | None], form: Form | None = None
    ) -> list[str]:
        """Returns what is said of a row that has more than what an earlier import has made of it.

        Or of one with somebody of its `form` who waits in a draft of another name or place.
        """
        corrected = self.corrected.get(entry_id)
        if corrected is None:
            return self._in_a_draft(entry_id, form)
        if corrected.otherwise:
            return []
        before = found_before(corrected.stored_id)
        return [corrected.told(before.sentence)] if before else []

    def _in_a_draft(self, entry_id: str, form: Form | None) -> list[str]:
        for person in _people_with_mail(form or {}):
            others = (name for name, one in self._of_people.get(person, ()) if one != entry_id)
            if name := next(others, ""):
                told = _("The draft “{name}” has the same person with {mail}: it may be the same company.")
                return [told.format(name=name, mail=person[1])]
        return []

    def id_of(
        self,
        own_id: str,
        name: str,
        form: Callable[[], Form],
        told: Callable[[], Form] | None = None,
        numbers: Iterable[int] = (),
    ) -> str:
        """Returns the id under which a company is stored that surely is the one of `form`; else its own.

        `told` returns what its rows of these `numbers` alone have. Where the one that is stored has not all
        of it, that is `corrected`: a draft that nobody has touched is to be replaced, beside others it is
        one of its own.
        """
        key = spelling_of(name)
        ids = self._ids.get(key, {})
        if not name or own_id in ids:
            return own_id
        if not ids:
            return self._renamed(own_id, form, {*numbers}) if self._of_address and self._rows else own_id
        if (found := self._found.get(own_id)) is None:
            if (stored := self._of_name.get(key)) is None:
                stored = self._of_name[key] = _OfName(ids, self._read)
            taken = stored.take(_Facts.of(form()), told() if told is not None else {})
            found = self._found[own_id] = self._id_for(taken, own_id, form, told)
        return found

    def _renamed(self, own_id: str, form: Callable[[], Form], numbers: set[int]) -> str:
        """Returns the id of the draft of an earlier version of the table whose name was corrected since.

        It is the one that has an address or a number of these rows, which no others have, and says nothing
        else but the name. Where none or several are, that is the row's own.
        """
        if (known := self._found.get(own_id)) is not None:
            return known
        whole = form()
        found = [one for one in self._drafts_with(whole, numbers) if self._is_renamed(one, whole)]
        if len(found) == 1:
            self.corrected[found[0]] = Correction((), found[0], own_id)
        self._found[own_id] = found[0] if len(found) == 1 else own_id
        return self._found[own_id]

    def _is_renamed(self, draft_id: str, whole: Form) -> bool:
        if draft_id in self.corrected or not self._is_replaceable(draft_id):
            return False
        there = self._read(draft_id)
        return (
            there is not None
            and _table_of(whole) == _table_of(there)
            and covers(whole, there)
            and is_surely_same(whole, there)
        )

    def _drafts_with(self, form: Form, numbers: set[int]) -> Iterable[str]:
        """Returns the ids of drafts with an address or a number that only rows of these numbers have."""
        return dict.fromkeys(
            draft
            for address in addresses_in(form)
            if self._rows is not None and not self._rows.has_others(address, numbers)
            for draft in self._of_address.get(address, ())
        )

    def _id_for(
        self, taken: _Taken, own_id: str, form: Callable[[], Form], told: Callable[[], Form] | None
    ) -> str:
        """Returns the id of what was taken, unless it has not all that the row has and is not replaced."""
        entry_id, values = taken
        if not entry_id or told is None:
            return entry_id or own_id
        if entry_id in self.corrected:
            return own_id
        if self._is_replaceable(entry_id) and (there := self._read(entry_id)) is not None:
            whole = form()
            is_of_one_table = _table_of(whole) == _table_of(there)
            if (is_of_one_table or covers(whole, there)) and new_values(told(), there, is_exact=True):
                self.corrected[entry_id] = Correction(values, entry_id, own_id)
                return entry_id
        if values:
            self.corrected[own_id] = Correction(values, entry_id)
        return own_id if values else entry_id


def _table_of(form: Form) -> str:
    """Returns the name of the table, which its file of results has in common with it."""
    return _ENDING.sub("", origin_in(form).table)


class Correction(NamedTuple):
    """What a row has, for people, that the stored company has not.

    Where it replaces a draft, `otherwise` is the id that it has if somebody has typed in that meanwhile.
    """

    values: tuple[str, ...]
    stored_id: str
    otherwise: str = ""

    def told(self, sentence: str) -> str:
        """Returns what is to be said of the row, with a sentence about what is stored."""
        told = _("{sentence} Here it has other values: {values}.")
        return told.format(sentence=sentence, values=told_shortly(self.values))


class _Taken(NamedTuple):
    """One of the companies of a name, and what it lacks of a row."""

    id: str
    lacking: tuple[str, ...]


class _OfName:
    """The companies of one name that no row of the table is yet. Each is read once: a chain has hundreds."""

    def __init__(self, ids: Iterable[str], read: Callable[[str], Form | None]) -> None:
        self._read = read
        self._facts = {one: _Facts.of(form) for one in ids if (form := read(one)) is not None}
        self._by_fact: dict[_Fact, dict[str, None]] = {}
        for entry_id, facts in self._facts.items():
            for fact in facts.shared:
                self._by_fact.setdefault(fact, {})[entry_id] = None

    def take(self, wanted: _Facts, told: Form) -> _Taken:
        """Returns the id of one that surely is the same, which is no other one's then; empty for none.

        What few have is looked for first, and no more are compared than some: of a chain with thousands in
        one town this takes no longer. One that lacks nothing of what is `told` comes before others.
        """
        buckets = sorted((self._by_fact.get(fact, {}) for fact in wanted.shared), key=len)
        compared = islice(dict.fromkeys(one for bucket in buckets for one in bucket), _MOST_COMPARED)
        taken = _Taken("", ())
        for entry_id in islice((one for one in compared if wanted.is_surely(self._facts[one])), _MOST_SURE):
            lacking = new_values(told, self._read(entry_id) or {}) if told else ()
            if not taken.id or not lacking:
                taken = _Taken(entry_id, lacking)
            if not lacking:
                break
        for fact in self._facts[taken.id].shared if taken.id else ():
            del self._by_fact[fact][taken.id]
        return taken


class _Facts(NamedTuple):
    """What tells a company apart from others of its name: its people, and the rest by field."""

    people: tuple[str, ...]
    told: Mapping[str, frozenset[str]]
    table: str

    @classmethod
    def of(cls, form: Form) -> _Facts:
        """Returns what a form has."""
        return cls(tuple(_people(form)), _told(form), origin_in(form).table)

    @property
    def shared(self) -> list[_Fact]:
        """What another one has as well, in one of these at least, if it surely is the same."""
        of_table = [("Table", self.table)] if self.table else []
        if self.people:
            return [("Persons", *self.people), *of_table]
        return [*((name, value) for name, values in self.told.items() for value in sorted(values)), *of_table]

    def is_surely(self, other: _Facts) -> bool:
        """Returns True for what `is_surely_same` says; `other` is what is there."""
        is_of_one_table = self.table != "" and self.table == other.table
        if self.people != other.people and not (is_of_one_table and self._is_all_in(other)):
            return False
        both = self.told.keys() & other.told.keys()
        if any(self.told[name] != other.told[name] for name in both - {*_ROWS}):
            return False
        return (
            is_of_one_table or bool(self.people) or any(self.told[name] & other.told[name] for name in both)
        )

    def _is_all_in(self, other: _Facts) -> bool:
        return not Counter(self.people) - Counter(other.people)


def is_surely_same(one: Form, other: Form) -> bool:
    """Returns True for two companies of one name that have the same people, and say nothing else of them.

    Without people they must have the same place, number or address. Of one table, whose columns went
    elsewhere, it is enough that `other`, which is there, has everybody: else somebody would be left out.
    """
    return _Facts.of(one).is_surely(_Facts.of(other))


def _people(form: Form) -> list[str]:
    people = form.get("Persons") or ()
    names = (" ".join(str(one.get(part) or "") for part in _NAMES) for one in people if isinstance(one, dict))
    return sorted(company_key(name) for name in names)


def _people_with_mail(form: Form) -> Iterator[_Fact]:
    """Yields the people of a form, each with an e-mail address in small letters."""
    for one in form.get("Persons") or ():
        if isinstance(one, dict) and (names := _people({"Persons": [one]})) and names[0]:
            for mail in search_keys_of({"Persons": [one]}, "").person_emails:
                yield names[0], mail.casefold()


def _told(form: Form) -> dict[str, frozenset[str]]:
    """Returns what tells a company apart from others of its name, as far as a form has it."""
    address = form.get("Address")
    street = (address.get("Street") if isinstance(address, dict) else None) or {}
    found = {name: frozenset((_plain(form.get(name)),)) for name in _ALONE}
    found |= {name: frozenset((_plain(street.get(name)),)) for name in _STREET}
    for name in _ROWS:
        values = (_plain(one.get("Value")) for one in form.get(name) or () if isinstance(one, dict))
        found[name] = frozenset(one[-_DIGITS:] if name == "Phones" else one for one in values)
    return {name: values - {""} for name, values in found.items() if values - {""}}


def _plain(value: object) -> str:
    return "".join(filter(str.isalnum, str(value or "").casefold()))


def spelling_of(name: str) -> str:
    """Returns what all spellings of the name of a company have in common."""
    return spelled_out(same_spelling(company_key(name)))
