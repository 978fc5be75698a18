"""The tabs of a person's card: pages, the keys that turn them, and the marks of what is wrong or set."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QTabWidget, QWidget

from app.model.checks.problem import Severity
from app.model.form.person_fields import Section
from app.translation import _
from app.ui.common.fitting import pass_by_arrows
from app.ui.common.theme import mark_tab
from app.ui.parts.part import Part
from app.ui.parts.safe_value import SafeValue, ask_all
from app.ui.persons.pages import fill_page, make_empty_page
from app.ui.persons.parts import PersonInterests

PAGES = (Section.CONTACT, Section.DETAILS, Section.MORE, Section.INTERESTS, Section.NOTE)
# Where set values are not in view, a tab has a dot.
_DOTTED = (Section.MORE, Section.INTERESTS, Section.NOTE)
_PAGE_KEYS = {
    Qt.Key.Key_PageDown: 1,
    Qt.Key.Key_Tab: 1,
    Qt.Key.Key_PageUp: -1,
}


class CardTabs(QTabWidget):
    """One page for each section of `sections` that is not head or foot; `values` asks their parts."""

    def __init__(
        self,
        sections: Mapping[Section, Mapping[str, Part]],
        values: Mapping[str, SafeValue],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._sections = sections
        self._values = values
        self.setObjectName("person")
        self.tabBar().setAccessibleName(_("Pages of the person"))
        pass_by_arrows(self.tabBar())
        self.setDocumentMode(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its bar has one of its own
        # Its pages scroll, so that the names above and the foot below stay in view.
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(100)

    def sizeHint(self) -> QSize:
        """Asks for no more height than it needs.

        A policy that ignores the height has Qt count none at all where a text beneath may break its line,
        and what is beneath would stand in the pages.
        """
        return QSize(super().sizeHint().width(), self.minimumHeight())

    def building(self) -> Iterator[None]:
        """Builds the pages, a step of a few milliseconds at a time."""
        for section in PAGES:
            scroll, page = make_empty_page()
            self.addTab(scroll, section)
            yield
            yield from fill_page(page, section, self._sections[section])
        self.currentChanged.connect(self._on_page_changed)

    def show_section(self, section: Section) -> None:
        """Opens the page of a section; head and foot are always in view."""
        if section in PAGES:
            self.setCurrentIndex(PAGES.index(section))

    def mark(self) -> None:
        """Shows on each tab how many problems its page has, and whether something is set there."""
        for index, section in enumerate(PAGES):
            values = [self._values[path] for path in self._sections[section]]
            shown = ask_all(values, lambda part: part.shown_problems())
            count = sum(problem.severity is not Severity.WARNING for problem in shown)
            used = section in _DOTTED and any(map(_is_used, values))
            mark_tab(self, index, section, count, is_used=used)

    def handle_key(self, event: QKeyEvent) -> bool:
        """Turns the page on Ctrl+PageDown and its like; returns False if the key is another."""
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier or event.key() not in _PAGE_KEYS:
            return False
        index = self.currentIndex() + _PAGE_KEYS[Qt.Key(event.key())]
        self.setCurrentIndex(index % len(PAGES))
        return True

    def _on_page_changed(self, index: int) -> None:
        """Puts the cursor into the page, unless the tab bar or another part of the window has the focus."""
        card, focused = self.parentWidget(), QApplication.focusWidget()
        is_inside = focused is not None and card is not None and card.isAncestorOf(focused)
        if focused is None or (is_inside and focused is not self.tabBar()):
            next(iter(self._sections[PAGES[index]].values())).focus_path("")


def _is_used(safe: SafeValue) -> bool:
    return safe.owner.is_used if isinstance(safe.owner, PersonInterests) else bool(safe.known())
