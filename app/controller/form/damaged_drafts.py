"""Drafts whose rows are damaged: listed, discarded, and brought back."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal

from app.controller.process.failures import sentence_for
from app.controller.process.store_access import OpenStore, StoreAccess
from app.model.entry import UnreadableDraft


class DamagedDrafts(QObject):
    """What cannot be read among the drafts."""

    listed = Signal(object)  # UnreadableDrafts, the latest first
    discarded = Signal(object)  # UnreadableDraft
    problem_reported = Signal(str)  # sentence

    def __init__(self, store: StoreAccess, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        store.opened.connect(self.list_drafts)

    def list_drafts(self) -> None:
        """Reads them; `listed` is emitted with them."""
        self._store.run(lambda store: store.drafts.unreadable(), self.listed.emit, self._on_failed)

    def discard(self, draft: UnreadableDraft) -> None:
        """Deletes one from the disk."""
        self._store.run(partial(_discard, draft), self._on_discarded, self._on_failed)

    def restore(self, draft: UnreadableDraft) -> None:
        """Puts a discarded one back as it was."""
        self._store.run(partial(_restore, draft), self._on_restored, self._on_failed)

    def _on_discarded(self, draft: UnreadableDraft) -> None:
        self.discarded.emit(draft)
        self.list_drafts()

    def _on_restored(self, _nothing: None) -> None:
        self.list_drafts()

    def _on_failed(self, error: Exception) -> None:
        if sentence := sentence_for(error):
            self.problem_reported.emit(sentence)


def _discard(draft: UnreadableDraft, store: OpenStore) -> UnreadableDraft:
    store.drafts.discard_unreadable(draft)
    return draft


def _restore(draft: UnreadableDraft, store: OpenStore) -> None:
    store.drafts.restore_unreadable(draft)
