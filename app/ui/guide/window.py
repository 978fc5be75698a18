"""The window of the guide: contents, a search over all pages, and the page."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.translation import _
from app.translation.catalogue import used_language
from app.translation.languages import ENGLISH
from app.ui.common.fitting import fitting_size
from app.ui.common.key_translation import key_sequence
from app.ui.common.plain_text import PlainLabel, name_button, plain_line, set_description
from app.ui.guide.page_view import PageView
from app.ui.guide.pages import Guide, Page
from app.ui.inputs.keys import STEPS, is_enter
from app.ui.inputs.line import SearchLine

_NAME = Qt.ItemDataRole.UserRole
_SIZE = QSize(1040, 720)
_CONTENTS_WIDTH = 250


class GuideWindow(QDialog):
    """The guide beside what it is about. Closed, it is deleted."""

    left = Signal(str)
    """Emitted with size and place, in base64, when it closes."""

    def __init__(self, guide: Guide, parent: QWidget, geometry: str = "") -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("guide")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("User’s guide"))
        self._guide = guide
        self._search = SearchLine("guide.search", _("Search all pages"))
        self._contents = QListWidget()
        self.page = PageView(guide)
        self._nothing = PlainLabel(_("No page has all of these words."), role="hint")
        self._back, self._forward = QToolButton(), QToolButton()
        self._lay_out()
        self._connect()
        self._list_pages()
        self.resize(fitting_size(self, _SIZE))
        if geometry:
            self.restoreGeometry(QByteArray.fromBase64(QByteArray(geometry.encode("ascii", "ignore"))))

    def show_page(self, name: str, heading: str = "") -> None:
        """Shows a page, and brings the window to the front; the keys are the page's then."""
        self._search.clear()
        self.page.show_page(name, heading)
        self.show()
        self.raise_()
        self.activateWindow()
        self.page.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        self._search.setPlaceholderText(_("Search all pages"))
        set_description(self._search)
        self._contents.setObjectName("guide.contents")
        self._contents.setAccessibleName(_("Contents"))
        self._contents.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._contents.setWordWrap(True)
        self._nothing.setWordWrap(True)
        self._nothing.hide()
        self.page.setAccessibleName(_("Page"))
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._way_buttons())
        for one in (self._nothing, self._contents):
            column.addWidget(one)
        both = QSplitter()
        both.setChildrenCollapsible(False)
        both.addWidget(left)
        both.addWidget(self.page)
        both.setStretchFactor(1, 1)
        both.setSizes([_CONTENTS_WIDTH, _SIZE.width() - _CONTENTS_WIDTH])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.addWidget(both, 1)
        if used_language() != ENGLISH:
            layout.addWidget(PlainLabel(_("So far, the guide is in English."), role="hint"))

    def _way_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(4)
        for button, sign, name in (
            (self._back, Qt.ArrowType.LeftArrow, _("Back")),
            (self._forward, Qt.ArrowType.RightArrow, _("Forward")),
        ):
            button.setArrowType(sign)
            button.setProperty("role", "quiet")
            name_button(button, name)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Alt+Left and Alt+Right are their keys
            button.setEnabled(False)
            row.addWidget(button)
        row.addWidget(self._search, 1)
        return row

    def _connect(self) -> None:
        self._search.textChanged.connect(self._on_search)
        self._contents.currentItemChanged.connect(self._on_chosen)
        self.page.page_shown.connect(self._on_page_shown)
        self.page.backwardAvailable.connect(self._back.setEnabled)
        self.page.forwardAvailable.connect(self._forward.setEnabled)
        self._back.clicked.connect(self.page.backward)
        self._forward.clicked.connect(self.page.forward)
        for keys, slot in (
            ("Ctrl+F", self._focus_search),
            ("F3", lambda: self._go_to_hit(1)),
            ("Shift+F3", lambda: self._go_to_hit(-1)),
            ("Alt+Left", self.page.backward),
            ("Alt+Right", self.page.forward),
            ("F1", self.close),
        ):
            QShortcut(key_sequence(keys), self).activated.connect(slot)

    def _found(self) -> list[tuple[Page, int]]:
        text = self._search.text()
        return [*self._guide.find(text)] if text.strip() else [(page, 0) for page in self._guide.pages]

    def _list_pages(self) -> None:
        """Lists the pages that have what is searched for; all of them where nothing is."""
        found = self._found()
        with QSignalBlocker(self._contents):
            self._contents.clear()
            for page, count in found:
                item = QListWidgetItem(
                    plain_line(f"{page.title} · {count}" if count else page.title), self._contents
                )
                item.setData(_NAME, page.name)
        self._nothing.setVisible(not found)
        self._choose(self.page.name)

    def _choose(self, name: str) -> None:
        """Chooses a page in the list without showing it."""
        names = self._names()
        with QSignalBlocker(self._contents):
            self._contents.setCurrentRow(names.index(name) if name in names else -1)

    def _names(self) -> list[str]:
        items = (self._contents.item(row) for row in range(self._contents.count()))
        return [str(item.data(_NAME)) for item in items]

    def _on_search(self, text: str) -> None:
        self._list_pages()
        names = self._names()
        if text.strip() and names and self.page.name not in names:
            self.page.show_page(names[0])
        else:
            self.page.mark(text)
        self.page.go_to_hit(1)

    def _on_chosen(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.page.show_page(str(item.data(_NAME)))
            self.page.go_to_hit(1)

    def _on_page_shown(self, name: str) -> None:
        self._choose(name)
        self.page.mark(self._search.text())

    def _focus_search(self) -> None:
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search.selectAll()

    def _go_to_hit(self, step: int) -> None:
        """Goes to the next place that has what is searched for, from page to page."""
        names = self._names()
        if self.page.go_to_hit(step) or not (self._search.text().strip() and names):
            return
        here = names.index(self.page.name) if self.page.name in names else 0
        other = names[(here + step) % len(names)]
        if other == self.page.name:
            self.page.mark(self._search.text())
        else:
            self.page.show_page(other)
        self.page.go_to_hit(step)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_in_search = self._search.hasFocus()
        if event.key() == Qt.Key.Key_Escape and self._search.text():
            self._search.clear()
            self.page.setFocus(Qt.FocusReason.OtherFocusReason)
        elif is_in_search and is_enter(event):
            self._go_to_hit(1)
        elif is_in_search and event.key() in STEPS:
            row = self._contents.currentRow() + STEPS[event.key()]
            self._contents.setCurrentRow(max(0, min(row, self._contents.count() - 1)))
        elif self._contents.hasFocus() and is_enter(event):
            self.page.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)

    def done(self, result: int) -> None:
        self._leave()
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._leave()
        super().closeEvent(event)

    def _leave(self) -> None:
        self.left.emit(bytes(self.saveGeometry().toBase64().data()).decode())
