"""Problems of the form: our rules first, then what others found, for as long as the field stays the same."""

from __future__ import annotations

from itertools import count
from typing import Any

import pytest

from app.model.carriers.contact import ContactEntity
from app.model.carriers.lists import UserDefinedFieldInfo
from app.model.checks import form_problems as module
from app.model.checks.form_problems import (
    KnownRows,
    StickyProblem,
    form_problems,
    form_problems_in_steps,
    refusal_problems,
)
from app.model.checks.problem import Problem, Severity
from app.model.checks.rules import FieldRule, Rules
from app.model.checks.validation import Stages, check, check_in_stages
from app.model.entry import FieldMessage
from app.model.form.submission import body_to_post, entity_from_form

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


def test_what_is_wrong_because_something_is_missing_is_told_once_and_hides_nothing() -> None:
    form = {"NextSteps": [{"Kind": "SupportPerson"}], "Emails": [{"Value": "fjell.example"}]}
    told = [one.path for one in form_problems(form, None, Rules(), ())]
    assert told.count("NextSteps[0].Person") == 1
    assert {"Name", "Emails[0].Value"} <= set(told)


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


def crowd(number: int) -> dict[str, Any]:
    """Returns a form with that many rows of each list, and something wrong in every seventh."""
    wrong = [n % 7 == 0 for n in range(number)]
    return {
        "Name": "Bakery",
        "Persons": [
            {"Lastname": "" if bad else f"Berg {n}", "Email": f"{n} bakery" if bad else f"{n}@bakery.example"}
            for n, bad in enumerate(wrong)
        ],
        "Emails": [{"Value": f"{n} bakery" if bad else f"{n}@bakery.example"} for n, bad in enumerate(wrong)],
        "Phones": [{"Value": "1\x07" if bad else f"+47 2286{n:04}"} for n, bad in enumerate(wrong)],
        "Domains": ["no domain" if bad else f"bakery{n}.example" for n, bad in enumerate(wrong)],
    }


def steps_of(form: dict[str, Any], rules: Rules, known: KnownRows) -> tuple[int, tuple[Problem, ...]]:
    """Returns how many steps the check of the form took, and what it found."""
    steps = form_problems_in_steps(form, None, rules, (), known)
    for number in count():
        try:
            next(steps)
        except StopIteration as end:
            return number, end.value
    raise AssertionError


