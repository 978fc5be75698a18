"""Shortcuts on keyboards that write no Latin letters, or whose digits take Shift."""

from typing import NamedTuple

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from app.ui.common.key_translation import KeyTranslation
from tests.helpers.ui.window import CONTROL, SHIFT, Typist

ALT = Qt.KeyboardModifier.AltModifier


class Stroke(NamedTuple):
    """A key as a platform tells it: what it writes, where it is, Windows' name of it."""

    written: str
    scan_code: int
    virtual_key: int


YA_ON_Z, YERU_ON_S, EF_ON_A, TE_ON_N = (
    Stroke("Я", 52, 0x5A),
    Stroke("Ы", 39, 0x53),
    Stroke("Ф", 38, 0x41),
    Stroke("Т", 57, 0x4E),
)
AMPERSAND_ON_1, AGRAVE_ON_0 = Stroke("&", 10, 0x31), Stroke("À", 19, 0x30)
A_ON_Q, APOSTROPHE_ON_Q = Stroke("A", 24, 0x41), Stroke("'", 24, 0xDE)


@pytest.fixture(params=["xcb", "wayland", "windows"])
def typist(one_typist: Typist, request: pytest.FixtureRequest) -> Typist:
    translation = one_typist.window.findChild(KeyTranslation)
    assert translation is not None
    translation._platform = request.param
    return one_typist


def press(typist: Typist, stroke: Stroke, modifiers: Qt.KeyboardModifier = CONTROL) -> None:
    event = QKeyEvent(
        QEvent.Type.KeyPress,
        ord(stroke.written),
        modifiers,
        stroke.scan_code,
        stroke.virtual_key,
        0,
        "",
    )
    QApplication.sendEvent(typist.focused, event)
    QApplication.processEvents()


def test_undo_redo_and_what_an_input_does_itself(typist: Typist) -> None:
    form = typist.window.form
    typist.type("Fjell")
    press(typist, YA_ON_Z)
    assert "Name" not in form.value()
    press(typist, YA_ON_Z, CONTROL | SHIFT)
    assert form.value()["Name"] == "Fjell"
    press(typist, EF_ON_A)
    typist.type("Vidde")
    assert form.value()["Name"] == "Vidde"
    form.focus_path("Description")
    typist.type("first")
    press(typist, EF_ON_A)
    typist.type("second")
    assert form.value()["Description"] == "second"
    press(typist, TE_ON_N)
    assert "Name" not in form.value()


def test_save(typist: Typist) -> None:
    refused: list[object] = []
    typist.program.entry.refused.connect(refused.append)
    press(typist, YERU_ON_S)
    assert len(refused) == 1, "a company needs a name"
    typist.program.entry.refused.disconnect(refused.append)


def test_pages_by_digits_that_take_shift(typist: Typist) -> None:
    tabs = typist.window.form.tabs
    typist.go_to_tab(3)
    press(typist, AMPERSAND_ON_1)
    assert tabs.currentIndex() == 0
    press(typist, AGRAVE_ON_0)
    assert tabs.currentIndex() == 0, "there is no tenth page"


def test_a_key_that_writes_a_latin_letter_is_that_letter(typist: Typist) -> None:
    typist.type("Fjell")
    press(typist, A_ON_Q)
    typist.type("Vidde")
    assert typist.window.form.value()["Name"] == "Vidde"
    press(typist, APOSTROPHE_ON_Q)
    assert typist.window.isVisible(), "on Dvorak this key is no Q"


def test_alt_gr_writes(typist: Typist) -> None:
    typist.go_to_tab(3)
    press(typist, AMPERSAND_ON_1, CONTROL | ALT)
    assert typist.window.form.tabs.currentIndex() == 2
