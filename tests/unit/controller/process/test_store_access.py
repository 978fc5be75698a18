"""The store is used on one thread, in order, and not before it is open."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app.controller.process.store_access import OpenStore, StoreAccess
from app.controller.process.workers import WorkerPool
from app.storage.sqlite.store import Store
from tests.helpers.data.store_builders import entry

PATIENCE_MS = 20_000


class Receiver(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.got: list[object] = []

    def take(self, value: object) -> None:
        self.got.append(value)


@pytest.fixture
def disk(qapp: object) -> Iterator[WorkerPool]:
    assert qapp is not None
    disk = WorkerPool(1)
    yield disk
    assert disk.close(PATIENCE_MS)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "entries.sqlite3") as store:
        yield store


def test_nothing_runs_before_the_store_is_open(disk: WorkerPool) -> None:
    access, receiver = StoreAccess(disk), Receiver()
    assert not access.run(lambda store: store.outbox.list(), receiver.take, receiver.take)
    assert disk.wait(PATIENCE_MS)
    assert receiver.got == []


def test_listeners_find_the_store_open(disk: WorkerPool, store: Store) -> None:
    access, seen = StoreAccess(disk), list[object]()
    access.opened.connect(lambda: seen.append(access.current))
    access.open(store)
    assert seen == [access.current]
    assert isinstance(access.current, OpenStore)


def test_work_runs_off_the_gui_thread_and_in_order(qtbot: QtBot, disk: WorkerPool, store: Store) -> None:
    access, receiver = StoreAccess(disk), Receiver()
    access.open(store)
    assert access.run(lambda _store: threading.get_ident(), receiver.take)
    assert access.run(lambda open_store: open_store.outbox.add(entry()), receiver.take)
    assert access.run(lambda open_store: open_store.outbox.list(), receiver.take)
    qtbot.waitUntil(lambda: len(receiver.got) == 3, timeout=PATIENCE_MS)
    thread, added, found = receiver.got
    assert thread != threading.get_ident()
    assert found == (added,)
