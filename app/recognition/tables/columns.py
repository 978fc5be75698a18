"""Matches the columns of a table to fields: by their headings, else by what their values look like."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from app.recognition.language.tables import table
from app.recognition.tables.sheet import Row, Sheet

_MOST_ROWS_ABOVE: Final = 25
_SAMPLE: Final = 50
_MOSTLY: Final = 0.6
_SIGNS: Final = re.compile(r"[\W_]+")
_COUNTER: Final = re.compile(r" \d{1,2}$")
_MAIL: Final = re.compile(r"[^\s@]+@[^\s@]+\.\w{2,}")
_WEB: Final = re.compile(
    r"(?:https?://|www\.)\S+|[\w-]+\.(?:com|no|se|dk|de|nl|fi|net|org|eu)", re.IGNORECASE
)
_PHONE: Final = re.compile(r"\+?[\d\s()/.-]{7,20}")
_POSTCODE_CITY: Final = re.compile(r"\d{3}\s?\d{1,2}\s+[^\W\d]\D+")
_OWNERS: Final = ("company", "person")
_LANGUAGES: Final = 2
PHONE_OF_PERSON: Final = "Person.Phone"
"""A phone of the person of the row, of which only the number tells whether it is a mobile one."""
_OF_COMPANY: Final = {"Email": "Emails", "Phone": "Phones"}
_OF_PERSON: Final = {"Email": "Person.Email", "Phone": PHONE_OF_PERSON}

IGNORED: Final = ""
"""The field of a column that goes nowhere."""


@dataclass(frozen=True)
class Column:
    """One column: its place from 0, its heading, and the field that it holds, `IGNORED` for none."""

    place: int
    heading: str
    field: str


@dataclass(frozen=True)
class MatchedTable:
    """The columns of a table, and the rows below its headings."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    headings_at: int = 0
    """The number of the row of headings; 0 if there is none."""

    @property
    def has_persons(self) -> bool:
        """True if a column names people."""
        return any(column.field in _NAMES_OF_PERSONS for column in self.columns)


_PHONES_OF_PERSONS: Final = ("Phone", "Person.MobilePhone", "Person.DirectPhone")
_NAMES_OF_PERSONS: Final = ("Person.Name", "Person.Firstname", "Person.Lastname")


def known_fields() -> tuple[str, ...]:
    """Returns every field that a column can hold."""
    return tuple(field for field in _lists() if field)


def normal(heading: str) -> str:
    """Returns a heading in small letters, without signs."""
    return _SIGNS.sub(" ", heading.casefold()).strip()


def field_of_heading(heading: str) -> str | None:
    """Returns the field that a heading names; `IGNORED` for one that is known to say nothing, None else."""
    text = normal(heading)
    for candidate in (text, _COUNTER.sub("", text), text.replace(" ", "")):
        if (found := _by_heading().get(candidate)) is not None:
            return found
    return _of_owner(text.split(), text) or _in_two_languages(heading)


def _of_owner(words: Sequence[str], text: str) -> str | None:
    """Returns the field of a heading that says whose value it is: ``E-post kontaktperson``."""
    for owner in _OWNERS:
        rest = " ".join(word for word in words if not _is_owner(word, owner))
        found = _by_heading().get(rest) if rest and rest != text else None
        if found in _OF_COMPANY:
            return (_OF_COMPANY if owner == "company" else _OF_PERSON)[found]
        if found is not None and owner == "person" and found in ("Name", "Person.Name"):
            return "Person.Name"
        if found is not None and owner == "company" and found == "Person.Name":
            return "Name"
        if found:
            return found
    return None


def _in_two_languages(heading: str) -> str | None:
    """Returns the field that one half of ``Naam / Nom`` names; that of the company before the person's."""
    names = heading.split("/")
    found = [field_of_heading(name) for name in names] if len(names) == _LANGUAGES else []
    return "Name" if "Name" in found else next(filter(None, found), None)


def _is_owner(word: str, owner: str) -> bool:
    """Returns True for a word that says whose a value is, in its other forms, too (``kontaktpersonens``)."""
    owners = _words("owners", owner)
    return word in owners or word == "s" or any(len(one) > 4 and word.startswith(one) for one in owners)


def match_columns(sheet: Sheet, chosen: Mapping[str, str] | None = None) -> MatchedTable:
    """Finds the row of headings and says what each column holds.

    `chosen` are fields by heading (as `normal` returns it) or by the letters of a column, that come before
    everything else. Rows above the headings are a title and belong to nothing.
    """
    chosen = chosen or {}
    at, headings = _headings(sheet.rows, chosen)
    rows = tuple(row for row in sheet.rows if row.number > at and not row.is_empty)
    width = max((len(row.cells) for row in sheet.rows), default=0)
    fields = [_field(headings.cell(place), chosen) for place in range(width)]
    if at == 0 or not any(fields):
        fields = _guessed(rows, width, fields)
    columns = [Column(place, headings.cell(place), field or IGNORED) for place, field in enumerate(fields)]
    return MatchedTable(_with_owners(columns, rows), rows, at)


