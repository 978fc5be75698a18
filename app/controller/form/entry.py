"""The entry being typed: its draft, its validation, and Save."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from typing import Any, Protocol

from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance

from app.controller.connection.connections import Connections
from app.controller.form.lookups import Lookups
from app.controller.process.workers import WorkerPool
from app.model.carriers.contact import ContactEntity
from app.model.checks.validation import Problem, Severity, check
from app.model.entry import Draft, Entry, FieldMessage
from app.model.form.fields import CONTACT_FIELDS, Kind
from app.model.form.paths import value_at
from app.model.form.submission import InvalidEntity, body_to_post, entity_from_form, form_from_body
from app.model.profile import Profile
from app.service.delivery.deliverer import new_entry
from app.storage.files.errors import StoreProblem
from app.storage.sqlite.drafts import Drafts
from app.storage.sqlite.outbox import Outbox

VALIDATE_AFTER_MS = 150
STORE_AFTER_MS = 400
_NO_CONNECTION = (
    "There is no connection to a SuperOffice yet, so this cannot be saved there. "
    "It is kept here as a draft; set up a connection and press Save again."
)
_NO_STORE = "Nothing can be saved as long as the entries on this computer cannot be opened."
_NOT_MADE = (
    "This company could not be put into the outbox because of a fault in this program. It stays here and is "
    "kept as a draft. Please send your administrator what Help, Copy diagnostics puts into the clipboard."
)

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class StickyProblem:
    """A problem that somebody else found (the server), until its field is changed."""

    problem: Problem
    value: Any


class SaveGate(Protocol):
    """Something that Save waits for, for a moment at most."""

    ready: SignalInstance

    def is_ready(self, form: Mapping[str, Any]) -> bool: ...
    def ask_now(self) -> None: ...


class EntryController(QObject):
    """Signals: form_changed(form: shown instead of what is there), problems_changed(problems),
    refused(first problem: Save found errors), confirmation_asked(warnings: Save again goes on),
    draft_kept(when, UTC), drafts_changed(drafts), draft_restored(draft), committed(entry),
    reopened(entry that is a draft again), problem_reported(sentence),
    typed(form: as it is now, after every change), saving_changed(whether a Save is on its way to the disk).
    """

    form_changed = Signal(object)
    problems_changed = Signal(object)
    refused = Signal(object)
    confirmation_asked = Signal(object)
    draft_kept = Signal(object)
    drafts_changed = Signal(object)
    draft_restored = Signal(object)
    committed = Signal(object)
    reopened = Signal(object)
    problem_reported = Signal(str)
    typed = Signal(object)
    saving_changed = Signal(bool)

    def __init__(
        self, connections: Connections, lookups: Lookups, disk: WorkerPool, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._connections = connections
        self._lookups = lookups
        self._disk = disk
        self._drafts: Drafts | None = None
        self._outbox: Outbox | None = None
        self._form: dict[str, Any] = {}
        self._draft_id, self._created = _fresh()
        self._is_stored = False
        self._saving = False
        self._confirmed: tuple[Problem, ...] = ()
        self._objections: tuple[StickyProblem, ...] = ()
        self._remarks: dict[str, tuple[StickyProblem, ...]] = {}
        self._save_gate: SaveGate | None = None
        self._waiting: tuple[dict[str, Any], Sequence[Problem]] | None = None
        self._validate_soon = self._timer(VALIDATE_AFTER_MS, self.validate)
        self._store_soon = self._timer(STORE_AFTER_MS, self._store)
        lookups.rules_changed.connect(self.validate)
        lookups.default_changed.connect(self._follow_country)

    def attach(self, drafts: Drafts, outbox: Outbox) -> None:
        """Hands over the store once it is open, and brings back the draft that was typed last."""
        self._drafts, self._outbox = drafts, outbox
        if self.is_blank:
            self._disk.run(drafts.all, self._restore_last, self._tell_store_problem)
        else:
            self._store()

    def use_save_gate(self, precheck: SaveGate) -> None:
        """Has Save wait until `precheck` is ready with the form, which it is soon in any case."""
        self._save_gate = precheck
        precheck.ready.connect(self._go_on)

    def set_external_problems(self, source: str, remarks: tuple[StickyProblem, ...]) -> None:
        """What `source` finds in the form now, instead of what it found before."""
        if remarks != self._remarks.get(source, ()):
            self._remarks[source] = remarks
            self.validate()

    @property
    def draft_id(self) -> str:
        """The id of what is being typed, whether it is among the drafts yet or not."""
        return self._draft_id

    @property
    def is_blank(self) -> bool:
        """Whether nothing but the server's own proposals stands in the form."""
        default = self._lookups.default
        return _is_blank(self._form, default.to_json_object() if default else {})

    def edited(self, form: dict[str, Any]) -> None:
        """A person changed something: the form's value as it is now."""
        self._form = form
        self._confirmed, self._waiting = (), None
        self._follow_country()
        self.typed.emit(form)
        self._validate_soon.start()
        if not self._store_soon.isActive():
            # Not begun anew with each key, or somebody who never pauses would have nothing on the disk.
            self._store_soon.start()

    def validate_now(self) -> None:
        """A field was left: what is said of it must be of what stands in it now."""
        if self._validate_soon.isActive():
            self._validate_soon.stop()
            self.validate()

    def validate(self) -> None:
        self.problems_changed.emit(self._problems(self._form))

    def save(self, form: dict[str, Any], troubles: Sequence[Problem] = ()) -> None:
        """Validates and commits the entry. `troubles` are what inputs could not make a value of."""
        if form != self._form:
            self.edited(form)
        if self._saving or self._waiting is not None:
            return
        problems = (*troubles, *self._problems(form))
        self.problems_changed.emit(problems)
        warnings = tuple(problem for problem in problems if problem.severity is Severity.WARNING)
        if len(warnings) < len(problems):
            self.refused.emit(next(one for one in problems if one.severity is not Severity.WARNING))
        elif warnings and warnings != self._confirmed:
            self._confirmed = warnings
            self.confirmation_asked.emit(warnings)
        elif self._save_gate is not None and not self._save_gate.is_ready(form):
            self._waiting = (form, troubles)
            self._save_gate.ask_now()
        else:
            self._commit(form)

    def _go_on(self) -> None:
        """What Save waited for has come: the form is looked at once more."""
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            self.save(*waiting)

    def new(self, form: Mapping[str, Any] | None = None) -> None:
        """An empty form, or one with these values; what was typed stays among the drafts."""
        self.flush()
        self._start(dict(form or {}))

    def open_draft(self, draft: Draft) -> None:
        self.flush()
        self._open(draft)

    def discard_draft(self) -> None:
        """Throws away what is being typed. The window offers to undo: `new` with the form brings it back."""
        self._store_soon.stop()
        if self._drafts is not None and self._is_stored:
            self._disk.run(partial(self._drafts.delete, self._draft_id), self._list_drafts)
        self._start({})

    def reopen(self, entry: Entry) -> None:
        """Brings an entry that the server refused back into the form, with what the server said."""
        self._take_back(entry, self._reopened)

    def reopen_if_blank(self, entry: Entry) -> None:
        """As `reopen`, unless something is being typed, or is begun while the disk is at it."""
        if self.is_blank:
            self._take_back(entry, self._reopened_by_itself)

    def flush(self) -> None:
        """Writes what is not on the disk yet; called before the form is left and before the window closes."""
        if self._store_soon.isActive():
            self._store_soon.stop()
            self._store()

    def list_drafts(self) -> None:
        self._list_drafts()

    def _problems(self, form: dict[str, Any]) -> tuple[Problem, ...]:
        """The order of validation, in this one place; each problem goes to its field.

        1. Our own rules: lengths, types, a name for each person.
        2. Libraries: e-mail, phone, web address, VAT number.
        3. The tenant's metadata: who may create, what is mandatory, how long. (`check` does these three.)
        4. What others find while one types: the server's Validate, similar companies.
        5. The server's answer to the POST.

        What 4 and 5 say of a field holds until the field changes.
        """
        self._objections = _still_true(self._objections, form)
        remarks = _still_true((one for found in self._remarks.values() for one in found), form)
        try:
            entity = body_to_post(entity_from_form(form), self._lookups.default)
        except InvalidEntity as error:
            return tuple(Problem(item.path, item.message) for item in error.problems)
        found = (*remarks, *self._objections)
        return (*check(entity, self._lookups.rules), *(one.problem for one in found))

    def _commit(self, form: dict[str, Any]) -> None:
        profile = self._connections.status.profile
        if profile is None or self._outbox is None:
            self.problem_reported.emit(_NO_CONNECTION if profile is None else _NO_STORE)
            return
        self._set_saving(True)
        self._store_soon.stop()
        work = partial(_add, self._outbox, form, self._lookups.default, profile, self._draft_id)
        self._disk.run(work, self._committed, self._not_committed)

    def _committed(self, entry: Entry) -> None:
        self._start({})
        self._set_saving(False)
        self.committed.emit(entry)
        self._list_drafts()

    def _not_committed(self, error: Exception) -> None:
        self._set_saving(False)
        self._store_soon.start()
        if not isinstance(error, StoreProblem):
            # The class alone: a message may quote what a person typed.
            _log.error("An entry could not be made: %s", type(error).__name__)
            self.problem_reported.emit(_NOT_MADE)
        self._tell_store_problem(error)

    def _take_back(self, entry: Entry, then: Callable[[tuple[Draft, Entry]], None]) -> None:
        if self._outbox is not None:
            self.flush()
            outbox = self._outbox
            self._disk.run(lambda: (outbox.reopen(entry.id), entry), then, self._tell_store_problem)

    def _reopened_by_itself(self, answer: tuple[Draft, Entry]) -> None:
        draft, entry = answer
        if self.is_blank:
            self._reopened(answer)
        elif self._outbox is not None:
            work = partial(self._outbox.add, entry, replaces_draft=draft.id)
            self._disk.run(work, None, self._tell_store_problem)

    def _reopened(self, answer: tuple[Draft, Entry]) -> None:
        draft, entry = answer
        self.flush()
        form = form_from_body(draft.form, entry.company.token)
        said = entry.problems or (FieldMessage("", entry.message),)
        self._objections = tuple(StickyProblem(_said_of(item), value_at(form, item.path)) for item in said)
        self._open(replace(draft, form=form), keep_objections=True)
        self.problems_changed.emit(self._problems(form))
        self.reopened.emit(entry)
        self._list_drafts()

    def _start(self, form: dict[str, Any]) -> None:
        self._draft_id, self._created = _fresh()
        self._is_stored = False
        self._objections, self._confirmed = (), ()
        self._show(form)

    def _open(self, draft: Draft, *, keep_objections: bool = False) -> None:
        self._draft_id, self._created, self._is_stored = draft.id, draft.created, True
        self._confirmed = ()
        if not keep_objections:
            self._objections = ()
        self._show(draft.form)

    def _show(self, form: dict[str, Any]) -> None:
        self._form = form
        self._waiting = None
        self._store_soon.stop()
        self.form_changed.emit(form)
        self._follow_country()
        self.typed.emit(form)

    def _restore_last(self, drafts: tuple[Draft, ...]) -> None:
        self.drafts_changed.emit(drafts)
        if drafts and self.is_blank:
            self._open(drafts[0])
            self.draft_restored.emit(drafts[0])

    def _store(self) -> None:
        drafts = self._drafts
        if drafts is None or self._saving:
            return
        if self.is_blank:
            if self._is_stored:
                self._is_stored = False
                self._disk.run(partial(drafts.delete, self._draft_id), self._list_drafts)
            return
        self._is_stored = True
        profile = self._connections.status.profile
        now = datetime.now(UTC)
        draft = Draft(self._draft_id, profile.name if profile else "", self._form, self._created, now)
        self._disk.run(lambda: drafts.save(draft) and draft, self._stored, self._tell_store_problem)

    def _stored(self, draft: Draft | bool) -> None:
        if isinstance(draft, Draft):
            self.draft_kept.emit(draft.updated)
            self._list_drafts()

    def _list_drafts(self, _done: object = None) -> None:
        if self._drafts is not None:
            self._disk.run(self._drafts.all, self.drafts_changed.emit, self._tell_store_problem)

    def _tell_store_problem(self, error: Exception) -> None:
        if isinstance(error, StoreProblem):
            self.problem_reported.emit(error.message)

    def _set_saving(self, saving: bool) -> None:
        self._saving = saving
        self.saving_changed.emit(saving)

    def _follow_country(self) -> None:
        self._lookups.set_country(self._country_id())

    def _country_id(self) -> int:
        chosen = self._form.get("Country")
        if isinstance(chosen, dict) and isinstance(chosen.get("CountryId"), int):
            return int(chosen["CountryId"])
        default = self._lookups.default
        return (default.country.country_id or 0) if default and default.country else 0

    def _timer(self, milliseconds: int, slot: Any) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(slot)
        return timer


