"""What the server proposes for a new company: category, country, owner and their kind."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QObject

from app.controller.form.entry import EntryController
from app.controller.form.lookups import Lookups
from app.model.form.choices import TARGET
from app.ui.form.form import ContactForm
from app.ui.form.undo_history import FormHistory


class Proposals(QObject):
    """Puts the proposals into the fields that nobody has touched, as soon as they are known.

    A draft, or what the server has refused, is shown as it was left.
    """

    def __init__(
        self, form: ContactForm, history: FormHistory, entry: EntryController, lookups: Lookups
    ) -> None:
        super().__init__(form)
        self._form = form
        self._history = history
        self._entry = entry
        self._lookups = lookups
        # True for a company that was begun before they were known.
        self._is_without = True
        lookups.default_changed.connect(self._on_default_changed)

    def begin(self, form: Mapping[str, Any]) -> None:
        """Begins with the entry that is shown now; `form` is empty for a new company."""
        is_known = self._lookups.default is not None
        self._is_without = not form and not is_known
        if is_known and not form:
            self._show(fill=True)

    def _on_default_changed(self) -> None:
        # What is being saved is decided.
        fill = (self._is_without or self._entry.is_blank) and not self._entry.is_saving
        fill = fill and TARGET not in self._form.known_value()
        self._is_without = self._is_without and not fill
        self._show(fill=fill)

    def _show(self, *, fill: bool) -> None:
        self._form.set_defaults(self._lookups.proposed, fill=fill)
        self._history.refresh()
        form = self._form.known_value()
        if not self._entry.is_blank and not self._entry.is_current(form):
            self._entry.edited(form)
