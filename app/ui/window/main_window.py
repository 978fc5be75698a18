"""The window: form, banners, status, and what the actions do."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QByteArray, QDateTime, QLocale, Qt, Signal, Slot
from PySide6.QtGui import QAction, QCloseEvent
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QMainWindow,
    QMenu,
    QMessageBox,
    QPushButton,
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
from app.model.entry import Draft
from app.model.form.fields import CONTACT_FIELDS, Rows
from app.model.outbox_rows import Progress
from app.ui.common.banner import Banner, Tone
from app.ui.connection.strip import ConnectionStrip
from app.ui.form.form import ContactForm
from app.ui.form.undo_history import FormHistory
from app.ui.outbox.panel import OutboxPanel
from app.ui.recognition.offers_strip import OffersStrip
from app.ui.recognition.pasting import Pasting
from app.ui.window.actions import add_menus, keys_as_text
from app.ui.window.curtain import Curtain
from app.ui.window.drafts_menu import DraftsMenu
from app.ui.window.duplicates_strip import DuplicatesStrip
from app.ui.window.outcome_strip import OutcomeStrip
from app.ui.window.problems_panel import ProblemsPanel, ProblemsSummary

_CONFIRMATION = "confirmation"


class MainWindow(QMainWindow):
    """Signals: diagnostics_asked, closing (the window goes away; everything typed is handed over already)."""

    closing = Signal()
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
        self.problems: Sequence[Problem] = ()
        self._save = QPushButton("&Save")
        self._save.setObjectName("button.save")
        self._save.setProperty("role", "primary")
        self._save.setToolTip("Save (Ctrl+Enter)")
        self._state = QLabel()
        self._state.setObjectName("status.entry")
        self._state.setProperty("role", "hint")
        self._summary = ProblemsSummary()
        self.form = ContactForm(self._corner())
        self.duplicates = DuplicatesStrip(duplicates)
        self.form.show_beneath_header(self.duplicates)
        self.problems_panel = ProblemsPanel(self.form.name_of)
        self.trouble = ConnectionStrip(connections, lookups, self)
        self.history = FormHistory(self.form)
        self._curtain = Curtain(self.form)
        self.notice = Banner("notice")
        self.outcome = OutcomeStrip(outcomes, entry, connections, self)
        self.pasting = Pasting(self, self.form, self.history, self.notice, recognition)
        self.offers = OffersStrip(self.form, self.history, recognition)
        self._outbox_label = QLabel()
        self._outbox_label.setObjectName("status.outbox")
        self._progress_label = QLabel()
        self._progress_label.setObjectName("status.progress")
        self.outbox = OutboxPanel(outbox, self)
        self._came_from = ""
        self._lay_out()
        self.actions_by_name: dict[str, QAction] = add_menus(self, self._slots())
        self.drafts = DraftsMenu(entry, self)
        self._file_menu().insertMenu(self.actions_by_name["action.save"], self.drafts)
        self._connect()
        self.form.focus_first()

    def restore(self, geometry: str, state: str) -> None:
        """The size and place of last time and of its panels, in base64; nothing where there is none."""
        if geometry:
            self.restoreGeometry(QByteArray.fromBase64(QByteArray(geometry.encode())))
        if state:
            self.restoreState(QByteArray.fromBase64(QByteArray(state.encode())))

    def geometry_text(self) -> str:
        return bytes(self.saveGeometry().toBase64().data()).decode()

    def state_text(self) -> str:
        return bytes(self.saveState().toBase64().data()).decode()

    def _file_menu(self) -> QMenu:
        return next(menu for menu in self.menuBar().findChildren(QMenu) if menu.title() == "&File")

    def come_forward(self, token: str = "") -> None:
        """Somebody started the program again. `token` is the desktop's leave to take the foreground."""
        if token:
            # Where Qt looks for it (Wayland protocol xdg-activation).
            os.environ["XDG_ACTIVATION_TOKEN"] = token
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def _corner(self) -> QWidget:
        corner = QWidget()
        layout = QVBoxLayout(corner)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        self._save.setMinimumWidth(104)
        corner.setMinimumWidth(170)
        for widget in (self._save, self._state, self._summary):
            layout.addWidget(widget, 0, Qt.AlignmentFlag.AlignRight)
        return corner

    def _lay_out(self) -> None:
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(12, 6, 12, 6)
        layout.setSpacing(8)
        layout.addWidget(self.trouble)
        layout.addWidget(self.notice)
        layout.addWidget(self.outcome)
        layout.addWidget(self.form, 1)
        layout.addWidget(self.offers)
        layout.addWidget(self.problems_panel)
        self.setCentralWidget(page)
        self.statusBar().setSizeGripEnabled(False)
        self.statusBar().addWidget(self.trouble.label, 1)
        self.statusBar().addPermanentWidget(self._progress_label)
        self.statusBar().addPermanentWidget(self._outbox_label)
        self.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, self.outbox)
        self.resizeDocks([self.outbox], [300], Qt.Orientation.Vertical)
        self.outbox.hide()

    def _slots(self) -> dict[str, Any]:
        form = self.form
        rows = {field.action: field.path for field in CONTACT_FIELDS if isinstance(field, Rows)}
        return {
            "action.new": self._entry.new,
            "action.newLikeLast": self.outcome.repeat,
            "action.save": self.save,
            "action.discard": self._discard,
            "action.quit": self.close,
            "action.undo": self.history.stack.undo,
            "action.redo": self.history.stack.redo,
            "action.addPerson": self._add_person,
            "action.paste": self.pasting.paste,
            "action.offer": self.offers.take_all,
            **{action: lambda *_, path=path: self._add_row(path) for action, path in rows.items()},
            **{f"action.tab{n}": partial(self._show_tab, n) for n in range(1, len(form.pages) + 1)},
            "action.similar": self.duplicates.toggle,
            "action.problems": self.problems_panel.toggle,
            "action.nextProblem": self._next_problem,
            "action.outbox": self._toggle_outbox,
            "action.connection": self.trouble.set_up,
            "action.signIn": self.trouble.sign_in,
            "action.refresh": self.trouble.refresh,
            "action.keys": self._show_keys,
            "action.copyDiagnostics": self.diagnostics_asked.emit,
            "action.about": self._show_about,
        }

    def _connect(self) -> None:
        self._save.clicked.connect(self.save)
        self._summary.clicked.connect(self.problems_panel.toggle)
        self.problems_panel.chosen.connect(self._go_to_problem)
        self.form.changed.connect(self._edited)
        self.history.stepped.connect(self._edited)
        self.form.judged.connect(self._entry.validate_now)
        self.form.judged.connect(self._summarise)
        entry, lookups = self._entry, self._lookups
        entry.form_changed.connect(self._show_form)
        entry.problems_changed.connect(self._show_problems)
        entry.refused.connect(self._go_to_problem)
        entry.confirmation_asked.connect(self._ask_confirmation)
        entry.draft_kept.connect(self._show_kept)
        entry.draft_restored.connect(self._show_restored)
        entry.saving_changed.connect(self._show_saving)
        entry.problem_reported.connect(self._show_trouble)
        entry.committed.connect(self._clear_notice)
        lookups.choices_changed.connect(self.form.set_choices)
        lookups.missing_changed.connect(self.form.set_missing)
        lookups.layout_changed.connect(self.form.set_layout_of_custom_fields)
        lookups.default_changed.connect(self._show_defaults)
        lookups.person_layout_changed.connect(self.form.persons.editor.set_layout_of_custom_fields)
        lookups.person_default_changed.connect(self.form.persons.editor.set_person_default)
        lookups.rules_changed.connect(self.form.set_rules)
        lookups.vat_label_changed.connect(self._show_vat_label)
        self._connections.problem_reported.connect(self._show_trouble)
        self._outcomes.waiting_changed.connect(self._outbox_label.setText)
        self._outbox.progress_changed.connect(self._show_progress)

    @Slot()
    def save(self) -> None:
        self.form.settle()
        self._entry.save(self.form.value(), self.form.troubles())

    def _edited(self) -> None:
        self._state.clear()
        self.notice.hush(_CONFIRMATION)
        self._entry.edited(self.form.value())

    def _show_form(self, form: dict[str, Any]) -> None:
        self.form.set_value(form)
        self.history.begin()
        self.offers.begin()
        self._state.clear()
        self.problems = ()
        self._summarise()
        if self._lookups.default is not None and not form:
            self._show_defaults(self._lookups.default)
        self.form.show_tab(1)
        self.form.focus_first()

    def _show_defaults(self, default: ContactEntity) -> None:
        self.form.set_defaults(default.to_json_object(), fill=self._entry.is_blank)
        self.history.refresh()

    def _show_problems(self, problems: Sequence[Problem]) -> None:
        self.problems = problems
        self.form.show_problems(problems)
        self._summarise()

    def _summarise(self) -> None:
        general = [problem for problem in self.problems if not problem.path]
        shown = [*general, *self.form.shown_problems()]
        self._summary.count(shown)
        self.problems_panel.show_problems(shown)

    def _judge_all(self) -> None:
        self.form.judge_all()
        self._summarise()

    def _go_to_problem(self, problem: Problem) -> None:
        self._judge_all()
        if not problem.path:
            self.notice.say(problem.message, Tone.REFUSED)
        self.form.focus_path(problem.path)

    def _ask_confirmation(self, warnings: Sequence[Problem]) -> None:
        self._judge_all()
        text = " ".join(warning.message for warning in warnings[:3])
        more = f" And {len(warnings) - 3} more." if len(warnings) > 3 else ""
        text = f"{text}{more} Press Ctrl+Enter again to save anyway."
        self.notice.say(text, Tone.WAITING, topic=_CONFIRMATION, Save_anyway=self.save)
        self.form.focus_path(warnings[0].path)

    def _show_kept(self, _when: object) -> None:
        self._state.setText("Draft kept")

    def _show_restored(self, draft: Draft) -> None:
        when = QDateTime.fromSecsSinceEpoch(int(draft.updated.timestamp()))
        text = QLocale().toString(when, QLocale.FormatType.ShortFormat)
        self.notice.say(f"This is what you were typing at {text}.", Discard=self._discard)

    def _show_saving(self, saving: bool) -> None:
        self._save.setEnabled(not saving)
        if saving:
            self._state.setText("Saving…")
            self._curtain.fall()
        else:
            self._state.clear()
            self._curtain.rise()

    def _clear_notice(self) -> None:
        self.notice.hush()

    def _show_trouble(self, sentence: str) -> None:
        self.notice.say(sentence, Tone.REFUSED)

    def _show_vat_label(self, label: str) -> None:
        self.form.set_label("OrgNr", label.replace("&", "&&"))

    def _discard(self) -> None:
        thrown_away = self.form.value()
        self._entry.discard_draft()
        self.notice.say("What was typed is discarded.", Undo=lambda: self._undo_discard(thrown_away))

    def _undo_discard(self, form: dict[str, Any]) -> None:
        self.notice.hush()
        self._entry.new(form)
        self._entry.edited(form)

    def _show_tab(self, number: int, _checked: bool = False) -> None:
        self.form.show_tab(number)

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

    def _show_progress(self, progress: Progress) -> None:
        self._progress_label.setText(progress.text)

    def _next_problem(self) -> None:
        """Goes round the problems in the order of the form."""
        paths = [problem.path for problem in self.form.in_order(self.problems)]
        if not paths:
            return
        self._judge_all()
        focused = QApplication.focusWidget()
        here = focused.objectName() if focused else ""
        after = paths.index(here) + 1 if here in paths else 0
        self.form.focus_path(paths[after % len(paths)])

    def copy_diagnostics(self, text: str) -> None:
        QApplication.clipboard().setText(text)
        self.notice.say(
            "The diagnostics are in the clipboard. Paste them into a message to your administrator."
        )

    def _show_keys(self) -> None:
        QMessageBox.information(self, "Keys", f"<table>{keys_as_text()}</table>")

    def _show_about(self) -> None:
        text = f"Contact Entry {__version__}\n\nTypes companies and the people in them into SuperOffice CRM."
        QMessageBox.about(self, "About Contact Entry", text)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._entry.flush()
        self.closing.emit()
        super().closeEvent(event)
