"""What the fields of a person take, and what is said of it."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QListView, QWidget

from app.model.checks.problem import Problem
from app.model.checks.rules import FieldRule, Rules
from tests.helpers.ui.people_page import ALT, Desk, add
from tests.helpers.ui.window import CONTROL


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


def test_what_has_no_editor_comes_back(desk: Desk) -> None:
    kept = {"PersonId": 0, "EmailName": "KN", "TicketPriorityId": 3, "FromANewerServer": [1]}
    desk.editor.set_value([{"Firstname": "Kari", **kept}])
    desk.fill("Persons[0].Lastname", "Nordmann")
    assert desk.people == [{**kept, "Firstname": "Kari", "Lastname": "Nordmann"}]


@pytest.mark.long
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
    assert desk.inner_page == "&Details  (1)"
    assert "is not a date" in desk.focused.accessibleDescription()
    model = desk.child(QListView, "people").model()
    marks = [model.index(row, 0).data(Qt.ItemDataRole.DecorationRole) is not None for row in (0, 1)]
    assert marks == [True, False]


def test_an_unknown_country_of_a_light_person_is_said_at_the_country(desk: Desk) -> None:
    desk.editor.set_value([{"Firstname": "Kari", "CountryId": 578}])
    desk.editor.focus_path("Persons[0].CountryId")
    assert desk.place == "Persons[0].Country"


@pytest.mark.long
def test_what_has_no_field_is_said_where_the_person_begins(desk: Desk) -> None:
    add(desk, "Kari")
    desk.editor.set_problems([Problem("Persons[0]", "Not this one.")])
    desk.editor.reveal_problems()
    desk.editor.focus_path("Persons[0]")
    assert (desk.place, desk.focused.accessibleDescription()) == ("Persons[0].Firstname", "Not this one.")


def test_letters_lead_to_title_mobile_and_phone_also_once_a_row_is_gone(desk: Desk) -> None:
    for key, name in ((Qt.Key.Key_L, "Title"), (Qt.Key.Key_B, "MobilePhone"), (Qt.Key.Key_P, "DirectPhone")):
        desk.press(key, ALT)
        assert desk.place == f"Persons[0].{name}"
    desk.type("1")
    desk.press(Qt.Key.Key_Plus, CONTROL)
    desk.type("2")
    desk.editor.focus_path("Persons[0].DirectPhone")
    desk.press(Qt.Key.Key_Minus, CONTROL)
    desk.press(Qt.Key.Key_B, ALT)
    desk.press(Qt.Key.Key_P, ALT)
    assert desk.place == "Persons[0].DirectPhone"


@pytest.mark.long
def test_each_name_has_a_label_that_typing_leaves_in_view(desk: Desk) -> None:
    for path, text in (
        ("Firstname", "First name: *"),
        ("MiddleName", "Middle name:"),
        ("Lastname", "Last name: *"),
    ):
        widget = desk.child(QLineEdit, f"Persons[0].{path}")
        desk.fill(f"Persons[0].{path}", "Kari")
        label = next(one for one in desk.page.findChildren(QLabel) if one.buddy() is widget)
        assert (label.text(), label.isVisible(), widget.placeholderText()) == (text, True, "")
        assert label.mapTo(desk.page, label.rect().bottomLeft()).y() < widget.mapTo(desk.page, QPoint()).y()


@pytest.mark.long
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
    assert {"Tit&le: *", "E-mail: *"} <= labels
    assert desk.child(QWidget, "Persons[0].Title").toolTip() == "Everybody has a title"
    assert not desk.child(QWidget, "Persons[0].MiddleName").isVisible()
    assert desk.child(QWidget, "Persons[0].PersonNumber").isReadOnly()
    desk.press(Qt.Key.Key_M, ALT)
    assert not desk.child(QWidget, "Persons[0].CustomFields.x_badge").isVisible()
