"""Takes entries of the outbox into the form: those that the server refused, and copies of any."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from app.controller.form.entry import EntryController
from app.controller.process.failures import sentence_for
from app.controller.process.store_access import StoreAccess
from app.model.entry import Draft, Entry
from app.model.form.submission import copy_of
from app.storage.files.errors import EntryFrozen, StaleEntry


class Reopening(QObject):
    """Makes a draft of a refused entry again, with what the server said, or a new company of any entry."""

    reopened = Signal(object)  # entry that is a draft again
    copied = Signal(str)  # name of the company of which a copy has begun
    problem_reported = Signal(str)  # sentence

    def __init__(self, entries: EntryController, store: StoreAccess, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries = entries
        self._store = store
        self.problem_reported.connect(entries.problem_reported)

    def reopen(self, entry: Entry) -> None:
        """Shows the entry instead of what is being typed, which stays among the drafts."""
        self._take_back(entry, self._on_reopened, self._on_failed)

    def reopen_if_blank(self, entry: Entry) -> None:
        """Does the same as `reopen`, unless something is being typed, or is when the disk has answered."""
        if self._entries.is_blank:
            self._take_back(entry, self._on_auto_reopened, self._on_auto_failed)

    def copy(self, entry: Entry, *, keeps_lists: bool) -> None:
        """Begins a new company with the entry's values; see `copy_of`."""
        self._entries.new(copy_of(entry.body, keeps_lists=keeps_lists))
        # Behind it, should a Save have to be decided first.
        self._entries.after_save(partial(self.copied.emit, entry.name))

    def _take_back(
        self,
        entry: Entry,
        done: Callable[[tuple[Draft, Entry]], None],
        failed: Callable[[Exception], None],
    ) -> None:
        if self._store.current is not None:
            self._entries.flush()
            self._store.run(lambda store: (store.outbox.reopen(entry.id), entry), done, failed)

    def _on_reopened(self, answer: tuple[Draft, Entry]) -> None:
        draft, entry = answer
        self._entries.show_refused(draft, entry)
        self.reopened.emit(entry)

    def _on_auto_reopened(self, answer: tuple[Draft, Entry]) -> None:
        draft, entry = answer
        if self._entries.is_blank:
            self._entries.show_refused(draft, entry, is_asked_for=False)
            self.reopened.emit(entry)
        else:
            self._store.run(
                lambda store: store.outbox.add(entry, replaces_draft=draft.id), None, self._on_failed
            )

    def _on_auto_failed(self, error: Exception) -> None:
        """Tells a fault of the disk alone: nobody has asked for an entry that goes on meanwhile."""
        if not isinstance(error, EntryFrozen | StaleEntry):
            self._on_failed(error)

    def _on_failed(self, error: Exception) -> None:
        if sentence := sentence_for(error):
            self.problem_reported.emit(sentence)
