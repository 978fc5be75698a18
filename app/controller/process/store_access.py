"""The controllers' door to the store, which is opened after the first paint."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal

from app.controller.process.workers import WorkerPool
from app.storage.sqlite.database import Database
from app.storage.sqlite.drafts import Drafts
from app.storage.sqlite.list_cache import ListCache
from app.storage.sqlite.outbox import Outbox
from app.storage.sqlite.store import Store

T = TypeVar("T")


@dataclass(frozen=True)
class OpenStore:
    """The tables of an open store. Any thread."""

    outbox: Outbox
    drafts: Drafts
    lists: ListCache
    database: Database

    @classmethod
    def of(cls, store: Store) -> OpenStore:
        return cls(Outbox(store), Drafts(store), ListCache(store), store)


class StoreAccess(QObject):
    """Runs work on the store, one piece after the other, on the thread of the disk."""

    opened = Signal()
    settled = Signal()  # opened, or it is known that it cannot be for now

    def __init__(self, disk: WorkerPool, parent: QObject | None = None) -> None:
        """`disk` has one thread, so that work keeps its order."""
        super().__init__(parent)
        self._disk = disk
        self.current: OpenStore | None = None
        """None until the store is open. Other threads may read it at any time."""
        self.is_settled = False
        """False as long as the program starts, and the first attempt to open the store is under way."""

    def open(self, store: Store) -> None:
        """Hands over the store; every controller learns of it by `opened`."""
        self.current = OpenStore.of(store)
        self.opened.emit()
        self.settle()

    def settle(self) -> None:
        """Takes note that the store is open, or cannot be opened for now."""
        self.is_settled = True
        self.settled.emit()

    def run(
        self,
        work: Callable[[OpenStore], T],
        done: Callable[[T], Any] | None = None,
        failed: Callable[[Exception], Any] | None = None,
    ) -> bool:
        """Runs `work` as `WorkerPool.run` does; returns False, and runs nothing, before the store is open."""
        current = self.current
        if current is None:
            return False
        self._disk.run(lambda: work(current), done, failed)
        return True
