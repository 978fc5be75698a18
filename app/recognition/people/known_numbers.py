"""Phone numbers of a company and its people, each of which is one's once, and who is whom by them."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from app.translation import _

if TYPE_CHECKING:
    from app.recognition.reading.findings import PersonBuilder, ResultBuilder

_GENERATION: Final = re.compile(r"[\s,(](?P<which>[js])(?:un|en|n?r)\b", re.IGNORECASE)

_SAME_NAME: Final = _("“{name}” stands twice, with other numbers and addresses: read as two people.")
_FEWEST_DIGITS: Final = 7
"""Of two numbers, one of which may have the code of its country: fewer are an extension."""


class KnownNumbers:
    """The numbers that are there already, by whose they are."""

    def __init__(self) -> None:
        self._numbers: dict[object, list[str]] = {}

    def is_known(self, whose: object, number: str) -> bool:
        """Returns True for a number that is there already, be it in another way: ``+47 77 11 22 33``."""
        digits = "".join(filter(str.isdigit, number)).lstrip("0")
        if len(digits) < _FEWEST_DIGITS:
            return False
        known = self._numbers.setdefault((whose, digits[-_FEWEST_DIGITS:]), [])
        if any(one.endswith(digits) or digits.endswith(one) for one in known):
            return True
        known.append(digits)
        return False


def person_of(
    builder: ResultBuilder,
    name: Mapping[str, str],
    written: str,
    mails: Sequence[str],
    mobiles: Sequence[str],
) -> tuple[PersonBuilder, str]:
    """Returns the person of a name, and a doubt about a second one of that name, who is made here.

    ``jun.`` is not ``sen.``; with another mobile and another address as well it is somebody else, too.
    """
    generation = _GENERATION.search(written)
    which = generation["which"].casefold() if generation else ""
    person = builder.person_named(name, which)
    if which or not (_are_others(person, "Email", mails) and _are_others(person, "MobilePhone", mobiles)):
        return person, ""
    count = len(builder.persons)
    person = builder.person_named(name, mails[0].casefold())
    is_made = len(builder.persons) > count
    return person, _SAME_NAME.format(name=" ".join(name.values())) if is_made else ""


def _are_others(person: PersonBuilder, kind: str, values: Collection[str]) -> bool:
    """Returns True if somebody has values of a kind, and none of these."""
    there = {_plain(value) for path, (value, _snippet) in person.values.items() if path.startswith(kind)}
    return bool(values and there) and there.isdisjoint(map(_plain, values))


def _plain(value: str) -> str:
    """Returns an address in small letters, of a number the digits that it ends with."""
    return value.casefold() if "@" in value else "".join(filter(str.isdigit, value))[-_FEWEST_DIGITS:]
