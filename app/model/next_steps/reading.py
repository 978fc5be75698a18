"""The next steps of a form, a file or the store: the one strict reader.

A form has them beside the properties of its company, as the list `NEXT_STEPS`; they are never sent with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from app.model.carriers.wire import NOT_A_DATE_TIME, DateTimeText
from app.model.entry import FieldMessage, StepKind
from app.model.next_steps.declared import (
    ALLOWED,
    CHOICES,
    IDS,
    KINDS,
    LARGEST_ID,
    LONGEST_TEXT,
    MOMENTS,
    MOST_NEXT_STEPS,
    NEED_A_PERSON,
    NEEDED,
    NEXT_STEPS,
    TEXTS,
)
from app.translation import _


def next_step_problems(given: object, people: int) -> Iterator[FieldMessage]:
    """Yields what is wrong with the next steps of a company with so many people, each at its path.

    None and an empty list are no next steps.
    """
    if given is None:
        return
    if not isinstance(given, list | tuple):
        yield FieldMessage(NEXT_STEPS, _("This must be a list in square brackets."))
        return
    if len(given) > MOST_NEXT_STEPS:
        told = _("There are more than {most} next steps. Leave some out.").format(most=MOST_NEXT_STEPS)
        yield FieldMessage(NEXT_STEPS, told)
        return
    seen: list[object] = []
    for index, one in enumerate(given):
        path = f"{NEXT_STEPS}[{index}]"
        problems = tuple(_problems(one, path, people))
        yield from problems
        if not problems:
            read = read_next_step(one, people)
            if read in seen:
                yield FieldMessage(path, _("This is there twice. Keep one of them."))
            seen.append(read)


def read_next_step(given: Mapping[str, Any], people: int) -> dict[str, Any]:
    """Returns a next step as it is stored: whose it is, is said. Raises ValueError for what is none."""
    for problem in _problems(given, "", people):
        raise ValueError(f"{problem.path} {problem.message}")
    kept = {name: value for name, value in given.items() if value not in ("", None)}
    if "Person" not in ALLOWED[KINDS[kept["Kind"]]]:
        return kept
    person = kept.get("Person")
    return {**kept, "Person": min(people, 1) if person is None else person}


def _problems(given: object, path: str, people: int) -> Iterator[FieldMessage]:
    if not isinstance(given, Mapping):
        yield FieldMessage(path, _("This must be an object in curly brackets."))
        return
    kind = KINDS.get(given.get("Kind") if isinstance(given.get("Kind"), str) else "")  # type: ignore[arg-type]  # a text
    if kind is None:
        told = _("This must be one of: {names}.").format(names=", ".join(KINDS))
        yield FieldMessage(f"{path}.Kind", told)
        return
    for name in given.keys() - {"Kind", *NEEDED[kind], *ALLOWED[kind]}:
        yield FieldMessage(f"{path}.{name}", _("This is not known here. Leave it out."))
    for name in NEEDED[kind]:
        if given.get(name) in (None, ""):
            yield FieldMessage(f"{path}.{name}", _("This is missing."))
    for name, value in given.items():
        if value not in (None, "") and (wrong := _wrong_value(name, value)):
            yield FieldMessage(f"{path}.{name}", wrong)
    yield from _wrong_person(given.get("Person"), kind, path, people)
    yield from _wrong_end(given, path)


def _wrong_value(name: str, value: object) -> str:
    """Returns what is wrong with a value; empty if nothing is."""
    if name in CHOICES:
        return "" if _is_choice(value, CHOICES[name]) else _choice_wanted(CHOICES[name])
    if name in IDS and not _is_id(value):
        return _("This must be the number of a record.")
    if name in TEXTS:
        if not isinstance(value, str):
            return _("This must be a text in quotes.")
        if len(value) > LONGEST_TEXT:
            return _("This is too long: at most {most:,} characters.").format(most=LONGEST_TEXT)
        if name in MOMENTS and _moment(value) is None:
            return NOT_A_DATE_TIME
    return ""


def _choice_wanted(name: str) -> str:
    return _("This must be a name of the list, or its number as {example}.").format(
        example=f'{{"{name}": 1}}'
    )


def _is_choice(value: object, id_name: str) -> bool:
    if isinstance(value, str):
        return len(value) <= LONGEST_TEXT
    return isinstance(value, Mapping) and len(value) == 1 and _is_id(value.get(id_name))


def _is_id(value: object) -> bool:
    return type(value) is int and 0 < value <= LARGEST_ID


def _wrong_person(person: object, kind: StepKind, path: str, people: int) -> Iterator[FieldMessage]:
    least = 1 if kind in NEED_A_PERSON else 0
    if people < least:
        yield FieldMessage(f"{path}.Person", _("This needs a person, and the company has none here."))
    elif person is not None and (type(person) is not int or not least <= person <= people):
        told = _("This must be the number of a person of this company, from {first} to {last}.")
        yield FieldMessage(f"{path}.Person", told.format(first=least, last=people))


def _wrong_end(given: Mapping[str, Any], path: str) -> Iterator[FieldMessage]:
    start, end = (_moment(given.get(name)) for name in MOMENTS)
    if start is not None and end is not None and end < start:
        yield FieldMessage(f"{path}.EndDate", _("The end is before the start."))


def _moment(value: object) -> datetime | None:
    try:
        return DateTimeText(value).moment if isinstance(value, str) else None
    except ValueError:
        return None
