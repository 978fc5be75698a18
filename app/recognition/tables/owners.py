"""Whose the columns of a table are: the company's, or which person's of the row."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from app.recognition.cells.column_guesses import NAMES_OF_PERSONS
from app.recognition.people.shared_values import SharedColumn
from app.recognition.sheets.sheet import Row
from app.recognition.values.headings import (
    IGNORED,
    OF_COMPANY,
    OF_PERSON,
    PHONE_OF_PERSON,
    has_scope,
    heading_words,
    normal,
)
from app.recognition.words.roles import is_title, role_in_heading

_OF_PERSONS: Final = {
    "Phone": ("Phone", PHONE_OF_PERSON, "Person.MobilePhone", "Person.DirectPhone"),
    "Email": ("Email", "Person.Email"),
}
_MAILS: Final = ("Person.Email",)
_PHONES: Final = (PHONE_OF_PERSON, "Person.MobilePhone", "Person.DirectPhone")
_BESIDE: Final = ("Name", "Phone", "Email", IGNORED)
"""What says nothing of whose the columns beside it are."""
_ROWS: Final = 200
_ROWS_OF_NAMES: Final = 20
_SIGNS: Final = re.compile(r"[\s()/.-]+")


def without_record_owners(fields: Sequence[str], headings: Sequence[str]) -> list[str]:
    """Returns the fields without who looks after a record: ``Ejer``, where a table names other people.

    Initials are nothing either, where another column has the first names.
    """
    owners = [
        at
        for at, field in enumerate(fields)
        if field == "Person.Name" and normal(headings[at]) in heading_words("owners", "words")
    ]
    others = [at for at, field in enumerate(fields) if field in NAMES_OF_PERSONS and at not in owners]
    firsts = [at for at, field in enumerate(fields) if field == "Person.Firstname"]
    initials = [at for at in firsts if normal(headings[at]) in heading_words("initials", "words")]
    ignored = {*(owners if others else ()), *(initials if len(initials) < len(firsts) else ())}
    return [IGNORED if at in ignored else field for at, field in enumerate(fields)]


_NUMBER: Final = re.compile(r"(?<!\d)\d{1,2}(?!\S)")
_COUNTED: Final = (
    (
        re.compile(
            r"(?<![^\W_])([1-9])\s?(?:\.|º|ª|(?:st|nd|rd|th|ste|de|te|ter|e|er|ème)(?![^\W_]))", re.IGNORECASE
        ),
        r"\1 ",
    ),
    (
        re.compile(
            r"(?<=[^\W\d_])\s?(?:#|\s(?:nr|no|num|number|nummer)\b\.?)\s?([1-9]\d?)(?!\d)", re.IGNORECASE
        ),
        r" \1",
    ),
    (re.compile(r"(?<=[^\W\d_])([1-9]\d?)(?=[\W_]|$)"), r" \1 "),
    (re.compile(r"(?<![^\W_])II(?![^\W_])"), "2"),
    *(
        (re.compile(rf"(?<=[^\W\d_])[\s_]+\(?{letter}\)?(?=[\s_]|$)"), f" {number} ")
        for number, letter in enumerate("ABCD", start=1)
    ),
    (re.compile(r"(?<![^\W_])III(?![^\W_])"), "3"),
)
"""Ways to count people in headings: ``2nd contact``, ``Kontakt #2``, ``contact2_name``, ``Contact B``."""


@dataclass(frozen=True)
class Column:
    """One column: its place from 0, its heading, and the field that it holds, `IGNORED` for none."""

    place: int
    heading: str
    field: str


def with_owners(
    fields: Sequence[str], rows: Sequence[Row], headings: Sequence[str], *, are_leaders: bool
) -> list[str]:
    """Returns the fields with whose ``Email`` and ``Phone`` are.

    `are_leaders`: the people are only named, as who leads the company, and the rest is the company's. Beside
    "Work email", "Email" is that of the same person at home.
    """
    people = [at for at, field in enumerate(fields) if field in NAMES_OF_PERSONS]
    mails = [heading for heading, field in zip(headings, fields, strict=True) if field == "Person.Email"]
    has_other = any(has_scope(heading, "work") for heading in mails)
    result = list(fields)
    for at, field in enumerate(fields):
        if field in _OF_PERSONS:
            is_of_company = are_leaders or (
                not (field == "Email" and (has_other or _has_their_names(rows, at, people)))
                and (_stands_with_company(fields, at, people) or _is_shared(fields, rows, at))
            )
            result[at] = (OF_COMPANY if is_of_company else OF_PERSON)[field]
    return result


