"""Keeps the field that has the focus in view, in whatever scrolls around it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, QTimer
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from shiboken6 import isValid

_AROUND = 36
"""Pixels above and below the field that are shown with it: its label, and what is said of it."""


class FocusView(QObject):
    """Scrolls to what gets the focus, by whatever way: Qt itself does so for the Tab key alone."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._viewports: list[QWidget] = []
        self._later = QTimer(self, interval=0, singleShot=True)
        self._later.timeout.connect(show_focused)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus_changed)

    def _on_focus_changed(self, _left: QWidget | None, entered: QWidget | None) -> None:
        for viewport in filter(isValid, self._viewports):
            viewport.removeEventFilter(self)
        self._viewports = [area.viewport() for area in _areas_around(entered)]
        for viewport in self._viewports:
            viewport.installEventFilter(self)
        if self._viewports:
            # Where a page has just opened, or messages have come, the place is known once it is laid out.
            show_focused()
            self._later.start()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._later.start()
        return False


def show_focused() -> None:
    """Scrolls to what has the focus, which may have been scrolled away from since it got it."""
    focused = QApplication.focusWidget()
    for area in _areas_around(focused):
        content = area.widget()
        if focused is not None and content is not None:
            # All of it, where it fits: Qt is content with the cursor in it.
            middle = focused.mapTo(content, focused.rect().center())
            room = area.viewport().size()
            around = (focused.size() + QSize(2 * _AROUND, 2 * _AROUND)).boundedTo(room) / 2
            area.ensureVisible(middle.x(), middle.y(), int(around.width()), int(around.height()))
            area.ensureWidgetVisible(focused, 0, 0)


def _areas_around(widget: QWidget | None) -> list[QScrollArea]:
    """Returns the areas that scroll a widget, the innermost first: none scrolls a list that has opened."""
    areas, around = list[QScrollArea](), widget
    while around is not None and not around.isWindow():
        around = around.parentWidget()
        if isinstance(around, QScrollArea):
            areas.append(around)
    return areas
