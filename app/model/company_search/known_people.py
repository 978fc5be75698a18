"""People of other companies whose e-mail address or mobile number has been typed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any


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


def _typed_name(person: Mapping[str, Any]) -> str:
    names = (person.get(path) for path in ("Firstname", "MiddleName", "Lastname"))
    return _name(" ".join(name for name in names if isinstance(name, str)))


def _name(text: str) -> str:
    return " ".join(text.casefold().split())
