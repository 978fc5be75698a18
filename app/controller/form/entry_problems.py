"""What is wrong with the entry being typed, and when that is looked for."""

from __future__ import annotations

import operator
from collections.abc import Callable, Generator, Iterator
from contextlib import suppress
from time import monotonic
from typing import Any, Final

from PySide6.QtCore import QObject, Signal

from app.controller.form.lookups import Lookups
from app.controller.process.debounce import Debounce
from app.controller.process.sliced_work import SlicedWork
from app.model.additions.form_check import addition_problems_in_steps
from app.model.additions.target import target_of
from app.model.checks.form_problems import KnownRows, StickyProblem, form_problems_in_steps
from app.model.checks.problem import Problem

CHECK_AFTER_MS = 150
# Checks know the day, and more once their libraries are loaded.
_LASTS_SECONDS: Final = 0.05


class EntryProblems(QObject):
    """Finds the problems of the form, and remembers those that only others can find.

    A form as people type it is checked at once. Of one with thousands of rows, such as people, as much is as
    fits into a slice, and the rest between events; rows that have not changed are not checked again.
    """

    found = Signal(object)  # problems of the form as it is, in the order of `form_problems`
    needed = Signal()  # there is something to check, and checks are held
    failed = Signal()  # a check has ended by a fault of the program, after its first rows

    def __init__(
        self, lookups: Lookups, form_now: Callable[[], dict[str, Any]], parent: QObject | None = None
    ) -> None:
        """`form_now` returns the form, which is never changed in place."""
        super().__init__(parent)
        self._lookups = lookups
        self._form_now = form_now
        self._refusal: tuple[StickyProblem, ...] = ()
        self._external: dict[str, tuple[StickyProblem, ...]] = {}
        self._rows = KnownRows()
        self._work = SlicedWork(self)
        self._is_looking = self._is_held = False
        self._found: tuple[Problem, ...] = ()
        self._found_at = 0.0
        self._asked: tuple[object, ...] = ()
        self._look_soon = Debounce(self, CHECK_AFTER_MS, self.look)
        lookups.rules_changed.connect(self.look)
        lookups.default_changed.connect(self.look)

    def begin(self, refusal: tuple[StickyProblem, ...] = ()) -> None:
        """Begins with another entry; `refusal` is what the server said of it."""
        self._break_off()
        self._refusal = refusal
        if self._is_held and self._form_now():
            self.needed.emit()

    def set_external(self, source: str, problems: tuple[StickyProblem, ...]) -> None:
        """Replaces the problems that `source` found before."""
        is_new = problems != self._external.get(source, ())
        self._external[source] = problems
        if is_new:
            self.look()

    def hold(self, *, held: bool) -> None:
        """Looks for nothing by itself while `held`: what checks is not loaded before it is needed."""
        self._is_held = held
        if not held:
            self._look_soon.start()

    def look_soon(self) -> None:
        """Looks after a pause in typing. What is found in the form before is out of date."""
        self._break_off()
        if self._is_held:
            self.found.emit(())
            self.needed.emit()
        else:
            self._look_soon.start()

    def look_begun(self) -> None:
        """Looks at once at what is begun with, which nobody has to wait for; while held, once that ends."""
        if not self._is_held:
            self.look()

    def look_now(self) -> None:
        """Looks at once if it was to be soon: a field was left, and its message is about what it holds."""
        self._look_soon.flush()

    def look(self) -> None:
        """Looks for problems; `found` is emitted at once or soon."""
        problems = self.find()
        if problems is not None:
            self.found.emit(problems)

    def find(self) -> tuple[Problem, ...] | None:
        """Returns what is wrong with the form; None if that takes longer than a moment, and `found` follows.

        Save looks at what the field that is left for it was just checked with: that is not done again.
        """
        form = self._form_now()
        # A field that has changed is free of what the server refused, even if it gets the same value again.
        self._refusal = tuple(one for one in self._refusal if one.holds_in(form))
        sticky = self._sticky()
        default, rules = self._lookups.default, self._lookups.rules
        asked = (form, default, rules, *sticky)
        is_asked_again = len(asked) == len(self._asked) and all(map(operator.is_, asked, self._asked))
        if is_asked_again and self._is_looking:
            return None
        if not is_asked_again or monotonic() - self._found_at > _LASTS_SECONDS:
            self._break_off()
            self._asked = asked
            target, known = target_of(form), self._rows
            checking = (
                addition_problems_in_steps(form, target, rules, sticky, known)
                if target
                else form_problems_in_steps(form, default, rules, sticky, known)
            )
            steps = self._steps(checking)
            with suppress(StopIteration):  # the first step is all there is of a form as people type it
                next(steps)
                self._work.start(steps)
                self._is_looking = not self._work.is_done
        return None if self._is_looking else self._found

    def find_to_tell(self) -> tuple[Problem, ...] | None:
        """Returns what `find` does to somebody who tells all of it: it is not looked for soon as well."""
        found = self.find()
        if found is not None:
            self._look_soon.stop()
        return found

    def find_ours(self) -> tuple[Problem, ...] | None:
        """Returns what `find` does, without what others have found."""
        found = self.find()
        others = [one.problem for one in self._sticky()]
        return None if found is None else tuple(one for one in found if one not in others)

    def finish(self) -> None:
        """Goes through what is left at once; `found` is emitted if that was anything."""
        self._work.run_until()

    def _sticky(self) -> list[StickyProblem]:
        return [one for found in self._external.values() for one in found] + [*self._refusal]

    def _break_off(self) -> None:
        self._is_looking, self._asked = False, ()
        self._work.start(iter(()))

    def _steps(self, checking: Generator[None, None, tuple[Problem, ...]]) -> Iterator[None]:
        try:
            self._found = yield from checking
        except Exception:
            if self._is_looking:
                self._break_off()
                self.failed.emit()
            raise
        self._found_at = monotonic()
        if self._is_looking:
            self._is_looking = False
            self.found.emit(self._found)
