"""The Edit menu acts on the field that has the focus; Ctrl+F leads into the search that is nearest."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication

from tests.helpers.ui.window import CONTROL, SHIFT, Typist

pytestmark = pytest.mark.shared_window(connected=False)


def choose(typist: Typist, name: str) -> None:
    typist.find(QAction, name).trigger()
    QApplication.processEvents()


def test_cut_copy_and_paste_are_as_their_keys(typist: Typist) -> None:
    typist.type("Fjell")
    choose(typist, "action.selectAll")
    choose(typist, "action.cut")
    assert typist.window.form.value() == {}
    choose(typist, "action.pasteText")
    choose(typist, "action.pasteText")
    assert typist.window.form.value() == {"Name": "FjellFjell"}
    choose(typist, "action.selectAll")
    choose(typist, "action.copy")
    assert QApplication.clipboard().text() == "FjellFjell"


def test_the_menu_shows_the_keys_of_the_field(typist: Typist) -> None:
    action = typist.find(QAction, "action.cut")
    assert action.text().endswith("Ctrl+X")
    assert action.shortcut().isEmpty()  # else it would take the key away from the field


def test_find_goes_into_the_search_of_the_page(typist: Typist) -> None:
    typist.go_to_tab(5)
    typist.press(Qt.Key.Key_F, CONTROL)
    assert typist.place == "Interests.search"


def test_find_goes_into_the_search_of_the_list_that_has_the_focus(typist: Typist) -> None:
    typist.press(Qt.Key.Key_O, CONTROL)
    typist.press(Qt.Key.Key_F, CONTROL)
    assert typist.place == "outbox.search"
    typist.press(Qt.Key.Key_O, CONTROL)


def test_where_there_is_no_search_a_company_is_found(typist: Typist) -> None:
    typist.press(Qt.Key.Key_F, CONTROL)
    assert typist.place == "companySearch.text"
    typist.press(Qt.Key.Key_Escape)


def test_a_company_is_found_whatever_has_a_search(typist: Typist) -> None:
    typist.go_to_tab(5)
    typist.press(Qt.Key.Key_F, CONTROL | SHIFT)
    assert typist.place == "companySearch.text"
    typist.press(Qt.Key.Key_Escape)
