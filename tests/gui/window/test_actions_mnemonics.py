"""Alt and a letter: one meaning on each page, be it a menu, a button, a tab or a field, in every language."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu

from tests.helpers.ui.letters import clashes, letters, texts_in_view
from tests.helpers.ui.window import Typist

pytestmark = pytest.mark.shared_window

ALT = Qt.KeyboardModifier.AltModifier


def menus(typist: Typist) -> list[QMenu]:
    found = [action.menu() for action in typist.window.menuBar().actions()]
    return [menu for menu in found if isinstance(menu, QMenu)]


@pytest.mark.parametrize("page", range(1, 7))
def test_no_letter_means_two_things(typist: Typist, page: int) -> None:
    typist.go_to_tab(page)
    QApplication.processEvents()
    bar = [action.text().partition("\t")[0] for action in typist.window.menuBar().actions()]
    together = [*bar, *texts_in_view(typist.window)]
    assert {"Alt+F", "Alt+S"} <= letters(together).keys()
    assert clashes(together) == {}


def test_no_letter_means_two_things_in_a_menu(typist: Typist) -> None:
    for menu in menus(typist):
        assert clashes(action.text().partition("\t")[0] for action in menu.actions()) == {}


@pytest.mark.parametrize(("key", "path"), [(Qt.Key.Key_Y, "Category"), (Qt.Key.Key_N, "Business")])
def test_the_letter_of_a_field_leads_to_it(typist: Typist, key: Qt.Key, path: str) -> None:
    typist.press(key, ALT)
    assert typist.place == path


def test_a_mac_has_three_in_the_programs_own_menu_and_guesses_none_by_their_words(typist: Typist) -> None:
    role = QAction.MenuRole
    roles = {
        name: action.menuRole()
        for name, action in typist.window.actions_by_name.items()
        if action.menuRole() is not role.NoRole
    }
    assert roles == {
        "action.about": role.AboutRole,
        "action.preferences": role.PreferencesRole,
        "action.quit": role.QuitRole,
    }
