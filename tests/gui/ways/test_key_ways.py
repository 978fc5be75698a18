"""Ways by key besides Tab: round the pages and the areas of the window."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QPushButton

from app.ui.common.banner import Banner, Tone
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


def test_f6_leads_to_every_kind_of_message_whose_buttons_tab_goes_round(typist: Typist) -> None:
    window = typist.window
    typist.tab_to("OrgNr")
    told = Banner("told")
    window.messages.add(told)
    for tone in Tone:
        told.show_message("Told. " * 200, tone, actions={"End": told.dismiss})
        window.notice.show_message("Another.", tone)  # nothing but a cross
        typist.press(Qt.Key.Key_F6)
        typist.press(Qt.Key.Key_F6)
        assert _pressed() == "Hide this message"
        typist.press(Qt.Key.Key_Tab)
        assert _pressed().startswith("+")
        typist.press(Qt.Key.Key_Return)
        assert window.messages.seen is told
        visited = []
        for _ in range(5):
            typist.press(Qt.Key.Key_Tab)
            visited.append(_pressed())
        assert [*visited[:3], visited[4]] == ["Read all", "End", "Hide this message", "Read all"]
        typist.press(Qt.Key.Key_Backtab, SHIFT)
        typist.press(Qt.Key.Key_Backtab, SHIFT)
        typist.press(Qt.Key.Key_Return)
        assert window.messages.seen is window.notice
        assert typist.place == "OrgNr", "back where the cursor was: what had the focus is gone"
        typist.press(Qt.Key.Key_F6, SHIFT)
        typist.press(Qt.Key.Key_F6, SHIFT)
        assert _pressed() == "Hide this message", "the corner with Save is between"
        typist.press(Qt.Key.Key_Escape)
        assert typist.place == "OrgNr"
        window.notice.dismiss()


def test_tab_leaves_a_message_that_was_clicked(typist: Typist) -> None:
    typist.tab_to("OrgNr")
    told = Banner("told")
    typist.window.messages.add(told)
    told.show_message("Told. " * 200, actions={"Look": lambda: None, "End": told.dismiss})
    look = next(one for one in told.findChildren(QPushButton) if one.text() == "Look")
    QTest.mouseClick(look, Qt.MouseButton.LeftButton)
    assert look.hasFocus()
    typist.press(Qt.Key.Key_Tab)
    assert typist.place == "OrgNr", "the form is where Tab was before"
    typist.press(Qt.Key.Key_Tab)
    assert typist.place not in ("OrgNr", "")


def test_what_covers_the_message_that_has_the_keys_is_not_pressed_blindly(typist: Typist) -> None:
    window = typist.window
    typist.tab_to("OrgNr")
    pressed: list[str] = []
    window.notice.show_message("One.", actions={"One": lambda: pressed.append("one")})
    typist.press(Qt.Key.Key_F6)
    typist.press(Qt.Key.Key_F6)
    assert _pressed() == "One"
    window.outcome.show_message("Two.", actions={"Two": lambda: pressed.append("two")})
    assert typist.place == "OrgNr"
    typist.press(Qt.Key.Key_Return)
    assert not pressed


def _pressed() -> str:
    focused = QApplication.focusWidget()
    assert isinstance(focused, QAbstractButton)
    return (
        focused.accessibleName()
        if not focused.text().startswith("+") and focused.accessibleName()
        else focused.text()
    )
