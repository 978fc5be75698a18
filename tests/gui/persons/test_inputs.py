"""The inputs that only people have: position, academic title, birth date."""

import pytest
from PySide6.QtCore import Qt

from app.model.carriers.lists import Choice
from tests.helpers.ui.people_page import Desk


def test_a_position_is_chosen_by_id_and_kept_by_name(desk: Desk) -> None:
    desk.type("Kari")
    desk.fill("Persons[0].Position", "Manag")
    desk.press(Qt.Key.Key_Return)
    assert desk.people == [{"Firstname": "Kari", "Position": "Managing director", "PositionId": 1}]
    # A person of a file has the name alone.
    desk.editor.set_value([{"Firstname": "Kari", "Position": "Purchaser"}])
    assert desk.people == [{"Firstname": "Kari", "Position": "Purchaser"}]


def test_an_academic_title_of_ones_own_is_taken(desk: Desk) -> None:
    context = desk.editor.context.with_choices("salutation", (Choice(1, "Dr."), Choice(2, "Prof.")))
    desk.editor.set_context(context)
    desk.fill("Persons[0].Salutation", "Dr. rer. nat.")
    desk.press(Qt.Key.Key_Tab)
    assert desk.people == [{"Salutation": "Dr. rer. nat."}]
    desk.fill("Persons[0].Salutation", "prof")
    desk.press(Qt.Key.Key_Tab)
    assert desk.people == [{"Salutation": "Prof."}]


@pytest.mark.long
@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("24.12.1980", "1980-12-24T00:00:00"),
        ("1980-12-24", "1980-12-24T00:00:00"),
        ("24.12.", "0002-12-24T00:00:00"),
        ("someday", "someday"),
        ("31.2.", "31.2."),
    ],
)
def test_a_birth_date_is_typed(desk: Desk, typed: str, value: str) -> None:
    desk.fill("Persons[0].BirthDate", typed)
    desk.press(Qt.Key.Key_Tab)
    assert desk.people == [{"BirthDate": value}]
    desk.editor.set_value(desk.people)
    assert desk.people == [{"BirthDate": value}]


def test_no_birth_date_of_the_server_is_none(desk: Desk) -> None:
    desk.editor.set_value([{"Firstname": "Kari", "BirthDate": "0001-01-01T00:00:00"}])
    desk.fill("Persons[0].Lastname", "Nordmann")
    assert desk.people == [{"Firstname": "Kari", "Lastname": "Nordmann"}]
