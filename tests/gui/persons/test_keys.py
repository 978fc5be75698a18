"""Keys that work in every input of a person."""

from PySide6.QtCore import Qt

from tests.helpers.ui.people_page import ALT, Desk, add


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
