"""The dialog of what follows the company, worked by keys."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from app.ui.next_steps.dialog import NextStepsDialog
from tests.helpers.ui.window import Typist, type_on, wait_until

CONTROL = Qt.KeyboardModifier.ControlModifier


class Dialog:
    """The dialog, opened with its key."""

    def __init__(self, typist: Typist) -> None:
        self.typist = typist
        typist.press(Qt.Key.Key_T, CONTROL)
        wait_until(lambda: self._found() is not None)
        found = self._found()
        assert found is not None
        self.widget = found
        wait_until(found.isActiveWindow)

    def _found(self) -> NextStepsDialog | None:
        return next(
            (one for one in self.typist.window.findChildren(NextStepsDialog) if one.isVisible()), None
        )

    @property
    def is_open(self) -> bool:
        return self._found() is not None

    @property
    def result(self) -> str:
        """Returns what the dialog says above its buttons."""
        label = self.widget.findChild(QLabel, "nextSteps.result")
        assert label is not None
        return label.text()

    def find(self, name: str) -> QWidget:
        """Returns the input of a value of the card."""
        found = self.widget.findChild(QWidget, f"nextSteps.{name}")
        assert found is not None
        return found

    def type(self, text: str) -> None:
        type_on(text)

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.typist.focused, key, modifiers)

    def fill(self, *texts: str) -> None:
        """Types into one input after the other, from the first."""
        for number, text in enumerate(texts):
            if number:
                self.press(Qt.Key.Key_Tab)
            self.type(text)

    def accept(self) -> None:
        self.press(Qt.Key.Key_Return)
        wait_until(lambda: self._found() is None)
        self.typist.window.activateWindow()  # the offscreen platform does not
        wait_until(self.typist.window.isActiveWindow)

    def leave(self) -> None:
        """Leaves without OK: what was typed is warned of once."""
        while (found := self._found()) is not None:
            self.press(Qt.Key.Key_Escape)
            assert found.isVisible() is (self._found() is not None)
        self.typist.window.activateWindow()
        wait_until(self.typist.window.isActiveWindow)
