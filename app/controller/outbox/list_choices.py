"""What the list of the outbox can be narrowed to, kept up to date while entries come."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from app.controller.process.store_access import StoreAccess
from app.model.entry import Entry
from app.model.history.choices import OutboxChoices
from app.model.history.origin import origin_of
from app.storage.sqlite.listing.choices import read_choices


class ListChoices(QObject):
    """Reads them once on the thread of the disk; from then on each entry adds its own."""

    changed = Signal(object)  # OutboxChoices

    def __init__(self, store: StoreAccess, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self.current = OutboxChoices()

    def read(self) -> None:
        """Reads them anew: the outbox is shown, or entries are gone."""
        self._store.run(lambda store: read_choices(store.database), self._show)

    def add(self, entry: Entry) -> None:
        """Takes note of an entry that is new or has changed."""
        choices = self.current.with_entry(entry.created, origin_of(entry))
        if choices != self.current:
            self._show(choices)

    def _show(self, choices: OutboxChoices) -> None:
        self.current = choices
        self.changed.emit(choices)
