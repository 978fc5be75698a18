"""Problems of the form as a whole: those that our rules find, and those that others found before."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any

from app.model.carriers.contact import ContactEntity
from app.model.checks.problem import Problem, Severity
from app.model.checks.rules import Rules
from app.model.checks.validation import Stages, check_in_stages, in_order
from app.model.entry import FieldMessage
from app.model.form.field_names import has_editor
from app.model.form.paths import value_at, without
from app.model.form.submission import (
    MOST_PROBLEMS,
    InvalidEntity,
    body_to_post,
    entity_from_form,
    more_problems,
)
from app.model.next_steps.consents import last_person_of, names_of
from app.model.next_steps.declared import NEXT_STEPS

_MOST_ATTEMPTS = 4
"""Some values can be found wrong only once others are right."""
_ROWS_AT_ONCE = 20
"""Rows that are checked in one step: of people, these take some milliseconds."""
MOST_OF_A_PROPERTY = 50
"""Problems in the rows of one list that are told: each is shown in its place, and nobody reads more."""


@dataclass(frozen=True)
class StickyProblem:
    """A problem found elsewhere, such as on the server; it holds until the value of its field changes."""

    problem: Problem
    value: Any

    def holds_in(self, form: Mapping[str, Any]) -> bool:
        """Returns True if the field still has the value that the problem was found with."""
        return bool(self.value == value_at(form, self.problem.path))


class KnownRows:
    """What was found in rows, such as people and phones, as long as rules and day are the same.

    Rows are told apart by identity: they are never changed in place. Each row is held for as long as its
    findings are.
    """

    def __init__(self) -> None:
        self._of: tuple[object, date] = None, date.min
        self._found: dict[tuple[object, ...], tuple[Sequence[Any], _Findings, tuple[int, _Findings]]] = {}
        self._before = self._found

    def begin(self, rules: Rules) -> None:
        """Begins a check: what it does not ask for is forgotten when the next one begins."""
        # A day where the user is, as in the check of birthdays.
        asked = rules, date.today()  # noqa: DTZ011  # as said
        is_same = self._of[0] is rules and self._of[1] == asked[1]
        # Of a check that was broken off, the one before may have found what is not asked for yet.
        self._before = self._before | self._found if is_same else {}
        self._found, self._of = {}, asked

    def end(self) -> None:
        """Notes that all there is has been asked for."""
        self._before = {}

    def find(self, name: str, start: int, rows: Sequence[Any], check: Callable[[], _Findings]) -> _Findings:
        """Returns what is known of `rows` of the property `name`, or what `check` finds.

        `start` is the index of the first one: paths are those of the whole list.
        """
        key = name, *(row if isinstance(row, str) else id(row) for row in rows)
        _held, found, (known_start, moved) = (
            self._found.get(key) or self._before.get(key) or (rows, check(), (-1, _Findings(())))
        )
        if known_start != start:
            moved = _moved(found, name, start)
        self._found[key] = rows, found, (start, moved)
        return moved


@dataclass(frozen=True)
class _Findings:
    """What is wrong in a part of a form: `told` are values of a wrong type, `untold` counts more of them."""

    told: tuple[Problem, ...]
    untold: int = 0
    is_readable: bool = False
    stages: Stages = ()


def form_problems(
    form: dict[str, Any], default: ContactEntity | None, rules: Rules, sticky: Iterable[StickyProblem]
) -> tuple[Problem, ...]:
    """Validates the form. This is the one place that sets the order of validation:

    1. Our own rules: lengths, types, a name for each person.
    2. Libraries: e-mail, phone, web address, VAT number.
    3. The tenant's metadata: who may create, what is mandatory, how long. (`check` does these three.)
    4. What others find while one types: the server's Validate, similar companies.
    5. The server's answer to the POST.

    4 and 5 are `sticky`. Values of a wrong type are told first, and everything is checked without them. What
    is wrong with more than `MOST_OF_A_PROPERTY` of one kind is counted.
    """
    steps = form_problems_in_steps(form, default, rules, sticky, KnownRows())
    while True:
        try:
            next(steps)
        except StopIteration as end:
            found: tuple[Problem, ...] = end.value
            return found


def form_problems_in_steps(
    form: dict[str, Any],
    default: ContactEntity | None,
    rules: Rules,
    sticky: Iterable[StickyProblem],
    known: KnownRows,
) -> Generator[None, None, tuple[Problem, ...]]:
    """Does what `form_problems` does, in steps of some milliseconds, however many rows there are.

    The company is checked with the first rows of each list, the others by themselves unless they are `known`.
    """
    known.begin(rules)
    found = [_check_company(_with_first_rows(form), default, rules)]
    for name, start, rows in _further_rows(form):
        yield
        check = partial(_check_rows, name, rows, rules)
        found.append(known.find(name, start, rows, check))
    known.end()
    told = [problem for part in found for problem in part.told]
    untold = sum(part.untold for part in found)
    if not all(part.is_readable for part in found) or (len(found) > 1 and len(told) > MOST_PROBLEMS):
        untold += len(told[MOST_PROBLEMS:])  # what is wrong has no path, so nothing can be left out
        return (*told[:MOST_PROBLEMS], *_more(untold, Severity.ERROR))
    unreadable = {problem.path for problem in told}
    ours = in_order([part.stages for part in found])
    sticking = (one.problem for one in sticky if one.holds_in(form))
    return tuple(_counted([*told, *(one for one in (*ours, *sticking) if one.path not in unreadable)]))


def _check_company(form: dict[str, Any], default: ContactEntity | None, rules: Rules) -> _Findings:
    found, readable = _read(form)
    if readable is None:
        return found
    return replace(found, stages=check_in_stages(body_to_post(readable, default), rules))


def _check_rows(name: str, rows: Sequence[Any], rules: Rules) -> _Findings:
    found, readable = _read({name: rows})
    if readable is None:
        return found
    return replace(found, stages=check_in_stages(body_to_post(readable), rules, only_rows=True))


def _with_first_rows(form: dict[str, Any]) -> dict[str, Any]:
    return {
        name: value[: _first_rows(form, name)] if isinstance(value, list) else value
        for name, value in form.items()
    }


def _first_rows(form: Mapping[str, Any], name: str) -> int:
    """Returns how many rows are checked with the company; of people, those whom next steps are about, too."""
    people, steps = form.get("Persons"), form.get(NEXT_STEPS)
    if name != "Persons" or not steps or not isinstance(people, list) or len(people) <= _ROWS_AT_ONCE:
        return _ROWS_AT_ONCE
    return max(_ROWS_AT_ONCE, last_person_of(steps, names_of(people)))


def _further_rows(form: Mapping[str, Any]) -> Iterator[tuple[str, int, Sequence[Any]]]:
    """Yields the rows that `_with_first_rows` leaves out, some at a time: property, index of the first."""
    for name, value in form.items():
        first = _first_rows(form, name)
        for start in range(first, len(value) if isinstance(value, list) else 0, _ROWS_AT_ONCE):
            yield name, start, value[start : start + _ROWS_AT_ONCE]


def _moved(found: _Findings, name: str, by: int) -> _Findings:
    """Returns what was found in rows with the paths that they have from the index `by` on."""

    def moved(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
        return tuple(replace(one, path=_moved_path(one.path, name, by)) for one in problems)

    return replace(found, told=moved(found.told), stages=tuple(map(moved, found.stages)))


def _moved_path(path: str, name: str, by: int) -> str:
    index, bracket, rest = path.removeprefix(f"{name}[").partition("]")
    return f"{name}[{int(index) + by}]{rest}" if bracket and index.isdecimal() else path


def _counted(problems: list[Problem]) -> Iterator[Problem]:
    """Yields the problems, of one list only the first, errors before warnings; the others are counted."""
    if len(problems) <= MOST_OF_A_PROPERTY:
        yield from problems
        return
    kept, left, untold = Counter[str](), Counter[Severity](), set[int]()
    for index, one in sorted(enumerate(problems), key=lambda item: item[1].severity is Severity.WARNING):
        name = _list_of(one.path)
        kept[name] += bool(name)
        if kept[name] > MOST_OF_A_PROPERTY:
            untold.add(index)
            left[one.severity] += 1
    yield from (one for index, one in enumerate(problems) if index not in untold)
    for severity, count in left.items():
        yield from _more(count, severity)


def _list_of(path: str) -> str:
    """Returns the property of which the path leads to a row; an empty text for any other."""
    name, bracket, _rest = path.partition("[")
    return name if bracket else ""


def _more(count: int, severity: Severity) -> Iterator[Problem]:
    if count:
        yield Problem("", more_problems(count).message, severity)


def _read(form: dict[str, Any]) -> tuple[_Findings, ContactEntity | None]:
    """Returns the values of a wrong type as problems, and what can be read without them, None if nothing."""
    told: tuple[Problem, ...] = ()
    untold = 0
    for _attempt in range(_MOST_ATTEMPTS):
        try:
            entity = entity_from_form(form)
        except InvalidEntity as error:
            before = {_step_of(one.path) for one in told} - {""}
            new = (one for one in error.problems if one.path and _step_of(one.path) not in before)
            told += tuple(Problem(item.path, item.message) for item in new)
            untold += error.untold
            if not all(item.path for item in error.problems):
                break
            for item in error.problems:
                form = _without_wrong(form, item.path)
        else:
            return _Findings(told, is_readable=True), entity
    return _Findings(told, untold), None


def _step_of(path: str) -> str:
    """Returns the row of a next step: of one without what was wrong with it, nothing more is told."""
    return path.partition(".")[0] if path.startswith(f"{NEXT_STEPS}[") else ""


def _without_wrong(form: dict[str, Any], path: str) -> dict[str, Any]:
    """Returns the form without the value at a path; what is wrong because one is missing goes as a whole."""
    left = without(form, path)
    return left if left != form else without(form, re.split(r"[.\[]", path)[0])


def refusal_problems(messages: Sequence[FieldMessage], form: Mapping[str, Any]) -> tuple[StickyProblem, ...]:
    """Makes sticky problems of what the server said when it refused the form.

    A message without a field, or at a property that the window does not edit, only warns: the user could not
    correct it, and the form may be right as it is.
    """
    return tuple(
        StickyProblem(problem, value_at(form, problem.path)) for problem in map(_refusal_problem, messages)
    )


def _refusal_problem(item: FieldMessage) -> Problem:
    if has_editor(item.path):
        return Problem(item.path, item.message)
    return Problem("", f"{item.path}: {item.message}" if item.path else item.message, Severity.WARNING)
