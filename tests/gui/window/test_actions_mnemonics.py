"""Alt and a letter: one meaning on each page, be it a menu, a button, a tab or a field."""

from collections.abc import Iterator
from string import ascii_uppercase

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QTabBar, QWidget

from tests.helpers.ui.window import Typist

pytestmark = pytest.mark.shared_window

ALT = Qt.KeyboardModifier.AltModifier


def texts(window: QWidget) -> Iterator[str]:
    """What is in view and may have an underlined letter."""
    for widget in window.findChildren(QWidget):
        if not widget.isVisible():
            continue
        if isinstance(widget, QAbstractButton) or (isinstance(widget, QLabel) and widget.buddy() is not None):
            yield widget.text()
        elif isinstance(widget, QTabBar):
            yield from (widget.tabText(place) for place in range(widget.count()))


def letters(typist: Typist) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    menus = [action.text() for action in typist.window.menuBar().actions()]
    for text in (*menus, *texts(typist.window)):
        key = QKeySequence.mnemonic(text).toString()
        if key:
            found.setdefault(key, []).append(text)
    return found


@pytest.mark.parametrize("page", range(1, 7))
def test_no_letter_means_two_things(typist: Typist, page: int) -> None:
    typist.go_to_tab(page)
    QApplication.processEvents()
    found = letters(typist)
    assert {"Alt+F", "Alt+S"} <= found.keys()
    free = [letter for letter in ascii_uppercase if f"Alt+{letter}" not in found]
    assert {key: texts for key, texts in found.items() if len(texts) > 1} == {}, f"free on this page: {free}"


@pytest.mark.parametrize(("key", "path"), [(Qt.Key.Key_Y, "Category"), (Qt.Key.Key_N, "Business")])
def test_the_letter_of_a_field_leads_to_it(typist: Typist, key: Qt.Key, path: str) -> None:
    typist.press(key, ALT)
    assert typist.place == path