def _still_true(found: Iterable[StickyProblem], form: dict[str, Any]) -> tuple[StickyProblem, ...]:
    return tuple(one for one in found if one.value == value_at(form, one.problem.path))


def _said_of(item: FieldMessage) -> Problem:
    """What the server said. Where it names no field, the form may be right as it is, so it only warns."""
    return Problem(item.path, item.message, Severity.ERROR if item.path else Severity.WARNING)


def _add(
    outbox: Outbox, form: dict[str, Any], default: ContactEntity | None, profile: Profile, draft_id: str
) -> Entry:
    """Freezes what was typed and commits it, instead of its draft."""
    entry = new_entry(body_to_post(entity_from_form(form), default), profile, draft_id, datetime.now(UTC))
    return outbox.add(entry, replaces_draft=draft_id)


def _fresh() -> tuple[str, datetime]:
    return uuid.uuid4().hex, datetime.now(UTC)


def _is_blank(form: Mapping[str, Any], default: Mapping[str, Any]) -> bool:
    keys = {field.path: field.key for field in CONTACT_FIELDS if field.kind is Kind.CHOICE}

    def is_proposed(path: str, value: Any) -> bool:
        proposed = default.get(path)
        if path in keys and isinstance(value, dict) and isinstance(proposed, dict):
            return bool(value.get(keys[path]) == proposed.get(keys[path]))
        return bool(value == proposed)

    return all(is_proposed(path, value) for path, value in form.items())
