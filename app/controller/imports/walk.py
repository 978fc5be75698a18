"""Walks through the drafts that a table has left: one after the other in the form."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from app.controller.form.entry import EntryController
from app.controller.process.debounce import Debounce
from app.controller.process.store_access import OpenStore, StoreAccess
from app.model.entry import Draft, Entry
from app.model.history.origin import origin_in
from app.model.imports.progress import WalkItem
from app.storage.files.import_notes import ImportNotes

ADD_AFTER_MS: Final = 500


@dataclass(frozen=True)
class WalkPlace:
    """Where a walk is: at which of how many drafts (from 1), and how many are saved or left out by now.

    `item` is the draft in the form, None where that is none of the walk's: before the first one, while
    something else is shown, and at the end.
    """

    item: WalkItem | None
    number: int
    total: int
    saved: int
    left_out: int

    @property
    def left(self) -> int:
        """How many drafts are still to be gone through."""
        return self.total - self.saved - self.left_out

    @property
    def is_over(self) -> bool:
        """True if every draft is saved, left out, or gone."""
        return self.left <= 0


class DraftWalk(QObject):
    """Shows one draft after the other; a saved one is followed by the next, and one left out stays a draft.

    What is opened otherwise meanwhile does not end the walk: `go_next` goes on from where it was, and a draft
    of the walk that is opened otherwise is where it is from then on.
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
        self._added: list[WalkItem] = []
        self._add_soon = Debounce(self, ADD_AFTER_MS, self._add)
        self._told = ""  # the draft that was in the form when `moved` was emitted last
        entry.committed.connect(self._on_committed)
        entry.form_changed.connect(self._on_shown)
        self._look_soon = QTimer(self)
        self._look_soon.setSingleShot(True)
        self._look_soon.timeout.connect(self._on_left)

    @property
    def place(self) -> WalkPlace:
        """Where the walk is."""
        item = self._items[self._at] if 0 <= self._at < len(self._items) else None
        if item is not None and item.id != self._entry.draft_id:
            item = None
        return WalkPlace(item, self._at + 1, len(self._items), len(self._saved), len(self._left_out))

    @property
    def is_under_way(self) -> bool:
        """True from `begin` until the end."""
        return bool(self._items)

    def begin(self, items: Sequence[WalkItem], gone: Collection[str] = ()) -> None:
        """Begins before the first draft; what another walk has left comes after the last one.

        `gone` are the ids of drafts that are none any more: a corrected row was sent in their place.
        """
        begun = {item.id for item in items} | self._saved | self._left_out | {*gone}
        left = (item for item in self._items if item.id not in begun)
        self._items, self._at, self._asked = (*items, *left), -1, None
        self._saved, self._left_out = set(), set()
        self._note()
        self._emit_moved()

    def add_soon(self, draft: Draft) -> None:
        """Has a draft that another program has left come after the others, with those that come at once."""
        if origin_in(draft.form).table:
            self._added.append(WalkItem(draft.id, str(draft.form.get("Name") or "")))
            if not self._add_soon.isActive():  # of a long table, some at a time
                self._add_soon.start()

    def _add(self) -> None:
        there = {item.id for item in self._items}
        new = tuple(item for item in dict.fromkeys(self._added) if item.id not in there)
        self._added.clear()
        if new:
            self._items += new
            self._note()
            self._emit_moved()

    def resume(self) -> None:
        """Takes up what is noted, as far as its drafts are still there; nothing is shown of them yet."""
        if (notes := self._notes) is not None:
            self._store.run(partial(_noted, notes), self._on_noted)

    def _on_noted(self, noted: tuple[WalkItem, ...]) -> None:
        if noted and not self._items:
            self._items = noted
            self._at = self._number_in_form(-1)
            self._emit_moved()
            self.resumed.emit(self.place)

    def go_next(self) -> None:
        """Shows the next draft that is neither saved nor left out; after the last one, the first.

        Where something else came between, that is the one that was left for it.
        """
        is_between = self._asked is None and self.place.item is None
        self._go(1, self._at - 1 if is_between else self._asked)

    def go_back(self) -> None:
        """Shows the one before."""
        self._go(-1, self._asked)

    def leave_out(self) -> None:
        """Goes to the next draft and comes to this one no more; it stays among the drafts.

        After the last one the form is empty.
        """
        if item := self.place.item:
            self._leave(item.id)
            self._note()
            self._go(1)

    def _leave(self, draft_id: str) -> None:
        """Counts a draft as left out, and as saved no more: the server may have refused it."""
        self._saved.discard(draft_id)
        self._left_out.add(draft_id)

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
            if self._entry.draft_id in self._left_out:  # whoever types on types the next company
                self._entry.new(is_told=False)
            self._at, self._asked = len(self._items), None
            self._emit_moved()
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
            self._leave(self._items[at].id)
            self._go(step)
        elif draft.id == self._entry.draft_id:
            self._emit_moved()
        else:
            self._entry.open_draft(draft)  # `_on_shown` tells, now or once a Save is over

    def _number_in_form(self, otherwise: int) -> int:
        """Returns the place of the draft in the form; `otherwise` if it is none of the walk."""
        shown = self._entry.draft_id
        return next((at for at, item in enumerate(self._items) if item.id == shown), otherwise)

    def _on_shown(self, _form: object) -> None:
        """Goes to a draft of the walk, whoever has opened it."""
        if not self._items:
            return
        self._at = self._number_in_form(self._at)
        if self.place.item is not None:
            self._emit_moved()
        else:
            self._look_soon.start(0)  # a Save goes on to the next one by itself

    def _on_left(self) -> None:
        """Tells that something else is shown than the walk's draft, which was told of."""
        if self._items and self._asked is None and self._told and self.place.item is None:
            self._emit_moved()

    def _emit_moved(self) -> None:
        place = self.place
        self._told = place.item.id if place.item else ""
        self.moved.emit(place)

    def _on_committed(self, entry: Entry) -> None:
        if any(item.id == entry.id for item in self._items):
            self._saved.add(entry.id)
            if entry.id in self._left_out:  # it was opened otherwise: each draft counts once
                self._left_out.discard(entry.id)
                self._note()
            self._go(1)


def _noted(notes: ImportNotes, store: OpenStore) -> tuple[WalkItem, ...]:
    """Returns the drafts of the walk that are neither gone nor left out."""
    note = notes.read()
    left_out = set(note.left_out)
    return tuple(one for one in note.walk if one.id not in left_out and store.drafts.get(one.id))
