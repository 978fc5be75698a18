"""The commands of the Edit menu for the field that has the focus, and the way into a search."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.ui.inputs.line import SearchLine

_KEYS = {
    "action.cut": Qt.Key.Key_X,
    "action.copy": Qt.Key.Key_C,
    "action.pasteText": Qt.Key.Key_V,
    "action.selectAll": Qt.Key.Key_A,
}


def editing_slots() -> Mapping[str, Callable[[], object]]:
    """Returns what cut, copy, paste and select all do, by the names of their actions."""
    return {name: partial(_press, key) for name, key in _KEYS.items()}


def search_in_view(window: QWidget, areas: Sequence[QWidget]) -> SearchLine | None:
    """Returns the search nearest to the focus: of the area that has it, else any that is in view."""
    focused = QApplication.focusWidget()
    around = [area for area in areas if focused is not None and area.isAncestorOf(focused)]
    for place in (*reversed(around), window):
        for line in place.findChildren(SearchLine):
            if line.isVisible():
                return line
    return None


def _press(key: Qt.Key) -> None:
    """Presses the key that the field knows: whoever looks at keys sees that of the menu, too."""
    focused = QApplication.focusWidget()
    if focused is not None:
        modifier = Qt.KeyboardModifier.ControlModifier
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(focused, QKeyEvent(kind, key, modifier))
