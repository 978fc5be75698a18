"""Problems of the form: found at once or between events, and remembered where only others can find them."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.controller.form import entry_problems
from app.controller.form.entry_problems import EntryProblems
from app.controller.process import sliced_work
from app.model.checks.form_problems import StickyProblem
from app.model.checks.problem import Problem, Severity
from tests.helpers.fakes.controllers import PATIENCE_MS, Office

FORM = {"Name": "Bakery"}
TAKEN = StickyProblem(Problem("Name", "This is taken."), "Bakery")
ALIKE = StickyProblem(Problem("Name", "There is one of this name.", Severity.WARNING), "Bakery")


class Desk:
    """A form, what is wrong with it, and what was told of that."""

    def __init__(self, office: Office, form: dict[str, Any] = FORM) -> None:
        self.form = form
        self.problems = EntryProblems(office.lookups, lambda: self.form, office)
        self.told: list[tuple[Problem, ...]] = []
        self.problems.found.connect(self.told.append)

    def find(self, form: dict[str, Any]) -> tuple[Problem, ...] | None:
        self.form = form
        return self.problems.find()


def crowd(name: str = "Bakery") -> dict[str, Any]:
    return {"Name": name, "Persons": [{"Lastname": f"Berg {n}"} for n in range(99)] + [{"Rank": 1}]}


NAMELESS = "Persons[99].Firstname"


def test_what_others_found_is_there_once_from_each(office: Office) -> None:
    desk = Desk(office)
    desk.problems.set_external("duplicates", (ALIKE,))
    desk.problems.set_external("duplicates", (ALIKE,))
    assert desk.told == [(ALIKE.problem,)]
    desk.problems.set_external("duplicates", ())
    assert desk.told[1:] == [()]


def test_a_refusal_is_of_one_entry_and_of_the_value_that_was_refused(office: Office) -> None:
    desk = Desk(office)
    desk.problems.begin((TAKEN,))
    assert desk.find(FORM) == (TAKEN.problem,)
    assert desk.find({"Name": "Mill"}) == ()
    assert desk.find(FORM) == (), "a changed field is free of it for good"
    desk.problems.begin((TAKEN,))
    desk.problems.begin()
    assert desk.find(FORM) == ()


def test_what_others_found_is_not_ours(office: Office) -> None:
    desk = Desk(office, {**FORM, "Emails": [{"Value": "no address"}]})
    desk.problems.begin((TAKEN,))
    desk.problems.set_external("duplicates", (ALIKE,))
    found, ours = desk.problems.find(), desk.problems.find_ours()
    assert found is not None
    assert ours is not None
    assert [one.path for one in found] == ["Emails[0].Value", "Name", "Name"]
    assert [one.path for one in ours] == ["Emails[0].Value"]


def test_save_does_not_go_through_what_was_just_checked(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    now, checked = [100.0], []

    def check(form: object, *_rest: object) -> Generator[None, None, tuple[Problem, ...]]:
        checked.append(form)
        yield from ()
        return ()

    monkeypatch.setattr(entry_problems, "monotonic", lambda: now[0])
    monkeypatch.setattr(entry_problems, "form_problems_in_steps", check)
    desk = Desk(office)
    for _again in range(2):
        desk.find(FORM)
    assert len(checked) == 1
    desk.find(dict(FORM))
    desk.problems.set_external("duplicates", (ALIKE,))
    desk.problems.find()
    now[0] += 1
    desk.problems.find()
    assert len(checked) == 4, "another form, what others found, another moment"


def test_a_form_as_people_type_it_is_checked_at_once(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sliced_work, "SLICE_SECONDS", -1)
    desk = Desk(office, {**FORM, "Persons": [{"Lastname": f"Berg {n}"} for n in range(20)]})
    desk.problems.look()
    assert desk.told == [()]


def test_a_form_of_many_rows_is_checked_between_events(
    qtbot: QtBot, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sliced_work, "SLICE_SECONDS", -1)  # no time at all
    desk = Desk(office, crowd())
    desk.problems.look()
    assert desk.told == []
    assert desk.problems.find_ours() is None
    desk.problems.look()
    monkeypatch.setattr(sliced_work, "SLICE_SECONDS", 1)
    qtbot.waitUntil(lambda: bool(desk.told), timeout=PATIENCE_MS)
    assert [[one.path for one in told] for told in desk.told] == [[NAMELESS]], "once"
    assert desk.problems.find() == desk.told[0], "nor again for who asks next"


@pytest.mark.parametrize("leave", ["another entry", "another key"])
def test_what_was_found_in_a_form_that_is_gone_is_not_told(
    qtbot: QtBot, office: Office, monkeypatch: pytest.MonkeyPatch, leave: str
) -> None:
    monkeypatch.setattr(sliced_work, "SLICE_SECONDS", -1)
    desk = Desk(office, crowd())
    desk.problems.look()
    monkeypatch.setattr(sliced_work, "SLICE_SECONDS", 1)
    desk.form = crowd("Mill")
    if leave == "another entry":
        desk.problems.begin()
        desk.problems.look()
    else:
        desk.problems.look_soon()
        desk.problems.look_now()
    qtbot.waitUntil(lambda: bool(desk.told), timeout=PATIENCE_MS)
    qtbot.wait(0)
    assert len(desk.told) == 1


def test_who_cannot_wait_has_the_rest_at_once(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sliced_work, "SLICE_SECONDS", -1)
    desk = Desk(office, crowd())
    assert desk.problems.find() is None
    desk.problems.finish()
    assert [[one.path for one in told] for told in desk.told] == [[NAMELESS]]


def test_a_fault_in_the_midst_of_a_check_ends_it(
    qtbot: QtBot, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def check(*_given: object) -> Generator[None, None, tuple[Problem, ...]]:
        yield
        raise ZeroDivisionError

    monkeypatch.setattr(entry_problems, "form_problems_in_steps", check)
    monkeypatch.setattr(sliced_work, "SLICE_SECONDS", -1)
    desk = Desk(office)
    assert desk.problems.find() is None
    with qtbot.waitSignal(desk.problems.failed), pytest.raises(ZeroDivisionError):
        desk.problems.finish()
    assert desk.problems.find() is None, "it is begun anew"


def test_what_is_told_by_whoever_asks_is_not_looked_for_soon(office: Office) -> None:
    desk = Desk(office)
    desk.problems.begin((TAKEN,))
    desk.problems.look_soon()
    assert desk.problems.find_to_tell() == (TAKEN.problem,)
    desk.problems.look_now()
    assert not desk.told, "Save has told it, and a field that is left for it is checked with that"
    desk.problems.look_soon()
    desk.problems.look_now()
    assert desk.told == [(TAKEN.problem,)]
