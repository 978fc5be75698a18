"""Alt and a letter of a button that is greyed writes nothing; whatever writes with Alt still does."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.ui.ways.alt_letters import AltLetters
from tests.helpers.ui.tables import Importer, copy
from tests.helpers.ui.window import Typist, wait_until

ALT, SHIFT, CONTROL, KEYPAD, LEVEL_3, NONE = (
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.KeypadModifier,
    Qt.KeyboardModifier.GroupSwitchModifier,
    Qt.KeyboardModifier.NoModifier,
)


class Scene(NamedTuple):
    """A dialog with one field of each kind, and a button that Alt+S presses."""

    line: QLineEdit
    text: QPlainTextEdit
    choice: QComboBox
    number: QSpinBox
    button: QPushButton
    pressed: list[bool]
    dialog: QDialog


def press(widget: QWidget, text: str, modifiers: Qt.KeyboardModifier, key: int = Qt.Key.Key_S) -> None:
    """Presses a key as platforms tell it: shortcuts are asked first."""
    widget.setFocus()
    QTest.sendKeyEvent(QTest.KeyAction.Click, widget, Qt.Key(key), text, modifiers)


@pytest.fixture
def scene(qtbot: QtBot) -> Scene:
    dialog = QDialog()
    qtbot.addWidget(dialog)
    scene = Scene(QLineEdit(), QPlainTextEdit(), QComboBox(), QSpinBox(), QPushButton("&Send"), [], dialog)
    layout = QVBoxLayout(dialog)
    for widget in scene[:5]:
        layout.addWidget(widget)
    scene.choice.addItems(["Alpha", "Send"])
    scene.button.clicked.connect(lambda: scene.pressed.append(True))
    AltLetters(dialog)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    return scene


@pytest.mark.parametrize("modifiers", [ALT, ALT | SHIFT])
def test_of_a_button_that_is_greyed_it_does_nothing(scene: Scene, modifiers: Qt.KeyboardModifier) -> None:
    scene.button.setEnabled(False)
    scene.number.setValue(7)
    for field in (scene.line, scene.text, scene.choice):
        press(field, "s", modifiers)
    press(scene.number, "4", modifiers, Qt.Key.Key_4)
    assert (scene.line.text(), scene.text.toPlainText(), scene.choice.currentText()) == ("", "", "Alpha")
    assert scene.number.text() == "7"
    assert scene.pressed == []


def _is_pressed(scene: Scene, count: int) -> bool:
    return len(scene.pressed) == count


def test_a_button_that_is_not_greyed_is_pressed_from_each_field(scene: Scene, qtbot: QtBot) -> None:
    for count, field in enumerate((scene.line, scene.text, scene.choice, scene.number), 1):
        press(field, "s", ALT)
        qtbot.waitUntil(partial(_is_pressed, scene, count))
    assert scene.line.text() == ""


@pytest.mark.parametrize(
    ("text", "modifiers"),
    [("ß", CONTROL | ALT), ("@", LEVEL_3), ("s", NONE), ("S", SHIFT), ("7", ALT | KEYPAD)],
    ids=["AltGr of Windows", "AltGr of X11", "a letter", "a capital", "a digit of the keypad"],
)
def test_what_writes_writes(scene: Scene, text: str, modifiers: Qt.KeyboardModifier) -> None:
    scene.button.setEnabled(False)
    press(scene.line, text, modifiers)
    press(scene.text, text, modifiers)
    assert (scene.line.text(), scene.text.toPlainText()) == (text, text)


def test_what_an_input_method_or_a_code_of_windows_brings_is_written(scene: Scene) -> None:
    scene.line.setFocus()
    committed = QInputMethodEvent()
    committed.setCommitString("한")
    QApplication.sendEvent(scene.line, committed)
    # Qt's Windows plugin tells a character without a key so, when Alt is let go.
    QApplication.sendEvent(scene.line, QKeyEvent(QEvent.Type.KeyPress, 0, NONE, "é"))
    assert scene.line.text() == "한é"


@pytest.mark.parametrize(("platform", "is_kept"), [("cocoa", False), ("windows", True), ("wayland", True)])
def test_the_option_key_of_macos_writes(qtbot: QtBot, platform: str, is_kept: bool) -> None:
    line = QLineEdit()
    qtbot.addWidget(line)
    filtering = AltLetters(line, platform)
    pressed = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_S, ALT, "ß")
    assert filtering.eventFilter(line, pressed) is is_kept


@pytest.mark.shared_window
def test_in_the_import_of_a_table_nothing_is_written(typist: Typist) -> None:
    importer = Importer(typist)
    copy("no table")
    typist.window.actions_by_name["action.import"].trigger()
    importer.wait_until_open()
    assert not importer.button("send").isEnabled(), "there is nothing to send"
    wait_until(lambda: typist.window.findChild(QLineEdit, "import.Source") is not None)
    source, category = typist.find(QLineEdit, "import.Source"), typist.find(QComboBox, "import.Category")
    for field in (source, category):
        press(field, "s", ALT)
    assert (source.text(), category.currentText()) == ("", "")
    press(source, "7", NONE, Qt.Key.Key_7)
    assert source.text() == "7"
    importer.press(Qt.Key.Key_Escape)
    assert importer.told.endswith("Press Esc once more to leave without it.")
    importer.press(Qt.Key.Key_Escape)
    importer.wait_until_closed()
