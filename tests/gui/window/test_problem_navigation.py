"""The way through the problems of an entry: F8, the list, and Save's first one."""

import pytest
from PySide6.QtCore import Qt

from app.model.checks.problem import Problem
from app.ui.window.problem_navigation import ProblemNavigation
from tests.helpers.ui.window import CONTROL, Typist, wait_until

pytestmark = pytest.mark.shared_window(connected=False)

NAME = "Name"
MAIL = "Emails[0].Value"


@pytest.fixture
def typist(typist: Typist) -> Typist:
    """Somebody at the keyboard of a window without a connection, with two problems on two pages."""
    typist.press(Qt.Key.Key_E, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    typist.type("no mail address")
    typist.press(Qt.Key.Key_Tab)
    wait_until(lambda: len(typist.window.problems) == 2)
    return typist


def test_f8_goes_round_in_the_order_of_the_form(typist: Typist) -> None:
    visited = []
    for _ in range(3):
        typist.press(Qt.Key.Key_F8)
        visited.append(typist.place)
    assert visited == [NAME, MAIL, NAME]


@pytest.fixture
def three(typist: Typist) -> list[str]:
    """The places of three problems: of the name, and the addresses of the company and a person."""
    typist.window.form.show_page(typist.window.form.persons)
    typist.window.form.persons.editor.add_person()
    typist.type("Kari Moe")
    typist.tab_to("Persons[0].Email")
    typist.type("kari@")
    typist.press(Qt.Key.Key_Tab)
    wait_until(lambda: len(typist.window.problems) == 3)
    visited = []
    for _ in range(3):
        typist.press(Qt.Key.Key_F8)
        visited.append(typist.place)
    assert visited[0] == NAME
    return visited


@pytest.mark.long
@pytest.mark.parametrize("leaves", [False, True])
def test_f8_goes_on_from_what_was_mended(typist: Typist, three: list[str], leaves: bool) -> None:
    _name, one, other = three
    typist.press(Qt.Key.Key_F8)
    typist.press(Qt.Key.Key_F8)
    assert typist.place == one
    typist.press(Qt.Key.Key_A, CONTROL)
    typist.type("one@moe.example")
    if leaves:
        typist.press(Qt.Key.Key_Tab)
    typist.press(Qt.Key.Key_F8)
    assert typist.place == other
    typist.press(Qt.Key.Key_A, CONTROL)
    typist.type("other@moe.example")
    if leaves:
        typist.press(Qt.Key.Key_Tab)
    typist.press(Qt.Key.Key_F8)
    assert typist.place == NAME


@pytest.mark.long
def test_f8_begins_anew_where_somebody_has_left_what_is_still_wrong(typist: Typist, three: list[str]) -> None:
    name, one, _other = three
    typist.press(Qt.Key.Key_F8)
    typist.press(Qt.Key.Key_F8)
    assert typist.place == one
    typist.press(Qt.Key.Key_Tab)
    typist.press(Qt.Key.Key_F8)
    assert typist.place == name


def test_a_problem_of_no_field_is_said_above_the_form(typist: Typist) -> None:
    navigation = typist.window.findChild(ProblemNavigation)
    assert isinstance(navigation, ProblemNavigation)
    navigation.go_to(Problem("", "Your user may not create companies."))
    assert typist.window.notice.text == "Your user may not create companies."


def test_another_entry_has_none_of_the_last_one(typist: Typist) -> None:
    typist.press(Qt.Key.Key_F8)
    assert typist.window.problems_panel.lines
    typist.program.entry.new({})
    assert all("mail" not in line for line in typist.window.problems_panel.lines)
