"""Puts what several sources say of one company side by side: once where they agree, else both."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from app.model.form.people import PersonName
from app.model.form.person_fields import ROW_FIELDS
from app.recognition.filling.plans import PlannedChange, ReviewLine
from app.recognition.reading.findings import FoundValue, RecognitionResult

_ROW = re.compile(r"\[\d+\]\.Value$")
_OTHER = "~"
"""Stands in a line's key before the number of the source that says something else than the first."""
_JOINED = " · "
_PERSON_ROWS = {path: field.entity_path for field in ROW_FIELDS for path in (field.path, field.entity_path)}
_NAMES = ("Firstname", "MiddleName", "Lastname")
_NAME = "Name"


def side_by_side(first: RecognitionResult, other: RecognitionResult) -> RecognitionResult:
    """Returns the first result with the other as its rival: both are about one company.

    People who are the same, by e-mail or by name, get the index that they have in the first one.
    """
    have = _people([first, *first.rivals])
    names: dict[str, str] = {}
    for whose, values in _people([other]).items():
        same = next((one for one, known in have.items() if _is_same(values, known)), "")
        names[whose] = same or f"Persons[{len(have)}]"
        have.setdefault(names[whose], values)
    message = " ".join(dict.fromkeys(filter(None, (first.message, other.message))))
    rival = replace(
        other,
        persons=tuple(tuple(_renamed(one, names) for one in person) for person in other.persons),
        doubtful=tuple(_renamed(one, names) for one in other.doubtful),
        others=(),
        rivals=(),
        picture=b"",
    )
    return replace(
        first,
        message=message,
        others=(*first.others, *other.others),
        picture=first.picture or other.picture,
        rivals=(*first.rivals, rival),
    )


def merged_plans(
    by_source: Iterable[Sequence[PlannedChange]], same: Callable[[str, str], str]
) -> list[PlannedChange]:
    """Returns the plans of all sources, those of one field together and those of one person as well.

    `same` makes of a key and a value what is equal for two spellings of one value.
    """
    merged: list[PlannedChange] = []
    for number, plans in enumerate(by_source, 1):
        if number == 1:
            merged += plans
            continue
        for plan in plans:
            _merge(merged, plan, number, same)
    return merged


def _merge(
    merged: list[PlannedChange], plan: PlannedChange, number: int, same: Callable[[str, str], str]
) -> None:
    line = plan.line
    field, is_row = _field_of(line.key)
    places = [place for place, one in enumerate(merged) if _field_of(one.line.key)[0] == field]
    for place in places:
        there = merged[place].line
        if same(field, there.value) == same(field, line.value):
            merged[place] = replace(merged[place], line=_said_by_both(there, line))
            return
    if not places:
        group = _group_of(line.key)
        of_group = [place for place, one in enumerate(merged) if _group_of(one.line.key) == group]
        merged.insert(of_group[-1] + 1 if of_group else len(merged) if group else 0, plan)
        return
    key = f"{line.key}{_OTHER}{number}"
    if is_row:
        merged.insert(places[-1] + 1, replace(plan, line=replace(line, key=key)))
        return
    for place in places:
        merged[place] = replace(merged[place], line=replace(merged[place].line, one_of=field))
    is_second = any(merged[place].line.begins_ticked for place in places)
    rival = replace(line, key=key, one_of=field, is_doubtful=line.is_doubtful or is_second)
    merged.insert(places[-1] + 1, replace(plan, line=rival))


def _said_by_both(there: ReviewLine, other: ReviewLine) -> ReviewLine:
    """Returns a line that both sources have: whoever is sure of it is believed."""
    told = dict.fromkeys(text for text in (*there.snippet.split(_JOINED), other.snippet) if text)
    sure = there if not there.is_doubtful else other
    return replace(
        there,
        snippet=_JOINED.join(told),
        note=sure.note,
        is_doubtful=there.is_doubtful and other.is_doubtful,
        source=there.source or other.source,
    )


def _field_of(key: str) -> tuple[str, bool]:
    """Returns what a line is about, and whether that has rows, which are told apart by their values.

    An address is one value, whatever its first part is, and so is the name of a person.
    """
    bare = key.partition(_OTHER)[0]
    if bare.startswith("Address."):
        return bare.rpartition(".")[0], False
    whose, point, path = bare.partition("].") if bare.startswith("Persons[") else ("", "", bare)
    name = _ROW.sub("", path)
    if whose and name in _PERSON_ROWS:
        return f"{whose}{point}{_PERSON_ROWS[name]}", True
    return f"{whose}{point}{_NAME if whose and name in _NAMES else name}", name != path


def _group_of(key: str) -> str:
    return key.partition("]")[0] if key.startswith("Persons[") else ""


def _people(results: Iterable[RecognitionResult]) -> dict[str, dict[str, str]]:
    """Returns the values of each person by path, the doubtful ones included."""
    found: dict[str, dict[str, str]] = {}
    for result in results:
        for one in (*(one for person in result.persons for one in person), *result.doubtful):
            whose, _, path = one.path.partition(".")
            if whose.startswith("Persons["):
                found.setdefault(whose, {}).setdefault(path, one.value)
    return found


def _is_same(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    mail = one.get("Email", "").casefold()
    if mail and mail == other.get("Email", "").casefold():
        return True
    names = [PersonName.normalized(who.get("Firstname"), who.get("Lastname")) for who in (one, other)]
    return names[0] == names[1] != PersonName("", "")


def _renamed(found: FoundValue, names: Mapping[str, str]) -> FoundValue:
    whose, point, path = found.path.partition(".")
    return replace(found, path=f"{names[whose]}{point}{path}") if whose in names else found
