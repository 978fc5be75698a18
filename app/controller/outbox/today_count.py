"""How much was saved today, counted by the store after it has changed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from app.controller.outbox.sender import Sender
from app.controller.process.store_access import StoreAccess
from app.model.entry import Entry, State
from app.model.history.choices import beginning_of, day_of
from app.model.history.saved_today import SavedToday
from app.storage.sqlite.listing.saved_today import read_saved_since

COUNT_AFTER_MS: Final = 500
"""While thousands are sent they are counted so often at most."""
_LONGEST_WAIT_MS: Final = 3_600_000
"""The clock may be set, and a computer that sleeps counts no time: once an hour the day is looked at."""


class TodayCount(QObject):
    """Tells how much was saved since midnight by this computer's clock."""

    changed = Signal(object)  # SavedToday

    def __init__(self, sender: Sender, store: StoreAccess, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._day = day_of(datetime.now(UTC))
        self._soon = _single_shot(self)
        self._soon.setInterval(COUNT_AFTER_MS)
        self._soon.timeout.connect(self._count)
        self._next_day = _single_shot(self)
        self._next_day.timeout.connect(self._on_time_passed)
        store.opened.connect(self._on_opened)
        sender.entry_changed.connect(self._on_entry_changed)

    def count_soon(self) -> None:
        """Counts once what has changed is on the disk; what comes meanwhile is counted with it."""
        if not self._soon.isActive():
            self._soon.start()

    def _on_opened(self) -> None:
        self._count()
        self._wait()

    def _on_entry_changed(self, entry: Entry) -> None:
        if entry.state is State.SAVED:
            self.count_soon()

    def _on_time_passed(self) -> None:
        if day_of(datetime.now(UTC)) != self._day:
            self._count()
        self._wait()

    def _wait(self) -> None:
        now = datetime.now(UTC)
        left = beginning_of(day_of(now) + timedelta(days=1)) - now
        self._next_day.start(min(_LONGEST_WAIT_MS, int(left.total_seconds() * 1000) + 1000))

    def _count(self) -> None:
        self._day = day_of(datetime.now(UTC))
        begins = beginning_of(self._day)
        self._store.run(lambda store: read_saved_since(store.database, begins), self._tell)

    def _tell(self, saved: SavedToday) -> None:
        self.changed.emit(saved)


def _single_shot(parent: QObject) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    return timer
