"""Problems that only others can find are remembered for as long as they hold."""

from __future__ import annotations

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
