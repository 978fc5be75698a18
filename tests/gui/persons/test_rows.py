"""E-mails and phones of a person, a few rows of each kind."""

import pytest
from PySide6.QtCore import Qt

from app.model.checks.problem import Problem
from app.ui.persons.rows import PersonRows
from tests.helpers.ui.people_page import Desk
from tests.helpers.ui.window import CONTROL


def emails(desk: Desk) -> PersonRows:
    return next(one for one in desk.page.findChildren(PersonRows) if one.path == "Email")


@pytest.mark.long
def test_several_rows_of_a_kind(desk: Desk) -> None:
    desk.type("Kari")
    desk.fill("Persons[0].Email", "kari@a.no")
    desk.press(Qt.Key.Key_Plus, CONTROL)
    assert desk.place == "Persons[0].Emails[1].Value"
    desk.type("kari@b.no")
    desk.press(Qt.Key.Key_Tab)
    assert desk.place == "Persons[0].Emails[1].Description"
    desk.type("Home")
    rows = [{"Value": "kari@a.no"}, {"Value": "kari@b.no", "Description": "Home"}]
    assert desk.people == [{"Firstname": "Kari", "Email": "kari@a.no", "Emails": rows}]
    desk.press(Qt.Key.Key_Minus, CONTROL)
    assert desk.place == "Persons[0].Email"
    assert desk.people == [{"Firstname": "Kari", "Email": "kari@a.no"}]
    desk.press(Qt.Key.Key_Tab)
    assert desk.place == "Persons[0].MobilePhone"


def test_rows_are_those_of_the_person_who_is_shown(desk: Desk) -> None:
    two = [{"Value": "a@a.no"}, {"Value": "b@b.no"}]
    desk.editor.set_value([{"Firstname": "Kari", "Email": "a@a.no", "Emails": two}, {"Firstname": "Ola"}])
    desk.editor.focus_path("Persons[1].Email")
    desk.type("ola@a.no")
    assert desk.people[1] == {"Firstname": "Ola", "Email": "ola@a.no"}
    desk.editor.focus_path("Persons[0].Emails[1].Value")
    assert desk.place == "Persons[0].Emails[1].Value"
    assert desk.people[0]["Emails"] == two


def test_the_button_adds_one_empty_row_and_no_second(desk: Desk) -> None:
    desk.fill("Persons[0].Email", "kari@a.no")
    part = emails(desk)
    part.add_row()
    part.add_row()
    assert [row.value() for row in part.rows] == [{"Value": "kari@a.no"}, {}]
    assert desk.place == "Persons[0].Emails[1].Value"


def test_the_last_row_is_emptied_instead_of_removed(desk: Desk) -> None:
    desk.type("Kari")
    desk.fill("Persons[0].Email", "kari@a.no")
    desk.press(Qt.Key.Key_Minus, CONTROL)
    assert desk.place == "Persons[0].Email"
    assert desk.people == [{"Firstname": "Kari"}]


def test_an_empty_row_between_others_does_not_count_for_problems(desk: Desk) -> None:
    part = emails(desk)
    part.set_value([{"Value": "a@a.no"}, {}, {"Value": "b"}])
    part.reveal_problems()
    path = "Persons[0].Emails[1].Value"
    part.set_problems([Problem(path, "Not an e-mail.")])
    assert [bool(row.boxes["Value"].shown_problems()) for row in part.rows] == [False, False, True]
