"""Problems of the form as a whole: those that our rules find, and those that others found before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.model.carriers.contact import ContactEntity
from app.model.checks.rules import Rules
from app.model.checks.validation import Problem, Severity, check
from app.model.entry import FieldMessage
from app.model.form.field_names import has_editor
from app.model.form.paths import value_at
from app.model.form.submission import InvalidEntity, body_to_post, entity_from_form


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

    4 and 5 are `sticky`. A form that no entity can be made of has the problems of its types only.
    """
    try:
        entity = body_to_post(entity_from_form(form), default)
    except InvalidEntity as error:
        return tuple(Problem(item.path, item.message) for item in error.problems)
    return (*check(entity, rules), *(one.problem for one in sticky if one.holds_in(form)))


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
