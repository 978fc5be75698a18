"""What the outbox can be narrowed to follows the entries."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app.controller.outbox.list_choices import ListChoices
from app.controller.process.store_access import StoreAccess
from app.controller.process.workers import WorkerPool
from app.model.history.choices import OutboxChoices, day_of
from app.model.history.origin import Origin, with_origin
from app.storage.sqlite.outbox import Outbox
from app.storage.sqlite.store import Store
from tests.helpers.data.store_builders import NOW, entry

PATIENCE_MS = 5000


class Desk(QObject):
    def __init__(self, store: Store) -> None:
        super().__init__()
        self.store = store
        self.disk = WorkerPool(1, self)
        self.access = StoreAccess(self.disk, self)
        self.choices = ListChoices(self.access, self)


@pytest.fixture
def desk(qapp: object, tmp_path: Path) -> Iterator[Desk]:
    assert qapp is not None
    with Store.open(tmp_path / "entries.sqlite3") as store:
        made = Desk(store)
        yield made
        assert made.disk.wait(PATIENCE_MS)


def test_they_are_read_from_the_store_and_entries_add_theirs(qtbot: QtBot, desk: Desk) -> None:
    desk.choices.read()  # not open yet
    Outbox(desk.store).add(with_origin(entry(1), Origin(("Fair",))))
    desk.access.open(desk.store)
    with qtbot.waitSignal(desk.choices.changed, timeout=PATIENCE_MS) as told:
        desk.choices.read()
    assert told.args == [OutboxChoices((day_of(NOW),), ("Fair",))]
    later = entry(2, created=NOW + timedelta(days=1))
    with qtbot.waitSignal(desk.choices.changed, timeout=PATIENCE_MS):
        desk.choices.add(with_origin(later, Origin((), "new.csv")))
    assert desk.choices.current.tables == ("new.csv",)
    assert len(desk.choices.current.days) == 2
    with qtbot.assertNotEmitted(desk.choices.changed):
        desk.choices.add(later)
