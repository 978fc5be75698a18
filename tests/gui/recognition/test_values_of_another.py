"""What a similar company has is proposed in the sheet; what is typed stays, and it is one step."""

import pytest
from PySide6.QtCore import Qt

from tests.helpers.ui.register_hits import sheet_lines, wait_for_sheet
from tests.helpers.ui.window import CONTROL, Typist, wait_until


@pytest.mark.long
@pytest.mark.shared_window
def test_the_values_of_a_similar_company_are_proposed_from_its_list(typist: Typist) -> None:
    typist.type("Nordlys Bakery")
    wait_until(lambda: typist.window.duplicates.text == "1 similar company")
    before = typist.window.form.value()
    typist.press(Qt.Key.Key_J, CONTROL)
    typist.press(Qt.Key.Key_Space)
    dialog = wait_for_sheet()
    assert dialog.windowTitle() == "What “Nordlys Bakeri AS” has"
    shown = sheet_lines(dialog)
    assert shown["Company: Company name"][:3] == [" ", "Nordlys Bakeri AS", "Nordlys Bakery"]
    assert shown["Company: Org.nr."] == ["x", "999 888 771", "", "Nordlys Bakeri AS"]
    typist.press(Qt.Key.Key_Return)
    wait_until(lambda: typist.window.form.value().get("OrgNr") == "999 888 771")
    assert typist.window.form.value()["Name"] == "Nordlys Bakery"
    assert typist.place == "Name"
    typist.press(Qt.Key.Key_Z, CONTROL)
    assert typist.window.form.value() == before


@pytest.mark.shared_window
def test_of_a_company_that_cannot_be_read_it_is_said_and_of_one_that_was_left_nothing(typist: Typist) -> None:
    window = typist.window
    typist.type("Vidde")
    window.duplicates.values_asked.emit(1, "Nordlys")
    typist.press(Qt.Key.Key_N, CONTROL)
    typist.type("Fjord")
    window.duplicates.values_asked.emit(987_654, "Fjell")
    assert window.notice.text == "Reading …"
    wait_until(lambda: window.notice.text not in ("", "Reading …"))
    assert not window.sheet.is_open
    assert window.form.value()["Name"] == "Fjord"
