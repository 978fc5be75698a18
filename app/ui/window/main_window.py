"""Main window: what stands around the form and behind its actions, once the first picture is there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QMenu

from app.translation import _
from app.ui.common.banner import OF_FORM, Tone
from app.ui.common.plain_text import without_mnemonic
from app.ui.window.actions import MENUS, TEMPLATES
from app.ui.window.first_picture import FirstPicture
from app.ui.window.input_shield import GOES_ON

if TYPE_CHECKING:
    from app.controller.connection.connections import Connections
    from app.controller.connection.preferences import PreferencesController
    from app.controller.form.damaged_drafts import DamagedDrafts
    from app.controller.form.entry import EntryController
    from app.controller.form.lookups import Lookups
    from app.controller.form.recognition import RecognitionController
    from app.controller.outbox.outbox import OutboxController
    from app.controller.outbox.outcome import OutcomeController
    from app.controller.questions.similar_companies import DuplicateSearch
    from app.model.checks.problem import Problem
    from app.ui.company_search.duplicates_strip import DuplicatesStrip
    from app.ui.connection.strip import ConnectionStrip
    from app.ui.form.context_feed import ContextFeed
    from app.ui.form.proposals import Proposals
    from app.ui.form.undo_history import FormHistory
    from app.ui.form.unread_refusal import UnreadRefusal
    from app.ui.outbox.panel import OutboxPanel
    from app.ui.recognition.offers_strip import OffersStrip
    from app.ui.recognition.pasting import Pasting
    from app.ui.recognition.sheet import ProposalSheet
    from app.ui.window.drafts_menu import DraftsMenu
    from app.ui.window.input_shield import Ahead
    from app.ui.window.outcome_strip import OutcomeStrip
    from app.ui.window.problems_panel import ProblemsPanel

_UNKEPT = _(
    "What you typed is not on the disk yet. The window closes as soon as it is; "
    "close it once more to throw away what you typed."
)
_UNSAVED = _("The window closes as soon as what you have saved is in the outbox.")


class MainWindow(FirstPicture):
    """The form with its menus, strips and panels; connects the controllers to what they show."""

    closing = Signal()
    """Emitted when the window closes; everything typed has been handed over."""
    diagnostics_asked, look_up_asked, import_asked = Signal(), Signal(), Signal()

    context_feed: ContextFeed
    duplicates: DuplicatesStrip
    problems_panel: ProblemsPanel
    connection_strip: ConnectionStrip
    history: FormHistory
    proposals: Proposals
    unread_refusal: UnreadRefusal
    outcome: OutcomeStrip
    sheet: ProposalSheet
    pasting: Pasting
    offers: OffersStrip
    outbox: OutboxPanel
    drafts: DraftsMenu
    _is_attached = False

    def attach(
        self,
        entry: EntryController,
        lookups: Lookups,
        connections: Connections,
        outcomes: OutcomeController,
        outbox: OutboxController,
        *,
        duplicates: DuplicateSearch,
        recognition: RecognitionController,
        damaged_drafts: DamagedDrafts,
        preferences: PreferencesController,
    ) -> Iterator[None]:
        """Builds what stands around the form, in steps, and connects the controllers with the last one.

        `take_over` comes next.
        """
        self._entry = entry
        self._lookups = lookups
        self._connections = connections
        self._outcomes = outcomes
        self._outbox = outbox
        self._damaged_drafts = damaged_drafts
        from app.ui.next_steps.row import NextStepRow
        from app.ui.preferences.in_use import PreferencesInUse
        from app.ui.printing.printing import Printing

        yield from self.form.build_pages()
        yield from self._build_rest(duplicates, recognition)
        self._next_steps = NextStepRow(self.form, lookups, self._corner.next_step)
        yield
        self.preferences = PreferencesInUse(preferences, self, self.form, self._draft_notices.ask_before)
        self._printing = Printing(self, self.form, entry, outbox, self.notice)
        self.outbox.print_asked.connect(self._printing.print_entry)
        self._printing.chosen_asked.connect(self.outbox.print_chosen)
        self._closes_when_kept = False
        yield
        self._connect()

    def _build_rest(self, duplicates: DuplicateSearch, recognition: RecognitionController) -> Iterator[None]:
        """Builds strips and panels, one a step: they are hidden as long as they have nothing to say."""
        from app.ui.company_search.duplicates_strip import DuplicatesStrip
        from app.ui.connection.strip import ConnectionStrip
        from app.ui.form.context_feed import ContextFeed
        from app.ui.form.proposals import Proposals
        from app.ui.form.undo_history import FormHistory
        from app.ui.outbox.panel import OutboxPanel
        from app.ui.recognition.proposing import build_proposing
        from app.ui.ways.key_filters import put_key_filters
        from app.ui.ways.key_ways import KeyWays
        from app.ui.window.drafts_menu import DraftNotices, DraftsMenu
        from app.ui.window.outcome_strip import OutcomeStrip
        from app.ui.window.problem_navigation import ProblemNavigation
        from app.ui.window.problems_panel import ProblemsPanel

        form, notice, label, corner = self.form, self.notice, self._status.connection, self._corner
        self.context_feed = ContextFeed(form, self._lookups)
        self.duplicates = DuplicatesStrip(duplicates, self._corner.similar)
        form.show_beneath_header(self.duplicates)
        yield
        self.problems_panel = ProblemsPanel(form.name_of)
        self._problems = ProblemNavigation(form, self.problems_panel, corner, notice, self.duplicates.answers)
        self.history = FormHistory(form, since={})
        self.proposals = Proposals(form, self.history, self._entry, self._lookups)
        yield
        self.connection_strip = ConnectionStrip(self._connections, self._lookups, self, label)
        proposing = build_proposing(self, form, self.history, notice, recognition)
        self.sheet, self.pasting, self.offers, self._country = proposing
        self.outcome = OutcomeStrip(self._outcomes, self._outbox, self._connections, self)
        for strip in (self.connection_strip, self.outcome):
            self.messages.add(strip)
        self.messages.add(self.offers, is_quiet=True)
        self._page_layout.addWidget(self.problems_panel)
        yield
        self.unread_refusal = put_key_filters(self, form)
        yield
        self.outbox = OutboxPanel(self._outbox, self)
        yield
        self.outbox.dock(self)
        outbox = self.outbox, self.outbox.notice
        self.ways = KeyWays(self, form, self.messages, self._corner, self.problems_panel, *outbox)
        yield
        self.drafts = DraftsMenu(self._entry, self._damaged_drafts, notice, self)
        self._draft_notices = DraftNotices(self._entry, form, notice, self.drafts)
        self.history.start_reached.connect(self._draft_notices.undo_discard)
        self._file_menu().insertMenu(self.actions_by_name["action.save"], self.drafts)

    def take_over(self) -> None:
        """Hands over what was typed and asked for meanwhile."""
        if typed := self.form.value():
            self._on_edited(typed)
        self._is_attached = True
        self._begin(self._all_slots())
        self.allow_closing()

    def give_back(self, tell: Callable[[], object], leave: Callable[[], object]) -> None:
        self._is_attached = False
        super().give_back(tell, leave)

    def _save_early(self, ahead: Sequence[Ahead]) -> None:
        if not self._is_attached:
            super()._save_early(ahead)
            return
        self.form.commit_pending_text()
        self._entry.save(self.form.value(), self.form.input_problems(), ahead)

    @property
    def problems(self) -> Sequence[Problem]:
        """Returns the problems that were found last in the entry."""
        return self._problems.problems

    def _file_menu(self) -> QMenu:
        return next(menu for menu in self.menuBar().findChildren(QMenu) if menu.title() == next(iter(MENUS)))

    def _all_slots(self) -> dict[str, Callable[[], object]]:
        """Returns what each action does. What is about a company waits until a Save is decided."""
        further = {"action.newLikeLast": self.outcome.repeat, **self.pasting.slots(self._entry.new)}
        in_form: dict[str, Callable[[], object]] = {
            "action.undo": self.history.undo,
            "action.redo": self.history.redo,
            "action.sameAddress": self.form.contact.address.copy_visiting,
            "action.nextSteps": self._next_steps.open_dialog,
            "action.offer": self.offers.take_all,
            "action.lookUp": self.look_up_asked.emit,
            **{name: partial(self.templates_asked.emit, name) for name in TEMPLATES},
            "action.nextProblem": partial(self._problems.go_to_next, self._entry.problems.look_now),
        }
        return {
            **{
                name: partial(self._entry.after_save, slot, goes_on=name in GOES_ON)
                for name, slot in (self._own_slots() | further | in_form).items()
            },
            "action.new": self._entry.new,
            "action.save": self.save,
            "action.discard": self._draft_notices.discard,
            "action.import": self.import_asked.emit,
            "action.quit": self.close,
            **self.ways.slots(),
            **self._printing.slots(),
            **self.duplicates.slots(),
            "action.problems": self.problems_panel.toggle,
            "action.preferences": self.preferences.open_dialog,
            "action.outbox": self.outbox.toggle,
            "action.exportOutbox": self.outbox.export,
            "action.connection": self.connection_strip.set_up,
            "action.signIn": self.connection_strip.sign_in,
            "action.refresh": self.connection_strip.refresh,
            **{name: self._own_slots()[name] for name in ("action.guide", "action.keys", "action.about")},
            "action.copyDiagnostics": self.diagnostics_asked.emit,
        }

    def _connect(self) -> None:
        self.history.edited.connect(self._on_edited)
        self.form.editing_finished.connect(self._entry.problems.look_now)
        entry, lookups = self._entry, self._lookups
        entry.leaving.connect(self._on_leaving)
        entry.form_changed.connect(self._on_form_changed)
        entry.problems_changed.connect(self._problems.show_problems)
        entry.refused.connect(self._problems.go_to)
        entry.confirmation_asked.connect(lambda warnings: self._problems.ask(warnings, self._save_anyway))
        entry.draft_kept.connect(self._corner.show_draft_kept)
        entry.committed.connect(self._offer_next)
        entry.drafts_changed.connect(self._on_drafts_changed)
        entry.saving_changed.connect(self._show_saving)
        # Not from within what it waited for.
        entry.may_finish.connect(self.close, Qt.ConnectionType.QueuedConnection)
        entry.problem_reported.connect(self._on_problem_reported)
        entry.not_saved.connect(self.unread_refusal.begin)
        self.unread_refusal.next_typed.connect(lambda keys: entry.after_save(keys, goes_on=True))
        self.unread_refusal.read.connect(entry.note_refusal_read)
        self._shield.held.connect(lambda key, is_text: entry.after_save(key, goes_on=is_text))
        lookups.vat_label_changed.connect(lambda one: self.form.set_label("OrgNr", without_mnemonic(one)))
        self._connections.problem_reported.connect(self._on_problem_reported)
        self._status.outbox_asked.connect(self.outbox.toggle)
        self.outcome.outbox_asked.connect(self.outbox.open)
        self.outbox.left.connect(self.form.focus_first)
        self._outbox.copied.connect(self._on_copied)
        self._status.follow(self._outcomes, self._outbox)

    @Slot()
    def save(self) -> None:
        """Validates what was typed and puts it into the outbox."""
        if self._entry.is_saving:
            # Pressed twice for one company it is one Save; after further keys it is for theirs.
            self._entry.after_save(self.save, goes_on=None)
            return
        self.form.commit_pending_text()
        self._entry.save(self.form.value(), self.form.input_problems())

    def _save_anyway(self) -> None:
        self.unread_refusal.end()
        self.save()

    def keep_after_fault(self, sentence: str) -> None:
        """Shows the sentence about what nobody caught, and keeps what a failed slot may have left out."""
        super().keep_after_fault(sentence)
        if not self._is_attached:
            return
        form = self.form.value()
        if not self._entry.is_current(form):
            self._corner.clear_state()
            self._entry.edited(form)

    def _on_edited(self, form: dict[str, Any]) -> None:
        self._closes_when_kept = False
        self._corner.clear_state()
        self._problems.end_question()
        self.outcome.go_on()
        from app.ui.form.last_edited import with_last_edited

        self._entry.edited(with_last_edited(form, self.form))

    def _on_leaving(self) -> None:
        """Hands over what is half typed, before another form is shown or the window closes."""
        self.form.commit_pending_text()
        if unresolved := self.form.unresolved():
            from app.model.form.choices import UNRESOLVED
            from app.ui.form.last_edited import with_last_edited

            form = self.form.value() | {UNRESOLVED: unresolved}
            if not self._entry.is_current(form):  # a draft of a table may have come with it
                self._entry.edited(with_last_edited(form, self.form, unresolved))

    def _on_form_changed(self, form: dict[str, Any]) -> None:
        from app.model.form.choices import LAST_EDITED
        from app.ui.form.last_edited import go_on_in

        self.form.set_value(form)
        self.form.forget_places()
        self.history.begin()
        self.offers.begin()
        self._country.begin(form)
        self.pasting.begin()
        self._corner.clear_state()
        self._problems.clear()
        self.proposals.begin(form)
        go_on_in(self.form, form.get(LAST_EDITED, ""))
        self._offer_next()

    def _offer_next(self) -> None:
        if self._entry.is_blank:
            self.pasting.offer_next()

    def _on_drafts_changed(self) -> None:
        if self._closes_when_kept and not self._entry.has_unkept:
            self.close()

    def _on_problem_reported(self, sentence: str) -> None:
        self.notice.show_message(sentence, Tone.REFUSED)

    def _on_copied(self, name: str) -> None:
        from app.ui.form.last_edited import begin_with_name

        begin_with_name(self.form)
        told = _("A copy of “{name}”, without its people.").format(name=name)
        self.notice.show_message(told, topic=OF_FORM)

    def copy_diagnostics(self, text: str) -> None:
        """Copies the text to the clipboard and shows a message about it."""
        QApplication.clipboard().setText(text)
        told = _("The diagnostics are in the clipboard. Paste them into a message to your administrator.")
        self.notice.show_message(told)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._is_attached:
            if not self._entry.finish():
                self.notice.show_message(_UNSAVED, Tone.WAITING)
                event.ignore()
                return
            if self._entry.has_unkept and not self._closes_when_kept:
                self._closes_when_kept = True
                self.notice.show_message(_UNKEPT, Tone.WAITING)
                event.ignore()
                return
            self.closing.emit()
        super().closeEvent(event)
