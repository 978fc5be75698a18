"""Text that comes before a refusal can have been read is told from answers to it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.ui.form.unread_refusal import UnreadRefusal
from tests.helpers.ui.window import CONTROL


class Form(QWidget):
    """Two fields and a button; what is for the next company goes into the second field."""

    def __init__(self) -> None:
        super().__init__()
        self.refused, self.new, self.button = QLineEdit(), QLineEdit(), QPushButton("Save")
        column = QWidget(self)
        layout = QVBoxLayout(column)
        for widget in (self.refused, self.new, self.button):
            layout.addWidget(widget)
        QVBoxLayout(self).addWidget(column)
        self.unread = UnreadRefusal(column)
        self.unread.next_typed.connect(self._go_on)
        self.has_read = False
        self.unread.read.connect(self._on_read)

    @property
    def texts(self) -> tuple[str, str]:
        return self.refused.text(), self.new.text()

    def _go_on(self, type_again: Callable[[], None]) -> None:
        self.new.setFocus()
        type_again()

    def _on_read(self) -> None:
        self.has_read = True


@pytest.fixture
def form(qtbot: QtBot) -> Form:
    made = Form()
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    made.refused.setFocus()
    qtbot.waitUntil(made.refused.hasFocus)
    made.unread.begin()
    return made


def type_text(text: str) -> None:
    for letter in text:
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClicks(focused, letter)


def test_text_goes_on_in_its_order(form: Form) -> None:
    type_text("Second")
    assert form.texts == ("", "Second")


class Frozen(QObject):
    """Keeps a window from painting."""

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        return event.type() in (QEvent.Type.UpdateRequest, QEvent.Type.Paint)


def test_the_time_begins_when_the_refusal_is_painted(qtbot: QtBot, form: Form) -> None:
    frozen = Frozen(form)
    form.unread._reading.setInterval(1)
    form.unread.begin()
    form.installEventFilter(frozen)  # the one that came last is asked first
    QApplication.processEvents()
    assert not form.unread._reading.isActive()
    assert not form.has_read
    form.removeEventFilter(frozen)
    with qtbot.waitSignal(form.unread.read):
        QApplication.sendEvent(form, QEvent(QEvent.Type.UpdateRequest))
    type_text("K-1")
    assert form.texts == ("K-1", "")


@pytest.mark.parametrize(
    "key", [Qt.Key.Key_Backspace, Qt.Key.Key_Left, Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_F8]
)
def test_a_key_that_aims_is_an_answer(form: Form, key: Qt.Key) -> None:
    QTest.keyClick(form.refused, key)
    assert form.has_read
    form.refused.setFocus()
    type_text("K-1")
    assert form.texts == ("K-1", "")


@pytest.mark.parametrize("key", [Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_CapsLock])
def test_a_modifier_alone_is_none(form: Form, key: Qt.Key) -> None:
    QTest.keyClick(form.refused, key)
    assert not form.has_read


def test_a_click_into_a_field_is_an_answer_and_one_on_a_button_is_none(form: Form) -> None:
    QTest.mouseClick(form.button, Qt.MouseButton.LeftButton)
    assert not form.has_read
    QTest.mouseClick(form.refused, Qt.MouseButton.LeftButton)
    assert form.has_read


def test_what_an_input_method_commits_as_the_field_is_left_comes_after_what_was_open(form: Form) -> None:
    """A real one is asked to commit when the focus moves."""

    class Method(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.FocusOut:
                committing = QInputMethodEvent()
                committing.setCommitString("ㅎ")
                QApplication.sendEvent(watched, committing)
            return False

    method = Method(form)
    form.refused.installEventFilter(method)
    QApplication.sendEvent(form.refused, QInputMethodEvent("ㅎ", []))
    form.refused.removeEventFilter(method)
    type_text("x")
    assert form.texts == ("", "ㅎx")


def test_pasting_is_text_and_other_commands_are_none(form: Form) -> None:
    QApplication.clipboard().setText("Second AS")
    QTest.keyClick(form.refused, Qt.Key.Key_T, CONTROL)
    QTest.keyClick(form.refused, Qt.Key.Key_V, CONTROL)
    assert form.texts == ("", "Second AS")
