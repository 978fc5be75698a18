"""What a screen reader is told of each input: one name, and no description that says it again."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from tests.helpers.ui.window import CONTROL, SHIFT, Typist, wait_until

pytestmark = pytest.mark.shared_window


def told(widget: QWidget) -> tuple[str, str]:
    """Returns name and description, as Qt hands them to screen readers."""
    interface = QAccessible.queryAccessibleInterface(widget)
    assert interface is not None
    return interface.text(QAccessible.Text.Name), interface.text(QAccessible.Text.Description)


def inputs_in_view(typist: Typist) -> Iterator[QWidget]:
    for page in range(1, 7):
        typist.go_to_tab(page)
        for kind in (QLineEdit, QPlainTextEdit, QComboBox, QAbstractButton):
            yield from (one for one in typist.window.form.findChildren(kind) if one.isVisible())


def test_no_input_is_without_a_name(typist: Typist) -> None:
    unnamed = [
        f"{type(one).__name__} {one.objectName()}"
        for one in inputs_in_view(typist)
        if not told(one)[0] and not isinstance(one, QComboBox)
    ]
    assert unnamed == []


def test_the_button_that_clears_a_search_has_a_name(typist: Typist) -> None:
    typist.go_to_tab(4)
    typist.fill("CustomFields.search", "Con")
    buttons = typist.focused.findChildren(QAbstractButton)
    assert [told(one)[0] for one in buttons] == ["Clear the search"]
    typist.press(Qt.Key.Key_A, CONTROL)
    typist.press(Qt.Key.Key_Delete)


def test_no_button_is_read_twice(typist: Typist) -> None:
    buttons = [one for one in inputs_in_view(typist) if isinstance(one, QAbstractButton)]
    said = {told(one) for one in buttons}
    assert ("Save", "Ctrl+Enter") in said
    assert [(name, more) for name, more in said if name and more.startswith(name)] == []


def test_the_editor_of_a_list_has_the_name_of_the_list(typist: Typist) -> None:
    for one in inputs_in_view(typist):
        line = one.lineEdit() if isinstance(one, QComboBox) else None
        if line is not None:
            assert told(line)[0] == one.accessibleName() != ""


def test_no_input_is_read_twice(typist: Typist) -> None:
    inputs = [one for one in inputs_in_view(typist) if not isinstance(one, QAbstractButton)]
    said = {one.objectName(): told(one) for one in inputs}
    # What a field's tip or placeholder says besides its name is said.
    assert said["Persons[0].PersonNumber"] == ("Person 1, Number", "given on saving")
    assert said["Number1"] == ("Code", "made from the name")
    twice = {path: both for path, both in said.items() if both[1].strip() and both[1].strip() in both[0]}
    assert twice == {}


def test_what_comes_into_view_elsewhere_is_said(typist: Typist, said: list[tuple[str, bool]]) -> None:
    typist.type("Nordlys Bakery")
    wait_until(lambda: ("1 similar company", False) in said)
    typist.press(Qt.Key.Key_E, CONTROL | SHIFT)
    typist.type("post@bakery")
    typist.press(Qt.Key.Key_Tab)
    wait_until(lambda: ("“post@bakery” does not look like an e-mail address.", False) in said)
    typist.press(Qt.Key.Key_E, CONTROL | SHIFT)
    typist.press(Qt.Key.Key_A, CONTROL)
    typist.type("post@bakery.no")
    typist.press(Qt.Key.Key_Tab)
    wait_until(lambda: any("Website www.bakery.no" in text for text, _urgent in said))


def test_a_save_that_is_refused_again_is_said_though_the_cursor_stays(
    typist: Typist, said: list[tuple[str, bool]]
) -> None:
    for _again in range(2):
        typist.save()
        wait_until(lambda: not typist.program.entry.is_saving)
        typist.read_refusal()
    assert typist.place == "Name"
    assert said.count(("Enter the name of the company.", True)) == 2


def test_a_list_says_once_that_nothing_fits(typist: Typist, said: list[tuple[str, bool]]) -> None:
    typist.tab_to("Category")
    typist.type("qqqq")
    assert [text for text, _urgent in said] == ["Nothing found"]