def _stands_with_company(fields: Sequence[str], at: int, people: Sequence[int]) -> bool:
    """Returns True for ``Firma, Telefon, Kontaktperson, Mobil`` and ``Firma, Adresse, Telefon, Kontakt``.

    What stands before who has one of his own behind is the company's, and so is what stands among what is
    known of the company; behind the company's name, where those before it have their own: ``Navn, Mobil,
    Firma, Telefon``.
    """
    if "Name" not in fields:
        return False
    own, name_at = set(_OF_PERSONS[fields[at]]), fields.index("Name")
    if at > people[0]:
        return people[-1] < name_at < at and not own.isdisjoint(fields[:name_at])
    between = fields[min(at, name_at) : people[0]]
    is_among = any(field not in _BESIDE and not field.startswith("Person.") for field in between)
    return is_among or not own.isdisjoint(fields[people[0] :])


def _has_their_names(rows: Sequence[Row], at: int, people: Sequence[int]) -> bool:
    """Returns True for mails of which most are called after the people of their rows; not for ``post@``."""
    from app.recognition.language.names import fits_mailbox, is_role_mailbox, parse_name

    told = [
        fits_mailbox(name, mail)
        for row in rows[:_ROWS_OF_NAMES]
        if (mail := row.cell(at))
        and not is_role_mailbox(mail)
        and (name := parse_name(" ".join(row.cell(place) for place in people)))
    ]
    return 2 * sum(told) > len(told)


def _is_shared(fields: Sequence[str], rows: Sequence[Row], at: int) -> bool:
    """Returns True if people of one company have the same there, and none of them another."""
    if "Name" not in fields:
        return False
    name_at = fields.index("Name")
    told = defaultdict[str, list[str]](list)
    for row in rows[:_ROWS]:
        if text := row.cell(at):
            told[row.cell(name_at).casefold()].append(_SIGNS.sub("", text).casefold())
    several = [values for values in told.values() if len(values) > 1]
    return bool(several) and all(len(set(values)) == 1 for values in several)


def counted(heading: str) -> str:
    """Returns a heading with whose it is as a number alone: ``2 contact`` for ``2nd contact``."""
    for sign, number in _COUNTED:
        heading = sign.sub(number, heading)
    return " ".join(heading.split())


def people_of(columns: Sequence[Column]) -> tuple[int, ...]:
    """Returns the number of the person of each column, from 0; that of a company's column says nothing."""
    names = [_number_in(one) for one in columns if one.field in NAMES_OF_PERSONS]
    # Beside "Navn kontakt 2", "Navn kontakt" is that of the first one.
    first = "1" if "2" in names and "1" not in names and "" in names else ""
    if any(names) and (unnumbered := _several_unnumbered(columns)):
        return tuple(_with_roles(columns, unnumbered))
    numbers = {
        number: place for place, number in enumerate(dict.fromkeys(one or first for one in names)) if number
    }
    counted_fields = {one.field for one in columns if _number_in(one)}
    person, result = 0, []
    known: set[str] = set()
    last = 0
    for column in columns:
        if column.field in NAMES_OF_PERSONS:
            if column.field in known or (known and _is_other_role(column)):
                person, known = person + 1, set()
            known.add(column.field)
            last = numbers.get(_number_in(column) or first, 0)
        # "Kontakt 1, Tlf, Kontakt 2, Tlf": what says no number is of whom it stands behind.
        number = _number_in(column) or (first if column.field in counted_fields else "")
        of_number = numbers.get(number, 0 if number or not _are_in_blocks(columns) else last)
        result.append(of_number if len(numbers) > 1 else person)
    if len(numbers) <= 1:
        _number_off(columns, result)
    return tuple(_with_roles(columns, result))


def _is_other_role(column: Column) -> bool:
    """Returns True for whole names of who is something: they are not of ``Fornavn, Etternavn``."""
    return column.field == "Person.Name" and is_title(role_in_heading(column.heading) or "-")


def _several_unnumbered(columns: Sequence[Column]) -> list[int]:
    """Returns whose columns are, where several people have no number and others do; nothing elsewhere.

    ``Primary contact, Secondary contact, Contact (2)``: what has no number is of whom it stands behind.
    """
    fields = [one.field for one in columns if one.field == "Person.Name" and not _number_in(one)]
    if len(fields) < len(("one", "other")):
        return []
    people: dict[str, int] = {}
    last, result = 0, []
    for column in columns:
        number = _number_in(column)
        if column.field in NAMES_OF_PERSONS:
            key = number or f"at {column.place}"
            last = people.setdefault(key, len(people))
        result.append(people.get(number, last) if number else last)
    return result