def is_total(row: Row) -> bool:
    """Returns True for the row of sums at the end of a table."""
    if len(row.cells) - row.cells.count("") > 3:
        return False
    return normal(next((cell for cell in row.cells if cell), "")) in _words("totals", "words")


def _headings(rows: Sequence[Row], chosen: Mapping[str, str]) -> tuple[int, Row]:
    """Returns the row near the top of which most cells are headings; row 0, which is empty, if none is."""
    best, most = Row(0, ()), 0
    for row in rows[:_MOST_ROWS_ABOVE]:
        known = sum(_field(cell, chosen) is not None for cell in row.cells if cell)
        cells = sum(map(bool, row.cells))
        if known > most and (known >= 2 or (known == cells == 1)) and 2 * known >= cells:
            best, most = row, known
    return best.number, best


def _field(heading: str, chosen: Mapping[str, str]) -> str | None:
    return chosen[normal(heading)] if normal(heading) in chosen else field_of_heading(heading)


def _with_owners(columns: list[Column], rows: Sequence[Row]) -> tuple[Column, ...]:
    """Gives mails and phones without an owner to the person of the row if there is one, else to the company.

    A second name column is that of the company, if no other is: "Navn" heads companies as well.
    """
    fields = [column.field for column in columns]
    if "Name" not in fields and fields.count("Person.Name") == 1 and "Person.Lastname" not in fields:
        place = fields.index("Person.Name")
        if not _are_people(rows, place):
            fields[place] = "Name"
    has_persons = any(field in _NAMES_OF_PERSONS for field in fields)
    owners = _OF_PERSON if has_persons else _OF_COMPANY
    # "Firma, Telefon, Kontaktperson, Mobil": what stands before who has a number behind is the company's.
    person_at = next((at for at, field in enumerate(fields) if field in _NAMES_OF_PERSONS), len(fields))
    has_own = any(field in _PHONES_OF_PERSONS for field in fields[person_at:])
    owners_ahead = owners | ({"Phone": _OF_COMPANY["Phone"]} if has_own and "Name" in fields else {})
    return tuple(
        Column(column.place, column.heading, (owners_ahead if at < person_at else owners).get(field, field))
        for at, (column, field) in enumerate(zip(columns, fields, strict=True))
    )


def _are_people(rows: Sequence[Row], place: int) -> bool:
    from app.recognition.language.names import company_name_in, parse_name

    texts = [row.cell(place) for row in rows[:_SAMPLE] if row.cell(place)]
    people = [text for text in texts if parse_name(text) and not company_name_in(text)]
    return 2 * len(people) > len(texts)


def _guessed(rows: Sequence[Row], width: int, fields: Sequence[str | None]) -> list[str | None]:
    """Says what columns without headings hold, by their values; the first text is the company."""
    result = list(fields)
    for place in range(width):
        texts = [row.cell(place) for row in rows[:_SAMPLE] if row.cell(place)]
        if result[place] is None and texts:
            result[place] = _look_of(texts)
    texts_left = [place for place in range(width) if result[place] is None and _says_something(rows, place)]
    if "Name" not in result and texts_left:
        result[texts_left[0]] = "Name"
        people = [place for place in texts_left[1:] if _are_people(rows, place)]
        if people and not any(field in _NAMES_OF_PERSONS for field in result if field):
            result[people[0]] = "Person.Name"
    return result


def _look_of(texts: Sequence[str]) -> str | None:
    looks = (
        ("Email", _MAIL),
        ("Urls", _WEB),
        ("Address.Street.ZipCity", _POSTCODE_CITY),
        ("Phone", _PHONE),
    )
    for field, pattern in looks:
        if sum(pattern.fullmatch(text) is not None for text in texts) >= _MOSTLY * len(texts):
            return field
    return None


def _says_something(rows: Sequence[Row], place: int) -> bool:
    return any(any(map(str.isalpha, row.cell(place))) for row in rows[:_SAMPLE])


def _listed(text: str) -> dict[str, None]:
    """Returns the words of a list, each once: some differ in letter case and signs alone."""
    return dict.fromkeys(normal(word) for word in text.replace("\n", "|").split("|") if word.strip())


@cache
def _lists() -> dict[str, tuple[str, ...]]:
    headings: dict[str, str] = table("table_headings")["headings"]
    return {
        field: tuple(
            dict.fromkeys(normal(word) for word in text.replace("\n", "|").split("|") if word.strip())
        )
        for field, text in headings.items()
    }


@cache
def _by_heading() -> dict[str, str]:
    exact = {word: field for field, words in _lists().items() for word in words}
    # "Kontakt person" and "kontaktperson" are one.
    return {word.replace(" ", ""): field for word, field in exact.items()} | exact


@cache
def _words(section: str, key: str) -> frozenset[str]:
    return frozenset(table("table_headings")[section][key].split("|"))
