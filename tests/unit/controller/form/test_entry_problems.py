"""Problems that only others can find are remembered for as long as they hold."""

from __future__ import annotations

import pytest

from app.controller.form import entry_problems
from app.controller.form.entry_problems import EntryProblems
from app.model.checks.form_problems import StickyProblem
from app.model.checks.problem import Problem, Severity
from tests.helpers.fakes.controllers import Office

FORM = {"Name": "Bakery"}
TAKEN = StickyProblem(Problem("Name", "This is taken."), "Bakery")
ALIKE = StickyProblem(Problem("Name", "There is one of this name.", Severity.WARNING), "Bakery")


def test_what_others_found_is_there_once_from_each(office: Office) -> None:
    problems = EntryProblems(office.lookups)
    assert problems.set_external("duplicates", (ALIKE,))
    assert not problems.set_external("duplicates", (ALIKE,))
    assert problems.find(FORM) == (ALIKE.problem,)
    assert problems.set_external("duplicates", ())
    assert problems.find(FORM) == ()


def test_a_refusal_is_of_one_entry_and_of_the_value_that_was_refused(office: Office) -> None:
    problems = EntryProblems(office.lookups)
    problems.begin((TAKEN,))
    assert problems.find(FORM) == (TAKEN.problem,)
    assert problems.find({"Name": "Mill"}) == ()
    assert problems.find(FORM) == (), "a changed field is free of it for good"
    problems.begin((TAKEN,))
    problems.begin()
    assert problems.find(FORM) == ()


def test_save_does_not_go_through_what_was_just_checked(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    now, checked = [100.0], []

    def check(form: object, *_rest: object) -> tuple[Problem, ...]:
        checked.append(form)
        return ()

    monkeypatch.setattr(entry_problems, "monotonic", lambda: now[0])
    monkeypatch.setattr(entry_problems, "form_problems", check)
    problems = EntryProblems(office.lookups)
    for _again in range(2):
        problems.find(FORM)
    assert len(checked) == 1
    problems.find(dict(FORM))
    problems.set_external("duplicates", (ALIKE,))
    problems.find(FORM)
    now[0] += 1
    problems.find(FORM)
    assert len(checked) == 4, "another form, what others found, another moment"
