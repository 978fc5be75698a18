"""Whether somebody of the same name is who was typed: two people may have one name.

Addresses and numbers tell: one in common shows that it is the same person, others of the same kind show that
it is another one. Servers cut them and leave out extensions, so that a part of one shows neither.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import Enum, auto
from itertools import product
from typing import Final

from app.model.carriers.common import EntityElement
from app.model.carriers.person import PersonEntity
from app.model.checks.renamed import ValueKind, can_have_become, have_same_digits, is_same_value
from app.model.text_normalization import normalize

_PHONES: Final = ("office_phones", "mobile_phones", "private_phones", "other_phones", "faxes")
_LEAST_OF_PHONE: Final = 6
_SUBSCRIBER_DIGITS: Final = 8


class Likeness(Enum):
    """What somebody of the same name is."""

    SAME = auto()
    DOUBTFUL = auto()
    """Only a person can tell."""
    ANOTHER = auto()


def likeness(typed: PersonEntity, there: PersonEntity) -> Likeness:
    """Returns whether `there`, who has the name of `typed`, is that person."""
    kinds = [*_of_addresses(typed, there), *_of_phones(typed, there)]
    if Likeness.ANOTHER in kinds:
        return Likeness.DOUBTFUL if Likeness.SAME in kinds else Likeness.ANOTHER
    if Likeness.SAME in kinds:
        return Likeness.SAME
    if (_has_details(typed) and _has_details(there)) or _have_other_titles(typed, there):
        return Likeness.DOUBTFUL
    # Whoever adds somebody by hand may have written no more than the name.
    return Likeness.SAME


def _have_other_titles(typed: PersonEntity, there: PersonEntity) -> bool:
    titles = {_plain(typed.title), _plain(there.title)} - {""}
    return len(titles) > 1


def _of_addresses(typed: PersonEntity, there: PersonEntity) -> Iterator[Likeness]:
    pairs = list(product(_values(typed.emails), _values(there.emails)))
    if not pairs:
        return
    if any(is_same_value(ValueKind.EMAIL, one, other) for one, other in pairs):
        yield Likeness.SAME
    elif not any(_is_part(ValueKind.EMAIL, one, other) for one, other in pairs):
        yield Likeness.ANOTHER


def _of_phones(typed: PersonEntity, there: PersonEntity) -> Iterator[Likeness]:
    """Yields what each kind of number shows; a number may stand among those of another kind."""
    of_mine, of_theirs = _numbers(typed), _numbers(there)
    all_theirs = set().union(*of_theirs.values())
    for kind, mine in of_mine.items():
        pairs = list(product(mine, of_theirs[kind]))
        if any(have_same_digits(*both) for both in product(mine, all_theirs)):
            yield Likeness.SAME
        elif pairs and not any(_has_other_in_it(*both) for both in pairs):
            yield Likeness.ANOTHER


def _numbers(person: PersonEntity) -> dict[str, set[str]]:
    """Returns the numbers of each kind; those too short for any are left out."""
    found: dict[str, set[str]] = {}
    for kind in _PHONES:
        found[kind] = {one for one in _values(getattr(person, kind)) if len(_digits(one)) >= _LEAST_OF_PHONE}
    return found


def _has_other_in_it(one: str, other: str) -> bool:
    """Returns True where one number has the other's end in it: an extension may be missing."""
    mine, theirs = _digits(one), _digits(other)
    return mine[-_SUBSCRIBER_DIGITS:] in theirs or theirs[-_SUBSCRIBER_DIGITS:] in mine


def _digits(number: str) -> str:
    return re.sub(r"\D", "", number).lstrip("0")


def _is_part(kind: ValueKind, one: str, other: str) -> bool:
    return can_have_become(kind, one, other) or can_have_become(kind, other, one)


def _has_details(person: PersonEntity) -> bool:
    return bool(_values(person.emails)) or any(_values(getattr(person, kind)) for kind in _PHONES)


def _values(rows: Iterable[EntityElement] | None) -> set[str]:
    return {plain for row in rows or () if (plain := _plain(row.value))}


def _plain(text: str | None) -> str:
    return normalize(text or "")
