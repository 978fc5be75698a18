"""The combo box under the fingers of somebody who composes, leafs through pages, or presses other keys."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.model.carriers.lists import Choice
from app.model.form.choices import Choices
from app.model.form.fields import CONTACT_FIELDS
from app.ui.inputs.choice import ChoiceInput
from app.ui.inputs.choice_list import ChoiceList
from tests.helpers.ui.window import CONTROL, wait_until

CHOICES = Choices([Choice(1, "Customer"), Choice(2, "Supplier"), Choice(3, "Supporter")])


@pytest.fixture
def combo(qtbot: QtBot) -> Iterator[ChoiceInput]:
    combo = ChoiceInput(next(field for field in CONTACT_FIELDS if field.path == "Category"))
    qtbot.addWidget(combo)
    combo.set_choices(CHOICES)
    combo.show()
    combo.activateWindow()
    combo.setFocus()
    wait_until(combo.hasFocus)
    yield combo
    combo.hidePopup()


def compose(combo: ChoiceInput, text: str, committed: str = "") -> None:
    event = QInputMethodEvent(text, [])
    event.setCommitString(committed)
    QApplication.sendEvent(combo, event)


def lines(combo: ChoiceInput) -> list[str]:
    popup = combo.findChild(ChoiceList)
    if not isinstance(popup, ChoiceList) or not combo.is_open:
        return []
    return [popup.model().index(row, 0).data() for row in range(popup.model().rowCount())]


def test_what_is_composed_is_searched_for_and_is_no_value(combo: ChoiceInput) -> None:
    compose(combo, "s")
    assert lines(combo) == ["Customer", "Supplier", "Supporter"]
    compose(combo, "supp")
    assert lines(combo) == ["Supplier", "Supporter"]
    compose(combo, "suppo")
    assert (lines(combo), combo.value()) == (["Supporter"], None)
    compose(combo, "", "suppo")
    assert lines(combo) == ["Supporter"]
    QTest.keyClick(combo, Qt.Key.Key_Return)
    assert (lines(combo), combo.value()) == ([], {"Id": 3})


def test_what_is_composed_and_given_up_leaves_the_value(combo: ChoiceInput) -> None:
    combo.set_value({"Id": 1})
    compose(combo, "supp")
    assert combo.is_open
    compose(combo, "")
    assert (lines(combo), combo.currentText(), combo.value()) == ([], "Customer", {"Id": 1})


def test_what_is_typed_goes_on_while_more_is_composed_and_given_up(combo: ChoiceInput) -> None:
    QTest.keyClicks(combo, "supp")
    compose(combo, "o")
    assert lines(combo) == ["Supporter"]
    compose(combo, "")
    assert (lines(combo), combo.currentText()) == (["Supplier", "Supporter"], "supp")


@pytest.mark.parametrize("modifiers", [CONTROL.NoModifier, CONTROL.KeypadModifier, CONTROL])
def test_f4_opens_the_list_and_with_control_it_is_another_key(
    combo: ChoiceInput, modifiers: Qt.KeyboardModifier
) -> None:
    QTest.keyClick(combo, Qt.Key.Key_F4, modifiers)
    assert combo.is_open is (modifiers is not CONTROL)


def test_a_page_down_and_a_page_up_are_as_long_as_what_is_seen(combo: ChoiceInput) -> None:
    combo.set_choices(Choices(Choice(number, f"Item {number:03}") for number in range(1, 201)))
    combo.set_value({"Id": 100})
    QTest.keyClick(combo, Qt.Key.Key_F4)
    popup = combo.findChild(ChoiceList)
    assert isinstance(popup, ChoiceList)
    seen = []
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, Qt.Key.Key_Down, Qt.Key.Key_Up):
        QTest.keyClick(combo, key)
        seen.append(popup.highlighted)
    assert popup.page > 1
    assert seen == [99 + popup.page, 99, 100, 99]
