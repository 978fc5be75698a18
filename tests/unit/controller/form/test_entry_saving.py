"""Save is one decision: what comes while it is under way is for the next company, and nothing is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, tzinfo
from functools import partial
from typing import Any, Self

import pytest
from pytestqt.qtbot import QtBot

from app.controller.form import draft_keeper, entry_problems, save_wait
from app.controller.process import sliced_work
from app.model.checks.form_problems import StickyProblem
from app.model.checks.problem import Problem, Severity
from app.model.entry import Draft, State
from app.storage.files.errors import StoreProblem
from app.storage.sqlite.outbox import Outbox
from tests.helpers.data.store_builders import draft, entry
from tests.helpers.fakes.controllers import PATIENCE_MS, Office
from tests.unit.controller.form.test_entry import FORM, WARNING, waiting_save

NEXT = {"Name": "Mill"}


def names(office: Office) -> tuple[list[str], list[str]]:
    """The names in the outbox and among the drafts."""
    assert office.disk.wait(PATIENCE_MS)
    assert office.access.current is not None
    return (
        [one.name for one in office.access.current.outbox.list()],
        [one.title for one in office.access.current.drafts.all()],
    )


def type_next(office: Office) -> None:
    """The keys of the next company, which the window hands over as calls."""
    office.entry.after_save(partial(office.entry.edited, NEXT))


def test_a_change_while_save_waits_is_saved_too(qtbot: QtBot, office: Office) -> None:
    gate = waiting_save(office)
    office.entry.edited({**FORM, "Name": "Bakery 2"})
    with qtbot.waitSignal(office.entry.committed, timeout=PATIENCE_MS):
        gate.open()
    assert names(office) == (["Bakery 2"], [])


def test_what_is_typed_while_save_waits_is_in_the_next_company(qtbot: QtBot, office: Office) -> None:
    gate = waiting_save(office)
    type_next(office)
    assert not office.entry.is_current(NEXT)
    with qtbot.waitSignal(office.entry.committed, timeout=PATIENCE_MS):
        gate.open()
    assert office.entry.is_current(NEXT)
    office.entry.flush()
    assert names(office) == (["Bakery"], ["Mill"])


@pytest.mark.parametrize("command", ["new", "open_draft", "show_refused", "discard_draft"])
def test_what_leaves_the_form_lets_save_come_first(qtbot: QtBot, office: Office, command: str) -> None:
    gate = waiting_save(office)
    other = draft(form=NEXT)
    commands: dict[str, Callable[[], object]] = {
        "new": office.entry.new,
        "open_draft": partial(office.entry.open_draft, other),
        "show_refused": partial(office.entry.show_refused, other, entry(state=State.REJECTED)),
        "discard_draft": office.entry.discard_draft,
    }
    commands[command]()
    assert office.entry.is_current(FORM)
    with qtbot.waitSignal(office.entry.committed, timeout=PATIENCE_MS):
        gate.open()
    assert names(office)[0] == ["Bakery"]
    assert office.entry.is_blank is (command in ("new", "discard_draft"))


def test_keys_and_commands_keep_their_order(qtbot: QtBot, office: Office) -> None:
    gate = waiting_save(office)
    type_next(office)
    office.entry.new()
    office.entry.after_save(partial(office.entry.edited, {"Name": "Sawmill"}))
    with qtbot.waitSignal(office.entry.committed, timeout=PATIENCE_MS):
        gate.open()
    office.entry.flush()
    assert names(office) == (["Bakery"], ["Sawmill", "Mill"])


def test_a_company_that_is_asked_about_waits_among_the_drafts_while_its_user_types_on(
    qtbot: QtBot, office: Office
) -> None:
    gate = waiting_save(office)
    left: list[tuple[Draft, str]] = []
    office.entry.left_unsaved.connect(lambda *told: left.append(told))
    type_next(office)
    office.entry.problems.set_external("test", (WARNING,))
    with qtbot.assertNotEmitted(office.entry.confirmation_asked):
        gate.open()
    assert [(one.title, why) for one, why in left] == [("Bakery", WARNING.problem.message)]
    assert office.entry.is_current(NEXT)
    office.entry.flush()
    assert names(office) == ([], ["Mill", "Bakery"])


def test_a_company_that_nobody_has_left_stays_and_is_asked_about(qtbot: QtBot, office: Office) -> None:
    gate = waiting_save(office)
    done: list[str] = []
    office.entry.after_save(lambda: done.append("a page change"), goes_on=False)
    office.entry.problems.set_external("test", (WARNING,))
    with qtbot.waitSignal(office.entry.confirmation_asked):
        gate.open()
    assert office.entry.is_current(FORM)
    assert done == []
    office.entry.note_refusal_read()
    with qtbot.waitSignal(office.entry.committed, timeout=PATIENCE_MS):
        office.entry.save(FORM)


def test_what_is_typed_before_a_question_can_have_been_read_is_the_next_company(
    qtbot: QtBot, office: Office
) -> None:
    office.open_store()
    office.sign_in()
    office.entry.problems.set_external("test", (WARNING,))
    left: list[tuple[Draft, str]] = []
    office.entry.left_unsaved.connect(lambda *told: left.append(told))
    office.entry.save(FORM)
    with qtbot.assertNotEmitted(office.entry.committed):
        office.entry.save(FORM)
    assert office.entry.has_unread_refusal
    type_next(office)
    assert [(one.title, why) for one, why in left] == [("Bakery", WARNING.problem.message)]
    assert office.entry.is_current(NEXT)
    office.entry.flush()
    assert names(office) == ([], ["Mill", "Bakery"])


def test_what_is_typed_after_it_has_been_read_is_the_same_company(office: Office) -> None:
    office.entry.save({"Department": "Oslo"})
    office.entry.note_refusal_read()
    office.entry.after_save(partial(office.entry.edited, FORM))
    assert office.entry.is_current(FORM)


def test_an_error_that_came_meanwhile_refuses(qtbot: QtBot, office: Office) -> None:
    gate = waiting_save(office)
    error = Problem("Name", "This is taken.", Severity.ERROR)
    office.entry.problems.set_external("test", (StickyProblem(error, "Bakery"),))
    with qtbot.waitSignal(office.entry.refused):
        gate.open()
    assert not office.entry.is_saving


def test_a_disk_that_fails_mixes_no_two_companies(
    qtbot: QtBot, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = waiting_save(office)
    type_next(office)

    def fail(*_arguments: Any, **_named: Any) -> None:
        raise StoreProblem("The disk is full.")

    monkeypatch.setattr(Outbox, "add", fail)
    with qtbot.waitSignal(office.entry.left_unsaved, timeout=PATIENCE_MS) as left:
        gate.open()
    assert left.args is not None
    assert left.args[1] == "The disk is full."
    office.entry.flush()
    assert names(office) == ([], ["Mill", "Bakery"])


def test_closing_commits_at_once_and_keeps_what_was_typed_after_it(office: Office) -> None:
    waiting_save(office)
    type_next(office)
    office.entry.finish()
    assert names(office) == (["Bakery"], ["Mill"])


def test_closing_before_the_store_is_open_waits_for_the_outbox(qtbot: QtBot, office: Office) -> None:
    office.sign_in()
    office.entry.save(FORM)
    type_next(office)
    assert not office.entry.finish()
    with qtbot.waitSignal(office.entry.may_finish):
        office.open_store()
    assert office.entry.finish()
    assert names(office) == (["Bakery"], ["Mill"])


def test_closing_where_the_store_never_opens_keeps_all_for_it(
    qtbot: QtBot, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.sign_in()
    monkeypatch.setattr(office.entry._wait._at_most, "start", partial(office.entry._wait._at_most.start, 1))
    office.entry.save(FORM)
    type_next(office)
    with qtbot.waitSignal(office.entry.may_finish, timeout=PATIENCE_MS):
        assert not office.entry.finish()
    assert office.entry.finish()
    assert office.entry.has_unkept
    office.open_store()
    assert sorted(names(office)[1]) == ["Bakery", "Mill"]
    assert not office.entry.has_unkept


def test_a_store_that_never_opens_ends_in_a_sentence(
    qtbot: QtBot, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.sign_in()
    monkeypatch.setattr(office.entry._wait._at_most, "start", partial(office.entry._wait._at_most.start, 1))
    with qtbot.waitSignal(office.entry.problem_reported, timeout=PATIENCE_MS) as told:
        office.entry.save(FORM)
    assert told.args is not None
    assert "still being opened" in told.args[0]
    assert not office.entry.is_saving


def test_a_gate_that_never_opens_is_passed(
    qtbot: QtBot, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office.entry._wait._at_most, "start", partial(office.entry._wait._at_most.start, 1))
    with qtbot.waitSignal(office.entry.committed, timeout=PATIENCE_MS):
        waiting_save(office)
    assert save_wait.AT_MOST_MS <= 10_000


class ClockOf1969(datetime):
    """Now is in a year whose times the store could not read again."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Self:
        return super().now(tz).replace(year=1969)


