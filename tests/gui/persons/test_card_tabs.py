"""The pages of a person: the keys that turn them, and their marks."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTabWidget

from tests.helpers.ui.people_page import ALT, Desk
from tests.helpers.ui.window import CONTROL


@pytest.mark.long
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


def test_what_is_set_out_of_view_has_a_dot(desk: Desk) -> None:
    tabs = desk.child(QTabWidget, "person")
    bare = [tabs.tabText(index) for index in range(tabs.count())]
    icons = [tabs.tabIcon(index).isNull() for index in range(tabs.count())]
    desk.editor.set_value([{"Firstname": "Kari", "Description": "A note"}])
    after = [tabs.tabText(index) for index in range(tabs.count())]
    changed = [
        index
        for index in range(tabs.count())
        if bare[index] != after[index] or icons[index] != tabs.tabIcon(index).isNull()
    ]
    assert changed == [4]
