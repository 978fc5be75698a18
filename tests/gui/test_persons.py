"""The people's page by itself, worked with keys."""

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QListView, QPushButton, QTabWidget, QWidget
from pytestqt.qtbot import QtBot

from app.model.custom_layout import FieldInfoBase, whole_layout
from app.model.lists import Choice
from app.model.person import PersonEntity
from app.model.person_checks import check_people
from app.model.problems import Problem
from app.model.rules import FieldRule, Rules
from app.model.submission import entity_of
from app.ui.persons import PersonsEditor, PersonsPage
from tests.helpers.window import CONTROL

ALT = Qt.KeyboardModifier.AltModifier
POSITIONS = (Choice(1, "Managing director"), Choice(3, "Purchaser"), Choice(4, "Purchaser of energy"))
INTERESTS = (Choice(64, "Role", is_heading=True), Choice(1, "Decision maker", level=1))
DEFAULT = PersonEntity.model_validate({"Consents": [{"LegalBaseName": "Legitimate interest"}]})
FIELDS = (
    {"FieldName": "x_badge", "DisplayName": "Badge", "FieldType": "Integer", "Rank": 1},
    {"FieldName": "x_met", "DisplayName": "Met on", "FieldType": "Date", "Rank": 2},
)


class Desk:
    """The page in a window of its own, judged as the program judges it."""

    def __init__(self, page: PersonsPage) -> None:
        self.page = page
        self.editor: PersonsEditor = page.editor
        self.rules = Rules(region="NO", regions={578: "NO", 752: "SE", 840: "US"})
        self.changes = 0
        self.editor.changed.connect(self._changed)
        self.editor.set_rules(self.rules)
        self.editor.set_choices("perspos", POSITIONS)
        self.editor.set_choices("persint", INTERESTS)
        self.editor.set_choices("country", (Choice(578, "Norway"), Choice(840, "USA")))
        self.editor.set_layout_of_custom_fields(whole_layout(map(FieldInfoBase.model_validate, FIELDS), ()))
        self.editor.set_person_default(DEFAULT)

    @property
    def people(self) -> list[dict[str, Any]]:
        return [dict(person) for person in self.editor.value() or []]

    @property
    def lines(self) -> list[str]:
        model = self.child(QListView, "people").model()
        return [model.index(row, 0).data() for row in range(model.rowCount())]

    @property
    def place(self) -> str:
        return self.focused.objectName()

    @property
    def focused(self) -> QWidget:
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget

    @property
    def inner_page(self) -> str:
        tabs = self.child(QTabWidget, "person")
        return str(tabs.tabText(tabs.currentIndex()))

    def child(self, kind: type[Any], name: str) -> Any:
        found = self.page.findChild(kind, name)
        assert found is not None, name
        return found

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.focused, key, modifiers)
        QApplication.processEvents()

    def type(self, text: str) -> None:
        QTest.keyClicks(self.focused, text)

    def fill(self, path: str, text: str) -> None:
        self.editor.focus_path(path)
        QTest.keyClick(self.focused, Qt.Key.Key_A, CONTROL)
        self.type(text)

    def judge(self) -> list[str]:
        """Shows what is wrong and returns the paths."""
        entity = entity_of({"Persons": self.people})
        problems = tuple(check_people(entity.persons or (), self.rules))
        self.editor.set_problems(problems)
        return [problem.path for problem in problems]

    def _changed(self) -> None:
        self.changes += 1


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    page = PersonsPage()
    qtbot.addWidget(page)
    desk = Desk(page)
    page.resize(1000, 600)
    page.show()
    page.activateWindow()
    qtbot.waitActive(page).__enter__()
    desk.editor.add_person()
    yield desk
    page.hide()


def add(desk: Desk, *names: str) -> None:
    for name in names:
        desk.type(name)
        desk.press(Qt.Key.Key_Return)


def test_enter_goes_to_the_next_person(desk: Desk) -> None:
    add(desk, "Kari", "Ola")
    assert desk.people == [{"Firstname": "Kari"}, {"Firstname": "Ola"}]
    assert desk.lines == ["Kari", "Ola", "New person"]
    desk.press(Qt.Key.Key_Return)
    assert desk.lines == ["Kari", "Ola", "New person"]


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


def test_the_last_person_can_be_removed_and_put_back_as_well(desk: Desk) -> None:
    add(desk, "Kari")
    desk.editor.focus_path("Persons[0].Email")
    desk.press(Qt.Key.Key_Delete, CONTROL)
    desk.press(Qt.Key.Key_Delete, CONTROL)
    assert (desk.people, desk.lines) == ([], ["New person"])