def test_a_clock_that_is_wrong_is_told_and_what_was_typed_is_kept(
    qtbot: QtBot, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.open_store()
    office.sign_in()
    told: list[str] = []
    office.entry.problem_reported.connect(told.append)
    with monkeypatch.context() as wrong:
        wrong.setattr(draft_keeper, "datetime", ClockOf1969)
        office.entry.save(FORM)
        qtbot.waitUntil(lambda: bool(told) and not office.entry.is_saving, timeout=PATIENCE_MS)
        assert names(office) == ([], [])
    assert {"The clock of this computer is wrong: it says 1969. Set it and try again."} == set(told)
    assert office.entry.is_current(FORM)
    office.entry.note_refusal_read()
    with qtbot.waitSignal(office.entry.committed, timeout=PATIENCE_MS):
        office.entry.save(FORM)
    assert names(office) == (["Bakery"], [])


def crowd(*, nameless: bool = False) -> dict[str, Any]:
    """A form that is checked between events: its people are more than fit into one step."""
    last = {"Rank": 1} if nameless else {"Lastname": "Aas"}
    return {"Name": "Bakery", "Persons": [*({"Lastname": f"Berg {n}"} for n in range(99)), last]}


def saving_a_crowd(office: Office, monkeypatch: pytest.MonkeyPatch, *, nameless: bool = False) -> None:
    """Presses Save; nothing more is checked before `SLICE_SECONDS` is something again."""
    office.open_store()
    office.sign_in()
    monkeypatch.setattr(sliced_work, "SLICE_SECONDS", -1)
    office.entry.save(crowd(nameless=nameless))
    assert office.entry.is_saving


def test_a_save_waits_until_all_rows_are_checked(
    qtbot: QtBot, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    saving_a_crowd(office, monkeypatch)
    type_next(office)
    office.entry.problems.look()
    with qtbot.waitSignal(office.entry.committed, timeout=PATIENCE_MS):
        monkeypatch.setattr(sliced_work, "SLICE_SECONDS", 1)
    office.entry.flush()
    assert names(office) == (["Bakery"], ["Mill"])


def test_a_save_is_refused_for_what_is_found_in_the_last_row(
    qtbot: QtBot, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    saving_a_crowd(office, monkeypatch, nameless=True)
    refused: list[Problem] = []
    office.entry.refused.connect(refused.append)
    with qtbot.waitSignal(office.entry.refused, timeout=PATIENCE_MS):
        monkeypatch.setattr(sliced_work, "SLICE_SECONDS", 1)
    assert [one.path for one in refused] == ["Persons[99].Firstname"]
    assert not office.entry.is_saving
    office.entry.flush()
    assert names(office) == ([], ["Bakery"])


@pytest.mark.parametrize(("nameless", "kept"), [(False, (["Bakery"], [])), (True, ([], ["Bakery"]))])
def test_a_window_that_closes_has_the_last_rows_checked_at_once(
    office: Office, monkeypatch: pytest.MonkeyPatch, nameless: bool, kept: tuple[list[str], list[str]]
) -> None:
    saving_a_crowd(office, monkeypatch, nameless=nameless)
    assert office.entry.finish()
    assert names(office) == kept


def test_a_save_that_cannot_be_checked_is_let_go(
    qtbot: QtBot, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_given: object) -> Iterator[None]:
        yield
        raise ZeroDivisionError

    monkeypatch.setattr(entry_problems, "form_problems_in_steps", failing)
    saving_a_crowd(office, monkeypatch)
    with qtbot.captureExceptions() as faults:
        monkeypatch.setattr(sliced_work, "SLICE_SECONDS", 1)
        qtbot.waitUntil(lambda: not office.entry.is_saving, timeout=PATIENCE_MS)
    assert [kind for kind, *_ in faults] == [ZeroDivisionError]
    assert office.entry.is_current(crowd())
