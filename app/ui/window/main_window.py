"""Main window: form, banners, status bar, and what the actions do."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QByteArray, Qt, Signal, Slot
from PySide6.QtGui import QAction, QCloseEvent
from PySide6.QtWidgets import (
    QApplication,
    QMainWindow,
    QMenu,
    QVBoxLayout,
    QWidget,
)

from app import __version__
from app.controller.connection.connections import Connections
from app.controller.form.entry import EntryController
from app.controller.form.lookups import Lookups
from app.controller.form.recognition import RecognitionController
from app.controller.form.similar_companies import DuplicateSearch
from app.controller.outbox.outbox import OutboxController
from app.controller.outbox.outcome import OutcomeController
from app.model.carriers.contact import ContactEntity
from app.model.checks.validation import Problem
from app.model.form.choices import UNRESOLVED
from app.model.form.fields import CONTACT_FIELDS, Rows
from app.ui.common.banner import Banner, Tone
from app.ui.common.key_translation import KeyTranslation
from app.ui.common.plain_text import PlainMessageBox, show_table, without_mnemonic
from app.ui.connection.strip import ConnectionStrip
from app.ui.form.form import ContactForm
from app.ui.form.undo_history import FormHistory
from app.ui.inputs.composition import CompositionWatch
from app.ui.outbox.panel import OutboxPanel
from app.ui.recognition.offers_strip import OffersStrip
from app.ui.recognition.pasting import Pasting
from app.ui.window.actions import add_menus, key_rows
from app.ui.window.context_feed import ContextFeed
from app.ui.window.drafts_menu import DraftNotices, DraftsMenu
from app.ui.window.duplicates_strip import DuplicatesStrip
from app.ui.window.input_shield import InputShield
from app.ui.window.outcome_strip import OutcomeStrip
from app.ui.window.problem_navigation import ProblemNavigation
from app.ui.window.problems_panel import ProblemsPanel
from app.ui.window.save_corner import SaveCorner
from app.ui.window.status_bar import StatusBar

_CONFIRMATION = "confirmation"
_UNKEPT = (
    "What you typed is not on the disk yet. The window closes as soon as it is; "
    "close it once more to throw away what you typed."
)


class MainWindow(QMainWindow):
    """The form with its menus, strips and panels; connects the controllers to what they show."""

    closing = Signal()
    """Emitted when the window closes; everything typed has been handed over."""
    diagnostics_asked = Signal()

    def __init__(
        self,
        entry: EntryController,
        lookups: Lookups,
        connections: Connections,
        outcomes: OutcomeController,
        outbox: OutboxController,
        *,
        duplicates: DuplicateSearch,
        recognition: RecognitionController,
    ) -> None:
        super().__init__()
        self.setWindowTitle("Contact Entry")
        self.resize(1000, 720)
        self._entry = entry
        self._lookups = lookups
        self._connections = connections
        self._outcomes = outcomes
        self._outbox = outbox
        self._corner = SaveCorner()
        self.form = ContactForm(self._corner)
        self.context_feed = ContextFeed(self.form, lookups)
        self.duplicates = DuplicatesStrip(duplicates)
        self.form.show_beneath_header(self.duplicates)
        self.problems_panel = ProblemsPanel(self.form.name_of)
        self.connection_strip = ConnectionStrip(connections, lookups, self)
        self.history = FormHistory(self.form)
        CompositionWatch(self)
        KeyTranslation(self)
        self._shield = InputShield(self.form)
        self.notice = Banner("notice")
        self._problems = ProblemNavigation(
            self.form, self.problems_panel, self._corner.problems_summary, self.notice
        )
        self.outcome = OutcomeStrip(outcomes, entry, connections, self)
        self.pasting = Pasting(self, self.form, self.history, self.notice, recognition)
        self.offers = OffersStrip(self.form, self.history, recognition)
        self._status = StatusBar(self.connection_strip.label)
        self.setStatusBar(self._status)
        self.outbox = OutboxPanel(outbox, self)
        self._came_from = ""
        self._closes_when_kept = False
        self._lay_out()
        self.drafts = DraftsMenu(entry, self)
        self._draft_notices = DraftNotices(entry, self.form, self.notice, self.drafts)
        self.actions_by_name: dict[str, QAction] = add_menus(self, self._slots())
        self._file_menu().insertMenu(self.actions_by_name["action.save"], self.drafts)
        self._connect()
        self.form.focus_first()

    def restore(self, geometry: str, state: str) -> None:
        """Restores size and position of the window and its panels from base64; empty texts change nothing."""
        if geometry:
            self.restoreGeometry(_bytes_of(geometry))
        if state:
            self.restoreState(_bytes_of(state))

    def geometry_text(self) -> str:
        """Returns size and position for `restore`, in base64."""
        return bytes(self.saveGeometry().toBase64().data()).decode()

    def state_text(self) -> str:
        """Returns the arrangement of the panels for `restore`, in base64."""
        return bytes(self.saveState().toBase64().data()).decode()

    @property
    def problems(self) -> Sequence[Problem]:
        """Returns the problems that were found last in the entry."""
        return self._problems.problems

    def _file_menu(self) -> QMenu:
        return next(menu for menu in self.menuBar().findChildren(QMenu) if menu.title() == "&File")

    def bring_to_front(self, token: str = "") -> None:
        """Brings the window to the foreground. `token` is the desktop's permission to do so."""
        if token:
            # Where Qt looks for it (Wayland protocol xdg-activation).
            os.environ["XDG_ACTIVATION_TOKEN"] = token
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def _lay_out(self) -> None:
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(12, 6, 12, 6)
        layout.setSpacing(8)
        layout.addWidget(self.connection_strip)
        layout.addWidget(self.notice)
        layout.addWidget(self.outcome)
        layout.addWidget(self.form, 1)
        layout.addWidget(self.offers)
        layout.addWidget(self.problems_panel)
        self.setCentralWidget(page)
        self.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, self.outbox)
        self.resizeDocks([self.outbox], [300], Qt.Orientation.Vertical)
        self.outbox.hide()

    def _slots(self) -> dict[str, Any]:
        return {
            **{name: self._after_save(slot, goes_on=True) for name, slot in self._next_slots().items()},
            **{name: self._after_save(slot, goes_on=False) for name, slot in self._form_slots().items()},
            "action.new": self._entry.new,
            "action.save": self.save,
            "action.discard": self._draft_notices.discard,
            "action.quit": self.close,
            "action.similar": self.duplicates.toggle,
            "action.problems": self.problems_panel.toggle,
            "action.outbox": self._toggle_outbox,
            "action.connection": self.connection_strip.set_up,
            "action.signIn": self.connection_strip.sign_in,
            "action.refresh": self.connection_strip.refresh,
            "action.keys": self._show_keys,
            "action.copyDiagnostics": self.diagnostics_asked.emit,
            "action.about": self._show_about,
        }

    def _after_save(self, slot: Callable[[], object], *, goes_on: bool) -> Callable[..., None]:
        return lambda *_: self._entry.after_save(slot, goes_on=goes_on)

    def _next_slots(self) -> dict[str, Callable[[], object]]:
        """Commands that put something in: after Save, into the next company."""
        rows = {field.action: field.path for field in CONTACT_FIELDS if isinstance(field, Rows)}
        return {
            "action.newLikeLast": self.outcome.repeat,
            "action.addPerson": self._add_person,
            "action.paste": self.pasting.paste,
            **{action: partial(self._add_row, path) for action, path in rows.items()},
        }

    def _form_slots(self) -> dict[str, Callable[[], object]]:
        """Commands about what stands in the form."""
        return {
            "action.undo": self.history.undo,
            "action.redo": self.history.redo,
            "action.offer": self.offers.take_all,
            "action.nextProblem": self._problems.go_to_next,
            **{f"action.tab{n}": partial(self.form.go_to_tab, n) for n in range(1, len(self.form.pages) + 1)},
        }

    def _connect(self) -> None:
        self._corner.button.clicked.connect(self.save)
        self.history.edited.connect(self._on_edited)
        self.form.editing_finished.connect(self._entry.validate_now)
        entry, lookups = self._entry, self._lookups
        entry.leaving.connect(self._on_leaving)
        entry.form_changed.connect(self._on_form_changed)
        entry.problems_changed.connect(self._problems.show_problems)
        entry.refused.connect(self._problems.go_to)
        entry.confirmation_asked.connect(self._on_confirmation_asked)
        entry.draft_kept.connect(self._corner.show_draft_kept)
        entry.drafts_changed.connect(self._on_drafts_changed)
        entry.saving_changed.connect(self._on_saving_changed)
        entry.problem_reported.connect(self._on_problem_reported)
        self._shield.held.connect(lambda key, is_text: entry.after_save(key, goes_on=is_text))
        lookups.default_changed.connect(self._on_default_changed)
        lookups.vat_label_changed.connect(self._on_vat_label_changed)
        self._connections.problem_reported.connect(self._on_problem_reported)
        self._outcomes.waiting_changed.connect(self._status.show_waiting)
        self._outbox.progress_changed.connect(self._status.show_progress)

    @Slot()
    def save(self) -> None:
        """Validates what was typed and puts it into the outbox."""
        if self._entry.is_saving:
            return
        self.form.commit_pending_text()
        self._entry.save(self.form.value(), self.form.input_problems())

    def keep_after_fault(self, sentence: str) -> None:
        """Shows the sentence about what nobody caught, and keeps what a failed slot may have left out."""
        self.notice.show_message(sentence, Tone.REFUSED)
        form = self.form.value()
        if not self._entry.is_current(form):
            self._corner.clear_state()
            self._entry.edited(form)

    def _on_edited(self, form: dict[str, Any]) -> None:
        self._closes_when_kept = False
        self._corner.clear_state()
        self.notice.dismiss(_CONFIRMATION)
        self._entry.edited(form)

    def _on_leaving(self) -> None:
        """Hands over what is half typed, before another form is shown or the window closes."""
        self.form.commit_pending_text()
        if unresolved := self.form.unresolved():
            self._entry.edited(self.form.value() | {UNRESOLVED: unresolved})

    def _on_form_changed(self, form: dict[str, Any]) -> None:
        self.form.set_value(form)
        self.form.forget_places()
        self.history.begin()
        self.offers.begin()
        self._corner.clear_state()
        self._problems.clear()
        if self._lookups.default is not None and not form:
            self._on_default_changed(self._lookups.default)
        self.form.show_tab(1)
        self.form.focus_first()

    def _on_default_changed(self, default: ContactEntity) -> None:
        self.form.set_defaults(default.to_json_object(), fill=self._entry.is_blank)
        self.history.refresh()

    def _on_confirmation_asked(self, warnings: Sequence[Problem]) -> None:
        self._problems.show_untouched()
        text = " ".join(warning.message for warning in warnings[:3])
        more = f" And {len(warnings) - 3} more." if len(warnings) > 3 else ""
        text = f"{text}{more} Press Ctrl+Enter again to save anyway."
        self.notice.show_message(text, Tone.WAITING, topic=_CONFIRMATION, Save_anyway=self.save)
        self.form.focus_path(warnings[0].path)

    def _on_drafts_changed(self) -> None:
        if self._closes_when_kept and not self._entry.has_unkept:
            self.close()

    def _on_saving_changed(self, saving: bool) -> None:
        self._corner.show_saving(saving)
        if saving:
            self._shield.cover()
        else:
            self._shield.uncover()

    def _on_problem_reported(self, sentence: str) -> None:
        self.notice.show_message(sentence, Tone.REFUSED)

    def _on_vat_label_changed(self, label: str) -> None:
        self.form.set_label("OrgNr", without_mnemonic(label))

    def _add_person(self) -> None:
        self.form.show_page(self.form.persons)
        self.form.persons.editor.add_person()

    def _add_row(self, path: str) -> None:
        self.form.show_page(self.form.communication)
        self.form.communication.editors[path].focus_new()

    def _toggle_outbox(self) -> None:
        focused = QApplication.focusWidget()
        self.outbox.toggle()
        if self.outbox.isVisible():
            self._came_from = focused.objectName() if focused else ""
            return
        before = self.form.findChild(QWidget, self._came_from) if self._came_from else None
        if before is not None and before.isVisible():
            before.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.form.focus_first()

    def copy_diagnostics(self, text: str) -> None:
        """Copies the text to the clipboard and shows a message about it."""
        QApplication.clipboard().setText(text)
        self.notice.show_message(
            "The diagnostics are in the clipboard. Paste them into a message to your administrator."
        )

    def _show_keys(self) -> None:
        show_table(self, "keys", "Keys", key_rows())

    def _show_about(self) -> None:
        text = f"Contact Entry {__version__}\n\nTypes companies and the people in them into SuperOffice CRM."
        PlainMessageBox(self, "about", "About Contact Entry", text).open()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._entry.finish()
        if self._entry.has_unkept and not self._closes_when_kept:
            self._closes_when_kept = True
            self.notice.show_message(_UNKEPT, Tone.WAITING)
            event.ignore()
            return
        self.closing.emit()
        super().closeEvent(event)


def _bytes_of(base64: str) -> QByteArray:
    """Decodes what it can: settings may hold any text, and Qt takes no arrangement that is damaged."""
    return QByteArray.fromBase64(QByteArray(base64.encode("ascii", "ignore")))
