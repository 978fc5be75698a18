"""A page of the guide: links, marks, pictures; nothing else is ever loaded."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QImage, QTextDocument
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.ui.guide.page_view import PageView
from app.ui.guide.pages import Guide, Page, read_guide

IMAGE = QTextDocument.ResourceType.ImageResource.value
LONG = "\n\n".join(f"Line {number}." for number in range(200))


def view_of(qtbot: QtBot, guide: Guide) -> PageView:
    view = PageView(guide)
    qtbot.addWidget(view)
    view.resize(600, 300)
    view.show()
    qtbot.waitExposed(view)
    return view


def two_pages() -> Guide:
    one = "# One\n\n[two](two.md) and [its end](two.md#the-end) and [out](https://example.com/)"
    return Guide((Page.of("one.md", one), Page.of("two.md", f"# Two\n\n{LONG}\n\n## The end\n\n{LONG}")), {})


def test_links_are_followed_by_keys_and_back(qtbot: QtBot) -> None:
    view = view_of(qtbot, two_pages())
    view.show_page("one.md")
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Tab)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert (view.name, view.verticalScrollBar().value()) == ("two.md", 0)
    view.backward()
    assert view.name == "one.md"


def test_a_link_to_a_heading_shows_it_at_the_top(qtbot: QtBot) -> None:
    view = view_of(qtbot, two_pages())
    view.show_page("one.md")
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Tab)
    QTest.keyClick(view, Qt.Key.Key_Tab)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert view.name == "two.md"
    assert view.textCursor().block().text() == "The end"
    assert 0 <= view.cursorRect().top() < 40


class Browser(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.opened.append(url.toString())


def test_only_a_secure_address_opens_in_the_browser(qtbot: QtBot) -> None:
    browser = Browser()
    for scheme in ("https", "http", "file"):
        QDesktopServices.setUrlHandler(scheme, browser, "open")  # type: ignore[arg-type]  # it takes no bytes
    view = view_of(qtbot, two_pages())
    view.show_page("one.md")
    try:
        for address in ("https://example.com/", "http://example.com/", "file:///etc/passwd", "two.md"):
            view.anchorClicked.emit(QUrl(address))
    finally:
        for scheme in ("https", "http", "file"):
            QDesktopServices.unsetUrlHandler(scheme)
    assert browser.opened == ["https://example.com/"]
    assert view.name == "one.md"


def test_a_page_that_there_is_not_changes_nothing(qtbot: QtBot) -> None:
    view = view_of(qtbot, two_pages())
    view.show_page("one.md")
    view.show_page("three.md")
    assert view.name == "one.md"


def test_nothing_but_the_guide_is_loaded(qtbot: QtBot, tmp_path: Path) -> None:
    picture = tmp_path / "picture.png"
    QImage(4, 4, QImage.Format.Format_RGB32).save(str(picture))
    view = view_of(qtbot, two_pages())
    assert view.loadResource(IMAGE, QUrl.fromLocalFile(str(picture))) is None
    assert view.loadResource(QTextDocument.ResourceType.StyleSheetResource.value, QUrl("a.css")) is None


def test_every_picture_is_shown_no_wider_than_the_page(qtbot: QtBot) -> None:
    guide = read_guide()
    view = view_of(qtbot, guide)
    view.show_page("03-first-company.md")
    for width in (500, 400):
        view.resize(width, 300)
        picture = view.document().resource(
            IMAGE, view.document().baseUrl().resolved(QUrl("pictures/company.png"))
        )
        assert isinstance(picture, QImage)
        assert width - 80 < picture.deviceIndependentSize().width() < width
    assert not view.horizontalScrollBar().isVisible()
    for name in guide.pictures:
        loaded = view.loadResource(IMAGE, QUrl(f"pictures/{name}"))
        assert isinstance(loaded, QImage)
        assert not loaded.isNull()


@pytest.mark.parametrize(("step", "places"), [(1, [0, 1, 2]), (-1, [2, 1, 0])])
def test_every_place_of_a_word_is_gone_to_once(qtbot: QtBot, step: int, places: list[int]) -> None:
    guide = Guide((Page.of("one.md", "# Save\n\nsave it\n\nSaved."),), {})
    view = view_of(qtbot, guide)
    view.show_page("one.md")
    view.mark("save")
    assert len(view.extraSelections()) == 3
    blocks = []
    while view.go_to_hit(step):
        blocks.append(view.textCursor().blockNumber())
    assert blocks == places
    view.mark("")
    assert view.extraSelections() == []
    assert not view.go_to_hit(1)
