"""Ways by key besides Tab: round the pages and the areas of the window."""

import pytest
from PySide6.QtCore import Qt

from app.ui.parts.part import TITLES
from tests.helpers.ui.window import CONTROL, SHIFT, Typist

pytestmark = pytest.mark.shared_window


def test_ctrl_tab_goes_round_the_pages_of_the_company(typist: Typist) -> None:
    tabs = typist.window.form.tabs
    visited = []
    for _ in TITLES:
        typist.press(Qt.Key.Key_Tab, CONTROL)
        visited.append(tabs.currentIndex())
    assert visited == [1, 2, 3, 4, 5, 0]
    typist.press(Qt.Key.Key_Backtab, CONTROL | SHIFT)
    assert tabs.currentIndex() == 5


def test_f6_leads_to_a_message_where_enter_presses_its_button(typist: Typist) -> None:
    typist.type("Fjell AS")
    typist.press(Qt.Key.Key_D, CONTROL | SHIFT)
    assert typist.window.form.value().get("Name") is None
    for _ in range(2):  # the tabs are between
        typist.press(Qt.Key.Key_F6)
    typist.press(Qt.Key.Key_Return)
    assert typist.window.form.value()["Name"] == "Fjell AS"


def test_f6_comes_back_to_the_field(typist: Typist) -> None:
    typist.tab_to("OrgNr")
    typist.press(Qt.Key.Key_F6)
    assert typist.place == "qt_tabwidget_tabbar"
    typist.press(Qt.Key.Key_F6, SHIFT)
    assert typist.place == "OrgNr"
