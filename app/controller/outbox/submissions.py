"""Companies that commands submit to the running window, which has the outbox open and sends them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.controller.process.store_access import OpenStore, StoreAccess
from app.model.entry import Entry, State
from app.storage.files.errors import StoreProblem
from app.storage.sqlite.row_format import UNREADABLE, entry_from_row


class SubmissionInbox(QObject):
    """Puts them into the outbox, one after the other."""

    accepted = Signal(object)  # entry, which is on the disk
    decided = Signal(str, bool)  # entry id, whether it is on the disk

    def __init__(
        self, has_connection: Callable[[str], bool], store: StoreAccess, parent: QObject | None = None
    ) -> None:
        """`has_connection` tells whether there is a connection of that name, so that it can be sent."""
        super().__init__(parent)
        self._has_connection = has_connection
        self._store = store

    def submit(self, row: Sequence[Any]) -> None:
        """Takes a row of the store, the entry's id first, from a program that may have another version."""
        try:
            entry = entry_from_row(row)
        except UNREADABLE:
            self.decided.emit(row[0], False)
            return
        can_be_sent = entry.state is State.QUEUED and self._has_connection(entry.profile)
        if not (can_be_sent and self._store.run(partial(_add, entry), self._on_added)):
            self.decided.emit(entry.id, False)

    def _on_added(self, answer: tuple[str, Entry | None]) -> None:
        entry_id, entry = answer
        if entry is not None:
            self.accepted.emit(entry)
        self.decided.emit(entry_id, entry is not None)


def _add(entry: Entry, store: OpenStore) -> tuple[str, Entry | None]:
    """Returns the id, and the entry unless the disk fails: then the command reports it, not the window."""
    try:
        return entry.id, store.outbox.add(entry)
    except StoreProblem:
        return entry.id, None
