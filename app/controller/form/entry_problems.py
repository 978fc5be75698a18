"""What is wrong with the entry being typed: by the rules, by what others found, by the server's refusal."""

from __future__ import annotations

from typing import Any

from app.controller.form.lookups import Lookups
from app.model.checks.form_problems import StickyProblem, form_problems
from app.model.checks.problem import Problem


class EntryProblems:
    """Finds the problems of a form, and remembers those that only others can find."""

    def __init__(self, lookups: Lookups) -> None:
        self._lookups = lookups
        self._refusal: tuple[StickyProblem, ...] = ()
        self._external: dict[str, tuple[StickyProblem, ...]] = {}

    def begin(self, refusal: tuple[StickyProblem, ...] = ()) -> None:
        """Begins with another entry; `refusal` is what the server said of it."""
        self._refusal = refusal

    def set_external(self, source: str, problems: tuple[StickyProblem, ...]) -> bool:
        """Replaces the problems that `source` found before. Returns whether they are others."""
        is_new = problems != self._external.get(source, ())
        self._external[source] = problems
        return is_new

    def find(self, form: dict[str, Any]) -> tuple[Problem, ...]:
        """Returns all problems of the form, in the order of `form_problems`."""
        # A field that has changed is free of what the server refused, even if it gets the same value again.
        self._refusal = tuple(one for one in self._refusal if one.holds_in(form))
        external = [one for found in self._external.values() for one in found]
        return form_problems(form, self._lookups.default, self._lookups.rules, [*external, *self._refusal])
