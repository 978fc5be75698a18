"""Fields for numbers and dates by keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCalendarWidget, QDialog, QDialogButtonBox, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.model.form.custom_field_values import FieldType
from app.model.form.fields import Field, Tab
from app.ui.inputs.typed import DateInput, ValueInput
from app.ui.reading.dates import date_text
from tests.helpers.ui.window import wait_until


@pytest.fixture
def locale() -> Iterator[Callable[[str], None]]:
    """Sets the locale that the desktop has."""
    before = QLocale()
    yield lambda name: QLocale.setDefault(QLocale(name))
    QLocale.setDefault(before)


def test_f4_opens_the_calendar_of_the_field_with_the_focus_though_there_are_two(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    layout = QVBoxLayout(window)
    inputs = [DateInput(Field(name, name, Tab.MORE)) for name in ("since", "founded")]
    for one in inputs:
        layout.addWidget(one)
    window.show()
    window.activateWindow()
    wait_until(window.isActiveWindow)
    inputs[1].setFocus()
    QTest.keyClick(inputs[1], Qt.Key.Key_F4)
    assert [len(one.findChildren(QCalendarWidget)) for one in inputs] == [0, 1]
    calendar = inputs[1].findChild(QCalendarWidget)
    assert isinstance(calendar, QCalendarWidget)
    wait_until(lambda: calendar.window().isActiveWindow())
    calendar.setFocus()
    with qtbot.waitSignal(inputs[1].changed):  # else the draft would not have it
        for key in (Qt.Key.Key_Right, Qt.Key.Key_Return):
            QTest.keyClick(QApplication.focusWidget() or calendar, key)
    tomorrow = datetime.now().astimezone().date() + timedelta(days=1)
    assert inputs[1].text() == date_text(tomorrow)
    wait_until(lambda: not inputs[1].findChildren(QDialog))


@pytest.mark.parametrize(
    ("button", "text"),
    [
        (QDialogButtonBox.StandardButton.Ok, date_text(date(2026, 3, 2))),
        (QDialogButtonBox.StandardButton.Cancel, date_text(date(2026, 3, 1))),
    ],
)
def test_the_buttons_beneath_the_calendar_take_the_day_or_leave_it(
    qtbot: QtBot, button: QDialogButtonBox.StandardButton, text: str
) -> None:
    since = DateInput(Field("since", "since", Tab.MORE))
    qtbot.addWidget(since)
    since.set_value("2026-03-01T00:00:00")
    since.show()
    since.activateWindow()
    wait_until(since.isActiveWindow)
    since.setFocus()
    QTest.keyClick(since, Qt.Key.Key_F4)
    calendar, buttons = since.findChild(QCalendarWidget), since.findChild(QDialogButtonBox)
    assert isinstance(calendar, QCalendarWidget)
    assert isinstance(buttons, QDialogButtonBox)
    wait_until(lambda: calendar.window().isActiveWindow())
    calendar.setFocus()
    QTest.keyClick(QApplication.focusWidget() or calendar, Qt.Key.Key_Right)
    QTest.keyClick(buttons.button(button), Qt.Key.Key_Space)
    assert since.text() == text
    wait_until(lambda: not since.findChildren(QDialog))


def test_the_example_of_a_time_is_half_past_two(qtbot: QtBot, locale: Callable[[str], None]) -> None:
    locale("nb_NO")
    opens = ValueInput(Field("opens", "opens", Tab.MORE), FieldType.TIME)
    qtbot.addWidget(opens)
    assert opens.placeholderText() == "e.g. 14:30"


@pytest.mark.parametrize("name", ["nb_NO", "de_DE", "en_US", "fr_FR", "ar_EG"])
@pytest.mark.parametrize("separator", ".,")
def test_the_keypad_writes_a_fraction_whichever_sign_it_has(
    qtbot: QtBot, locale: Callable[[str], None], name: str, separator: str
) -> None:
    locale(name)
    number = ValueInput(Field("x", "x", Tab.MORE), FieldType.DECIMAL)
    qtbot.addWidget(number)
    for letter in f"12{separator}5":
        QTest.keyClicks(number, letter, Qt.KeyboardModifier.KeypadModifier)
    QTest.keyClick(number, Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    assert number.value() == "[F:12.5]"
    assert not number.input_problem()


@pytest.mark.parametrize(
    ("name", "day"),
    [("nb_NO", Qt.DayOfWeek.Monday), ("en_US", Qt.DayOfWeek.Sunday), ("ar_EG", Qt.DayOfWeek.Saturday)],
)
def test_the_week_of_the_calendar_begins_as_in_the_users_country(
    qtbot: QtBot, locale: Callable[[str], None], name: str, day: Qt.DayOfWeek
) -> None:
    locale(name)
    since = DateInput(Field("since", "since", Tab.MORE))
    qtbot.addWidget(since)
    since.show()
    since.activateWindow()
    wait_until(since.isActiveWindow)
    since.setFocus()
    QTest.keyClick(since, Qt.Key.Key_F4)
    calendar = since.findChild(QCalendarWidget)
    assert isinstance(calendar, QCalendarWidget)
    assert calendar.firstDayOfWeek() is day
