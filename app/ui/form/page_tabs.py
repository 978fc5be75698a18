"""The tabs of the form: which page is open, where the cursor was on it, and what its tab shows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QScrollArea, QTabWidget

from app.model.checks.problem import Problem, Severity
from app.model.form.fields import Tab
from app.translation import _
from app.ui.common.fitting import pass_by_arrows
from app.ui.common.theme import mark_tab
from app.ui.parts.part import TITLES, Page, Part
from app.ui.parts.safe_value import SafeValue

_COUNT_AFTER_MS = 300


class PageTabs(QTabWidget):
    """One tab a page, each with a scroll area that is empty until the page is built."""

    def __init__(
        self, safe_of: Callable[[Part], SafeValue], shown_of: Callable[[Part], Sequence[Problem]]
    ) -> None:
        """Makes the tabs; `safe_of` returns what asks a part safely, `shown_of` what it shows."""
        super().__init__()
        self._safe_of, self._shown_of = safe_of, shown_of
        self._pages: Mapping[Tab, Page] = {}
        self._counts: dict[Tab, int] = {}
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
        for index, (tab, title) in enumerate(TITLES.items()):
            page = pages.get(tab)
            if page is not None and (not path or any(part.path == path for part in page.parts)):
                shown = [one for part in page.parts for one in self._shown_of(part) if page.holds(one.path)]
                errors = sum(one.severity is not Severity.WARNING for one in shown)
                mark_tab(self, index, title, errors, is_used=page.is_used, count=self._counts.get(tab, 0))
        if not self._count_soon.isActive():
            self._count_soon.start()

    def _on_count_soon(self) -> None:
        counts = {
            tab: page.count(lambda part: self._safe_of(part).known()) for tab, page in self._pages.items()
        }
        if counts != self._counts:
            self._counts = counts
            self.mark(self._pages)


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
