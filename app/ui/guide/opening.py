"""Opens the guide near what has the focus: read and loaded on a worker, when it is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from app.controller.process.workers import WorkerPool
from app.translation import _
from app.ui.common.plain_text import PlainMessageBox

if TYPE_CHECKING:
    from app.ui.guide.pages import Guide

_WAIT_MS: Final = 1000
TOPICS: Final = {
    "Name": "03-first-company.md",
    "tab.contact": "03-first-company.md",
    "Address": "05-addresses.md",
    "tab.persons": "04-people.md",
    "tab.communication": "04-people.md",
    "tab.customfields": "06-interests-and-custom-fields.md",
    "tab.interests": "06-interests-and-custom-fields.md",
    "tab.more": "06-interests-and-custom-fields.md",
    "recognition": "07-pasting.md",
    "offers": "07-pasting.md",
    "problems": "08-checks.md",
    "register": "03-first-company.md",
    "registers": "03-first-company.md",
    "duplicates": "08-checks.md",
    "companySearch": "08-checks.md",
    "outbox": "10-outbox.md",
    "compare": "10-outbox.md",
    "import": "09-tables.md",
    "templates": "03-first-company.md",
    "templateName": "03-first-company.md",
    "walk": "09-tables.md",
    "preferences": "13-preferences.md",
    "profile": "02-connect.md",
    "signin": "02-connect.md",
}
"""Which page is about a part of the window, by its objectName or by what that begins with before a dot."""


class GuideOpener(QObject):
    """Reads the guide once, and has one window of it at a time."""

    geometry_changed = Signal(str)
    """Emitted with size and place of the guide's window, in base64, when it closes."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._pool = WorkerPool(1, self)
        self._guide: Guide | None = None
        self._topic = self._geometry = ""
        self._is_reading = False
        if app := QApplication.instance():
            app.aboutToQuit.connect(self._on_about_to_quit)

    def open(self, geometry: str) -> None:
        """Shows the page about what has the focus, in a window of that size and place (base64, or empty)."""
        self._topic, self._geometry = topic_of(QApplication.focusWidget()), geometry
        if self._guide is not None:
            self._show(self._guide)
        elif not self._is_reading:
            self._is_reading = True
            self._pool.run(_load, self._on_loaded, self._on_failed)

    def _on_loaded(self, guide: Guide) -> None:
        self._is_reading = False
        self._guide = guide
        self._show(guide)

    def _on_failed(self, error: Exception) -> None:
        self._is_reading = False
        text = _("Files of the guide are missing. Install Contact Entry again.")
        PlainMessageBox(self._window, "guide.missing", _("User’s guide"), text, str(error)).open()

    def _show(self, guide: Guide) -> None:
        from app.ui.guide.window import GuideWindow

        # A dialog lets nobody work in a window that is not its own; that one goes with it.
        parent = QApplication.activeModalWidget() or self._window
        open_ones = [one for one in self._window.findChildren(GuideWindow) if one.isVisible()]
        shown = next((one for one in open_ones if one.parentWidget() is parent), None)
        for other in open_ones:
            if other is not shown:
                other.close()
        if shown is None:
            shown = GuideWindow(guide, parent, self._geometry)
            shown.left.connect(self.geometry_changed)
            if isinstance(parent, QDialog):
                parent.finished.connect(shown.close)
        shown.show_page(self._topic)

    def _on_about_to_quit(self) -> None:
        self._pool.close(_WAIT_MS)


def topic_of(widget: QWidget | None) -> str:
    """Returns the name of the page about a widget, or about what it is in; the first page for none."""
    for name in _names_around(widget):
        if page := TOPICS.get(name) or TOPICS.get(name.partition(".")[0]):
            return page
    return "index.md"


def _names_around(widget: QWidget | None) -> Iterator[str]:
    while widget is not None:
        yield widget.objectName()
        widget = widget.parentWidget()


def _load() -> Guide:
    import app.ui.guide.window  # noqa: F401  # loaded here, no key waits for it
    from app.ui.guide.pages import read_guide

    return read_guide()
