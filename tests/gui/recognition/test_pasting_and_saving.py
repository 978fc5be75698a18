"""Ctrl+Enter in the dialog of what was recognised puts it in and saves."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from app.ui.recognition.review_dialog import RecognitionDialog
from tests.helpers.ui.window import CONTROL, SHIFT, Typist, wait_until

TEXT = "Fjell & Vidde AS\nStorgata 1, 0155 Oslo\nTlf. 22 86 54 00\n"


@pytest.mark.shared_window
def test_ctrl_enter_puts_in_and_saves(typist: Typist) -> None:
    typist.fill("required.CustomFields.SuperOffice:1", "K-1")
    QGuiApplication.clipboard().setText(TEXT)
    typist.press(Qt.Key.Key_V, CONTROL | SHIFT)
    wait_until(lambda: isinstance(QApplication.activeWindow(), RecognitionDialog))
    typist.press(Qt.Key.Key_Return, CONTROL)
    typist.wait_for_outcome("Saved as number")
    (entry,) = typist.saved_entries()
    assert entry.name == "Fjell & Vidde AS"
