"""Shortcuts on keyboards that write no Latin letters, or whose digits take Shift."""

from typing import NamedTuple

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from app.ui.common.key_translation import KeyTranslation
from tests.helpers.ui.window import CONTROL, SHIFT, Typist

pytestmark = pytest.mark.shared_window

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
def somebody(typist: Typist, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Typist:
    monkeypatch.setattr(typist.find(KeyTranslation, ""), "_platform", request.param)
    return typist


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


@pytest.mark.long
def test_undo_redo_and_what_an_input_does_itself(somebody: Typist) -> None:
    form = somebody.window.form
    somebody.type("Fjell")
    press(somebody, YA_ON_Z)
    assert "Name" not in form.value()
    press(somebody, YA_ON_Z, CONTROL | SHIFT)
    assert form.value()["Name"] == "Fjell"
    press(somebody, EF_ON_A)
    somebody.type("Vidde")
    assert form.value()["Name"] == "Vidde"
    form.focus_path("Description")
    somebody.type("first")
    press(somebody, EF_ON_A)
    somebody.type("second")
    assert form.value()["Description"] == "second"
    press(somebody, TE_ON_N)
    assert "Name" not in form.value()


def test_save(somebody: Typist) -> None:
    refused: list[object] = []
    somebody.program.entry.refused.connect(refused.append)
    press(somebody, YERU_ON_S)
    assert len(refused) == 1, "a company needs a name"
    somebody.program.entry.refused.disconnect(refused.append)


def test_pages_by_digits_that_take_shift(somebody: Typist) -> None:
    tabs = somebody.window.form.tabs
    somebody.go_to_tab(3)
    press(somebody, AMPERSAND_ON_1)
    assert tabs.currentIndex() == 0
    press(somebody, AGRAVE_ON_0)
    assert tabs.currentIndex() == 0, "there is no tenth page"


def test_a_key_that_writes_a_latin_letter_is_that_letter(somebody: Typist) -> None:
    somebody.type("Fjell")
    press(somebody, A_ON_Q)
    somebody.type("Vidde")
    assert somebody.window.form.value()["Name"] == "Vidde"
    press(somebody, APOSTROPHE_ON_Q)
    assert somebody.window.isVisible(), "on Dvorak this key is no Q"


def test_alt_gr_writes(somebody: Typist) -> None:
    somebody.go_to_tab(3)
    press(somebody, AMPERSAND_ON_1, CONTROL | ALT)
    assert somebody.window.form.tabs.currentIndex() == 2
