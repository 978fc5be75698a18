"""The ways of the keys from one place of the window to another, besides Tab and the pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from app.ui.form.form import ContactForm
from app.ui.ways.areas import Areas
from app.ui.ways.button_keys import ButtonKeys
from app.ui.ways.editing import editing_slots, search_in_view
from app.ui.ways.field_finder import FieldFinder
from app.ui.ways.focus_view import FocusView


class KeyWays(QObject):
    """F6 round the areas, Ctrl+F searches, Ctrl+G to a field, Enter on a button; the focus is in view."""

    company_asked = Signal()  # somebody wants to find a company that is there

    def __init__(self, window: QWidget, form: ContactForm, *around: QWidget) -> None:
        """Takes the strips and panels around the form, in the order in which F6 visits them."""
        super().__init__(window)
        self._window = window
        self._form = form
        self._around = (form, form.tabs.tabBar(), *around)
        self._areas = Areas(self._around, self)
        FocusView(window)
        ButtonKeys(window)

    def add(self, strip: QWidget) -> None:
        """Takes in a strip within the form; F6 leads there after the form."""
        self._around = (self._form, strip, *self._around[1:])
        self._areas.insert(1, strip)

    def slots(self) -> Mapping[str, Callable[[], object]]:
        """Returns what the actions of these ways do, by their names."""
        return {
            **editing_slots(),
            "action.find": self._find,
            "action.findCompany": self.company_asked.emit,
            "action.field": self._find_field,
            "action.nextArea": partial(self._areas.go, 1),
            "action.areaBefore": partial(self._areas.go, -1),
        }

    def _find(self) -> None:
        line = search_in_view(self._window, self._around)
        if line is None:
            self.company_asked.emit()
        else:
            line.setFocus(Qt.FocusReason.ShortcutFocusReason)
            line.selectAll()

    def _find_field(self) -> None:
        FieldFinder(self._form, self._window).open()
