"""The areas of the window, which F6 goes round: form, tabs, strips, panels."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from app.ui.common.banner import Banner
from app.ui.common.message_place import MessagePlace
from app.ui.common.plain_text import PlainLabel


class Areas(QObject):
    """Moves the focus from one area that is in view to the next."""

    def __init__(self, areas: Sequence[QWidget], parent: QObject | None = None) -> None:
        """Takes the areas in their order; one within another stands behind it. The first is home."""
        super().__init__(parent)
        self._areas = list(areas)
        self._left: dict[QWidget, QWidget] = {}  # what had the focus in an area last
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus_changed)
        for area in areas:
            if isinstance(area, MessagePlace):
                area.left.connect(self.go_home)

    def insert(self, place: int, area: QWidget) -> None:
        """Takes in one more area."""
        self._areas.insert(place, area)

    def go(self, step: int) -> None:
        """Goes to the next area that has something to focus, or the one before with -1."""
        targets = [(area, target) for area in self._areas if (target := self._target_in(area)) is not None]
        if not targets:
            return
        around = self._area_of(QApplication.focusWidget())
        places = [area for area, _target in targets]
        here = places.index(around) if around in places else -step
        area, target = targets[(here + step) % len(targets)]
        if isinstance(area, MessagePlace):
            area.lead_to(target)
        else:
            target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def go_home(self) -> None:
        """Goes back to where the cursor was in the first area."""
        if (target := self._target_in(self._areas[0])) is not None:
            target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _area_of(self, widget: QWidget | None) -> QWidget | None:
        if widget is None:
            return None
        around = [area for area in self._areas if area is widget or area.isAncestorOf(widget)]
        return around[-1] if around else None

    def _on_focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and (area := self._area_of(now)) is not None:
            self._left[area] = now

    def _target_in(self, area: QWidget) -> QWidget | None:
        """Returns what had the focus in an area last, or what can have it first."""
        if isinstance(area, MessagePlace | Banner):  # another message may be seen by now
            return next(iter(area.stops), None)
        last = self._left.get(area)
        if last is not None and isValid(last) and _takes_focus(last):
            return last
        return next((one for one in (area, *area.findChildren(QWidget)) if _takes_focus(one)), None)


def _takes_focus(widget: QWidget) -> bool:
    """Returns True for what can be worked by keys; a text that can only be marked is nothing to stop at."""
    takes_it = widget.focusPolicy() != Qt.FocusPolicy.NoFocus and not isinstance(widget, PlainLabel)
    return takes_it and widget.isVisible() and widget.isEnabled()
