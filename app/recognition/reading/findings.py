"""What was recognised in a text, as values that cross a thread border."""

from __future__ import annotations

from dataclasses import dataclass

from app.model.form.person_fields import ROW_FIELDS


@dataclass(frozen=True)
class Found:
    """One value. `path` is where it goes in the WebAPI's spelling, `snippet` the text it was read in.

    Rows and persons are counted within the result, such as ``Phones[1].Value`` and ``Persons[0].Email``, so
    that each path stands for one value. The value of ``Country`` is an ISO 3166 code of two letters.
    """

    path: str
    value: str
    snippet: str


@dataclass(frozen=True)
class Recognised:
    """The company and the people of a text; where both are empty, `message` says why in a sentence."""

    company: tuple[Found, ...] = ()
    persons: tuple[tuple[Found, ...], ...] = ()
    message: str = ""

    def __bool__(self) -> bool:
        return bool(self.company or self.persons)


_ROWS = {field.path: field for field in ROW_FIELDS}


@dataclass
class PersonDraft:
    """A person while the text is being read: values by their path in a person of the form, with snippets."""

    values: dict[str, tuple[str, str]]

    def set(self, name: str, value: str, snippet: str) -> bool:
        """Keeps a value unless there is one already; says whether it did."""
        if not value or name in self.values:
            return False
        self.values[name] = (value, snippet)
        return True

    def add(self, name: str, value: str, snippet: str) -> None:
        """Another row of a kind such as ``MobilePhone`` or ``PrivatePhones``, unless it is there already."""
        place = 0
        while (path := _ROWS[name].row_path(place)) in self.values:
            if self.values[path][0].casefold() == value.casefold():
                return
            place += 1
        self.set(path, value, snippet)


@dataclass
class Draft:
    """The result while the text is being read."""

    company: dict[str, tuple[str, str]]
    rows: dict[str, list[tuple[str, str]]]
    persons: list[PersonDraft]

    @classmethod
    def empty(cls) -> Draft:
        return cls({}, {}, [])

    def set(self, path: str, value: str, snippet: str) -> None:
        if value:
            self.company.setdefault(path, (value, snippet))

    def add(self, rows: str, value: str, snippet: str) -> None:
        """Another phone, fax, e-mail or web address, unless it is there already."""
        have = self.rows.setdefault(rows, [])
        if value and all(value.casefold() != one.casefold() for one, _ in have):
            have.append((value, snippet))

    def result(self) -> Recognised:
        company = [Found(path, *value) for path, value in self.company.items()]
        for rows, values in self.rows.items():
            company += [Found(f"{rows}[{place}].Value", *value) for place, value in enumerate(values)]
        people = (one for one in self.persons if one.values)
        persons = [
            tuple(Found(f"Persons[{place}].{name}", *value) for name, value in person.values.items())
            for place, person in enumerate(people)
        ]
        in_order = (tuple(sorted(found, key=_place_on_card)) for found in (company, *persons))
        return Recognised(next(in_order), tuple(in_order))


def _place_on_card(found: Found) -> int:
    """Where people look for a value: in the order of the card, whatever the order of the text."""
    name = found.path.partition("].")[2] if found.path.startswith("Persons[") else found.path
    return next((place for place, path in enumerate(_ORDER) if name.startswith(path)), len(_ORDER))


_ORDER = (
    *("Name", "OrgNr", "Country", "Address.Street", "Address.Postal", "Phones", "Faxes", "Emails", "Urls"),
    *("Firstname", "MiddleName", "Lastname", "Title", "Salutation", "Email", "MobilePhone", "DirectPhone"),
)
