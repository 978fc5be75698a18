"""What the fields of a person take, and what is said of it."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QListView, QWidget
from pytestqt.qtbot import QtBot

from app.model.carriers.lists import Choice
from app.model.checks.problems import Problem
from app.model.checks.rules import FieldRule, Rules
from tests.helpers.ui.people_page import ALT, Desk, add, people_page


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    with people_page(qtbot) as desk:
        yield desk


def test_a_position_is_chosen_by_id_and_kept_by_name(desk: Desk) -> None:
    desk.type("Kari")
    desk.fill("Persons[0].Position", "Manag")
    desk.press(Qt.Key.Key_Return)
    assert desk.people == [{"Firstname": "Kari", "Position": "Managing director", "PositionId": 1}]
    # A person of a file has the name alone.
    desk.editor.set_value([{"Firstname": "Kari", "Position": "Purchaser"}])
    assert desk.people == [{"Firstname": "Kari", "Position": "Purchaser"}]


def test_typing_that_is_no_value_yet_is_not_left_behind(desk: Desk) -> None:
    add(desk, "Kari")
    desk.type("Ola")
    desk.fill("Persons[1].Position", "Wizard")
    view = desk.child(QListView, "people")
    view.setFocus()
    desk.press(Qt.Key.Key_Up)
    assert desk.place == "Persons[1].Position"
    assert [problem.path for problem in desk.editor.input_problems()] == ["Persons[1].Position"]
    assert view.currentIndex().row() == 1


def test_an_academic_title_of_ones_own_is_taken(desk: Desk) -> None:
    context = desk.editor.context.with_choices("salutation", (Choice(1, "Dr."), Choice(2, "Prof.")))
    desk.editor.set_context(context)
    desk.fill("Persons[0].Salutation", "Dr. rer. nat.")
    desk.press(Qt.Key.Key_Tab)
    assert desk.people == [{"Salutation": "Dr. rer. nat."}]
    desk.fill("Persons[0].Salutation", "prof")
    desk.press(Qt.Key.Key_Tab)
    assert desk.people == [{"Salutation": "Prof."}]


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


def test_what_has_no_editor_comes_back(desk: Desk) -> None:
    kept = {"PersonId": 0, "EmailName": "KN", "TicketPriorityId": 3, "FromANewerServer": [1]}
    desk.editor.set_value([{"Firstname": "Kari", **kept}])
    desk.fill("Persons[0].Lastname", "Nordmann")
    assert desk.people == [{**kept, "Firstname": "Kari", "Lastname": "Nordmann"}]


def test_a_country_of_ones_own_lays_the_home_address_out(desk: Desk) -> None:
    desk.fill("Persons[0].Address.Street.City", "Stillwater")
    desk.fill("Persons[0].Country", "USA")
    desk.press(Qt.Key.Key_Return)
    desk.fill("Persons[0].Address.Street.State", "MN")
    desk.press(Qt.Key.Key_Tab)
    assert desk.place.startswith("Persons[0].Address.Street.")
    desk.press(Qt.Key.Key_Return)
    assert desk.place == "Persons[1].Firstname"
    desk.editor.focus_path("Persons[0].Country")
    street = {"City": "Stillwater", "State": "MN"}
    assert desk.people[0]["Address"] == {"Street": street}
    desk.fill("Persons[0].Country", "Norway")
    desk.press(Qt.Key.Key_Return)
    assert desk.people == [{"Country": {"CountryId": 578}, "Address": {"Street": street}}]


def test_problems_are_shown_at_their_fields_and_marked_in_the_list(desk: Desk) -> None:
    add(desk, "Kari")
    desk.fill("Persons[0].MobilePhone", "12")
    desk.fill("Persons[0].BirthDate", "someday")
    desk.press(Qt.Key.Key_P)
    desk.editor.add_person()
    assert desk.judge() == ["Persons[0].BirthDate"]
    assert [problem.path for problem in desk.editor.shown_problems()] == ["Persons[0].BirthDate"]
    desk.editor.focus_path("Persons[0].BirthDate")
    assert desk.place == "Persons[0].BirthDate"
    assert desk.inner_page == "Detai&ls  (1)"
    assert "is not a date" in desk.focused.accessibleDescription()
    model = desk.child(QListView, "people").model()
    marks = [model.index(row, 0).data(Qt.ItemDataRole.DecorationRole) is not None for row in (0, 1)]
    assert marks == [True, False]


def test_an_unknown_country_of_a_light_person_is_said_at_the_country(desk: Desk) -> None:
    desk.editor.set_value([{"Firstname": "Kari", "CountryId": 578}])
    desk.editor.focus_path("Persons[0].CountryId")
    assert desk.place == "Persons[0].Country"


def test_what_has_no_field_is_said_where_the_person_begins(desk: Desk) -> None:
    add(desk, "Kari")
    desk.editor.set_problems([Problem("Persons[0]", "Not this one.")])
    desk.editor.reveal_problems()
    desk.editor.focus_path("Persons[0]")
    assert (desk.place, desk.focused.accessibleDescription()) == ("Persons[0].Firstname", "Not this one.")


def test_what_the_tenant_says_of_people(desk: Desk) -> None:
    rules = {
        "title": FieldRule(mandatory=True, reason="Everybody has a title"),
        "emails": FieldRule(mandatory=True),
        "middlename": FieldRule(hidden=True, read_only=True),
        "personnumber": FieldRule(read_only=True),
        "customfields.x_badge": FieldRule(hidden=True),
    }
    desk.rules = Rules(person_fields=rules)
    desk.editor.set_context(replace(desk.editor.context, rules=desk.rules))
    desk.type("Kari")
    assert desk.judge() == ["Persons[0].Title", "Persons[0].Email"]
    labels = {label.text() for label in desk.page.findChildren(QLabel) if label.isVisible()}
    assert {"Title: *", "E-mail: *"} <= labels
    assert desk.child(QWidget, "Persons[0].Title").toolTip() == "Everybody has a title"
    assert not desk.child(QWidget, "Persons[0].MiddleName").isVisible()
    assert desk.child(QWidget, "Persons[0].PersonNumber").isReadOnly()
    desk.press(Qt.Key.Key_M, ALT)
    assert not desk.child(QWidget, "Persons[0].CustomFields.x_badge").isVisible()
