"""The entry being typed: its validation, and Save."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.controller.connection.connections import Connections
from app.controller.form.draft_keeper import RESTORED, DraftKeeper
from app.controller.form.entry_problems import EntryProblems
from app.controller.form.lookups import Lookups
from app.controller.form.save_wait import SaveWait
from app.controller.form.typed_ahead import TypedAhead
from app.controller.process.failures import sentence_for_entry
from app.controller.process.store_access import StoreAccess
from app.model.checks.form_problems import StickyProblem, refusal_problems
from app.model.checks.problem import Problem, Severity
from app.model.entry import Draft, Entry, FieldMessage
from app.model.form.submission import form_from_body, posted_country_id


class EntryController(QObject):
    """The form between the window and everything that follows what is typed."""

    leaving = Signal()  # the form will be left: what is half typed is to be committed now
    form_changed = Signal(object)  # form (with `LAST_EDITED`), to be shown instead of what is there
    typed = Signal(object)  # form as it is now, after every change
    country_changed = Signal(object)  # id of the company's country (no C int), 0 if there is none
    problems_changed = Signal(object)  # problems
    refused = Signal(object)  # first problem: Save found errors
    confirmation_asked = Signal(object)  # warnings: Save again goes on
    saving_changed = Signal(bool)  # whether a Save is under way: pressed, and neither committed nor refused
    left_unsaved = Signal(object, str)  # draft that was not saved while its user typed on, and why
    put_aside = Signal(object)  # draft that was left for a company that is no draft yet
    not_saved = Signal()  # what nobody asked for is shown, and why; `note_refusal_read` follows
    committed = Signal(object)  # entry in the outbox
    draft_kept = Signal(object)  # when, UTC
    drafts_changed = Signal(object)  # drafts
    draft_restored = Signal(object)  # draft that was typed when the program ended
    problem_reported = Signal(str)  # sentence
    may_finish = Signal()  # what `finish` had to wait for is there

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
        self.problems = EntryProblems(lookups, lambda: self._drafts.form, self)
        self._wait = SaveWait(connections, store, self)
        self.use_save_gate = self._wait.use_gate  # Save waits until that is ready with the form, too
        self.fill = self._drafts.fill  # what it does is not typed
        # Of the inputs that a Save was pressed with, which waits, or whose form is still being checked.
        self._waiting: Sequence[Problem] | None = None
        self._unchecked: Sequence[Problem] | None = None
        self._ahead = TypedAhead()
        self._run_ahead = partial(self._ahead.run, lambda: not self._saving)
        self._is_same_save = False  # what is pressed again before its answer can have been read
        self._unread = ""  # why the last Save has made no entry, until its user can have read that
        self._drafts.written.connect(self.draft_kept)
        self._drafts.listed.connect(self.drafts_changed)
        self._drafts.problem_reported.connect(self.problem_reported)
        self._drafts.completed.connect(self._show)
        self._drafts.last_draft_found.connect(self._on_last_draft_found)
        self.problems.found.connect(self._on_problems_found)
        self.problems.failed.connect(self._on_check_failed)
        self._wait.went_on.connect(self._on_waited_for)
        self._wait.given_up.connect(self.may_finish)
        lookups.default_changed.connect(self._emit_country)

    @property
    def draft_id(self) -> str:
        """The id of what is being typed, even if it is not among the drafts yet."""
        return self._drafts.draft_id

    @property
    def is_blank(self) -> bool:
        """Returns True if the form has nothing but the server's own proposals."""
        return self._drafts.is_blank

    @property
    def is_saving(self) -> bool:
        """True from the moment that Save is pressed until the entry is committed, or is refused."""
        return self._saving

    @property
    def has_unread_refusal(self) -> bool:
        """True from a Save that has made no entry, and the like, until its user can have read why."""
        return bool(self._unread)

    @property
    def has_unkept(self) -> bool:
        """True if something was typed that has no place yet, since the store is not open."""
        return self._drafts.has_unkept

    def is_current(self, form: dict[str, Any]) -> bool:
        """Returns True if `form` is what the controller was told last; see `DraftKeeper.has`."""
        return self._drafts.has(form)

    def edited(self, form: dict[str, Any]) -> None:
        """Takes the form's value after a person changed something. A Save that waits saves it, too."""
        self._confirmed = ()
        self._drafts.keep_soon(form)
        self._emit_country()
        self.typed.emit(self._drafts.form)
        self.problems.look_soon()

    def save(
        self,
        form: dict[str, Any],
        input_problems: Sequence[Problem] = (),
        ahead: Sequence[tuple[Callable[[], object], bool]] = (),
    ) -> None:
        """Validates and commits the entry. `input_problems` are texts that inputs cannot make a value of.

        It may have to wait: for the gate, and in the first moments after the start until the store is open
        and the settings are read. Save is one decision all the same: what comes meanwhile is for the next
        company, see `after_save`; `ahead` has that work, and whether it goes on, where some came before.
        Pressed again before an answer can have been read it is the same Save: it confirms nothing.
        """
        if self._saving or self._is_same_save:
            return
        if form != self._drafts.form:
            self.edited(form)
        self._ahead.hold_all(ahead)
        self._try_to_save(input_problems)

    def after_save(self, work: Callable[[], object], *, goes_on: bool | None = True) -> None:
        """Does `work` once no Save is under way, and after what was held before it.

        Where the company is not saved and any of it `goes_on` to the next one, it is done in an empty form,
        and the company stays among the drafts. Else it is dropped. None is for what only the next one needs.
        What goes on before its user can have read that it is not saved is for the next one as well.
        """
        if self._saving:
            self._ahead.hold(work, goes_on=goes_on)
            return
        if self._unread and goes_on:
            self._leave_unsaved(self._unread)
        work()

    def note_refusal_read(self) -> None:
        """From now on, what comes after a Save that made no entry is an answer to it."""
        self._unread, self._is_same_save = "", False

    def finish(self) -> bool:
        """Completes a Save at once, without what it waits for, and writes the rest: the window closes.

        Returns False while a new start has no outbox yet; `may_finish` follows, within limits.
        """
        while self._saving:
            if self._unchecked is not None:
                self.problems.finish()
            elif self._waiting is not None:
                if not self._wait.give_up():
                    return False
                self._commit()
            else:
                # The disk does things in their order: the entry first, then what was typed after it.
                self._show_new({})
                self._end_saving()
                self._run_ahead()
        self.flush()
        return True

    def new(self, form: Mapping[str, Any] | None = None, *, is_told: bool = True) -> None:
        """Shows an empty form, or one with these values; what was typed stays a draft, which `is_told`."""
        leave = self._leave_for if is_told else self._show_instead
        self.after_save(partial(leave, partial(self._show_new, dict(form or {}))))

    def open_draft(self, draft: Draft) -> None:
        """Shows a draft; what was typed stays among the drafts, where its user has been just now."""
        self.after_save(partial(self._show_instead, partial(self._show_draft, draft)))

    def discard_draft(self) -> None:
        """Discards what is being typed. `new` with the same form brings it back."""
        self.after_save(self._discard_draft, goes_on=False)

    def show_refused(self, draft: Draft, entry: Entry, *, is_asked_for: bool = True) -> None:
        """Shows an entry that the server refused, as `draft` again, with what the server said."""
        self.after_save(partial(self._leave_for, partial(self._show_refused, draft, entry)))
        if not is_asked_for:
            self._note_unread(entry.message)

    def flush(self) -> None:
        """Writes what is not on the disk yet; called before the form is left and before the window closes."""
        self.leaving.emit()
        self._drafts.flush()

    def _leave_for(self, show: Callable[[], None]) -> None:
        if draft := self._show_instead(show):
            self.put_aside.emit(draft)

    def _show_instead(self, show: Callable[[], None]) -> Draft | None:
        """Shows another company; returns what was typed, which is among the drafts by now."""
        self.flush()
        draft = None if self._drafts.is_untouched else self._drafts.draft
        show()
        return draft

    def _show_refused(self, draft: Draft, entry: Entry) -> None:
        form = form_from_body(draft.form, entry.company.token)
        refusal = refusal_problems(entry.problems or (FieldMessage("", entry.message),), form)
        self._show_draft(replace(draft, form=form), refusal)
        self._drafts.list_drafts()

    def _discard_draft(self) -> None:
        self._drafts.discard()
        self._show_new({})

    def _try_to_save(self, input_problems: Sequence[Problem]) -> None:
        """Refuses, asks, waits or commits; a form of thousands of rows first waits until it is checked."""
        found = self.problems.find_to_tell()
        if found is None:
            self._unchecked = input_problems
            self._begin_saving()
            return
        problems = (*input_problems, *found)
        self.problems_changed.emit(problems)
        errors = [problem for problem in problems if problem.severity is not Severity.WARNING]
        if errors:
            self._end_unsaved(errors[0].message, partial(self.refused.emit, errors[0]))
        elif problems and problems != self._confirmed:
            self._end_unsaved(problems[0].message, partial(self._ask_for_confirmation, problems))
        elif not self._wait.is_over(self._drafts.form):
            self._waiting = input_problems
            self._begin_saving()
        else:
            self._commit()

    def _ask_for_confirmation(self, warnings: tuple[Problem, ...]) -> None:
        self._confirmed = warnings
        self.confirmation_asked.emit(warnings)

    def _on_problems_found(self, problems: tuple[Problem, ...]) -> None:
        unchecked, self._unchecked = self._unchecked, None
        if unchecked is None:
            self.problems_changed.emit(problems)
        else:
            self._try_to_save(unchecked)

    def _on_check_failed(self) -> None:
        """Lets go of a Save that cannot be checked; the window says that something is wrong."""
        if self._unchecked is not None:
            self._ahead.drop()
            self._end_saving()

    def _on_waited_for(self) -> None:
        """Goes on with a Save that waited: for the gate, or for the store and the settings of a new start."""
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            self._try_to_save(waiting)

    def _commit(self) -> None:
        self._waiting = None
        profile = self._connections.status.profile
        if profile is None or self._store.current is None or self._connections.is_setting_up:
            sentence = self._wait.why_impossible
            self._end_unsaved(sentence, partial(self.problem_reported.emit, sentence))
            return
        self._begin_saving()
        self._drafts.replace_by_entry(profile, self._on_committed, self._on_not_committed)

    def _on_committed(self, entry: Entry) -> None:
        if self._saving:  # else the window closes, and has gone on
            self._show_new({})
            self._end_saving()
        self.committed.emit(entry)
        self._drafts.list_drafts()
        self._run_ahead()

    def _on_not_committed(self, error: Exception) -> None:
        sentence = sentence_for_entry(error)
        self._drafts.keep_soon(self._drafts.form)
        self._end_unsaved(sentence, partial(self.problem_reported.emit, sentence))

    def _end_unsaved(self, why: str, tell: Callable[[], object]) -> None:
        """Ends a Save that has made no entry: `tell` says so at this company, unless its user has left it."""
        self._end_saving()
        if not self._ahead.goes_on:
            self._ahead.drop()
            tell()
            self._note_unread(why)
            self._is_same_save = True
            return
        self._leave_unsaved(why)
        self._run_ahead()

    def _note_unread(self, why: str) -> None:
        """Takes note of what nobody can have seen yet: what is typed now is for the next company."""
        self._unread = why
        self.not_saved.emit()

    def _leave_unsaved(self, why: str) -> None:
        """Shows an empty form to somebody who is at the next company already, and tells of the one before."""
        if draft := self._show_instead(partial(self._show_new, {})):
            self.left_unsaved.emit(draft, why)

    def _begin_saving(self) -> None:
        if not self._saving:
            self._saving = True
            self.saving_changed.emit(True)

    def _end_saving(self) -> None:
        self._waiting = self._unchecked = None
        self._wait.end()
        self._drafts.resume()
        if self._saving:
            self.saving_changed.emit(False)  # what the window commits as it lets go of the keys is held yet
            self._saving = False

    def _show_new(self, form: dict[str, Any]) -> None:
        self._drafts.begin(form)
        self.problems.begin()
        self._show()

    def _show_draft(self, draft: Draft, refusal: tuple[StickyProblem, ...] = ()) -> None:
        self._drafts.go_on_with(draft)
        self.problems.begin(refusal)
        self._show()
        self.problems.look_begun()

    def _show(self) -> None:
        self._confirmed, self._unread, self._is_same_save = (), "", False
        self.form_changed.emit(self._drafts.marked_form)
        self._emit_country()
        self.typed.emit(self._drafts.form)

    def _on_last_draft_found(self, draft: Draft) -> None:
        self.leaving.emit()
        if self.is_blank:
            self._show_draft(draft)
            self.draft_restored.emit(draft)
            self._note_unread(RESTORED)

    def _emit_country(self) -> None:
        country_id = posted_country_id(self._drafts.form, self._lookups.default)
        if country_id != self._country_id:
            self._country_id = country_id
            self.country_changed.emit(country_id)
