"""What `python -m tests.end2end.languages` and `make screenshots` look at of templates."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QPushButton

from tests.end2end.scenes import Scene, dialog, shown_dialog, shown_or_none
from tests.helpers.ui.window import CONTROL, SHIFT, Typist, type_on, wait_until

_NAMES = ("Trade fair", "Partner in the north")


def templates(typist: Typist) -> Iterator[Scene]:
    """Yields the list without templates and with some, their naming, and what is said of each step."""
    typist.press(Qt.Key.Key_T, CONTROL | SHIFT)
    yield from dialog(typist, "templates-none")
    typist.type("Havglimt AS")
    typist.fill("Category", "partner")
    for name in _NAMES:
        shown = _naming(typist)
        yield "template-naming", shown
        type_on(name)
        _close(typist, shown)
        yield "template-kept", typist.window
    shown = _naming(typist)
    type_on(_NAMES[0])
    yield "template-naming-there", shown
    QTest.keyClick(typist.focused, Qt.Key.Key_Escape)
    wait_until(lambda: shown_or_none(typist) is None)
    _go_back(typist)
    typist.begin_anew()
    typist.press(Qt.Key.Key_T, CONTROL | SHIFT)
    shown = shown_dialog(typist)
    wait_until(shown.isActiveWindow)
    yield "templates", shown
    for _name in _NAMES:  # beyond the company saved last, which nobody deletes
        QTest.keyClick(typist.focused, Qt.Key.Key_Down)
    delete = shown.findChild(QPushButton, "templates.delete")
    assert isinstance(delete, QPushButton)
    delete.click()
    yield "templates-delete", shown
    type_on(_NAMES[0])
    _close(typist, shown)
    yield "template-filled", typist.window
    typist.begin_anew()


def _naming(typist: Typist) -> QDialog:
    typist.window.actions_by_name["action.makeTemplate"].trigger()
    shown = shown_dialog(typist)
    wait_until(shown.isActiveWindow)
    return shown


def _close(typist: Typist, shown: QDialog) -> None:
    QTest.keyClick(typist.focused, Qt.Key.Key_Return)
    wait_until(lambda: not shown.isVisible())
    _go_back(typist)
    wait_until(lambda: bool(typist.window.notice.text))


def _go_back(typist: Typist) -> None:
    typist.window.activateWindow()
    wait_until(typist.window.isActiveWindow)
