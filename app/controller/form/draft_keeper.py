"""Keeps what is being typed on the disk, as a draft."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.controller.connection.connections import Connections
from app.controller.form.lookups import Lookups
from app.controller.process.debounce import Debounce
from app.controller.process.failures import sentence_for
from app.controller.process.store_access import OpenStore, StoreAccess
from app.model.additions.target import addition_body, as_new_company, target_of, without_proposed
from app.model.carriers.contact import ContactEntity
from app.model.entry import Draft, Entry
from app.model.form.choices import FILLED_BY, LAST_EDITED, ORIGIN, UNRESOLVED
from app.model.form.submission import body_to_post, entity_from_form
from app.model.history.origin import is_untouched, origin_in, with_origin
from app.model.profile import Profile
from app.service.delivery.deliverer import new_addition, new_entry
from app.storage.files.errors import StoreProblem
from app.translation import _

RESTORED = _("It was in the form when the program ended.")
WRITE_AFTER_MS = 400
"""Whatever ends the program loses at most the last second of typing; the rest of it is the disk's."""
AGAIN_AFTER_MS = 3000
"""How long after a failure of the disk what could not be written is tried again."""


class DraftKeeper(QObject):
    """The form being typed and its draft: written soon after a change, and at once by `flush`.

    A form that holds nothing of the user's has no draft, nor one that a template alone has filled.
    """

    written = Signal(object)  # when, UTC
    listed = Signal(object)  # all drafts, the latest first
    last_draft_found = Signal(object)  # the draft that was typed when the program ended
    completed = Signal()  # the draft of a table is shown, and has by now what new companies begin with
    problem_reported = Signal(str)

    def __init__(
        self, connections: Connections, lookups: Lookups, store: StoreAccess, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._connections = connections
        self._lookups = lookups
        self._store = store
        self.form: dict[str, Any] = {}
        self.last_edited = ""
        self.draft_id, self._created = _new_draft_identity()
        self._is_stored = False
        self._is_paused = False
        self._begun: dict[str, Any] = {}  # what a template has filled into an empty form
        self._write_soon = Debounce(self, WRITE_AFTER_MS, self._write)
        # What the disk did not take, by the id of its draft; the form may show another one by now.
        self._failed: dict[str, Draft] = {}
        self._discarded: set[str] = set()
        self._told = ""
        self._shown = ""  # the draft that is noted as the one in the form; there may be none of that id yet
        self._write_again = Debounce(self, AGAIN_AFTER_MS, self._write_failed)
        self._incomplete: dict[str, Any] | None = None  # the form of a table's draft, while that is not known
        store.opened.connect(self._on_store_opened)
        lookups.default_changed.connect(self._on_default_changed)

    @property
    def is_blank(self) -> bool:
        """Returns True if the form has nothing but the server's own proposals."""
        return not self._own

    @property
    def is_untouched(self) -> bool:
        """Returns True if nobody has typed: it is blank, or as a template has begun it."""
        return self._own in ({}, self._begun)

    @property
    def _own(self) -> dict[str, Any]:
        """What the form has beside the server's own proposals."""
        own = without_proposed(self.form, self._lookups.proposed)
        return {name: value for name, value in own.items() if name not in (FILLED_BY, ORIGIN)}

    def fill(self, work: Callable[[], object]) -> None:
        """Does `work`, which fills the form in: that counts as typed only where somebody has typed before."""
        is_untouched = self.is_untouched
        work()
        if is_untouched:
            self._begun = self._own

    def keep_soon(self, form: dict[str, Any]) -> None:
        """Writes the form after a moment, counted from the first change: some people never pause.

        It may say with `LAST_EDITED` in which field that was; else it is the one before.
        """
        self._take(form, self.last_edited)
        if not self._write_soon.isActive():
            self._write_soon.start()

    def has(self, form: Mapping[str, Any]) -> bool:
        """Returns True for the form that is kept; what names no entry of a list counts if `form` has it."""
        if UNRESOLVED in form:
            return form == self.form
        return form == {name: value for name, value in self.form.items() if name != UNRESOLVED}

    def flush(self) -> None:
        """Writes what is not on the disk yet."""
        self._write_soon.flush()
        self._write_again.flush()

    @property
    def marked_form(self) -> dict[str, Any]:
        """The form, with the field in which was typed last as `LAST_EDITED`, where that is known."""
        return self.form | ({LAST_EDITED: self.last_edited} if self.last_edited else {})

    @property
    def unwritten(self) -> Draft | None:
        """The draft as it was typed; None if the disk has it already."""
        return self.draft if self._write_soon.isActive() or self.draft_id in self._failed else None

    @property
    def draft(self) -> Draft:
        """What is being typed, as a draft of now."""
        profile = self._connections.status.profile
        now = datetime.now(UTC)
        return Draft(
            self.draft_id, profile.name if profile else "", self.form, self._created, now, self.last_edited
        )

    @property
    def has_unkept(self) -> bool:
        """True if something waits for a store that is not open yet."""
        return self._store.current is None and bool(self._failed)

    def replace_by_entry(
        self, profile: Profile, done: Callable[[Entry], None], failed: Callable[[Exception], None]
    ) -> None:
        """Commits an entry for the connection `profile` instead of the draft, on the thread of the disk.

        Nothing is written from then on until `resume`.
        """
        make = partial(_make_entry, self.form, self._lookups.default, profile, self.draft_id)
        work = partial(_keep_and_add, self.unwritten, make, self.draft_id)
        self.pause()
        self._store.run(work, done, failed)

    def pause(self) -> None:
        self._write_soon.stop()
        self._is_paused = True

    def resume(self) -> None:
        self._is_paused = False
        if self._failed:
            self._write_again.start()

    def begin(self, form: dict[str, Any]) -> None:
        """Begins a new draft; the one before stays among the drafts, and is not what the next start shows."""
        self._write_soon.stop()
        self._take(form, "")
        self._begun = {}
        self.draft_id, self._created = _new_draft_identity()
        if self._is_stored:
            self._note_shown(self.draft_id)
        self._is_stored = False

    def go_on_with(self, draft: Draft) -> None:
        """Goes on with a draft that is on the disk; the next start does, too, unless it is left before.

        One of a table in which nobody has typed begins as a new company does: that is sent with it.
        """
        self._write_soon.stop()
        self._note_shown(draft.id)
        self.form, self.last_edited, self._incomplete = draft.form, draft.last_edited, None
        self._begun = {}
        if is_untouched(draft) and target_of(draft.form) is None:
            self.form = as_new_company(draft.form, self._lookups.proposed)
            self._incomplete = self.form if self._lookups.default is None else None
        self.draft_id, self._created, self._is_stored = draft.id, draft.created, True

    def discard(self) -> None:
        """Deletes the draft from the disk; `begin` or `go_on_with` comes next."""
        self._write_soon.stop()
        self._failed.pop(self.draft_id, None)
        self._discarded.add(self.draft_id)
        if self._is_stored:
            self._delete()

    def list_drafts(self) -> None:
        """Reads the drafts; `listed` is emitted with them."""
        self._store.run(lambda store: store.drafts.all(), self.listed.emit, self._on_failed)

    def _take(self, form: Mapping[str, Any], last_edited: str) -> None:
        """Takes a form; `last_edited` is the field of one that names none."""
        self.form = {name: value for name, value in form.items() if name != LAST_EDITED}
        self.last_edited = form.get(LAST_EDITED, last_edited)

    def _on_default_changed(self) -> None:
        is_as_shown, self._incomplete = self.form is self._incomplete, None
        if is_as_shown and not self._is_paused:
            self.form = as_new_company(self.form, self._lookups.proposed)
            self.completed.emit()

    def _on_store_opened(self) -> None:
        if self.is_blank:
            self._store.run(_drafts_and_shown, self._on_first_listed, self._on_failed)
        else:
            self._note_shown(self.draft_id)
            self._write()
            if self.is_untouched:  # else they are listed with the one that is written
                self.list_drafts()
        for draft in tuple(self._failed.values()):
            if draft.id != self.draft_id:
                self._save(draft)

    def _on_first_listed(self, answer: tuple[tuple[Draft, ...], str]) -> None:
        drafts, self._shown = answer
        self.listed.emit(drafts)
        if self.is_blank and (last := _last_of(drafts, self._shown)):
            self.last_draft_found.emit(last)
        if self._shown:  # it may be gone, or something else in the form by now
            self._note_shown(self.draft_id)

    def _note_shown(self, draft_id: str) -> None:
        if draft_id != self._shown and self._store.run(lambda store: store.drafts.note_shown(draft_id)):
            self._shown = draft_id

    def _write(self) -> None:
        if self._is_paused:
            return
        if self.is_untouched:
            self._failed.pop(self.draft_id, None)
            if self._is_stored:
                self._is_stored = False
                self._delete()
            return
        if self._store.current is None:
            # It may be left by the time that the store is open.
            self._failed[self.draft_id] = self.draft
            return
        if not self._is_stored:
            self._note_shown(self.draft_id)
        self._is_stored = True
        self._save(self.draft)

    def _write_failed(self) -> None:
        """Tries again what the disk did not take; of the draft in the form, what it is by now."""
        for draft in tuple(self._failed.values()):
            if draft.id != self.draft_id:
                self._save(draft)
            else:
                self._write()

    def _save(self, draft: Draft) -> None:
        self._store.run(partial(_save, draft), self._on_saved, self._on_failed)

    def _delete(self) -> None:
        draft_id = self.draft_id
        self._store.run(lambda store: store.drafts.delete(draft_id), self._on_deleted)

    def _on_saved(self, answer: tuple[Draft, bool, Exception | None]) -> None:
        draft, is_written, error = answer
        if error is not None:
            if draft.id in self._discarded:
                return
            self._failed[draft.id] = draft
            self._write_again.start()
            sentence = sentence_for(error)
            if sentence and sentence != self._told:  # once, however often it is tried
                self._told = sentence
                self.problem_reported.emit(sentence)
            return
        self._failed.pop(draft.id, None)
        self._told = ""
        if is_written:
            if (draft.id, draft.form) == (self.draft_id, self.form):
                # Else something was typed meanwhile, and that is not on the disk yet.
                self.written.emit(draft.updated)
            self.list_drafts()

    def _on_deleted(self, _nothing: None) -> None:
        self.list_drafts()

    def _on_failed(self, error: Exception) -> None:
        if sentence := sentence_for(error):
            self.problem_reported.emit(sentence)


def _drafts_and_shown(store: OpenStore) -> tuple[tuple[Draft, ...], str]:
    return store.drafts.all(), store.drafts.shown()


def _last_of(drafts: tuple[Draft, ...], shown: str) -> Draft | None:
    """Returns the draft that was in the form: the one that is noted. The form was empty if that is not there.

    Where nothing could be noted, it is the last in which was typed.
    """
    return next((one for one in drafts if (one.id == shown if shown else not is_untouched(one))), None)


def _save(draft: Draft, store: OpenStore) -> tuple[Draft, bool, Exception | None]:
    """Returns the draft, whether it was written, and why the disk did not take it."""
    try:
        return draft, store.drafts.save(draft), None
    except Exception as error:  # noqa: BLE001  # whatever it is, the draft is tried again
        return draft, False, error


def _keep_and_add(
    unwritten: Draft | None, make: Callable[[], Entry], draft_id: str, store: OpenStore
) -> Entry:
    """Writes the last keys and then adds the entry: they are a draft whatever happens before the commit."""
    if unwritten is not None:
        with suppress(StoreProblem):  # the entry is what has to be stored; if it cannot be, that is said
            store.drafts.save(unwritten)
    return store.outbox.add(make(), replaces_draft=draft_id)


def _make_entry(
    form: dict[str, Any], default: ContactEntity | None, profile: Profile, draft_id: str
) -> Entry:
    given, target, now = entity_from_form(form), target_of(form), datetime.now(UTC)
    if target is not None:
        made = new_addition(addition_body(given, target), profile, draft_id, now)
    else:
        made = new_entry(body_to_post(given, default), profile, draft_id, now)
    return with_origin(made, origin_in(form))


def _new_draft_identity() -> tuple[str, datetime]:
    """Returns the id of a draft, and when it was begun."""
    return os.urandom(16).hex(), datetime.now(UTC)