def counted_people(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Returns how many people each check goes through, as it does."""
    checked: list[int] = []

    def counted(entity: ContactEntity, rules: Rules, *, only_rows: bool = False) -> Stages:
        checked.append(len(entity.persons or ()))
        return check_in_stages(entity, rules, only_rows=only_rows)

    monkeypatch.setattr(module, "check_in_stages", counted)
    return checked


@pytest.mark.parametrize("number", [0, 1, 19, 20, 21, 47])
def test_rows_are_checked_some_at_a_time_as_they_are_all_at_once(
    monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    monkeypatch.setattr(module, "MOST_OF_A_PROPERTY", 10_000)
    form = crowd(number) | {"Department": "x" * 300}
    grade = UserDefinedFieldInfo(prog_id="SuperOffice:4", field_type="ShortText", is_mandatory=True)
    fields = {"orgnr": FieldRule(mandatory=True), "emails": FieldRule(mandatory=True)}
    rules = Rules(fields=fields, layout=(grade,), region="NO")
    default = ContactEntity(org_nr="", number2="5")
    whole = check(body_to_post(entity_from_form(form), default), rules)
    in_parts = form_problems(form, default, rules, ())
    assert sorted(map(str, in_parts)) == sorted(map(str, whole))
    for name in ("Persons", "Emails", "Domains"):
        of_list = [[one.path for one in found if one.path.startswith(name)] for found in (in_parts, whole)]
        assert of_list[0] == of_list[1], "in the same order"


@pytest.mark.long
def test_what_has_not_changed_is_not_checked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    checked = counted_people(monkeypatch)
    people = [{"Lastname": f"Berg {n}", "Email": f"{n} bakery"} for n in range(3_000)]
    known, rules, form = KnownRows(), Rules(), {"Name": "Bakery", "Persons": people}
    steps, found = steps_of(form, rules, known)
    assert (steps, max(checked), sum(checked)) == (149, 20, 3_000), "in small steps"
    checked.clear()
    assert steps_of({**form, "Name": "Mill"}, rules, known)[1] == found
    assert checked == [20]
    checked.clear()
    changed = [*people[:1_000], {"Lastname": "Dahl"}, *people[1_001:]]
    assert steps_of({**form, "Persons": changed}, rules, known)[1][:-1] == found[:-1], "beyond what is told"
    assert checked == [20, 20]
    checked.clear()
    assert len(steps_of({**form, "Persons": changed}, Rules(region="NO"), known)[1]) == len(found)
    assert sum(checked) == 3_000, "other rules"


def test_rows_that_move_have_their_new_paths() -> None:
    people = [{"Lastname": f"Berg {n}"} for n in range(60)]
    people[50] = {"Lastname": "Dahl", "Email": "no address"}
    known, rules = KnownRows(), Rules()
    moved = [*({"Lastname": f"Aas {n}"} for n in range(20)), *people]
    for form, path in (
        (people, "Persons[50].Email"),
        (moved, "Persons[70].Email"),
        (people, "Persons[50].Email"),
    ):
        assert [one.path for one in steps_of({"Name": "Bakery", "Persons": form}, rules, known)[1]] == [path]


def test_a_check_that_was_broken_off_goes_on_where_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    checked = counted_people(monkeypatch)
    form = {"Name": "Bakery", "Persons": [{"Lastname": f"Berg {n}"} for n in range(200)]}
    known, rules = KnownRows(), Rules()
    begun = form_problems_in_steps(form, None, rules, (), known)
    for _step in range(6):
        next(begun)
    begun.close()
    steps_of({**form, "Name": "Mill"}, rules, known)
    assert len(checked) == 2 + 9, "the company twice, each twenty people once"


def test_what_is_wrong_in_thousands_of_rows_is_counted_errors_first() -> None:
    people = [{"Lastname": f"Berg {n}", "Email": f"{n} bakery"} for n in range(1_000)]
    people[900] = {"Email": "post@bakery.example"}
    form = {"Name": "Bakery", "Persons": people, "Emails": [{"Value": "no address"}]}
    found = form_problems(form, None, Rules(), [StickyProblem(TAKEN, "Bakery")])
    most = module.MOST_OF_A_PROPERTY
    assert sum(one.path.startswith("Persons") for one in found) == most
    assert "Persons[900].Firstname" in [one.path for one in found]
    assert {"Emails[0].Value", "Name"} <= {one.path for one in found}, "those of other fields are all told"
    assert found[-1] == Problem(
        "", f"There are {1_000 - most:,} more problems of this kind.", Severity.WARNING
    )


@pytest.mark.long
def test_wrong_types_in_many_rows_are_counted_together() -> None:
    people = [{"Lastname": "Berg", "Rank": "first"} if n % 2 else {"Lastname": "Berg"} for n in range(1_000)]
    found = form_problems({"Name": "Bakery", "Persons": people}, None, Rules(), ())
    assert [one.path for one in found[:2]] == ["Persons[1].Rank", "Persons[3].Rank"]
    assert (len(found), found[-1].message) == (21, "There are 480 more problems of this kind.")
    few = [{"Lastname": "Berg", "Rank": "first"} if n % 100 == 99 else {} for n in range(300)]
    paths = [one.path for one in form_problems({"Name": "", "Persons": few}, None, Rules(), ())]
    assert paths[:4] == ["Persons[99].Rank", "Persons[199].Rank", "Persons[299].Rank", "Name"]


def test_rows_of_no_form_at_all_are_told() -> None:
    form = {"Name": "Bakery", "Persons": [{"Lastname": "Berg"}] * 30 + [5, None, [["x"]]], "Emails": "none"}
    assert {one.path for one in form_problems(form, None, Rules(), ())} == {
        "Persons[30]",
        "Persons[31]",
        "Persons[32]",
        "Emails",
    }


def test_next_steps_may_be_about_anybody_of_many_people() -> None:
    people = [{"Firstname": "Kari", "Lastname": f"Li {number}"} for number in range(1, 46)]
    consent = {"Kind": "Consent", "Purpose": "STORE", "Source": "USER", "LegalBase": "61A"}
    steps = [{**consent, "Person": 30}, {**consent, "Person": 1, "Name": "Kari Li 43"}]
    form = {"Name": "Fjord AS", "Persons": people, "NextSteps": steps}
    assert [one for one in form_problems(form, None, Rules(), ()) if "NextSteps" in one.path] == []
    people[44] = {"Firstname": 5}  # type: ignore[dict-item]  # what is to be found
    steps.append({**consent, "Person": 46})
    told = [one.path for one in form_problems(form, None, Rules(), ())]
    assert "NextSteps[2].Person" in told
    assert told.count("Persons[44].Firstname") == 1


@pytest.mark.parametrize(
    ("people", "others"),
    [
        ([], []),
        ([], [{"Kind": "Selection", "Name": "Fair"}]),
        ([{"Firstname": "Eva"}], []),
    ],
)
def test_a_consent_of_somebody_who_is_gone_is_told_once(
    people: list[dict[str, str]], others: list[dict[str, str]]
) -> None:
    consent = {"Kind": "Consent", "Purpose": "STORE", "Source": "USER", "LegalBase": "61A", "Person": 1}
    form = {**FORM, "Persons": people, "NextSteps": [*others, {**consent, "Name": "Ola Berg"}]}
    (problem,) = form_problems(form, None, Rules(), [])
    assert problem.path == f"NextSteps[{len(others)}].Name"
    assert problem.message.startswith("Ola Berg has consented, and is not among the contacts now.")


def test_each_of_two_wrong_steps_is_told() -> None:
    consent = {"Kind": "Consent", "Purpose": "STORE", "Source": "USER", "LegalBase": "61A", "Person": 1}
    form = {**FORM, "NextSteps": [{**consent, "Name": "Ola Berg"}, {"Kind": "SupportPerson"}]}
    found = form_problems(form, None, Rules(), [])
    assert [one.path for one in found] == ["NextSteps[0].Name", "NextSteps[1].Person"]
