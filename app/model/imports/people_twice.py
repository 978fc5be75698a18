"""People of one company who may be one: their names are alike, and what tells people apart does not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any, Final, NamedTuple

from app.model.text_normalization import normalize_for_search
from app.translation import _

_NAMES: Final = ("Firstname", "MiddleName", "Lastname")
_MAILS: Final = ("Email", "Emails")
_MOBILES: Final = ("MobilePhone", "MobilePhones")
_DIGITS: Final = 8
"""The last ones of a number, with which the code of its country does not matter."""
_MOST_COMPARED: Final = 20
"""Of those who share something: more have the mailbox of a department, or a name that everybody has."""
_MOST_TOLD: Final = 3


class _Person(NamedTuple):
    name: str
    words: tuple[str, ...]
    mails: frozenset[str]
    mobiles: frozenset[str]

    @classmethod
    def of(cls, person: Mapping[str, Any]) -> _Person:
        name = " ".join(filter(None, (str(person.get(part) or "").strip() for part in _NAMES)))
        plain = "".join(letter if letter.isalnum() else " " for letter in normalize_for_search(name))
        mails = frozenset(text.casefold() for text in _values(person, _MAILS))
        numbers = ("".join(filter(str.isdigit, text)) for text in _values(person, _MOBILES))
        return cls(name, tuple(plain.split()), mails, frozenset(one[-_DIGITS:] for one in numbers if one))

    @property
    def shared(self) -> Iterator[tuple[object, ...]]:
        """Yields what somebody else who may be the same has as well."""
        yield from (("mail", one) for one in self.mails)
        yield from (("mobile", one) for one in self.mobiles)
        if self.words:
            yield "words", *sorted(self.words)
            yield "ends", self.words[0][0], self.words[-1]


def people_twice(people: Sequence[Mapping[str, Any]]) -> list[str]:
    """Returns a sentence for each two of some people who may be one, at most a few."""
    if len(people) < len(("one", "other")):
        return []
    there = [_Person.of(one) for one in people]
    by_shared: dict[tuple[object, ...], list[_Person]] = {}
    for person in there:
        for one in person.shared:
            by_shared.setdefault(one, []).append(person)
    found: dict[tuple[str, str], str] = {}
    for some in by_shared.values():
        for one, other in combinations(some[:_MOST_COMPARED], 2) if len(some) > 1 else ():
            if (one.name, other.name) not in found and (told := _told(one, other)):
                found[one.name, other.name] = told
            if len(found) == _MOST_TOLD:
                return list(found.values())
    return list(found.values())


def _told(one: _Person, other: _Person) -> str:
    """Returns what is said of two people; empty where nothing shows that they may be one."""
    names = {"one": one.name, "other": other.name}
    if not {*one.words} & {*other.words}:
        return ""
    if mails := one.mails & other.mails:
        told = _("“{one}” and “{other}” have the same e-mail address, {value}: they may be one person.")
        return told.format(value=min(mails), **names)
    if one.mobiles & other.mobiles:
        return _("“{one}” and “{other}” have the same mobile number: they may be one person.").format(**names)
    if (one.mails and other.mails) or (one.mobiles and other.mobiles):
        return ""  # each has another one
    if sorted(one.words) == sorted(other.words) or _has_more_names(one.words, other.words):
        return _("“{one}” and “{other}” may be one person.").format(**names)
    return ""


def _has_more_names(one: Sequence[str], other: Sequence[str]) -> bool:
    """Returns True for ``Kari A. Hansen`` and ``Kari Hansen``, or ``K. Hansen``: one has names in between."""
    short, long = sorted((one, other), key=len)
    if len(short) < len(("first", "last")) or short[-1] != long[-1]:
        return False
    rest = iter(long[:-1])
    return _is_first(short[0], next(rest)) and all(any(_is_first(a, b) for b in rest) for a in short[1:-1])


def _is_first(one: str, other: str) -> bool:
    """Returns True for one name, or the initial of it."""
    return one == other or (1 in (len(one), len(other)) and one[0] == other[0])


def _values(person: Mapping[str, Any], names: Iterable[str]) -> Iterator[str]:
    for name in names:
        value = person.get(name)
        if isinstance(value, str) and value.strip():
            yield value.strip()
        for row in value if isinstance(value, (list, tuple)) else ():
            text = row.get("Value") if isinstance(row, Mapping) else None
            if isinstance(text, str) and text.strip():
                yield text.strip()
