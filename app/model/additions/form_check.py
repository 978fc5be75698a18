"""What is wrong with the form of an addition, as `form_problems` says it of a new company."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from app.model.additions.merging import NEVER_ADDED
from app.model.additions.target import Target
from app.model.carriers.contact import ContactEntity
from app.model.checks.form_problems import KnownRows, StickyProblem, form_problems_in_steps
from app.model.checks.problem import Problem, Severity
from app.model.checks.rules import Rules
from app.model.form.choices import OF_DRAFT
from app.model.next_steps.declared import NEXT_STEPS
from app.translation import _

_NOTHING: Final = _(
    "There is nothing to add yet. Type what this company lacks, such as a person or a phone number."
)
_NOT_TYPED: Final = (NEVER_ADDED - {"Persons", NEXT_STEPS}) | {*OF_DRAFT}


def addition_problems_in_steps(
    form: dict[str, Any],
    target: Target,
    rules: Rules,
    sticky: Iterable[StickyProblem],
    known: KnownRows,
) -> Generator[None, None, tuple[Problem, ...]]:
    """Does for an addition what `form_problems_in_steps` does for a new company.

    What the company lacks besides is its own matter. What differs and is to be replaced is no problem any
    more; what is said twice is told once.
    """
    rules = rules if rules.may_create else replace(rules, may_create=True)
    found = yield from form_problems_in_steps(form, None, rules, (), known)
    sticking = (
        one.problem for one in sticky if one.holds_in(form) and one.problem.path not in target.replaces
    )
    nothing = () if _has_anything(form) else (Problem("", _NOTHING, Severity.MANDATORY),)
    # What has no path counts problems of what was given.
    ours = (one for one in found if not one.path or _is_of(one, form.keys()))
    return tuple(dict.fromkeys((*nothing, *ours, *sticking)))


def of_given(problems: Iterable[Problem], given: ContactEntity) -> Iterator[Problem]:
    """Yields what is about a property that was given."""
    names = (given.to_create_body().keys() - NEVER_ADDED) | {"Persons", NEXT_STEPS}
    return (problem for problem in problems if _is_of(problem, names))


def _is_of(problem: Problem, names: Iterable[str]) -> bool:
    return problem.path.partition(".")[0].partition("[")[0] in names


def _has_anything(form: Mapping[str, Any]) -> bool:
    return any(value not in (None, "", [], {}) for name, value in form.items() if name not in _NOT_TYPED)
