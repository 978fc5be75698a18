"""What is shown as wrong in each part of the form: asked again is only a part where that may be another."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from app.model.checks.problem import Problem
from app.ui.parts.part import Part, property_of
from app.ui.parts.safe_value import SafeValue, ask_all, attempt_all


class ShownProblems:
    """Passes problems to the parts, and knows what each shows of them and of its own text.

    A form has a hundred inputs, and each pause in typing has it checked: what has neither changed nor another
    problem than before is left alone.
    """

    def __init__(self, mark: Callable[[str], None]) -> None:
        """Calls `mark` whenever something else may be shown, with the path of the part; empty for any."""
        self._mark = mark
        self._values: Mapping[str, SafeValue] = {}
        self._given: dict[str, list[Problem]] = {}
        self._shown: dict[str, Sequence[Problem]] = {}  # by path, of parts that show any
        self._changed: set[str] = set()

    def use_parts(self, values: Mapping[str, SafeValue]) -> None:
        """Takes what asks the parts, whatever fault they have, by their paths."""
        self._values = values

    def show(self, problems: Sequence[Problem]) -> None:
        """Has each part show what is wrong with it."""
        given: dict[str, list[Problem]] = {}
        for problem in problems:
            given.setdefault(property_of(problem.path), []).append(problem)
        before, self._given = self._given, given
        for path in self._values:
            mine = given.get(path, [])
            if path in self._changed or path in self._shown or mine != before.get(path, []):
                self._pass(path, mine)
        self._changed.clear()
        self._mark("")

    def reveal(self) -> None:
        """Has each part show its problems even if it has not been left yet."""
        attempt_all(self._values.values(), lambda part: part.reveal_problems())
        self.ask_all()

    def forget(self) -> None:
        """Has no part show anything; `ask_all` comes next."""
        self._given = {}
        attempt_all(self._values.values(), lambda part: part.reveal_problems(False))
        attempt_all(self._values.values(), lambda part: part.set_problems([]))

    def note_change(self, path: str) -> None:
        """Takes what the part at `path` shows now: its user has changed it, or has left it."""
        self._changed.add(path)
        self._ask(path)
        self._mark(path)

    def note_set(self, path: str) -> None:
        """Has the part at `path` take its problems anew next time: something else has been put into it."""
        self._changed.add(path)

    def ask_all(self) -> None:
        """Takes what each part shows now."""
        for path in self._values:
            self._ask(path)
        self._mark("")

    def of(self, part: Part) -> Sequence[Problem]:
        """Returns what a part shows."""
        return self._shown.get(part.path, ())

    def all(self) -> list[Problem]:
        """Returns what all parts show, in the order of the form."""
        return [one for path in self._values for one in self._shown.get(path, ())]

    def _pass(self, path: str, problems: Sequence[Problem]) -> None:
        attempt_all((self._values[path],), lambda part: part.set_problems(problems))
        self._ask(path)

    def _ask(self, path: str) -> None:
        if shown := ask_all((self._values[path],), lambda part: part.shown_problems()):
            self._shown[path] = shown
        else:
            self._shown.pop(path, None)
