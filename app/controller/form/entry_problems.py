"""What is wrong with the entry being typed: by the rules, by what others found, by the server's refusal."""

from __future__ import annotations

import operator
from time import monotonic
from typing import Any, Final

from app.controller.form.lookups import Lookups
from app.model.checks.form_problems import StickyProblem, form_problems
from app.model.checks.problem import Problem

# Checks know the day, and more once their libraries are loaded.
_LASTS_SECONDS: Final = 0.05


class EntryProblems:
    """Finds the problems of a form, and remembers those that only others can find."""

    def __init__(self, lookups: Lookups) -> None:
        self._lookups = lookups
        self._refusal: tuple[StickyProblem, ...] = ()
        self._external: dict[str, tuple[StickyProblem, ...]] = {}
        self._found: tuple[Problem, ...] = ()
        self._found_at = 0.0
        self._asked: tuple[object, ...] = ()

    def begin(self, refusal: tuple[StickyProblem, ...] = ()) -> None:
        """Begins with another entry; `refusal` is what the server said of it."""
        self._refusal = refusal

    def set_external(self, source: str, problems: tuple[StickyProblem, ...]) -> bool:
        """Replaces the problems that `source` found before. Returns whether they are others."""
        is_new = problems != self._external.get(source, ())
        self._external[source] = problems
        return is_new

    def find(self, form: dict[str, Any]) -> tuple[Problem, ...]:
        """Returns all problems of the form, in the order of `form_problems`.

        `form` is never changed in place. Save looks at what the field that is left for it was just checked
        with: that is not gone through again.
        """
        # A field that has changed is free of what the server refused, even if it gets the same value again.
        self._refusal = tuple(one for one in self._refusal if one.holds_in(form))
        sticky = [one for found in self._external.values() for one in found] + [*self._refusal]
        default, rules = self._lookups.default, self._lookups.rules
        asked = (form, default, rules, *sticky)
        is_asked_again = len(asked) == len(self._asked) and all(map(operator.is_, asked, self._asked))
        if not is_asked_again or monotonic() - self._found_at > _LASTS_SECONDS:
            self._found = form_problems(form, default, rules, sticky)
            self._found_at, self._asked = monotonic(), asked
        return self._found
