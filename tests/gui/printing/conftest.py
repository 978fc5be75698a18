"""The dialog that shows a sheet."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.ui.printing.sheet_dialog import SheetDialog
from tests.helpers.ui.window import Typist, wait_until


def dialog_of(typist: Typist) -> SheetDialog:
    wait_until(lambda: isinstance(QApplication.activeModalWidget(), SheetDialog))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, SheetDialog)
    wait_until(lambda: bool(dialog.pages))
    assert dialog.parentWidget() is typist.window
    return dialog


def close(typist: Typist, dialog: SheetDialog) -> None:
    dialog.activateWindow()
    wait_until(dialog.isActiveWindow)
    typist.press(Qt.Key.Key_Escape)
    wait_until(lambda: QApplication.activeModalWidget() is None)
    typist.window.activateWindow()
    wait_until(typist.window.isActiveWindow)
