"""The entry being typed: its validation, and Save."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import Any, Protocol

from PySide6.QtCore import QObject, Signal, SignalInstance

from app.controller.connection.connections import Connections
from app.controller.form.draft_keeper import DraftKeeper
from app.controller.form.lookups import Lookups
from app.controller.process.debounce import Debounce
from app.controller.process.failures import sentence_for
from app.controller.process.store_access import OpenStore, StoreAccess
from app.model.carriers.contact import ContactEntity
from app.model.checks.form_problems import StickyProblem, form_problems, refusal_problems
from app.model.checks.validation import Problem, Severity
from app.model.entry import Draft, Entry, FieldMessage
from app.model.form.submission import body_to_post, entity_from_form, form_from_body
from app.model.profile import Profile
from app.service.delivery.deliverer import new_entry
from app.storage.files.errors import StoreProblem

VALIDATE_AFTER_MS = 150
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


class SaveGate(Protocol):
    """A check that Save waits for briefly."""

    ready: SignalInstance

    def is_ready(self, form: Mapping[str, Any]) -> bool: ...
    def ask_now(self) -> None: ...


class EntryController(QObject):
    """The form between the window and everything that follows what is typed."""

    leaving = Signal()  # the form will be left: what is half typed is to be committed now
    form_changed = Signal(object)  # form, to be shown instead of what is there
    typed = Signal(object)  # form as it is now, after every change
    country_changed = Signal(object)  # id of the company's country (no C int), 0 if there is none
    problems_changed = Signal(object)  # problems
    refused = Signal(object)  # first problem: Save found errors
    confirmation_asked = Signal(object)  # warnings: Save again goes on
    saving_changed = Signal(bool)  # whether a Save is on its way to the disk
    committed = Signal(object)  # entry in the outbox
    draft_kept = Signal(object)  # when, UTC
    drafts_changed = Signal(object)  # drafts
    draft_restored = Signal(object)  # draft that was typed when the program ended
    problem_reported = Signal(str)  # sentence

    def __init__(
        self, connections: Connections, lookups: Lookups, store: StoreAccess, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._connections = connections
        self._lookups = lookups
        self._store = store
        self._drafts = DraftKeeper(connections, lookups, store, self)
        self._saving = False
        self._country_id = 0
        self._confirmed: tuple[Problem, ...] = ()
        self._refusal: tuple[StickyProblem, ...] = ()
        self._external: dict[str, tuple[StickyProblem, ...]] = {}
        self._save_gate: SaveGate | None = None
        self._waiting: tuple[dict[str, Any], Sequence[Problem]] | None = None
        self._validate_soon = Debounce(self, VALIDATE_AFTER_MS, self.validate)
        self._drafts.written.connect(self.draft_kept)
        self._drafts.listed.connect(self.drafts_changed)
        self._drafts.problem_reported.connect(self.problem_reported)
        self._drafts.last_draft_found.connect(self._on_last_draft_found)
        lookups.rules_changed.connect(self.validate)
        store.settled.connect(self._on_waited_for)
        connections.opened.connect(self._on_waited_for)
        lookups.default_changed.connect(self._on_default_changed)

    def use_save_gate(self, gate: SaveGate) -> None:
        """Has Save wait until `gate` is ready with the form; it soon is in any case."""
        self._save_gate = gate
        gate.ready.connect(self._on_waited_for)

    def set_external_problems(self, source: str, problems: tuple[StickyProblem, ...]) -> None:
        """Replaces the problems that `source` found before."""
        if problems != self._external.get(source, ()):
            self._external[source] = problems
            self.validate()

    @property
    def draft_id(self) -> str:
        """The id of what is being typed, even if it is not among the drafts yet."""
        return self._drafts.draft_id

    @property
    def is_blank(self) -> bool:
        """Returns True if the form has nothing but the server's own proposals."""
        return self._drafts.is_blank

    def is_current(self, form: dict[str, Any]) -> bool:
        """Returns True if `form` is what the controller was told last."""
        return form == self._drafts.form

    def edited(self, form: dict[str, Any]) -> None:
        """Takes the form's value after a person changed something."""
        self._confirmed, self._waiting = (), None
        self._drafts.keep_soon(form)
        self._emit_country()
        self.typed.emit(form)
        self._validate_soon.start()

    def validate_now(self) -> None:
        """Makes a pending validation now: a field was left, and its message must be about what it holds."""
        self._validate_soon.flush()

    def validate(self) -> None:
        self.problems_changed.emit(self._problems(self._drafts.form))

    def save(self, form: dict[str, Any], input_problems: Sequence[Problem] = ()) -> None:
        """Validates and commits the entry. `input_problems` are texts that inputs cannot make a value of.

        In the first moments after the start, it waits until the store is open and the settings are read.
        """
        if form != self._drafts.form:
            self.edited(form)
        if self._saving or self._waiting is not None:
            return
        problems = (*input_problems, *self._problems(form))
        self.problems_changed.emit(problems)
        warnings = tuple(problem for problem in problems if problem.severity is Severity.WARNING)
        if len(warnings) < len(problems):
            self.refused.emit(next(one for one in problems if one.severity is not Severity.WARNING))
        elif warnings and warnings != self._confirmed:
            self._confirmed = warnings
            self.confirmation_asked.emit(warnings)
        elif not (self._store.is_settled and self._connections.is_open):
            self._waiting = (form, input_problems)
        elif self._save_gate is not None and not self._save_gate.is_ready(form):
            self._waiting = (form, input_problems)
            self._save_gate.ask_now()
        else:
            self._commit(form)

    def new(self, form: Mapping[str, Any] | None = None) -> None:
        """Shows an empty form, or one with these values; what was typed stays among the drafts."""
        self.flush()
        self._show_new(dict(form or {}))

    def open_draft(self, draft: Draft) -> None:
        """Shows a draft; what was typed stays among the drafts."""
        self.flush()
        self._show_draft(draft)

    def discard_draft(self) -> None:
        """Discards what is being typed. `new` with the same form brings it back."""
        self._drafts.discard()
        self._show_new({})

    def show_refused(self, draft: Draft, entry: Entry) -> None:
        """Shows an entry that the server refused, as `draft` again, with what the server said."""
        self.flush()
        form = form_from_body(draft.form, entry.company.token)
        refusal = refusal_problems(entry.problems or (FieldMessage("", entry.message),), form)
        self._show_draft(replace(draft, form=form), refusal)
        self.problems_changed.emit(self._problems(form))
        self._drafts.list_drafts()

    def flush(self) -> None:
        """Writes what is not on the disk yet; called before the form is left and before the window closes."""
        self.leaving.emit()
        self._drafts.flush()

    def _problems(self, form: dict[str, Any]) -> tuple[Problem, ...]:
        # A field that has changed is free of what the server refused, even if it gets the same value again.
        self._refusal = tuple(one for one in self._refusal if one.holds_in(form))
        external = [one for found in self._external.values() for one in found]
        return form_problems(form, self._lookups.default, self._lookups.rules, [*external, *self._refusal])

    def _on_waited_for(self) -> None:
        """Goes on with a Save that waited: for the gate, or for the store and the settings of a new start."""
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            self.save(*waiting)

    def _commit(self, form: dict[str, Any]) -> None:
        profile = self._connections.status.profile
        if profile is None or self._store.current is None:
            self.problem_reported.emit(_NO_CONNECTION if profile is None else _NO_STORE)
            return
        unwritten = self._drafts.unwritten
        self._set_saving(True)
        add = partial(_add, form, self._lookups.default, profile, self.draft_id)
        work = partial(_keep_and_add, unwritten, add)
        self._store.run(work, self._on_committed, self._on_not_committed)

    def _on_committed(self, entry: Entry) -> None:
        self._show_new({})
        self._set_saving(False)
        self.committed.emit(entry)
        self._drafts.list_drafts()

    def _on_not_committed(self, error: Exception) -> None:
        self._set_saving(False)
        self._drafts.keep_soon(self._drafts.form)
        sentence = sentence_for(error)
        if not sentence:
            # The class alone: a message may quote what a person typed.
            _log.error("An entry could not be made: %s", type(error).__name__)
        self.problem_reported.emit(sentence or _NOT_MADE)

    def _show_new(self, form: dict[str, Any]) -> None:
        self._drafts.begin(form)
        self._refusal = ()
        self._show()

    def _show_draft(self, draft: Draft, refusal: tuple[StickyProblem, ...] = ()) -> None:
        self._drafts.go_on_with(draft)
        self._refusal = refusal
        self._show()

    def _show(self) -> None:
        self._confirmed, self._waiting = (), None
        form = self._drafts.form
        self.form_changed.emit(form)
        self._emit_country()
        self.typed.emit(form)

    def _on_last_draft_found(self, draft: Draft) -> None:
        self.leaving.emit()
        if self.is_blank:
            self._show_draft(draft)
            self.draft_restored.emit(draft)

    def _on_default_changed(self) -> None:
        self._emit_country()
        self.validate()

    def _set_saving(self, saving: bool) -> None:
        self._saving = saving
        if saving:
            self._drafts.pause()
        else:
            self._drafts.resume()
        self.saving_changed.emit(saving)

    def _emit_country(self) -> None:
        """Tells which country the company is in: the chosen one, else the one that the server proposes."""
        chosen = self._drafts.form.get("Country")
        default = self._lookups.default
        country_id = (default.country.country_id or 0) if default and default.country else 0
        if isinstance(chosen, dict) and isinstance(chosen.get("CountryId"), int):
            country_id = int(chosen["CountryId"])
        if country_id != self._country_id:
            self._country_id = country_id
            self.country_changed.emit(country_id)


def _keep_and_add(unwritten: Draft | None, add: Callable[[OpenStore], Entry], store: OpenStore) -> Entry:
    """Writes the last keys and then adds the entry: they are a draft whatever happens before the commit."""
    if unwritten is not None:
        with suppress(StoreProblem):  # the entry is what has to be stored; if it cannot be, that is said
            store.drafts.save(unwritten)
    return add(store)


def _add(
    form: dict[str, Any], default: ContactEntity | None, profile: Profile, draft_id: str, store: OpenStore
) -> Entry:
    """Makes an entry of what was typed and commits it, instead of its draft. Raises StoreProblem."""
    entry = new_entry(body_to_post(entity_from_form(form), default), profile, draft_id, datetime.now(UTC))
    return store.outbox.add(entry, replaces_draft=draft_id)
