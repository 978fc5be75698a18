"""The window of the guide, worked with keys: contents, search, back and forward."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QListWidget, QWidget
from pytestqt.qtbot import QtBot

from app.ui.guide import window as guide_window
from app.ui.guide.pages import read_guide
from app.ui.guide.window import GuideWindow

CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
W = TypeVar("W", bound=QWidget)
NONE = Qt.KeyboardModifier.NoModifier


class Reader:
    """Somebody at the keyboard with the guide open."""

    def __init__(self, shown: GuideWindow) -> None:
        self.shown = shown
        self.search = self.find(QLineEdit, "guide.search")
        self.contents = self.find(QListWidget, "guide.contents")

    def find(self, kind: type[W], name: str) -> W:
        found = self.shown.findChild(kind, name)
        assert isinstance(found, kind)
        return found

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.shown, key, modifiers)

    def type(self, text: str) -> None:
        QTest.keyClicks(QApplication.focusWidget() or self.shown, text)

    @property
    def titles(self) -> list[str]:
        return [self.contents.item(row).text() for row in range(self.contents.count())]

    @property
    def chosen(self) -> str:
        return self.contents.currentItem().text()


@pytest.fixture
def reader(qtbot: QtBot) -> Iterator[Reader]:
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()
    shown = GuideWindow(read_guide(), parent)
    shown.show_page("index.md")
    qtbot.waitUntil(shown.page.hasFocus)
    yield Reader(shown)


def test_the_arrows_turn_the_pages_and_alt_goes_back_and_forward(reader: Reader) -> None:
    assert len(reader.titles) == len(read_guide().pages)
    reader.press(Qt.Key.Key_F, CONTROL)
    reader.press(Qt.Key.Key_Down)
    reader.press(Qt.Key.Key_Down)
    assert (reader.shown.page.name, reader.chosen) == ("02-connect.md", "Connect and sign in")
    reader.press(Qt.Key.Key_Left, ALT)
    assert (reader.shown.page.name, reader.chosen) == ("01-first-start.md", "First start, and practising")
    reader.press(Qt.Key.Key_Right, ALT)
    assert reader.shown.page.name == "02-connect.md"


@pytest.mark.long
def test_a_search_lists_the_pages_and_enter_goes_through_their_places(reader: Reader) -> None:
    reader.press(Qt.Key.Key_F, CONTROL)
    reader.type("hotel sign")
    assert [title.partition(" · ")[0] for title in reader.titles] == ["When something goes wrong"]
    assert reader.shown.page.name == "14-trouble.md"
    assert "sign" in reader.shown.page.textCursor().block().text().casefold()
    QTest.keyClick(reader.search, Qt.Key.Key_A, CONTROL)
    reader.type("undo")
    pages = []
    for _place in range(sum(int(title.rpartition(" · ")[2]) for title in reader.titles)):
        pages.append(reader.shown.page.name)
        reader.press(Qt.Key.Key_Return)
    assert len(set(pages)) == len(reader.titles) > 1
    # Round to where it began, and back to the last one.
    assert reader.shown.page.name == pages[0]
    reader.press(Qt.Key.Key_F3, SHIFT)
    assert reader.shown.page.name == pages[-1]


def test_words_that_no_page_has_are_told(reader: Reader) -> None:
    reader.press(Qt.Key.Key_F, CONTROL)
    reader.type("xylophone")
    assert reader.titles == []
    labels = [label.text() for label in reader.shown.findChildren(QLabel) if label.isVisible()]
    assert "No page has all of these words." in labels
    before = reader.shown.page.name
    reader.press(Qt.Key.Key_Return)
    assert reader.shown.page.name == before
    assert reader.shown.isVisible()


def test_escape_empties_the_search_then_closes_and_tells_the_place(reader: Reader, qtbot: QtBot) -> None:
    reader.press(Qt.Key.Key_F, CONTROL)
    reader.type("outbox")
    reader.press(Qt.Key.Key_Escape)
    assert reader.search.text() == ""
    assert reader.shown.page.hasFocus()
    reader.shown.resize(640, 480)
    with qtbot.waitSignal(reader.shown.left) as left:
        reader.press(Qt.Key.Key_Escape)
    parent = QWidget()
    qtbot.addWidget(parent)
    again = GuideWindow(read_guide(), parent, left.args[0])
    assert (again.width(), again.height()) == (640, 480)


def test_f1_closes_it(reader: Reader, qtbot: QtBot) -> None:
    with qtbot.waitSignal(reader.shown.left):
        reader.press(Qt.Key.Key_F1)


@pytest.mark.parametrize(("language", "said"), [("en", False), ("de", True)])
def test_other_languages_say_in_one_line_that_it_is_english(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, language: str, said: bool
) -> None:
    monkeypatch.setattr(guide_window, "used_language", lambda: language)
    parent = QWidget()
    qtbot.addWidget(parent)
    texts = [label.text() for label in GuideWindow(read_guide(), parent).findChildren(QLabel)]
    assert ("So far, the guide is in English." in texts) is said


def test_it_fits_a_small_screen(reader: Reader) -> None:
    least = reader.shown.minimumSizeHint()
    assert least.width() <= 800
    assert least.height() <= 480


def test_an_arrangement_that_is_damaged_changes_nothing(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    for geometry in ("no base64 ø", "AAAA"):
        assert GuideWindow(read_guide(), parent, geometry).width() > 400
