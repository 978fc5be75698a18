"""Only a part that has changed, or has other problems, is asked what it shows."""

from collections.abc import Sequence
from typing import Any, cast

import pytest

from app.model.checks.problem import Problem
from app.ui.form.shown_problems import ShownProblems
from app.ui.parts.part import Part
from app.ui.parts.safe_value import SafeValue


class Owner:
    """A part that shows its problems once they are revealed, and one of its own text."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.own: Sequence[Problem] = ()
        self.given: Sequence[Problem] = ()
        self.is_revealed = False
        self.passed = 0

    def value(self) -> Any: ...
    def set_value(self, value: Any) -> None: ...

    def set_problems(self, problems: Sequence[Problem]) -> None:
        self.passed += 1
        self.given = problems

    def reveal_problems(self, is_revealed: bool = True) -> None:
        self.is_revealed = is_revealed

    def shown_problems(self) -> Sequence[Problem]:
        return [*self.own, *self.given] if self.is_revealed else []


NAME, PHONE, SHORT = Problem("Name", "Missing."), Problem("Phones[0].Value", "Too short."), "Phones[1].Value"


class Form:
    def __init__(self) -> None:
        self.marked = 0
        self.problems = ShownProblems(self._mark)
        self.name, self.phones = Owner("Name"), Owner("Phones")
        self.problems.use_parts({one.path: SafeValue(one) for one in (self.name, self.phones)})

    def _mark(self, _path: str) -> None:
        self.marked += 1

    def passed(self) -> tuple[int, int]:
        return self.name.passed, self.phones.passed


@pytest.fixture
def form() -> Form:
    return Form()


def test_what_is_as_it_was_is_left_alone(form: Form) -> None:
    form.problems.show([PHONE])
    assert form.passed() == (0, 1)
    form.problems.show([PHONE])
    assert form.passed() == (0, 1)
    form.problems.show([PHONE, NAME])
    assert form.passed() == (1, 1)
    form.problems.show([])
    assert form.passed() == (2, 2)
    assert form.marked == 4


def test_what_shows_something_is_shown_anew(form: Form) -> None:
    form.phones.is_revealed = True
    form.problems.show([PHONE])
    assert form.problems.all() == form.problems.of(cast("Part", form.phones)) == [PHONE]
    form.phones.own = [Problem(SHORT, "No number.")]
    form.problems.show([PHONE])
    assert form.problems.all() == [*form.phones.own, PHONE]


def test_who_has_changed_is_asked_at_once_and_shown_anew(form: Form) -> None:
    form.problems.show([])
    form.phones.is_revealed, form.phones.own = True, [PHONE]
    assert form.problems.all() == []
    form.problems.note_change("Phones")
    assert form.problems.all() == [PHONE]
    form.problems.show([])
    form.problems.note_set("Name")
    form.problems.show([])
    assert form.passed() == (1, 2)


def test_all_are_revealed_and_forgotten(form: Form) -> None:
    form.problems.show([PHONE, NAME])
    assert form.problems.all() == []
    form.problems.reveal()
    assert form.problems.all() == [NAME, PHONE], "in the order of the form"
    form.problems.forget()
    form.problems.ask_all()
    assert form.problems.all() == []
    form.problems.show([PHONE])
    assert form.phones.given == [PHONE]
