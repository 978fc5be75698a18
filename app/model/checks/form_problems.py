"""Problems of the form as a whole: those that our rules find, and those that others found before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.model.carriers.contact import ContactEntity
from app.model.checks.problem import Problem, Severity
from app.model.checks.rules import Rules
from app.model.checks.validation import check
from app.model.entry import FieldMessage
from app.model.form.field_names import has_editor
from app.model.form.paths import value_at, without
from app.model.form.submission import InvalidEntity, body_to_post, entity_from_form

_MOST_ATTEMPTS = 4
"""Some values can be found wrong only once others are right."""


@dataclass(frozen=True)
class StickyProblem:
    """A problem found elsewhere, such as on the server; it holds until the value of its field changes."""

    problem: Problem
    value: Any

    def holds_in(self, form: Mapping[str, Any]) -> bool:
        """Returns True if the field still has the value that the problem was found with."""
        return bool(self.value == value_at(form, self.problem.path))


def form_problems(
    form: dict[str, Any], default: ContactEntity | None, rules: Rules, sticky: Iterable[StickyProblem]
) -> tuple[Problem, ...]:
    """Validates the form. This is the one place that sets the order of validation:

    1. Our own rules: lengths, types, a name for each person.
    2. Libraries: e-mail, phone, web address, VAT number.
    3. The tenant's metadata: who may create, what is mandatory, how long. (`check` does these three.)
    4. What others find while one types: the server's Validate, similar companies.
    5. The server's answer to the POST.

    4 and 5 are `sticky`. Values of a wrong type are told first, and everything is checked without them.
    """
    told, readable = _read(form)
    if readable is None:  # what is wrong has no path, so nothing can be left out
        return told
    entity = body_to_post(readable, default)
    unreadable = {problem.path for problem in told}
    sticking = (one.problem for one in sticky if one.holds_in(form))
    return (*told, *(one for one in (*check(entity, rules), *sticking) if one.path not in unreadable))


def _read(form: dict[str, Any]) -> tuple[tuple[Problem, ...], ContactEntity | None]:
    """Returns the values of a wrong type as problems, and what can be read without them, None if nothing."""
    told: tuple[Problem, ...] = ()
    for _attempt in range(_MOST_ATTEMPTS):
        try:
            return told, entity_from_form(form)
        except InvalidEntity as error:
            told += tuple(Problem(item.path, item.message) for item in error.problems)
            if not all(item.path for item in error.problems):
                break
            for item in error.problems:
                form = without(form, item.path)
    return told, None


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
