"""A whole name typed as the first name."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLineEdit, QToolTip

from app.storage.sqlite.drafts import Drafts
from tests.helpers.ui.window import CONTROL, SHIFT, Typist, wait_until

pytestmark = pytest.mark.shared_window


def person(typist: Typist, number: int = 0) -> dict[str, str]:
    (people,) = (typist.window.form.value().get("Persons") or [[]])[number : number + 1]
    assert isinstance(people, dict)
    return people


def first(typist: Typist, text: str) -> None:
    typist.go_to_tab(2)
    typist.type(text)
    typist.press(Qt.Key.Key_Tab)


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("Kari Nordmann", {"Firstname": "Kari", "Lastname": "Nordmann"}),
        ("Jan van der Berg", {"Firstname": "Jan", "Lastname": "van der Berg"}),
        ("Kari B. Nordmann", {"Firstname": "Kari", "MiddleName": "B.", "Lastname": "Nordmann"}),
        ("Kari", {"Firstname": "Kari"}),
    ],
)
def test_it_is_split(typist: Typist, typed: str, names: dict[str, str]) -> None:
    first(typist, typed)
    assert typist.place == "Persons[0].Lastname", "the middle name comes later"
    assert person(typist) == names


def test_enter_leads_to_the_next_person_and_splits_it_too(typist: Typist) -> None:
    typist.go_to_tab(2)
    for name in ("Per Vik", "Ola Dal", "Anne Lie"):
        typist.type(name)
        typist.press(Qt.Key.Key_Return)
    assert [person(typist, number) for number in range(3)] == [
        {"Firstname": "Per", "Lastname": "Vik"},
        {"Firstname": "Ola", "Lastname": "Dal"},
        {"Firstname": "Anne", "Lastname": "Lie"},
    ]


def test_whatever_leaves_the_person_splits_it(typist: Typist) -> None:
    typist.go_to_tab(2)
    typist.type("Per Vik")
    typist.press(Qt.Key.Key_P, CONTROL | SHIFT)
    assert person(typist) == {"Firstname": "Per", "Lastname": "Vik"}
    typist.type("Ole Berg")
    typist.press(Qt.Key.Key_N, CONTROL)
    wait_until(lambda: not typist.window.form.value().get("Persons"))
    typist.wait_for_disk()
    assert typist.program.store is not None
    (draft,) = Drafts(typist.program.store).all()
    assert [(one.get("Firstname"), one.get("Lastname")) for one in draft.form["Persons"]] == [
        ("Per", "Vik"),
        ("Ole", "Berg"),
    ]


def test_what_was_done_is_told_over_the_card_which_does_not_move(typist: Typist) -> None:
    typist.go_to_tab(2)
    title = typist.find(QLineEdit, "Persons[0].Title")
    place = title.mapTo(typist.window, QPoint())
    first(typist, "Kari Nordmann")
    wait_until(lambda: QToolTip.text().startswith("Taken from “Kari Nordmann”"))
    assert title.mapTo(typist.window, QPoint()) == place


def test_it_is_undone(typist: Typist) -> None:
    first(typist, "Kari Nordmann")
    typist.press(Qt.Key.Key_Z, CONTROL)
    assert person(typist) == {"Firstname": "Kari Nordmann"}


def test_two_first_names_come_back_when_the_last_name_is_typed(typist: Typist) -> None:
    first(typist, "Anne Marie")
    typist.type("Berg")
    typist.press(Qt.Key.Key_Tab)
    assert person(typist) == {"Firstname": "Anne Marie", "Lastname": "Berg"}


def test_a_last_name_that_is_spelled_anew_is_still_split(typist: Typist) -> None:
    first(typist, "Kari Nordman")
    typist.type("Nordmann")
    typist.press(Qt.Key.Key_Tab)
    assert person(typist) == {"Firstname": "Kari", "Lastname": "Nordmann"}


def test_the_next_person_has_nothing_of_it(typist: Typist) -> None:
    first(typist, "Kari Nordmann")
    typist.press(Qt.Key.Key_Return)
    typist.type("Kari")
    typist.press(Qt.Key.Key_Tab)
    typist.type("Hansen")
    assert person(typist, 1) == {"Firstname": "Kari", "Lastname": "Hansen"}
