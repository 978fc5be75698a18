"""Whether somebody of the same name is who was typed: two people may have one name.

Addresses and numbers tell: one in common shows that it is the same person, others of the same kind show that
it is another one. Servers cut them and leave out extensions, so that a part of one shows neither.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import Enum, auto
from typing import Final

from app.model.carriers.common import EntityElement
from app.model.carriers.person import PersonEntity

_PHONES: Final = ("office_phones", "mobile_phones", "private_phones", "other_phones", "faxes")
_SUBSCRIBER_DIGITS: Final = 6
_LEAST_OF_ADDRESS: Final = 5


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
    mine, theirs = _values(typed.emails), _values(there.emails)
    if not mine or not theirs:
        return
    if mine & theirs:
        yield Likeness.SAME
    elif not any(_is_cut(one, other) for one in mine for other in theirs):
        yield Likeness.ANOTHER


def _of_phones(typed: PersonEntity, there: PersonEntity) -> Iterator[Likeness]:
    """Yields what each kind of number shows; a number may stand among those of another kind."""
    of_mine, of_theirs = _numbers(typed), _numbers(there)
    all_theirs = set().union(*of_theirs.values())
    for kind, mine in of_mine.items():
        if _have_one_in_common(mine, all_theirs):
            yield Likeness.SAME
        elif (theirs := of_theirs[kind]) and mine and not _have_part_in_common(mine, theirs):
            yield Likeness.ANOTHER


def _numbers(person: PersonEntity) -> dict[str, set[str]]:
    """Returns the digits of each kind; numbers too short for any are left out."""
    found: dict[str, set[str]] = {}
    for kind in _PHONES:
        digits = (re.sub(r"\D", "", one).lstrip("0") for one in _values(getattr(person, kind)))
        found[kind] = {one for one in digits if len(one) >= _SUBSCRIBER_DIGITS}
    return found


def _have_one_in_common(mine: Iterable[str], theirs: Iterable[str]) -> bool:
    """Returns True for the same number, with or without the prefix of a country or area."""
    ends = {one[-_SUBSCRIBER_DIGITS:] for one in theirs}
    return any(one[-_SUBSCRIBER_DIGITS:] in ends for one in mine)


def _have_part_in_common(mine: Iterable[str], theirs: Iterable[str]) -> bool:
    """Returns True where one number has another in it: an extension may be missing."""
    theirs = tuple(theirs)
    return any(_subscriber(one) in other or _subscriber(other) in one for one in mine for other in theirs)


def _subscriber(number: str) -> str:
    return number[-2 - _SUBSCRIBER_DIGITS :]


def _is_cut(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    return len(shorter) >= _LEAST_OF_ADDRESS and longer.startswith(shorter)


def _has_details(person: PersonEntity) -> bool:
    return bool(_values(person.emails)) or any(_values(getattr(person, kind)) for kind in _PHONES)


def _values(rows: Iterable[EntityElement] | None) -> set[str]:
    return {plain for row in rows or () if (plain := _plain(row.value))}


def _plain(text: str | None) -> str:
    return (text or "").strip().casefold()