def test_the_list_chooses_who_is_edited(desk: Desk) -> None:
    add(desk, "Kari", "Ola")
    view = desk.child(QListView, "people")
    view.setFocus()
    desk.press(Qt.Key.Key_Up)
    desk.press(Qt.Key.Key_Up)
    desk.editor.focus_path("Persons[0].Lastname")
    desk.type("Nordmann")
    assert desk.people[0] == {"Firstname": "Kari", "Lastname": "Nordmann"}


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


@pytest.mark.parametrize("modifier", [Qt.Key.Key_PageDown, Qt.Key.Key_Tab], ids=["page down", "tab"])
def test_the_pages_of_a_person_follow_one_another(desk: Desk, modifier: Qt.Key) -> None:
    places = []
    for _ in range(4):
        desk.press(modifier, CONTROL)
        places.append(desk.place)
    assert places == [
        "Persons[0].PrivatePhones[0].Value",
        "Persons[0].CustomFields.x_badge",
        "Persons[0].Interests.search",
        "Persons[0].Description",
    ]
    desk.type("A note")
    desk.press(Qt.Key.Key_Return)
    desk.type("of two lines")
    assert desk.people == [{"Description": "A note\nof two lines"}]


def test_an_alt_key_opens_a_page(desk: Desk) -> None:
    desk.press(Qt.Key.Key_N, ALT)
    assert desk.inner_page == "I&nterests"
    desk.press(Qt.Key.Key_T, ALT)
    assert desk.place == "Persons[0].Title"


def test_tab_leads_through_the_card_to_the_list(desk: Desk) -> None:
    desk.type("Kari")
    places = [desk.place]
    while places[-1] != "people":
        desk.press(Qt.Key.Key_Tab)
        places.append(desk.place)
        assert len(places) < 60, places
    names = [place.partition("].")[2] or place for place in places]
    assert names[:6] == ["Firstname", "MiddleName", "Lastname", "Title", "Email", "MobilePhone"]
    assert names.index("DirectPhone") < names.index("Position") < names.index("Address.Street.Address1")
    assert names[-4:] == ["button.addPerson", "button.duplicatePerson", "button.removePerson", "people"]


def test_a_position_is_chosen_by_id_and_kept_by_name(desk: Desk) -> None:
    desk.type("Kari")
    desk.fill("Persons[0].Position", "Manag")
    desk.press(Qt.Key.Key_Return)
    assert desk.people == [{"Firstname": "Kari", "Position": "Managing director", "PositionId": 1}]
    # A person of a file has the name alone.
    desk.editor.set_value([{"Firstname": "Kari", "Position": "Purchaser"}])
    assert desk.people == [{"Firstname": "Kari", "Position": "Purchaser"}]


def test_a_list_has_its_own_use_for_alt_and_arrows(desk: Desk) -> None:
    add(desk, "Kari", "Ola")
    desk.editor.focus_path("Persons[0].Position")
    desk.press(Qt.Key.Key_Down, ALT)
    assert desk.focused.is_open  # type: ignore[attr-defined]  # it is a ChoiceInput
    assert desk.lines[:2] == ["Kari", "Ola"]
    desk.press(Qt.Key.Key_Escape)


def test_typing_that_is_no_value_yet_is_not_left_behind(desk: Desk) -> None:
    add(desk, "Kari")
    desk.type("Ola")
    desk.fill("Persons[1].Position", "Wizard")
    view = desk.child(QListView, "people")
    view.setFocus()
    desk.press(Qt.Key.Key_Up)
    assert desk.place == "Persons[1].Position"
    assert [problem.path for problem in desk.editor.troubles()] == ["Persons[1].Position"]
    assert view.currentIndex().row() == 1


def test_an_academic_title_of_ones_own_is_taken(desk: Desk) -> None:
    desk.editor.set_choices("salutation", (Choice(1, "Dr."), Choice(2, "Prof.")))
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
    desk.editor.open_for_judgement()
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
    desk.editor.set_rules(desk.rules)
    desk.type("Kari")
    assert desk.judge() == ["Persons[0].Title", "Persons[0].Email"]
    labels = {label.text() for label in desk.page.findChildren(QLabel) if label.isVisible()}
    assert {"Title: *", "E-mail: *"} <= labels
    assert desk.child(QWidget, "Persons[0].Title").toolTip() == "Everybody has a title"
    assert not desk.child(QWidget, "Persons[0].MiddleName").isVisible()
    assert desk.child(QWidget, "Persons[0].PersonNumber").isReadOnly()
    desk.press(Qt.Key.Key_M, ALT)
    assert not desk.child(QWidget, "Persons[0].CustomFields.x_badge").isVisible()


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
