"""The areas of the window, which F6 goes round: form, tabs, strips, panels."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from app.ui.common.plain_text import PlainLabel


class Areas:
    """Moves the focus from one area that is in view to the next."""

    def __init__(self, areas: Sequence[QWidget]) -> None:
        """Takes the areas in their order; one within another stands behind it."""
        self._areas = areas
        self._left: dict[QWidget, QWidget] = {}  # what had the focus in an area when it was left

    def go(self, step: int) -> None:
        """Goes to the next area that has something to focus, or the one before with -1."""
        targets = [(area, target) for area in self._areas if (target := self._target_in(area)) is not None]
        if not targets:
            return
        focused = QApplication.focusWidget()
        around = [area for area, _target in targets if focused in (area, *area.findChildren(QWidget))]
        places = [area for area, _target in targets]
        here = places.index(around[-1]) if around else -step
        if around and focused is not None:
            self._left[around[-1]] = focused
        _area, target = targets[(here + step) % len(targets)]
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _target_in(self, area: QWidget) -> QWidget | None:
        """Returns what had the focus in an area when it was left, or what can have it first."""
        last = self._left.get(area)
        if last is not None and isValid(last) and _takes_focus(last):
            return last
        return next((one for one in (area, *area.findChildren(QWidget)) if _takes_focus(one)), None)


def _takes_focus(widget: QWidget) -> bool:
    """Returns True for what can be worked by keys; a text that can only be marked is nothing to stop at."""
    takes_it = widget.focusPolicy() != Qt.FocusPolicy.NoFocus and not isinstance(widget, PlainLabel)
    return takes_it and widget.isVisible() and widget.isEnabled()