def shared_columns(columns: Sequence[Column], whose: Sequence[int]) -> dict[int, SharedColumn]:
    """Returns by place the columns of one kind that there is once for several people: ``CEO, CFO, E-mail``.

    They are of the only one who is named as contact, else of the first one.
    """
    both = zip(columns, whose, strict=True)
    named = {who: one.heading for one, who in both if one.field in NAMES_OF_PERSONS}
    result: dict[int, SharedColumn] = {}
    if len(named) < len(("one", "other")):
        return result
    are_counted = any(_number_in(one) for one in columns if one.field in NAMES_OF_PERSONS)
    contacts = [who for who, heading in named.items() if not is_title(role_in_heading(heading) or "-")]
    main = contacts[0] if len(contacts) == 1 else min(named)
    for kinds in (_MAILS, _PHONES):
        places = [at for at, one in enumerate(columns) if one.field in kinds]
        behind = {whose[at] for at in places}
        is_said = any(
            (are_counted and _number_in(columns[at])) or role_in_heading(columns[at].heading) for at in places
        )
        if len(behind) == 1 and not is_said:
            who = behind.pop()
            one = SharedColumn(who, main if who else 0, is_open=who not in (0, main))
            result |= {columns[at].place: one for at in places}
    return result


def _with_roles(columns: Sequence[Column], whose: list[int]) -> list[int]:
    """Returns whose columns are, where headings say what that person is: ``Mobil daglig leder``.

    What is of somebody whom no column names is nobody's.
    """
    named = [at for at, one in enumerate(columns) if one.field in NAMES_OF_PERSONS]
    roles = [(_role_in(columns[at]), whose[at]) for at in named]
    # Of "Contact 1" and "Contact 2" the number tells.
    people = {role: who for role, who in roles if len({one for said, one in roles if said == role}) == 1}
    nobody = max(whose, default=0) + 1
    for at, column in enumerate(columns):
        role = _role_in(column) if column.field.startswith("Person.") else ""
        if role and at not in named:
            begun = [who for said, who in people.items() if said.startswith(role)]  # "Økonomiansvarlig"
            is_nobody = bool(named) and is_title(role) and role not in dict(roles) and len(begun) != 1
            whose[at] = nobody if is_nobody else people.get(role, begun[0] if len(begun) == 1 else whose[at])
    return whose


def _role_in(column: Column) -> str:
    """Returns who a heading is about, in full: ``geschäftsführer`` for ``E-Mail GF``."""
    role = role_in_heading(column.heading)
    pairs = (one.partition("=") for one in heading_words("roles", "short"))
    return next((whole for short, _sign, whole in pairs if short == role), role)


def _are_in_blocks(columns: Sequence[Column]) -> bool:
    """True if every person's columns stand behind their name, each kind once for each."""
    fields = [one.field for one in columns if one.field.startswith("Person.")]
    people = fields.count("Person.Name")
    return (
        fields[:1] == ["Person.Name"]
        and fields[-1] != "Person.Name"
        and all(fields.count(field) == people for field in fields)
    )


def _number_off(columns: Sequence[Column], whose: list[int]) -> None:
    """Gives each of ``Contact, Contact, Email, Email`` its own: what there is once for each goes round.

    Not so ``Name, Vorname, Ansprechpartner, Tel1, Tel2``, where numbers count the phones alone.
    """
    people = max(whose, default=0) + 1
    has_parts = any(one.field == "Person.Firstname" for one in columns)
    for field in {one.field for one in columns if one.field.startswith("Person.")}.difference(
        NAMES_OF_PERSONS
    ):
        places = [at for at, one in enumerate(columns) if one.field == field]
        are_phones = has_parts and all(_number_in(columns[at]) for at in places)
        if len(places) == people and len({whose[at] for at in places}) == 1 and not are_phones:
            for person, at in enumerate(places):
                whose[at] = person


def _number_in(column: Column) -> str:
    """Returns the number in a heading such as ``Kontakt 2`` or ``E-post (2)``; empty without one."""
    found = _NUMBER.findall(normal(counted(column.heading)))
    return found[-1] if found else ""
