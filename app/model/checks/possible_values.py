"""Checks that every value can be held by a column of SuperOffice: its texts, whole numbers and decimals.

The form's inputs let no others in; a file, a draft, or another program may.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import islice
from typing import Final

from app.model.carriers.contact import ContactEntity
from app.model.carriers.person import Person
from app.model.carriers.reading import Misshapen
from app.model.carriers.wire import Carrier, declared_properties
from app.model.checks.problem import Problem
from app.model.form.people import display_name, entity_part
from app.model.text_normalization import shortened
from app.model.visible_text import without_any_unseen
from app.translation import _

_LARGEST: Final = 2**31 - 1
MOST_TOLD: Final = 20
_BREAKS: Final = frozenset("\t\n\r")
# What may have several lines: notes, and whatever a custom field or a newer property is.
_SEVERAL_LINES: Final = re.compile(
    r"(Persons\[\d+\]\.)?(Description|(CustomFields|UserDefinedFields|ExtraFields)\..*)"
)
_HARMLESS: Final = re.compile(r"[^\x00-\x1f\x7f-\x9f\ud800-\udfff]*")


def is_blank(text: str | None) -> bool:
    """Returns True if nobody would see anything of the text: empty, blank, or invisible characters alone."""
    return not without_any_unseen(text or "").strip()


def name_problems(company: ContactEntity) -> Iterator[Problem]:
    """Yields a problem if the company has no name."""
    if is_blank(company.name):
        yield Problem("Name", _("Enter the name of the company."))


def person_name_problems(person: Person, prefix: str) -> Iterator[Problem]:
    """Yields a problem if the person has no name; `prefix` is where in the form the person stands."""
    if is_blank(display_name(person)):
        yield Problem(f"{prefix}Firstname", _("Enter a first name or a last name."))


def type_problems_of_person(error: Misshapen, person: Person, prefix: str) -> Iterator[Problem]:
    """Yields a problem for each value of a wrong type that `entity_part` has found in a person."""
    from app.model.form.submission import type_problems  # here: a window that starts has no use for it

    typed = person.property_value("BirthDate")
    no_date = _("“{get}” is not a date such as 1980-11-24.").format(get=shortened(str(typed)))
    for item in type_problems(error):
        yield Problem(f"{prefix}{item.path}", no_date if item.path == "BirthDate" else item.message)


def possible_value_problems(company: ContactEntity) -> Iterator[Problem]:
    """Yields a problem for each value of a company and its people that no column can hold, as far as told."""
    return islice(_of_carrier(company, ""), MOST_TOLD)


def impossible_values(company: ContactEntity) -> Iterator[Problem]:
    """Yields what no rule of a tenant could allow: what has no name, and values that no column can hold."""
    yield from name_problems(company)
    for index, person in enumerate(company.persons or ()):
        yield from person_name_problems(person, f"Persons[{index}].")
        try:
            entity_part(person)
        except Misshapen as error:
            yield from type_problems_of_person(error, person, f"Persons[{index}].")
    yield from possible_value_problems(company)


def _of_carrier(carrier: Carrier, prefix: str) -> Iterator[Problem]:
    given = carrier.given
    for one in declared_properties(type(carrier)).values():
        is_sent = one.name in carrier.sent_alone if carrier.sent_alone else not one.is_read_only
        if one.name in given and is_sent:
            yield from _of_value(getattr(carrier, one.name), f"{prefix}{one.wire_name}")
    for name, value in carrier.undeclared.items():
        # Of a person, they are properties of the PersonEntity; of anything else, those of a newer server.
        yield from _of_value(value, f"{prefix}{name}", is_known=isinstance(carrier, Person))


def _of_value(value: object, path: str, *, is_known: bool = True) -> Iterator[Problem]:
    if isinstance(value, str):
        yield from _of_text(value, path, is_known=is_known)
    elif isinstance(value, float) and not math.isfinite(value):
        yield Problem(path, _("This number is beyond all bounds. Enter one with digits."))
    elif isinstance(value, int) and is_known and not -_LARGEST - 1 <= value <= _LARGEST:
        yield Problem(
            path,
            _("Enter a whole number from -{largest:,} to {largest_2:,}.").format(
                largest=_LARGEST + 1, largest_2=_LARGEST
            ),
        )
    elif isinstance(value, Carrier):
        inside = _of_carrier(value, f"{path}.")
        # What refers to a record is one value of the form.
        yield from (replace(one, path=path) for one in inside) if len(value.sent_alone) == 1 else inside
    elif isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _of_value(inner, f"{path}.{name}", is_known=is_known)
    elif isinstance(value, list | tuple):
        for index, inner in enumerate(value):
            yield from _of_value(inner, f"{path}[{index}]", is_known=is_known)


def _of_text(text: str, path: str, *, is_known: bool) -> Iterator[Problem]:
    if _HARMLESS.fullmatch(text):
        return
    harmful = next(
        (one for one in text if one not in _BREAKS and unicodedata.category(one) in ("Cc", "Cs")), ""
    )
    if harmful:
        yield Problem(
            path,
            _("A character that cannot be stored (U+{ord:04X}) is in it. Take it out.").format(
                ord=ord(harmful)
            ),
        )
    elif is_known and not _SEVERAL_LINES.fullmatch(path):
        yield Problem(path, _("A line break or tab is in it, but this is one line. Write a space instead."))
