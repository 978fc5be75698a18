"""Shows one page of the guide: the only place where the window takes a text for more than text.

What is shown is the program's own; nothing but the pages and pictures of the guide is ever loaded for it.
"""

from __future__ import annotations

import re
from typing import Final

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import (
    QColor,
    QDesktopServices,
    QImage,
    QResizeEvent,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextLength,
    QTextTable,
)
from PySide6.QtWidgets import QTextBrowser, QTextEdit

from app.ui.common.theme import colours
from app.ui.guide.pages import Guide

_SCHEME: Final = "guide"
_MARGIN: Final = 16
_ABOVE_HEADING: Final = 20
_IN_CELL: Final = 5
_SPACE: Final = 8  # above a heading that a link leads to


class PageView(QTextBrowser):
    """A page, its links and the places where what is searched for stands in it."""

    page_shown = Signal(str)
    """Emitted with the name of the page that is shown now."""

    def __init__(self, guide: Guide) -> None:
        super().__init__()
        self._guide = guide
        self.name = ""  # of the page that is shown
        self._hits: list[QTextCursor] = []
        self._hit = -1
        self._addresses: list[str] = []  # of the pictures in the page
        self.setObjectName("guide.page")
        self.setOpenLinks(False)
        # With a bar that comes and goes, a page would be laid out twice.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.document().setDocumentMargin(_MARGIN)
        self.anchorClicked.connect(self._on_link)
        self.sourceChanged.connect(self._on_source_changed)

    def show_page(self, name: str, heading: str = "") -> None:
        """Shows a page from its beginning, or from one of its headings on, which is named as in a link."""
        if self._guide.page(name) is None:
            return
        if name != self.name:
            self.setSource(QUrl(f"{_SCHEME}:/{name}"))
        if heading:
            self._go_to_heading(heading)

    def mark(self, text: str) -> None:
        """Marks each word of `text` wherever it stands in the page; none for an empty text."""
        found = [hit for word in text.split() for hit in self._find(word)]
        self._hits = sorted(found, key=lambda hit: hit.selectionStart())
        self._hit = -1
        self._show_marks()

    def go_to_hit(self, step: int) -> bool:
        """Goes to the next place (1) or the one before (-1); returns False where there is none any more."""
        # Where none was gone to yet, the one before is the last.
        wanted = self._hit + step if self._hit >= 0 or step > 0 else len(self._hits) - 1
        if not 0 <= wanted < len(self._hits):
            return False
        self._hit = wanted
        cursor = QTextCursor(self._hits[wanted])
        cursor.clearSelection()
        self.setTextCursor(cursor)
        self.ensureCursorVisible()
        self._show_marks()
        return True

    def loadResource(self, kind: int, name: QUrl | str) -> object:  # noqa: N802  # Qt's name
        """Returns a page or a picture of the guide, whatever address is asked for; nothing else."""
        path = _name_of(QUrl(name))
        if kind == QTextDocument.ResourceType.MarkdownResource.value:
            page = self._guide.page(path)
            return page.text if page else ""
        if kind == QTextDocument.ResourceType.ImageResource.value and path in self._guide.pictures:
            return self._picture(path)
        return None

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        document = self.document()
        for address in self._addresses:
            url = document.baseUrl().resolved(QUrl(address))
            picture = self._picture(_name_of(url))
            document.addResource(QTextDocument.ResourceType.ImageResource.value, url, picture)
        document.markContentsDirty(0, document.characterCount())

    def _picture(self, name: str) -> QImage:
        """Returns a picture no wider than the page, in the screen's pixels: Qt's own scaling is coarse."""
        picture = QImage.fromData(self._guide.pictures.get(name, b""))
        ratio = self.devicePixelRatioF()
        room = round((self.viewport().width() - 2 * _MARGIN) * ratio)
        if room < picture.width():
            picture = picture.scaledToWidth(max(room, 1), Qt.TransformationMode.SmoothTransformation)
            picture.setDevicePixelRatio(ratio)
        return picture

    def _on_link(self, url: QUrl) -> None:
        if url.scheme() == _SCHEME:
            self.show_page(_name_of(url), url.fragment())
        elif url.scheme() == "https":
            QDesktopServices.openUrl(url)

    def _on_source_changed(self, url: QUrl) -> None:
        self.name = _name_of(url)
        self._lay_out()
        self.mark("")
        self.page_shown.emit(self.name)

    def _lay_out(self) -> None:
        """Gives headings some space, tables quiet lines, and pictures no more room than there is."""
        self._addresses.clear()
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()  # laid out once, at its end
        for table in self.document().rootFrame().childFrames():
            if isinstance(table, QTextTable):
                look = table.format()
                look.setBorderBrush(QColor(colours().muted))
                look.setCellPadding(_IN_CELL)
                table.setFormat(look)
        block = self.document().begin()
        while block.isValid():
            if block.blockFormat().headingLevel() > 1:
                heading = block.blockFormat()
                heading.setTopMargin(_ABOVE_HEADING)
                QTextCursor(block).setBlockFormat(heading)
            self._limit_pictures(block)
            block = block.next()
        cursor.endEditBlock()

    def _limit_pictures(self, block: QTextBlock) -> None:
        pieces = block.begin()
        while not pieces.atEnd():
            piece = pieces.fragment()
            if piece.charFormat().isImageFormat():
                picture = piece.charFormat().toImageFormat()
                self._addresses.append(picture.name())
                picture.setMaximumWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
                cursor = QTextCursor(block)
                cursor.setPosition(piece.position())
                cursor.setPosition(piece.position() + piece.length(), QTextCursor.MoveMode.KeepAnchor)
                cursor.setCharFormat(picture)
            pieces += 1

    def _go_to_heading(self, heading: str) -> None:
        block = self.document().begin()
        while block.isValid():
            if block.blockFormat().headingLevel() and _anchor(block.text()) == heading:
                self.setTextCursor(QTextCursor(block))
                bar = self.verticalScrollBar()
                bar.setValue(bar.value() + self.cursorRect().top() - _SPACE)
                return
            block = block.next()

    def _find(self, word: str) -> list[QTextCursor]:
        found = []
        cursor = self.document().find(word)
        while not cursor.isNull():
            found.append(cursor)
            cursor = self.document().find(word, cursor)
        return found

    def _show_marks(self) -> None:
        marks = []
        for number, hit in enumerate(self._hits):
            mark = QTextEdit.ExtraSelection()
            mark.cursor = hit
            mark.format = _mark(is_current=number == self._hit)
            marks.append(mark)
        self.setExtraSelections(marks)


def _name_of(url: QUrl) -> str:
    return url.path().rpartition("/")[2]


def _mark(*, is_current: bool) -> QTextCharFormat:
    used = colours()
    look = QTextCharFormat()
    look.setBackground(QColor(used.primary if is_current else used.soft))
    look.setForeground(QColor(used.onPrimary if is_current else used.text))
    return look


def _anchor(heading: str) -> str:
    """Returns how a link names a heading, as in Markdown elsewhere."""
    return re.sub(r"[^\w\- ]", "", heading).strip().lower().replace(" ", "-")
