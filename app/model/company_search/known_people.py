"""People of other companies whose e-mail address or mobile number has been typed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from app.model.checks.renamed import may_have_become


@dataclass(frozen=True)
class KnownPerson:
    """Somebody who is at a company. `reach` is what was typed of them: an address, or digits of a number.

    It is empty where the server did not tell which of several it has found.
    """

    person_id: int
    name: str
    contact_id: int
    company: str
    reach: str = ""


def known_as(
    person: Mapping[str, Any], known: Iterable[KnownPerson], reaches: Iterable[str]
) -> KnownPerson | None:
    """Returns who of `known` a typed person is, who has these addresses and digits; None if nobody."""
    each, typed = tuple(known), {reach.casefold() for reach in reaches}
    by_reach = (one for one in each if one.reach.casefold() in typed)
    by_name = (one for one in each if not one.reach and _name(one.name) == _typed_name(person))
    return next(by_reach, None) or next(by_name, None)


def other_name(person: Mapping[str, Any], known: KnownPerson) -> str:
    """Returns the typed name where it cannot be another spelling of that which they are known by."""
    typed = _full_name(person)
    is_told = bool(typed and known.name.strip())
    return typed if is_told and not _may_be_one(typed, known.name) else ""


def _may_be_one(typed: str, name: str) -> bool:
    """Returns True for names that are spelled alike, and where one has fewer names, or initials."""
    one, other = (re.split(r"[\s.]+", _name(text).strip(".")) for text in (typed, name))
    shorter, longer = sorted((one, other), key=len)
    if all(any(_is_name_or_initial(word, each) for each in longer) for word in shorter):
        return True
    return may_have_become(typed, name)


def _is_name_or_initial(one: str, other: str) -> bool:
    return one == other or (min(len(one), len(other)) == 1 and one[0] == other[0])


def _full_name(person: Mapping[str, Any]) -> str:
    names = (person.get(path) for path in ("Firstname", "MiddleName", "Lastname"))
    return " ".join(name.strip() for name in names if isinstance(name, str) and name.strip())


def _typed_name(person: Mapping[str, Any]) -> str:
    return _name(_full_name(person))


def _name(text: str) -> str:
    return " ".join(text.casefold().split())
