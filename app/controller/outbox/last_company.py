"""The company that was saved last over the connection in use: in this window, or else before its start."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.controller.connection.connections import Connections
from app.controller.outbox.outcome import Outcome, OutcomeController
from app.controller.process.store_access import OpenStore, StoreAccess
from app.model.additions.target import form_of_entry
from app.model.entry import Entry, State


@dataclass(frozen=True)
class Last:
    """A company's name, and its form without its people."""

    name: str
    form: dict[str, Any]


class LastCompany(QObject):
    """Knows what the next company can be like, whatever became of the last one in the outbox.

    Of other connections it says nothing: their lists have other entries by the same numbers.
    """

    known = Signal()

    def __init__(
        self,
        outcomes: OutcomeController,
        connections: Connections,
        store: StoreAccess,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._connections = connections
        self._store = store
        self._last: dict[str, Last | None] = {}  # by connection
        outcomes.outcome_changed.connect(self._on_outcome_changed)
        connections.used.connect(self._look)
        store.settled.connect(self._look)
        self._look()

    @property
    def is_known(self) -> bool:
        """Returns False as long as the entries of earlier are still to be looked at."""
        is_closed = self._store.current is None and self._store.is_settled
        return self._profile in self._last or not self._profile or is_closed

    @property
    def last(self) -> Last | None:
        return self._last.get(self._profile)

    def forget(self) -> None:
        """Knows no more than the entries that are kept: the saved ones have been deleted."""
        self._last.clear()
        self._look()

    @property
    def _profile(self) -> str:
        profile = self._connections.status.profile
        return profile.name if profile else ""

    def _look(self, *_used: str) -> None:
        """Looks for it among the entries that are kept, on the thread of the disk."""
        profile = self._profile
        if profile and profile not in self._last:
            take = partial(self._take, profile)
            self._store.run(partial(_read, profile), take, lambda _error: take(None))
        if self.is_known:
            self.known.emit()

    def _take(self, profile: str, entry: Entry | None) -> None:
        # What was saved meanwhile is later.
        self._last.setdefault(profile, _last_of(entry) if entry else None)
        self.known.emit()

    def _on_outcome_changed(self, outcome: Outcome) -> None:
        entry = outcome.entry
        if outcome.state is not State.REJECTED and not entry.is_addition:
            self._last[entry.profile] = _last_of(entry)


def _read(profile: str, store: OpenStore) -> Entry | None:
    from app.storage.sqlite.listing.last_company import read_last_company

    return read_last_company(store.database, profile)


def _last_of(entry: Entry) -> Last:
    form = form_of_entry(entry)
    return Last(entry.name, {path: value for path, value in form.items() if path != "Persons"})
