"""Keys that work in every input of a person."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from tests.helpers.ui.people_page import ALT, Desk, add


@pytest.mark.long
def test_people_change_places_with_alt_and_arrows(desk: Desk) -> None:
    add(desk, "Kari", "Ola")
    desk.editor.focus_path("Persons[1].Lastname")
    desk.press(Qt.Key.Key_Up, ALT)
    assert desk.lines[:2] == ["Ola", "Kari"]
    assert desk.place == "Persons[0].Lastname"
    desk.type("Hansen")
    assert desk.people[0] == {"Firstname": "Ola", "Lastname": "Hansen"}
    desk.press(Qt.Key.Key_Down, ALT)
    assert desk.lines[:2] == ["Kari", "Ola Hansen"]


def test_a_list_has_its_own_use_for_alt_and_arrows(desk: Desk) -> None:
    add(desk, "Kari", "Ola")
    desk.editor.focus_path("Persons[0].Position")
    desk.press(Qt.Key.Key_Down, ALT)
    assert desk.focused.is_open  # type: ignore[attr-defined]  # it is a ChoiceInput
    assert desk.lines[:2] == ["Kari", "Ola"]
    desk.press(Qt.Key.Key_Escape)


def test_enter_goes_to_the_next_person(desk: Desk) -> None:
    add(desk, "Kari", "Ola")
    assert desk.people == [{"Firstname": "Kari"}, {"Firstname": "Ola"}]
    assert desk.lines == ["Kari", "Ola", "New person"]
    desk.press(Qt.Key.Key_Return)
    assert desk.lines == ["Kari", "Ola", "New person"]


def test_a_scanner_stays_in_its_field(desk: Desk) -> None:
    desk.editor.focus_path("Persons[0].PersonNumber")
    for number, letter in enumerate("7091234567\r"):
        key = Qt.Key.Key_Return if letter == "\r" else Qt.Key(ord(letter))
        event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, letter)
        event.setTimestamp(1000 + 5 * number)
        QApplication.sendEvent(desk.focused, event)
    assert desk.place == "Persons[0].PersonNumber"
    assert desk.people == [{"PersonNumber": "7091234567"}]
    desk.press(Qt.Key.Key_Enter, Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
    assert desk.place == "Persons[1].Firstname"
