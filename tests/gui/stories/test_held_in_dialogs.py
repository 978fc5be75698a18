"""A key that is held answers no dialog, and Ctrl+Z takes back what a dialog has brought into the form."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPlainTextEdit, QVBoxLayout

from app.model.next_steps.declared import NEXT_STEPS
from tests.helpers.ui.window import CONTROL, Typist, wait_until

pytestmark = pytest.mark.shared_window

DIALOGS = {
    "action.nextSteps": "nextSteps.Title",
    "action.preferences": "",
    "action.connection": "profile.name",
    "action.findCompany": "",
    "action.field": "",
    "action.import": "",
    "action.keys": "",
    "action.about": "",
}
"""Dialogs by the commands that open them, and an input of each that can be changed and is asked about."""
NONE = Qt.KeyboardModifier.NoModifier


def opened(typist: Typist, action: str) -> QDialog:
    typist.window.actions_by_name[action].trigger()
    wait_until(lambda: isinstance(QApplication.activeWindow(), QDialog))
    dialog = QApplication.activeWindow()
    assert isinstance(dialog, QDialog)
    return dialog


def hold_on(key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE, repeats: int = 5) -> None:
    """Goes on holding a key that was pressed before the dialog was there."""
    for _repeat in range(repeats):
        for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
            focused = QApplication.focusWidget()
            assert focused is not None
            QApplication.sendEvent(focused, QKeyEvent(kind, key, modifiers, "", True))
        QApplication.processEvents()


@pytest.fixture
def back(typist: Typist) -> Iterator[None]:
    """Closes what is open at the end."""
    yield
    while isinstance(dialog := QApplication.activeWindow(), QDialog):
        dialog.done(0)
        QApplication.processEvents()
    go_back(typist)


def go_back(typist: Typist) -> None:
    """Goes to the window, as a desktop does by itself once a dialog is closed."""
    typist.window.activateWindow()
    wait_until(typist.window.isActiveWindow)


@pytest.mark.usefixtures("back")
@pytest.mark.parametrize("action", DIALOGS)
def test_a_held_key_neither_answers_nor_leaves_a_dialog(typist: Typist, action: str) -> None:
    dialog = opened(typist, action)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
        hold_on(key)
    hold_on(Qt.Key.Key_Return, CONTROL)
    assert dialog.isVisible()
    if path := DIALOGS[action]:
        line = dialog.findChild(QLineEdit, path)
        assert line is not None
        line.setFocus()
        typist.type("x")
        typist.press(Qt.Key.Key_Escape)
        hold_on(Qt.Key.Key_Escape)
        assert dialog.isVisible(), "the sentence that nothing is saved cannot have been read"
    typist.press(Qt.Key.Key_Escape)
    wait_until(lambda: QApplication.activeWindow() is not dialog)


@pytest.mark.usefixtures("back")
def test_lines_are_still_written_in_a_text_of_a_dialog(typist: Typist) -> None:
    dialog = QDialog(typist.window)
    text = QPlainTextEdit()
    QVBoxLayout(dialog).addWidget(text)
    dialog.show()
    dialog.activateWindow()
    wait_until(lambda: dialog.isActiveWindow() and text.hasFocus())
    hold_on(Qt.Key.Key_Return, repeats=3)
    assert text.toPlainText() == "\n" * 3


@pytest.mark.usefixtures("back")
def test_a_held_space_ticks_once(typist: Typist) -> None:
    dialog = opened(typist, "action.preferences")
    fields = dialog._passed_by  # type: ignore[attr-defined]
    fields.setFocus()
    before = fields.currentItem().checkState()
    typist.press(Qt.Key.Key_Space)
    hold_on(Qt.Key.Key_Space, repeats=3)
    assert fields.currentItem().checkState() is not before


@pytest.mark.long
@pytest.mark.usefixtures("back")
def test_next_steps_are_one_step_of_undo(typist: Typist) -> None:
    typist.type("Bakery")
    opened(typist, "action.nextSteps")
    typist.type("17.12.2030 10:30")
    typist.press(Qt.Key.Key_Return)
    go_back(typist)
    form = typist.window.form
    assert form.value().get(NEXT_STEPS)
    typist.press(Qt.Key.Key_Z, CONTROL)
    assert form.value().get(NEXT_STEPS) is None
    assert form.value()["Name"] == "Bakery"
    typist.press(Qt.Key.Key_Y, CONTROL)
    assert form.value().get(NEXT_STEPS)
