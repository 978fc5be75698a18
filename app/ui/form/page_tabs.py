"""The tabs of the form: which page is open, where the cursor was on it, and what its tab shows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QTabWidget

from app.model.checks.problem import Problem, Severity
from app.model.form.fields import Tab
from app.translation import _
from app.ui.common.fitting import pass_by_arrows
from app.ui.common.plain_text import set_tip, without_mnemonic
from app.ui.common.theme import mark_tab, restyle
from app.ui.parts.part import TITLES, Page, Part
from app.ui.parts.safe_value import SafeValue

_COUNT_AFTER_MS = 300
_CLOSER: Final = 12
"""Pixels by which the style sheet makes a tab narrower that is to be close to its neighbours."""
_SHORTEST: Final = "nnnn…"
"""What a title is never shortened beyond: where that does not fit, the bar has arrows."""


class _Mark(NamedTuple):
    """What a tab shows beside its title."""

    errors: int = 0
    is_used: bool = False
    filled: int = 0


class PageTabs(QTabWidget):
    """One tab a page, each with a scroll area that is empty until the page is built.

    Where the tabs do not fit, they are closer to each other, and the longest titles end in dots: the last
    page is not to be looked for behind arrows.
    """

    def __init__(
        self, safe_of: Callable[[Part], SafeValue], shown_of: Callable[[Part], Sequence[Problem]]
    ) -> None:
        """Makes the tabs; `safe_of` returns what asks a part safely, `shown_of` what it shows."""
        super().__init__()
        self._safe_of, self._shown_of = safe_of, shown_of
        self._pages: Mapping[Tab, Page] = {}
        self._counts: dict[Tab, int] = {}
        self._marks = dict.fromkeys(TITLES, _Mark())
        self._shown = list(TITLES.values())
        self.start_page = 1  # number of the page that a new company is begun on
        self._count_soon = QTimer(self)
        self._count_soon.setSingleShot(True)
        self._count_soon.setInterval(_COUNT_AFTER_MS)
        self._count_soon.timeout.connect(self._on_count_soon)
        self.setObjectName("tabs")
        self.tabBar().setAccessibleName(_("Pages"))
        # Tab goes through what is typed; Ctrl and a number opens a page.
        self.tabBar().setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        pass_by_arrows(self.tabBar())
        self.setDocumentMode(True)
        self._scrolls: dict[Tab, QScrollArea] = {}
        for tab, title in TITLES.items():
            scroll = QScrollArea()
            scroll.setWidgetResizable(True)
            scroll.setFrameShape(QFrame.Shape.NoFrame)
            scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._scrolls[tab] = scroll
            self.addTab(scroll, title)

    def place(self, page: Page) -> None:
        """Puts a page into its tab."""
        self._scrolls[page.tab].setWidget(page)

    def show_page(self, page: Page) -> None:
        """Opens a page that has its place."""
        self.setCurrentWidget(self._scrolls[page.tab])

    def go_to(self, page: Page, show: Callable[[], None]) -> None:
        """Opens a page by `show` and puts the cursor where it was there last; else into its first field."""
        # Asked before the page opens: Qt puts the focus somewhere on it by itself.
        place = page.last_place
        show()
        if place is None or not place.isVisibleTo(page) or not place.isEnabled():
            page.focus_first()
        else:
            place.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def mark(self, pages: Mapping[Tab, Page], path: str = "") -> None:
        """Marks each tab with the count of the errors that its page shows, or as used.

        With a path, only those of pages that have that part. How much is in each follows soon: nobody waits
        for that, and each key would have it counted.
        """
        self._pages = pages
        marks = dict(self._marks)
        for tab in TITLES:
            page = pages.get(tab)
            if page is not None and (not path or any(part.path == path for part in page.parts)):
                shown = [one for part in page.parts for one in self._shown_of(part) if page.holds(one.path)]
                errors = sum(one.severity is not Severity.WARNING for one in shown)
                marks[tab] = _Mark(errors, page.is_used, self._counts.get(tab, 0))
        if marks != self._marks:
            self._marks = marks
            self._fit()
        else:
            self._show(self._shown)  # in the theme's colours, which may be others
        if not self._count_soon.isActive():
            self._count_soon.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._count_soon.start()

    def _fit(self) -> None:
        """Shows the marks, and as much of each title as there is room for."""
        bar = self.tabBar()
        self._show(self._shown)
        widths = self._widths(TITLES.values())
        closer = _CLOSER * len(widths)
        close = bar.sizeHint().width() - sum(self._widths(self._shown))  # beside the titles
        close -= 0 if bar.property("closer") == "true" else closer
        has_room = close + closer + sum(widths) <= self.width()
        if restyle(bar, closer=str(not has_room).lower()):
            QApplication.sendEvent(bar, QEvent(QEvent.Type.StyleChange))  # else its tabs keep their widths
        longest = max(widths) if has_room else _longest_of(widths, self.width() - close)
        if longest < bar.fontMetrics().horizontalAdvance(_SHORTEST):
            longest = max(widths)
        self._show([self._shortened(title, longest) for title in TITLES.values()])

    def _shortened(self, title: str, longest: int) -> str:
        letters, plain = self.tabBar().fontMetrics(), _plain(title)
        if letters.horizontalAdvance(plain) <= longest:  # what is rounded may be elided else
            return title
        return without_mnemonic(letters.elidedText(plain, Qt.TextElideMode.ElideRight, longest))

    def _widths(self, titles: Iterable[str]) -> list[int]:
        letters = self.tabBar().fontMetrics()
        return [letters.horizontalAdvance(_plain(title)) for title in titles]

    def _show(self, titles: list[str]) -> None:
        bar, self._shown = self.tabBar(), titles
        for index, ((tab, whole), title) in enumerate(zip(TITLES.items(), titles, strict=True)):
            mark = self._marks[tab]
            mark_tab(self, index, title, mark.errors, is_used=mark.is_used, count=mark.filled)
            said = "" if title == whole else _plain(bar.tabText(index).replace(title, whole, 1))
            if bar.accessibleTabName(index) != said:
                bar.setAccessibleTabName(index, said)
        set_tip(bar, "" if titles == list(TITLES.values()) else "\n".join(map(_plain, TITLES.values())))

    def _on_count_soon(self) -> None:
        counts = {
            tab: page.count(lambda part: self._safe_of(part).known()) for tab, page in self._pages.items()
        }
        if counts != self._counts:
            self._counts = counts
            self.mark(self._pages)
        else:
            self._fit()  # the letters, or the colours, may be others


def _plain(title: str) -> str:
    return title.replace("&&", "&")


def _longest_of(widths: Iterable[int], room: int) -> int:
    """Returns the one width to which the widest have to be cut, so that all of them have `room`."""
    left = sorted(widths)
    widest = left[-1]
    while left and left[0] * len(left) <= room:
        room -= left.pop(0)
    return room // len(left) if left else widest


def forget_place_on(page: Page) -> None:
    """Forgets where the cursor was on a page, and how far it was scrolled: another entry is in the form."""
    place = page.last_place
    if place is not None:
        place.clearFocus()
    viewport = page.parentWidget()
    around = viewport.parentWidget() if viewport is not None else None
    for area in (*page.findChildren(QScrollArea), around):
        if isinstance(area, QScrollArea):
            area.verticalScrollBar().setValue(0)
