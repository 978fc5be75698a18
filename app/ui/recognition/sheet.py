"""The one sheet in which proposed values are accepted, wherever they come from."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow

from app.ui.recognition.review_dialog import RecognitionDialog


def open_sheet(
    window: QMainWindow, dialog: RecognitionDialog, put_in: Callable[[frozenset[str]], object]
) -> None:
    """Opens the dialog over the window; `put_in` gets the keys of what was accepted.

    Where its user has saved with the same keys, that follows once the form is the active window's again.
    """
    dialog.accepted.connect(lambda: put_in(dialog.accepted_keys()))
    save = window.findChild(QAction, "action.save")
    if save is not None:
        dialog.accepted.connect(lambda: save.trigger() if dialog.saves else None)
    # Typing goes on where it was, whatever the window manager thinks.
    dialog.finished.connect(window.activateWindow)
    dialog.open()
