"""What was saved today is counted by the store, and again when the day is another."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app.controller.outbox.sender import Sender
from app.controller.outbox.today_count import TodayCount
from app.controller.process.store_access import StoreAccess
from app.controller.process.workers import WorkerPool
from app.model.entry import State
from app.model.history.saved_today import SavedToday
from app.storage.sqlite.outbox import Outbox
from app.storage.sqlite.store import Store
from tests.helpers.data.store_builders import entry

PATIENCE_MS = 5000


class Desk(QObject):
    def __init__(self, store: Store) -> None:
        super().__init__()
        self.store = store
        self.disk = WorkerPool(1, self)
        self.access = StoreAccess(self.disk, self)
        self.sending = Sender(self)
        self.today = TodayCount(self.sending, self.access, self)

    def add(self, number: int) -> None:
        now = datetime.now(UTC)
        saved = entry(number, state=State.SAVED, contact_id=10 * number, created=now, updated=now)
        Outbox(self.store).add(saved)


@pytest.fixture
def desk(qapp: object, tmp_path: Path) -> Iterator[Desk]:
    assert qapp is not None
    with Store.open(tmp_path / "entries.sqlite3") as store:
        made = Desk(store)
        yield made
        assert made.disk.wait(PATIENCE_MS)


def counted(qtbot: QtBot, desk: Desk) -> SavedToday:
    with qtbot.waitSignal(desk.today.changed, timeout=PATIENCE_MS) as told:
        pass
    assert told.args is not None
    found = told.args[0]
    assert isinstance(found, SavedToday)
    return found


def test_it_is_counted_at_the_start_and_after_each_that_is_saved(qtbot: QtBot, desk: Desk) -> None:
    desk.add(1)
    desk.access.open(desk.store)
    assert counted(qtbot, desk) == SavedToday(1, 2)
    desk.sending.entry_changed.emit(entry(9, state=State.UNKNOWN))
    assert not desk.today._soon.isActive(), "nothing is saved by that"
    desk.add(2)
    desk.sending.entry_changed.emit(entry(2, state=State.SAVED, contact_id=20))
    desk.add(3)
    desk.sending.entry_changed.emit(entry(3, state=State.SAVED, contact_id=30))
    assert counted(qtbot, desk) == SavedToday(3, 6)


def test_the_next_day_begins_with_nothing(qtbot: QtBot, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.add(1)
    desk.access.open(desk.store)
    assert counted(qtbot, desk) == SavedToday(1, 2)
    desk.today._next_day.timeout.emit()
    assert desk.disk.wait(PATIENCE_MS)
    tomorrow = datetime.now(UTC) + timedelta(days=1)

    class Tomorrow(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]  # it is only asked for UTC
            assert tz is UTC
            return tomorrow

    monkeypatch.setattr("app.controller.outbox.today_count.datetime", Tomorrow)
    desk.today._next_day.timeout.emit()
    assert counted(qtbot, desk) == SavedToday()
    assert desk.today._day == tomorrow.astimezone().date() != date.today()  # noqa: DTZ011  # of this computer
    assert desk.today._next_day.isActive()
