"""Problems of the form: our rules first, then what others found, for as long as the field stays the same."""

from __future__ import annotations

from typing import Any

import pytest

from app.model.carriers.contact import ContactEntity
from app.model.checks.form_problems import StickyProblem, form_problems, refusal_problems
from app.model.checks.problem import Problem, Severity
from app.model.checks.rules import Rules
from app.model.entry import FieldMessage
from app.model.form.submission import entity_from_form

FORM: dict[str, Any] = {"Name": "Bakery", "Emails": [{"Value": "post@bakery.example"}]}
TAKEN = Problem("Name", "The name is taken.", Severity.WARNING)


def test_a_sticky_problem_holds_until_its_field_changes() -> None:
    sticky = StickyProblem(TAKEN, "Bakery")
    assert sticky.holds_in(FORM)
    assert sticky.holds_in({**FORM, "Department": "Oslo"})
    assert not sticky.holds_in({**FORM, "Name": "Bakery 2"})
    assert not sticky.holds_in({})


def test_our_rules_come_before_what_others_found() -> None:
    form = {**FORM, "Emails": [{"Value": "no address"}]}
    problems = form_problems(form, None, Rules(), [StickyProblem(TAKEN, "Bakery")])
    assert [problem.path for problem in problems] == ["Emails[0].Value", "Name"]
    assert problems[-1] is TAKEN


def test_what_no_longer_holds_is_left_out() -> None:
    assert form_problems(FORM, None, Rules(), [StickyProblem(TAKEN, "Another")]) == ()


def test_a_value_of_a_wrong_type_hides_no_other_problem() -> None:
    people = [{"Lastname": "Berg", "Rank": "first"}]
    form = {**FORM, "Source": "--5", "Emails": [{"Value": "no address"}], "Persons": people}
    found = form_problems(form, None, Rules(), [StickyProblem(TAKEN, "Bakery")])
    paths = [problem.path for problem in found]
    assert sorted(paths[:2]) == ["Persons[0].Rank", "Source"]
    assert set(paths[2:]) == {"Emails[0].Value", "Name"}


def test_a_form_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[dict[str, Any]] = []

    def counted(form: dict[str, Any]) -> ContactEntity:
        read.append(form)
        return entity_from_form(form)

    monkeypatch.setattr("app.model.checks.form_problems.entity_from_form", counted)
    assert form_problems(FORM, None, Rules(), ()) == ()
    assert read == [FORM]
    form_problems({**FORM, "Source": "--5"}, None, Rules(), ())
    assert read == [FORM, {**FORM, "Source": "--5"}, FORM], "and once without what is of a wrong type"


def test_a_value_of_a_wrong_type_is_told_once() -> None:
    form = {**FORM, "Name": ["not", "a", "text"]}
    (problem,) = form_problems(form, None, Rules(), [StickyProblem(TAKEN, form["Name"])])
    assert problem.path == "Name"
    assert problem is not TAKEN


def test_a_form_that_is_wrong_without_a_path_has_only_that_said() -> None:
    form = {**FORM, "Persons": [{"Rank": "first"}] * 100}
    found = form_problems(form, None, Rules(), ())
    assert (len(found), found[-1].path) == (21, "")


@pytest.mark.parametrize(("path", "severity"), [("Name", Severity.ERROR), ("", Severity.WARNING)])
def test_a_refusal_without_a_field_only_warns(path: str, severity: Severity) -> None:
    (sticky,) = refusal_problems((FieldMessage(path, "No."),), FORM)
    assert sticky.problem == Problem(path, "No.", severity)
    assert sticky.holds_in(FORM)


def test_a_refusal_at_a_property_without_an_editor_does_not_stop_save() -> None:
    form = {"Name": "Bakery", "SupportPerson": {"PersonId": 7}}
    (sticky,) = refusal_problems([FieldMessage("SupportPerson", "No such person.")], form)
    assert sticky.problem == Problem("", "SupportPerson: No such person.", Severity.WARNING)
    assert sticky.holds_in(form)
