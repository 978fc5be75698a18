from __future__ import annotations

from typing import Any

import pytest

from app.model.additions.form_check import addition_problems_in_steps
from app.model.additions.target import Target
from app.model.checks.form_problems import KnownRows, StickyProblem
from app.model.checks.problem import Problem
from app.model.checks.rules import FieldRule, Rules

BAKERY = Target(2, "work", "Bakery")
RULES = Rules(fields={"category": FieldRule(mandatory=True)}, may_create=False)


def told(form: dict[str, Any], target: Target = BAKERY, *sticky: StickyProblem) -> list[tuple[str, str]]:
    steps = addition_problems_in_steps({"Name": "Bakery", **form}, target, RULES, sticky, KnownRows())
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return [(problem.path, problem.message) for problem in end.value]


def test_what_the_company_lacks_besides_is_its_own_matter() -> None:
    assert told({"Phones": [{"Value": "+47 22 33 44 55"}]}) == []
    assert told({"Persons": [{"Firstname": "Kari"}]}) == []


def test_without_anything_to_add_it_says_so() -> None:
    ((path, message),) = told({})
    assert (path, message[:29]) == ("", "There is nothing to add yet. ")


def test_what_is_wrong_with_what_was_typed_is_told_as_of_a_new_company() -> None:
    assert [path for path, _message in told({"Emails": [{"Value": "kari@"}]})] == ["Emails[0].Value"]
    assert [path for path, _message in told({"OrgNr": 7, "Description": "x"})] == ["OrgNr"]


def test_what_differs_is_no_problem_once_it_is_to_be_replaced_and_is_told_once() -> None:
    differs = StickyProblem(Problem("OrgNr", "The company has “1” here."), "923609016")
    form = {"OrgNr": "923609016"}
    assert told(form, BAKERY, differs, differs) == [("OrgNr", "The company has “1” here.")]
    assert told(form, Target(2, "work", "Bakery", {"OrgNr": "1"}), differs) == []


@pytest.mark.long
def test_of_thousands_of_rows_all_are_checked() -> None:
    rows = [{"Value": f"+47 22 33 {number:04}"} for number in range(10_000)]
    assert told({"Phones": rows}) == []
    rows[9_999] = {"Value": "x" * 300}
    assert {path for path, _message in told({"Phones": rows})} == {"Phones[9999].Value"}
