from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from app.model.carriers.lists import Choice
from app.model.carriers.wire import DateTimeText
from app.ui.inputs.choice import ChoiceInput
from app.ui.next_steps.dialog import NextStepsDialog
from app.ui.reading.dates import date_time_text
from tests.helpers.kill.next_steps import APPOINTMENT, CONSENT, SELECTION
from tests.helpers.ui.letters import clashes, texts_in_view

BEFORE = [{**APPOINTMENT, "Task": {"Id": 2}}, SELECTION, CONSENT]


@pytest.fixture
def dialog(qtbot: QtBot) -> Iterator[NextStepsDialog]:
    made = NextStepsDialog(BEFORE, {}, (), None)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.done(0)


def test_no_letter_means_two_things(dialog: NextStepsDialog) -> None:
    assert clashes(texts_in_view(dialog)) == {}


def test_nothing_is_lost_of_what_was_there(dialog: NextStepsDialog) -> None:
    assert dialog.steps() == BEFORE


def test_a_list_may_come_later(dialog: NextStepsDialog) -> None:
    dialog.show_choices("task", (Choice(1, "Phone call"), Choice(2, "Meeting")))
    task = dialog.findChild(ChoiceInput, "nextSteps.Task")
    assert task is not None
    assert task.currentText() == "Meeting"


def test_without_people_nobody_is_the_support_person(dialog: NextStepsDialog) -> None:
    support = dialog.findChild(QCheckBox, "nextSteps.SupportPerson")
    assert support is not None
    assert not support.isEnabled()


def test_what_is_typed_is_left_only_by_the_second_escape(dialog: NextStepsDialog) -> None:
    title = dialog.findChild(QLineEdit, "nextSteps.Title")
    assert title is not None
    QTest.keyClicks(title, "x")
    QTest.keyClick(title, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert said(dialog).startswith("What you changed is not saved.")
    assert title.text() == "xCall"
    QTest.keyClick(title, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def shown(qtbot: QtBot, steps: list[dict[str, Any]]) -> NextStepsDialog:
    made = NextStepsDialog(steps, {}, (), None)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_time_that_is_past_is_asked_about_once(qtbot: QtBot) -> None:
    dialog = shown(qtbot, [APPOINTMENT])
    when = dialog.findChild(QLineEdit, "nextSteps.StartDate")
    assert when is not None
    past = datetime.now().astimezone().replace(second=0, microsecond=0) - timedelta(days=1)
    for _twice in range(2):
        when.clear()
        QTest.keyClicks(when, date_time_text(past.replace(tzinfo=None)))
        QTest.keyClick(when, Qt.Key.Key_Return)
        assert dialog.isVisible(), "another time is asked about anew"
        assert said(dialog) == (
            f"{date_time_text(past)} is past. Press OK once more to keep it, or write another time."
        )
        past -= timedelta(minutes=1)
    QTest.keyClick(when, Qt.Key.Key_Return)
    assert not dialog.isVisible()
    assert DateTimeText(dialog.steps()[0]["StartDate"]).moment == past + timedelta(minutes=1)


@pytest.mark.parametrize("days", [-400, -1])
def test_what_was_there_is_not_asked_about(qtbot: QtBot, days: int) -> None:
    start = DateTimeText.from_datetime(datetime.now().astimezone() + timedelta(days=days))
    made = shown(qtbot, [{**APPOINTMENT, "StartDate": str(start)}])
    title = made.findChild(QLineEdit, "nextSteps.Title")
    assert title is not None
    QTest.keyClicks(title, "x")
    QTest.keyClick(title, Qt.Key.Key_Return)
    assert not made.isVisible()


def test_where_nothing_is_typed_escape_leaves_also_once_a_list_has_come(dialog: NextStepsDialog) -> None:
    dialog.show_choices("task", (Choice(1, "Phone call"), Choice(2, "Meeting")))
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_a_text_that_is_too_long_for_its_column_stays_in_the_dialog(dialog: NextStepsDialog) -> None:
    title = dialog.findChild(QLineEdit, "nextSteps.Title")
    assert title is not None
    title.setText("")
    title.insert("x" * 255)
    QTest.keyClick(title, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert said(dialog) == "Too long: 254 characters fit, this has 1 more."
    QTest.keyClick(title, Qt.Key.Key_Backspace)
    QTest.keyClick(title, Qt.Key.Key_Return)
    assert "Too long" not in said(dialog)


def said(dialog: NextStepsDialog) -> str:
    label = dialog.findChild(QLabel, "nextSteps.result")
    assert label is not None
    return label.text()


def test_an_emptied_choice_says_no_more_what_was_wrong_with_it(dialog: NextStepsDialog) -> None:
    dialog.show_choices("task", (Choice(1, "Phone call"), Choice(2, "Meeting")))
    task = dialog.findChild(ChoiceInput, "nextSteps.Task")
    assert task is not None
    box = task.parentWidget()
    assert box is not None
    task.setFocus()
    for keys in ("zzz", ""):
        task.lineEdit().selectAll()  # type: ignore[union-attr]  # it is editable
        QTest.keyClick(task, Qt.Key.Key_Backspace)
        QTest.keyClicks(task, keys)
        QTest.keyClick(task, Qt.Key.Key_Tab)
        shown = [one.text() for one in box.findChildren(QLabel) if one.isVisible()]
        assert bool(shown) is bool(keys)
        task.setFocus()


def test_enter_on_the_box_is_ok_as_on_any_other_input(qtbot: QtBot) -> None:
    made = NextStepsDialog(BEFORE, {}, ("Kari Moe",), None)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    made.show()
    support = made.findChild(QCheckBox, "nextSteps.SupportPerson")
    assert support is not None
    QTest.keyClick(support, Qt.Key.Key_Space)
    with qtbot.waitSignal(made.accepted):
        QTest.keyClick(support, Qt.Key.Key_Return)
    assert support.isChecked()


def test_when_may_be_the_next_such_day_and_is_not_years_ago(dialog: NextStepsDialog) -> None:
    when = dialog.findChild(QLineEdit, "nextSteps.StartDate")
    assert when is not None
    for typed, is_taken in (("3.12. 10", False), ("14:30", True)):
        when.selectAll()
        QTest.keyClicks(when, typed)
        QTest.keyClick(when, Qt.Key.Key_Return)
        assert ("is long past" in said(dialog)) is not is_taken
    here = datetime.now().astimezone()
    start = DateTimeText(dialog.steps()[0]["StartDate"]).moment
    assert start is not None
    assert (start.astimezone() - here).days in (-1, 0)
    assert (start.astimezone().hour, start.astimezone().minute) == (14, 30)
