"""Companies that commands hand over to the window, which has the outbox open and sends them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.controller.process.workers import WorkerPool
from app.model.entry import Entry, State
from app.storage.files.errors import StoreProblem
from app.storage.sqlite.outbox import Outbox
from app.storage.sqlite.row_format import UNREADABLE, entry_of


class SubmissionInbox(QObject):
    """Puts them into the outbox, one after the other.

    Signals: taken_in(entry, on the disk), settled(entry id, whether it is on the disk).
    """

    taken_in = Signal(object)
    settled = Signal(str, bool)

    def __init__(
        self, has_connection: Callable[[str], bool], disk: WorkerPool, parent: QObject | None = None
    ) -> None:
        """`has_connection` tells whether there is a connection of that name, so that it can be sent."""
        super().__init__(parent)
        self._has_connection = has_connection
        self._disk = disk
        self._outbox: Outbox | None = None

    def attach(self, outbox: Outbox) -> None:
        """Hands over the outbox once the store is open."""
        self._outbox = outbox

    def take(self, row: Sequence[Any]) -> None:
        """A row of the store, with the entry's id first, from a program that may be another version."""
        try:
            entry = entry_of(row)
        except UNREADABLE:
            self.settled.emit(row[0], False)
            return
        is_new = entry.state is State.QUEUED
        if self._outbox is not None and is_new and self._has_connection(entry.profile):
            self._disk.run(partial(_add, self._outbox, entry), self._stored)
        else:
            self.settled.emit(entry.id, False)

    def _stored(self, answer: tuple[str, Entry | None]) -> None:
        entry_id, entry = answer
        if entry is not None:
            self.taken_in.emit(entry)
        self.settled.emit(entry_id, entry is not None)


def _add(outbox: Outbox, entry: Entry) -> tuple[str, Entry | None]:
    """The id, and the entry unless the disk refuses it: then the command has to say so, not the window."""
    try:
        return entry.id, outbox.add(entry)
    except StoreProblem:
        return entry.id, None
