"""What is typed between Save and the empty form goes into the empty form."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.ui.window.input_shield import InputShield
from tests.helpers.ui.window import CONTROL


class Form(QWidget):
    """Two fields beneath a shield, in a window of their own."""

    def __init__(self) -> None:
        super().__init__()
        self.focused_paths: list[str] = []
        self.first, self.second = QLineEdit(), QLineEdit()
        layout = QVBoxLayout(self)
        layout.addWidget(self.first)
        layout.addWidget(self.second)
        self.first.setObjectName("Name")
        self.second.setObjectName("Department")
        self.shield = InputShield(self, self.focused_paths.append)
        self.held: list[Callable[[], None]] = []
        self.texts: list[bool] = []
        self.shield.held.connect(self._on_held)

    def _on_held(self, type_again: Callable[[], None], is_text: bool) -> None:
        self.held.append(type_again)
        self.texts.append(is_text)

    def uncover(self) -> None:
        """Uncovers it, and types what was held, as the window does."""
        self.shield.uncover()
        for type_again in self.held:
            type_again()


@pytest.fixture
def form(qtbot: QtBot) -> Form:
    made = Form()
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    made.first.setFocus()
    qtbot.waitUntil(made.first.hasFocus)
    return made


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def test_letters_and_tab_are_typed_again_afterwards(form: Form) -> None:
    form.shield.cover()
    QTest.keyClicks(focused(), "Ås")
    QTest.keyClick(focused(), Qt.Key.Key_Tab)
    QTest.keyClicks(focused(), "x")
    assert (form.first.text(), form.second.text()) == ("", "")
    form.uncover()
    assert (form.first.text(), form.second.text()) == ("Ås", "x")
    assert form.texts == [True, True, False, True]


def test_keys_that_move_the_cursor_come_in_their_order(form: Form) -> None:
    form.shield.cover()
    QTest.keyClicks(focused(), "Vdde")
    for key in (Qt.Key.Key_Home, Qt.Key.Key_Right):
        QTest.keyClick(focused(), key)
    QTest.keyClicks(focused(), "iX")
    QTest.keyClick(focused(), Qt.Key.Key_Backspace)
    form.uncover()
    assert form.first.text() == "Vidde"


def test_a_command_is_no_text(form: Form) -> None:
    form.shield.cover()
    QTest.keyClick(focused(), Qt.Key.Key_A, CONTROL)
    QApplication.clipboard().setText("Vidde")
    QTest.keyClick(focused(), Qt.Key.Key_V, CONTROL)
    form.uncover()
    assert (form.first.text(), form.texts) == ("Vidde", [False, True])


def click(form: Form, at: QPoint) -> None:
    QTest.mouseClick(form.shield, Qt.MouseButton.LeftButton, pos=at)


def test_a_click_leads_to_the_field_of_that_name(form: Form) -> None:
    form.shield.cover()
    QTest.keyClicks(focused(), "Ås")
    click(form, form.second.geometry().center())
    click(form, QPoint(1, 1))
    QTest.keyClicks(focused(), "x")
    form.uncover()
    assert (form.first.text(), form.second.text()) == ("Ås", "x")
    assert form.focused_paths == ["Department"]
    assert form.texts == [True, True, False, True]


def test_what_an_input_method_writes_is_kept_too(form: Form) -> None:
    form.shield.cover()
    event = QInputMethodEvent()
    event.setCommitString("山")
    QApplication.sendEvent(form.shield, event)
    form.uncover()
    assert form.first.text() == "山"


def test_a_cursor_that_found_another_field_stays_there(form: Form) -> None:
    form.shield.cover()
    form.second.setFocus()
    form.uncover()
    assert form.second.hasFocus()
