"""Ctrl+G goes to a field by a part of its name."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit

from app.ui.ways.field_finder import FieldFinder, fields_of, find_fields
from tests.helpers.ui.window import CONTROL, Typist, wait_until

FIELDS = [("Company name", "Name"), ("Visiting address, City", "A"), ("Code", "Number1"), ("City", "B")]


@pytest.mark.parametrize(
    ("text", "paths"),
    [
        ("", ["Name", "A", "Number1", "B"]),
        ("cit", ["B", "A"]),
        ("co", ["Name", "Number1"]),
        ("vis city", ["A"]),
        ("ode", ["Number1"]),
        ("nonsense", []),
    ],
)
def test_what_begins_so_comes_first(text: str, paths: list[str]) -> None:
    assert [path for _name, path in find_fields(FIELDS, text)] == paths


@pytest.mark.shared_window
def test_a_part_of_its_name_leads_to_a_field_of_any_page(typist: Typist) -> None:
    typist.press(Qt.Key.Key_G, CONTROL)
    wait_until(lambda: isinstance(QApplication.activeWindow(), FieldFinder))
    QTest.keyClicks(typist.focused, "name in kana")
    QTest.keyClick(typist.focused, Qt.Key.Key_Down)
    QTest.keyClick(typist.focused, Qt.Key.Key_Up)
    QTest.keyClick(typist.focused, Qt.Key.Key_Return)
    typist.window.activateWindow()
    wait_until(typist.window.isActiveWindow)
    assert typist.place == "Kananame"
    assert typist.focused.isVisible()


@pytest.mark.shared_window
def test_every_field_can_be_gone_to_by_a_name_of_its_own(typist: Typist) -> None:
    names = [name for name, _path in fields_of(typist.window.form)]
    assert len(names) > 60
    assert all(names)
    assert len(set(names)) == len(names)


@pytest.mark.shared_window
@pytest.mark.parametrize(("field", "old"), [("Category", "Supplier"), ("Department", "Sales")])
def test_what_is_typed_next_takes_the_place_of_what_was_there(typist: Typist, field: str, old: str) -> None:
    typist.begin_anew()
    typist.fill(field, old)
    typist.press(Qt.Key.Key_Tab)
    typist.press(Qt.Key.Key_G, CONTROL)
    wait_until(lambda: isinstance(QApplication.activeWindow(), FieldFinder))
    QTest.keyClicks(typist.focused, field)
    QTest.keyClick(typist.focused, Qt.Key.Key_Return)
    typist.window.activateWindow()
    wait_until(typist.window.isActiveWindow)
    typist.type("P")
    place = typist.focused
    line = place.lineEdit() if isinstance(place, QComboBox) else place
    assert isinstance(line, QLineEdit)
    assert line.text().startswith("P")
    assert old not in line.text()
