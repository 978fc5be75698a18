import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from app.ui.inputs.keys import ScannerBurst, is_bare_modifier, is_enter, is_text

NONE, SHIFT, KEYPAD, CONTROL = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.KeypadModifier,
    Qt.KeyboardModifier.ControlModifier,
)


def pressed(key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE, at: int = 0, text: str = "") -> QKeyEvent:
    event = QKeyEvent(QEvent.Type.KeyPress, key, modifiers, text)
    event.setTimestamp(at)
    return event


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
@pytest.mark.parametrize("modifiers", [NONE, SHIFT, KEYPAD, SHIFT | KEYPAD])
def test_enter(key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
    assert is_enter(pressed(key, modifiers))
    assert not is_enter(pressed(key, modifiers | CONTROL))
    assert not is_enter(pressed(Qt.Key.Key_Space, modifiers))


def is_burst(code: str, pause_ms: int, begin: int = 1000) -> bool:
    burst = ScannerBurst()
    for number, letter in enumerate(code):
        burst.note(pressed(Qt.Key.Key_A, at=begin + number * pause_ms, text=letter))
        burst.note(pressed(Qt.Key.Key_Shift, at=begin + number * pause_ms))
    burst.note(pressed(Qt.Key.Key_Return, at=begin + len(code) * pause_ms, text="\r"))
    return burst.is_running


def test_a_scanner_types_faster_than_anybody() -> None:
    assert is_burst("7091234567", 8)
    assert is_burst("7091234567", 30)
    assert not is_burst("7091234567", 45)
    assert not is_burst("7091", 8)
    assert not is_burst("7091234567", 0, begin=0), "a platform that tells no times"


@pytest.mark.parametrize("name", ["Ola Dal", "Jon Hansen", "Anne-Grete", "O'Connor", "post@fjell.no"])
def test_a_name_that_comes_in_one_go_is_a_persons(name: str) -> None:
    assert not is_burst(name, 8)
    assert not is_burst(name, 0)


def test_a_code_may_have_letters_but_no_name_has_digits() -> None:
    assert is_burst("AB-123X", 8)
    burst = ScannerBurst()
    for place, letter in enumerate("12Ola Dal"):
        burst.note(pressed(Qt.Key.Key_A, at=1000 + place * 8 + (200 if place > 1 else 0), text=letter))
    burst.note(pressed(Qt.Key.Key_Return, at=1000 + 9 * 8 + 200, text="\r"))
    assert not burst.is_running, "the digits were of another field"


def test_enter_after_a_pause_is_a_persons() -> None:
    burst = ScannerBurst()
    for number in range(10):
        burst.note(pressed(Qt.Key.Key_1, at=1000 + number * 8, text="1"))
    burst.note(pressed(Qt.Key.Key_Return, at=1500, text="\r"))
    assert not burst.is_running


@pytest.mark.parametrize(("code", "is_one"), [("70912", False), ("709123", True)])
def test_a_code_has_six_letters(code: str, is_one: bool) -> None:
    assert is_burst(code, 8) is is_one


@pytest.mark.parametrize(
    ("key", "modifiers", "text", "writes"),
    [
        (Qt.Key.Key_A, NONE, "a", True),
        (Qt.Key.Key_A, SHIFT, "A", True),
        (Qt.Key.Key_V, CONTROL, "v", True),
        (Qt.Key.Key_B, CONTROL, "b", False),
        (Qt.Key.Key_B, CONTROL | SHIFT, "B", False),
        (Qt.Key.Key_E, CONTROL | Qt.KeyboardModifier.AltModifier, "€", True),
        (Qt.Key.Key_Backspace, NONE, "\b", False),
        (Qt.Key.Key_Left, NONE, "", False),
    ],
)
def test_a_key_writes_what_has_a_text_and_is_no_command(
    qapp: QApplication, key: Qt.Key, modifiers: Qt.KeyboardModifier, text: str, writes: bool
) -> None:
    assert qapp is not None, "it knows which keys paste here"
    assert is_text(pressed(key, modifiers, text=text)) is writes


def test_a_modifier_alone_is_one() -> None:
    assert is_bare_modifier(pressed(Qt.Key.Key_Shift))
    assert not is_bare_modifier(pressed(Qt.Key.Key_A))
