"""Texts with what should be recognised in them: ``tests/data/recognition``, a file a group of languages."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from app.recognition import FoundValue, RecognitionResult, recognise

FOLDER = Path(__file__).parents[2] / "data" / "recognition"
_PHONES = {"Phones", "Faxes", "MobilePhone", "DirectPhone", "PrivatePhones", "FaxPhone"}
_OF_A_PERSON = {"Mobile": "MobilePhone", "Direct": "DirectPhone", "Private": "PrivatePhones"}

Item = tuple[str, str, str]
"""Where it belongs (the company or a person by number), its field, its value."""


@dataclass(frozen=True)
class Case:
    """One text. `somewhere` are numbers of the company or of a person; `may` are fields that are free."""

    name: str
    language: str
    region: str
    text: str
    company: dict[str, Any] = field(default_factory=dict)
    persons: list[dict[str, Any]] = field(default_factory=list)
    somewhere: list[str] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)
    may: list[str] = field(default_factory=list)


@dataclass
class Score:
    """How many values of a field were wanted, offered with a tick, and right."""

    wanted: int = 0
    offered: int = 0
    right: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(self.wanted + other.wanted, self.offered + other.offered, self.right + other.right)

    @property
    def recall(self) -> float:
        return self.right / self.wanted if self.wanted else 1.0

    @property
    def precision(self) -> float:
        return self.right / self.offered if self.offered else 1.0


@cache
def all_cases() -> tuple[Case, ...]:
    """Every case, read once: each process that tests takes a third of a second for it."""
    return tuple(
        Case(**case)
        for path in sorted(FOLDER.glob("*.toml"))
        for case in tomllib.loads(path.read_text("utf-8"))["case"]
    )


def result_of(case: Case) -> RecognitionResult:
    """What is recognised in a case, recognised once: all that is asked of it is asked of the same."""
    return _recognised(case.text, case.region)


@cache
def _recognised(text: str, region: str) -> RecognitionResult:
    return recognise(text, region)


def scores(case: Case) -> tuple[dict[str, Score], list[str]]:
    """Returns the score of each field, and a line for each mistake."""
    found = result_of(case)
    wanted, got = Counter(_wanted(case)), Counter(_got(found))
    free = {"Country", *case.may} - set(case.company)
    for number in case.somewhere:
        wanted[("", "phone", _digits(number))] += 1
        for item in [one for one in got if one[1] in _PHONES and one[2] == _digits(number)]:
            del got[item]
            got[("", "phone", _digits(number))] += 1
    got = Counter({item: count for item, count in got.items() if item[1] not in free})
    result: dict[str, Score] = {}
    for counted in (wanted, got):
        for _, name, _ in counted:
            result.setdefault(_column(name), Score())
    for item, count in wanted.items():
        result[_column(item[1])].wanted += count
    for item, count in got.items():
        result[_column(item[1])].offered += count
        result[_column(item[1])].right += min(count, wanted[item])
    mistakes = [f"{case.name}: missing {item}" for item in wanted - got]
    return result, mistakes + [f"{case.name}: too much {item}" for item in got - wanted]


def everything(found: RecognitionResult) -> list[FoundValue]:
    """Returns all values that are offered with a tick."""
    return [*found.company, *(one for person in found.persons for one in person)]


def _column(name: str) -> str:
    return "phone" if name in _PHONES else name


def _wanted(case: Case) -> Iterator[Item]:
    for name, value in case.company.items():
        if name.startswith("Address"):
            yield "company", "address", f"{name}: {' · '.join(sorted(value))}"
        elif isinstance(value, list):
            yield from (("company", name, _shown(name, one)) for one in value)
        else:
            yield "company", name, value
    for number, person in enumerate(case.persons):
        place = f"person {number}"
        yield place, "person", f"{person['Firstname']} {person.get('Lastname', '')}".strip()
        for name, value in person.items():
            if name not in ("Firstname", "Lastname"):
                path = _OF_A_PERSON.get(name, name)
                values = value if isinstance(value, list) else [value]
                yield from ((place, path, _shown(path, one)) for one in values)


def _got(found: RecognitionResult) -> Iterator[Item]:
    addresses: dict[str, list[str]] = {}
    for one in found.company:
        if one.path.startswith("Address."):
            addresses.setdefault(one.path.rpartition(".")[0], []).append(one.value)
        else:
            name = one.path.partition("[")[0]
            yield "company", name, _shown(name, one.value)
    yield from (
        ("company", "address", f"{name}: {' · '.join(sorted(parts))}") for name, parts in addresses.items()
    )
    for number, person in enumerate(found.persons):
        values = {re.sub(r"\[\d+\]\.Value$", "", one.path.partition("].")[2]): one.value for one in person}
        names = (values.pop(name, "") for name in ("Firstname", "MiddleName", "Lastname"))
        yield f"person {number}", "person", " ".join(part for part in names if part)
        yield from ((f"person {number}", name, _shown(name, value)) for name, value in values.items())


def _shown(name: str, value: str) -> str:
    return _digits(value) if name in _PHONES else value


def _digits(number: str) -> str:
    return re.sub(r"[^\d+]", "", number)
