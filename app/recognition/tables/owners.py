"""Whose a mail address or phone number is where its heading does not say it: a person's or the company's."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from app.recognition.sheets.sheet import Row
from app.recognition.values.headings import (
    IGNORED,
    OF_COMPANY,
    OF_PERSON,
    PHONE_OF_PERSON,
    heading_words,
    normal,
)

NAMES_OF_PERSONS: Final = ("Person.Name", "Person.Firstname", "Person.Lastname")
_OF_PERSONS: Final = {
    "Phone": ("Phone", PHONE_OF_PERSON, "Person.MobilePhone", "Person.DirectPhone"),
    "Email": ("Email", "Person.Email"),
}
_BESIDE: Final = ("Name", "Phone", "Email", IGNORED)
"""What says nothing of whose the columns beside it are."""
_ROWS: Final = 200
_ROWS_OF_NAMES: Final = 20
_SIGNS: Final = re.compile(r"[\s()/.-]+")


def without_record_owners(fields: Sequence[str], headings: Sequence[str]) -> list[str]:
    """Returns the fields without who looks after a record: ``Ejer``, where a table names other people."""
    owners = [
        at
        for at, field in enumerate(fields)
        if field == "Person.Name" and normal(headings[at]) in heading_words("owners", "words")
    ]
    others = [at for at, field in enumerate(fields) if field in NAMES_OF_PERSONS and at not in owners]
    return [IGNORED if others and at in owners else field for at, field in enumerate(fields)]


def with_owners(fields: Sequence[str], rows: Sequence[Row], *, are_leaders: bool) -> list[str]:
    """Returns the fields with whose ``Email`` and ``Phone`` are.

    `are_leaders`: the people are only named, as who leads the company, and the rest is the company's.
    """
    people = [at for at, field in enumerate(fields) if field in NAMES_OF_PERSONS]
    result = list(fields)
    for at, field in enumerate(fields):
        if field in _OF_PERSONS:
            is_of_company = are_leaders or (
                not (field == "Email" and _has_their_names(rows, at, people))
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
