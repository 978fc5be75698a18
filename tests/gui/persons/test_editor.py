"""The people's page, worked with keys."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QListView, QPushButton, QWidget

from app.model.form.person_fields import PERSON_FIELDS
from tests.helpers.ui.people_page import Desk, add
from tests.helpers.ui.window import CONTROL


@pytest.mark.long
def test_a_duplicate_has_all_but_what_is_a_persons_own(desk: Desk) -> None:
    kari = {
        "Firstname": "Kari",
        "Lastname": "Nordmann",
        "Title": "CEO",
        "Email": "kari@a.no",
        "MobilePhone": "99887766",
        "DirectPhone": "22865410",
        "FaxPhone": "22865499",
        "BirthDate": "1980-12-24T00:00:00",
        "PersonNumber": "7",
        "Salutation": "Dr.",
        "Address": {"Street": {"City": "Oslo"}},
    }
    desk.editor.set_value([kari])
    desk.press(Qt.Key.Key_D, CONTROL)
    assert desk.place == "Persons[1].Firstname"
    desk.type("Per")
    expected = {name: kari[name] for name in ("Title", "FaxPhone", "Salutation", "Address")}
    assert desk.people == [kari, {"Firstname": "Per", **expected}]


@pytest.mark.long
def test_a_removed_person_can_be_put_back(desk: Desk) -> None:
    add(desk, "Kari", "Ola", "Nina")
    desk.editor.focus_path("Persons[1].Email")
    desk.press(Qt.Key.Key_Delete, CONTROL)
    assert desk.lines[:2] == ["Kari", "Nina"]
    assert desk.child(QLabel, "persons.removed").text() == "Ola: removed."
    (undo,) = [one for one in desk.page.findChildren(QPushButton) if one.text() == "Undo"]
    undo.setFocus()
    desk.press(Qt.Key.Key_Space)
    assert [person["Firstname"] for person in desk.people] == ["Kari", "Ola", "Nina"]
    assert desk.place == "Persons[1].Firstname"


def test_removing_one_judges_nobody_else(desk: Desk) -> None:
    desk.editor.set_value([{"Firstname": "Kari"}, {"Firstname": "Ola", "MobilePhone": "12"}])
    desk.press(Qt.Key.Key_Delete, CONTROL)
    assert desk.judge() == ["Persons[0].MobilePhone"]
    assert list(desk.editor.shown_problems()) == []


@pytest.mark.long
def test_the_last_person_can_be_removed_and_put_back_as_well(desk: Desk) -> None:
    add(desk, "Kari")
    desk.editor.focus_path("Persons[0].Email")
    desk.press(Qt.Key.Key_Delete, CONTROL)
    desk.press(Qt.Key.Key_Delete, CONTROL)
    assert (desk.people, desk.lines) == ([], ["New person"])


@pytest.mark.long
def test_the_list_chooses_who_is_edited(desk: Desk) -> None:
    add(desk, "Kari", "Ola")
    view = desk.child(QListView, "people")
    view.setFocus()
    desk.press(Qt.Key.Key_Up)
    desk.press(Qt.Key.Key_Up)
    desk.editor.focus_path("Persons[0].Lastname")
    desk.type("Nordmann")
    assert desk.people[0] == {"Firstname": "Kari", "Lastname": "Nordmann"}


def test_tab_leads_through_the_card_to_the_list(desk: Desk) -> None:
    desk.type("Kari")
    places = [desk.place]
    while places[-1] != "people":
        desk.press(Qt.Key.Key_Tab)
        places.append(desk.place)
        assert len(places) < 60, places
    names = [place.partition("].")[2] or place for place in places]
    declared = [field.path for field in PERSON_FIELDS]
    assert names[:3] == ["Firstname", "Lastname", "Title"]
    assert names[2 : 2 + 3] == declared[declared.index("Lastname") + 1 :][:3]
    assert names.index("DirectPhone") < names.index("Position") < names.index("Address.Street.Address1")
    assert names[-4:] == ["button.addPerson", "button.duplicatePerson", "button.removePerson", "people"]


def test_everything_that_takes_the_focus_has_a_name_of_its_own(desk: Desk) -> None:
    rows = [{"Value": "a@a.no"}, {"Value": "b@b.no"}]
    desk.editor.set_value([{"Firstname": "Kari", "Email": "a@a.no", "Emails": rows}])
    focusable = [
        widget
        for widget in desk.page.findChildren(QWidget)
        if widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value
        and widget.focusProxy() is None
        and widget.window() is desk.page  # a combo box has a list of its own, which is not used
    ]
    names = [widget.accessibleName() for widget in focusable]
    assert "Person 1, E-mail 2, description" in names
    assert [one for one in focusable if not one.accessibleName()] == []
    assert sorted(names) == sorted(set(names))


def test_two_hundred_people_are_edited_as_one(desk: Desk) -> None:
    people = [{"Firstname": f"Person {n}", "Email": f"p{n}@a.no"} for n in range(200)]
    desk.editor.set_value(people)
    assert len(desk.lines) == 200
    desk.editor.focus_path("Persons[150].Lastname")
    desk.type("Hansen")
    assert desk.lines[150] == "Person 150 Hansen"
    assert desk.people[150] == {**people[150], "Lastname": "Hansen"}
    assert desk.people[:150] == people[:150]
