"""Inputs that take the place of others."""

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.ui.inputs.replacing import FocusPlace, discard, focus_place
from tests.helpers.ui.window import type_on


def shown(qtbot: QtBot, *inputs: QWidget) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    layout = QVBoxLayout(window)
    for number, one in enumerate(inputs):
        one.setObjectName(f"input{number}")
        layout.addWidget(one)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def test_the_place_is_that_of_the_cursor_inside(qtbot: QtBot) -> None:
    line, note, box = QLineEdit(), QPlainTextEdit(), QComboBox()
    window = shown(qtbot, line, note, box)
    line.setFocus()
    type_on("one ")
    place = focus_place(window)
    assert place is not None
    assert (place.name, place.text) == ("input0", "one ")
    assert focus_place(note) is None
    note.setFocus()
    type_on("two")
    assert focus_place(window) != place


def test_the_heir_goes_on_where_the_other_was_and_nobody_is_told(qtbot: QtBot) -> None:
    before, heir, other = QLineEdit(), QLineEdit("one"), QLineEdit()
    window = shown(qtbot, before, other, heir)
    said: list[str] = []
    before.editingFinished.connect(lambda: said.append("left"))
    heir.textEdited.connect(lambda: said.append("edited"))
    before.setFocus()
    type_on("one ")
    place = focus_place(window)
    discard(before, heir, place)
    assert said == []
    assert heir.hasFocus()
    type_on("two")
    assert heir.text() == "one two"
    assert not before.isVisible()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert window.findChild(QLineEdit, "input0") is None


def test_another_value_is_not_overwritten_by_what_was_typed(qtbot: QtBot) -> None:
    heir = QLineEdit("the server's")
    window = shown(qtbot, heir)
    FocusPlace("input0", "one ", None).give_to(heir)
    assert heir.text() == "the server's"
    assert window.focusWidget() is heir


def test_what_goes_without_an_heir_lets_the_next_have_the_focus(qtbot: QtBot) -> None:
    before, other = QLineEdit(), QLineEdit()
    window = shown(qtbot, before, other)
    before.setFocus()
    discard(before)
    assert window.focusWidget() is other
    QTest.keyClicks(other, "x")
    assert other.text() == "x"
