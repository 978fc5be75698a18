"""The result of reading a text, and the builders that collect it.

The result is immutable, since it passes from a worker thread to the GUI thread.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from app.model.form.person_fields import ROW_FIELDS
from app.model.visible_text import visible_code, visible_line


@dataclass(frozen=True)
class FoundValue:
    """One value. `path` is its property in the WebAPI's spelling, `snippet` the text it was read from.

    Indexes of rows and persons, as in ``Phones[1].Value`` and ``Persons[0].Email``, count within the result,
    so that each path occurs once. The value of ``Country`` is an ISO 3166 code, that of an entry of a list
    its name; `given` is the value as forms have it, where that is known. `doubt` is a sentence that says why
    the value may be wrong, where that is known.
    """

    path: str
    value: str
    snippet: str
    doubt: str = ""
    given: Any = field(default=None, hash=False)


@dataclass(frozen=True)
class RecognitionResult:
    """The company and the people of a text; if all is empty, `message` says why in a sentence.

    `doubtful` holds values that may as well be something else, of the company and of people; their paths
    occur nowhere else. `others` are further companies of the same text, each an entry of its own. `source`
    names what is no text but knows what it says, such as a register; what of it is doubtful is then offered.
    `picture` is the file of a small one whose text was read, so that it can be shown beside what was found.
    `rivals` are what other sources say of the same company and people, who have the same indexes there.
    `rows` are those of a list beside all this, such as of leads in a mail, below their headings.
    """

    company: tuple[FoundValue, ...] = ()
    persons: tuple[tuple[FoundValue, ...], ...] = ()
    message: str = ""
    doubtful: tuple[FoundValue, ...] = ()
    others: tuple[RecognitionResult, ...] = ()
    source: str = ""
    picture: bytes = b""
    rivals: tuple[RecognitionResult, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.company or self.persons or self.doubtful)


_ROWS = {one.path: one for one in ROW_FIELDS}
_COMPANY_ROWS = ("Phones", "Faxes", "Emails", "Urls")


@dataclass
class PersonBuilder:
    """Collects one person: value and snippet by path; `doubtful` holds what may be something else."""

    values: dict[str, tuple[str, str]]
    doubtful: dict[str, tuple[str, str]] = field(default_factory=dict)

    def set(self, name: str, value: str, snippet: str) -> bool:
        """Sets a value unless there is one already. Returns True if it was set."""
        value = visible_line(value)
        if not value or name in self.values:
            return False
        self.values[name] = (value, snippet)
        return True

    def add_doubtful(self, name: str, value: str, snippet: str) -> None:
        """Adds a value that may be something else; a later one takes its place."""
        if value := visible_line(value):
            self.doubtful[name] = (value, snippet)

    def add(self, name: str, value: str, snippet: str) -> None:
        """Adds a row of a kind such as ``MobilePhone`` or ``PrivatePhones``, unless it is there already."""
        value = visible_code(value)
        index = 0
        while (path := _ROWS[name].row_path(index)) in self.values:
            if self.values[path][0].casefold() == value.casefold():
                return
            index += 1
        self.set(path, value, snippet)


@dataclass
class ResultBuilder:
    """Collects the company and the people while a text is read; `result` makes the immutable result."""

    company: dict[str, tuple[str, str]]
    rows: dict[str, list[tuple[str, str]]]
    persons: list[PersonBuilder]
    doubtful: list[tuple[str, str, str]] = field(default_factory=list)
    named: dict[frozenset[tuple[str, str]], PersonBuilder] = field(default_factory=dict)
    """Who `person_named` has made, by some or all parts of their names."""

    @classmethod
    def empty(cls) -> ResultBuilder:
        """Makes a builder without any values."""
        return cls({}, {}, [])

    @property
    def names_company(self) -> bool:
        """True once a company is named, be it in doubt."""
        return "Name" in self.company or any(path == "Name" for path, _, _ in self.doubtful)

    def person_named(self, parts: Mapping[str, str], which: str = "") -> PersonBuilder:
        """Returns the first person whose name has these parts, a new one if there is none.

        `which` tells several of one name apart.
        """
        apart = [("", which)] if which else []
        whole = frozenset((*apart, *((part, text.casefold()) for part, text in parts.items())))
        if person := self.named.get(whole):
            return person
        person = self.named[whole] = PersonBuilder({})
        for part, text in parts.items():
            person.set(part, text, text)
        self.persons.append(person)
        there = [(part, text.casefold()) for part, (text, _snippet) in person.values.items()]
        for count in range(1, len(there) + 1):
            for some in combinations(there, count):
                self.named.setdefault(frozenset(some), person)
        return person

    def name_of_last(self) -> dict[str, str]:
        """Returns the parts of the last person's name, as `person_named` takes them; nothing without one."""
        there = self.persons[-1].values if self.persons else {}
        return {part: there[part][0] for part in ("Firstname", "MiddleName", "Lastname") if part in there}

    def add_doubtful(self, path: str, value: str, snippet: str) -> None:
        """Adds a value of the company that may be something else; `path` may be that of rows."""
        clean = visible_code if path in _COMPANY_ROWS else visible_line
        if value := clean(value):
            self.doubtful.append((path, value, snippet))

    def add_department(self, texts: Iterable[str]) -> None:
        """Adds the first part of a company that texts name: in doubt, since it may be that of one person."""
        # Imported here: it compiles the patterns of all languages, and a window at rest reads nothing.
        from app.recognition.values.departments import department_in

        found = next(filter(None, map(department_in, texts)), "")
        if found and not any(path == "Department" for path, _, _ in self.doubtful):
            self.add_doubtful("Department", found, found)

    def set(self, path: str, value: str, snippet: str) -> None:
        """Sets a value of the company unless there is one already."""
        if value := visible_line(value):
            self.company.setdefault(path, (value, snippet))

    def add(self, rows: str, value: str, snippet: str) -> None:
        """Adds a phone, fax, e-mail or web address of the company, unless it is there already."""
        have = self.rows.setdefault(rows, [])
        value = visible_code(value)
        if value and all(value.casefold() != one.casefold() for one, _ in have):
            have.append((value, snippet))

    def result(self) -> RecognitionResult:
        """Makes the result, with values in the order of the form and without people who have none."""
        company = [FoundValue(path, *value) for path, value in self.company.items()]
        for rows, values in self.rows.items():
            company += [FoundValue(f"{rows}[{index}].Value", *value) for index, value in enumerate(values)]
        people = [one for one in self.persons if one.values]
        persons = [
            tuple(FoundValue(f"Persons[{index}].{name}", *value) for name, value in person.values.items())
            for index, person in enumerate(people)
        ]
        sorted_values = (tuple(sorted(found, key=_rank_on_card)) for found in (company, *persons))
        return RecognitionResult(
            next(sorted_values), tuple(sorted_values), doubtful=tuple(self._doubtful(people))
        )

    def _doubtful(self, people: Sequence[PersonBuilder]) -> Iterator[FoundValue]:
        """Yields what is in doubt, unless there is a sure value in its place."""
        taken = {value.casefold() for values in self.rows.values() for value, _ in values}
        taken |= {value.casefold() for person in people for value, _ in person.values.values()}
        count = {rows: len(values) for rows, values in self.rows.items()}
        for path, value, snippet in self.doubtful:
            if value.casefold() in taken or path in self.company:
                continue
            if path not in _COMPANY_ROWS and path in count:
                continue  # each path occurs once
            taken.add(value.casefold())
            if path in _COMPANY_ROWS:
                count[path] = count.get(path, 0) + 1
                yield FoundValue(f"{path}[{count[path] - 1}].Value", value, snippet)
            else:
                count[path] = 1
                yield FoundValue(path, value, snippet)
        for index, person in enumerate(people):
            for name, found in person.doubtful.items():
                if name not in person.values:
                    yield FoundValue(f"Persons[{index}].{name}", *found)


def _rank_on_card(found: FoundValue) -> int:
    """Sort key: the order of the fields in the form, whatever their order in the text."""
    is_of_person = found.path.startswith("Persons[")
    name = found.path.partition("].")[2] if is_of_person else found.path
    order = _ORDER_OF_PERSON if is_of_person else _ORDER
    return next((rank for rank, path in enumerate(order) if name.startswith(path)), len(order))


_ORDER = ("Name", "OrgNr", "Country", "Address.Street", "Address.Postal", "Phones", "Faxes", "Emails", "Urls")
_NAME = ("Firstname", "MiddleName", "Lastname", "Title", "Salutation")
_ORDER_OF_PERSON = (*_NAME, "Email", "MobilePhone", "DirectPhone")
"""Of several e-mails the first is the main one: ``Emails[1]`` stands behind ``Email``."""
