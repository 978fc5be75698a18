"""Walks through the drafts that a table has left: one after the other in the form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal

from app.controller.form.entry import EntryController
from app.controller.process.store_access import OpenStore, StoreAccess
from app.model.entry import Draft, Entry
from app.model.imports.progress import WalkItem
from app.storage.files.import_notes import ImportNotes


@dataclass(frozen=True)
class WalkPlace:
    """Where a walk is: at which of how many drafts (from 1), and how many are saved or left out by now.

    `item` is the draft in the form, None where it is at none: before the first one, or at the end.
    """

    item: WalkItem | None
    number: int
    total: int
    saved: int
    left_out: int

    @property
    def is_over(self) -> bool:
        """True if every draft is saved, left out, or gone."""
        return self.saved + self.left_out >= self.total


class DraftWalk(QObject):
    """Shows one draft after the other; a saved one is followed by the next, and one left out stays a draft.

    What is opened otherwise meanwhile does not end the walk: `go_next` goes on from where it was.
    """

    moved = Signal(object)  # WalkPlace
    ended = Signal()
    resumed = Signal(object)  # WalkPlace: what an earlier start of the program has left

    def __init__(
        self,
        entry: EntryController,
        store: StoreAccess,
        parent: QObject | None = None,
        notes: ImportNotes | None = None,
    ) -> None:
        """`notes` keep the walk beyond the end of the program."""
        super().__init__(parent)
        self._entry = entry
        self._store = store
        self._notes = notes
        self._items: tuple[WalkItem, ...] = ()
        self._at = -1
        self._asked: int | None = None  # the draft that is being read from the disk
        self._saved: set[str] = set()
        self._left_out: set[str] = set()
        entry.committed.connect(self._on_committed)

    @property
    def place(self) -> WalkPlace:
        """Where the walk is."""
        item = self._items[self._at] if 0 <= self._at < len(self._items) else None
        return WalkPlace(item, self._at + 1, len(self._items), len(self._saved), len(self._left_out))

    @property
    def is_under_way(self) -> bool:
        """True from `begin` until the end."""
        return bool(self._items)

    def begin(self, items: Sequence[WalkItem]) -> None:
        """Begins before the first draft; another walk is left."""
        self._items, self._at, self._asked = tuple(items), -1, None
        self._saved, self._left_out = set(), set()
        self._note()
        self.moved.emit(self.place)

    def resume(self) -> None:
        """Takes up what is noted, as far as its drafts are still there; nothing is shown of them yet."""
        if (notes := self._notes) is not None:
            self._store.run(partial(_noted, notes), self._on_noted)

    def _on_noted(self, noted: tuple[WalkItem, ...]) -> None:
        if noted and not self._items:
            self._items, self._at = noted, -1
            self.moved.emit(self.place)
            self.resumed.emit(self.place)

    def go_next(self) -> None:
        """Shows the next draft that is neither saved nor left out; after the last one, the first."""
        self._go(1, self._asked)

    def go_back(self) -> None:
        """Shows the one before."""
        self._go(-1, self._asked)

    def leave_out(self) -> None:
        """Goes to the next draft and comes to this one no more; it stays among the drafts."""
        if item := self.place.item:
            self._left_out.add(item.id)
            self._note()
            self._go(1)

    def end(self) -> None:
        """Ends the walk; what is not saved stays among the drafts."""
        self._items, self._at, self._asked = (), -1, None
        self._note()
        self.ended.emit()

    def _note(self) -> None:
        """Notes where the walk is; what is saved is no draft any more, and so needs no note."""
        if (notes := self._notes) is not None:
            change = partial(notes.change, walk=self._items, left_out=tuple(self._left_out))
            self._store.run(lambda _store: change())

    def _go(self, step: int, since: int | None = None) -> None:
        """Shows the next draft from `since`, that which a key before has asked for, else from this one."""
        since = self._at if since is None else since
        left = [
            number
            for number, item in enumerate(self._items)
            if item.id not in self._saved and item.id not in self._left_out
        ]
        if not left:
            self._at, self._asked = len(self._items), None
            self.moved.emit(self.place)
            return
        onwards = [number for number in left if (number > since if step > 0 else number < since)]
        at = (onwards or left)[0 if step > 0 else -1]
        item, self._asked = self._items[at], at
        self._entry.flush()
        self._store.run(lambda store: (step, at, store.drafts.get(item.id)), self._on_read)

    def _on_read(self, answer: tuple[int, int, Draft | None]) -> None:
        step, at, draft = answer
        if at != self._asked:
            return  # it has ended, or gone further, meanwhile
        self._at, self._asked = at, None
        if draft is None:
            # Somebody has discarded it.
            self._left_out.add(self._items[at].id)
            self._go(step)
        elif draft.id == self._entry.draft_id:
            self.moved.emit(self.place)
        else:
            self._entry.open_draft(draft)
            self.moved.emit(self.place)

    def _on_committed(self, entry: Entry) -> None:
        if any(item.id == entry.id for item in self._items):
            self._saved.add(entry.id)
            self._go(1)


def _noted(notes: ImportNotes, store: OpenStore) -> tuple[WalkItem, ...]:
    """Returns the drafts of the walk that are neither gone nor left out."""
    note = notes.read()
    left_out = set(note.left_out)
    return tuple(one for one in note.walk if one.id not in left_out and store.drafts.get(one.id))
