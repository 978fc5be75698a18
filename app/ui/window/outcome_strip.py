"""Strip with the outcome of the last Save, and the actions that it allows."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QElapsedTimer, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from app.controller.connection.connections import Connections
from app.controller.form.entry import EntryController
from app.controller.form.templates import LIKE_LAST
from app.controller.outbox.outcome import Outcome, OutcomeController
from app.model.entry import State
from app.model.web_client_links import company_link
from app.recognition import RecognitionResult, found_in_record
from app.translation import _
from app.ui.common.banner import Banner, Tone
from app.ui.window.saved_facts_dialog import SavedFactsDialog

_TONES = {
    State.SAVED: Tone.SAVED,
    State.REJECTED: Tone.REFUSED,
    State.QUEUED: Tone.WAITING,
    State.UNKNOWN: Tone.WAITING,
    State.SENDING: Tone.PLAIN,
}
_READING_MS = 3000
"""A success is to be seen for as long, also by somebody who has been typing on before it came."""
_STEP = _("settings of the last company")
_NOTHING_YET = _("No company has been saved since the window was opened, so there are no settings to repeat.")


class OutcomeStrip(Banner):
    """Shows one named outcome above the form for every Save."""

    outbox_asked = Signal()
    """The outbox is to be opened: there is what waits."""

    def __init__(
        self,
        outcomes: OutcomeController,
        entry: EntryController,
        connections: Connections,
        window: QWidget,
        take: Callable[[RecognitionResult, str, str], object],
    ) -> None:
        super().__init__("outcome")
        self._take = take
        self._outcomes = outcomes
        self._entry = entry
        self._connections = connections
        self._window = window
        self._latest: Outcome | None = None
        self._said_for = QElapsedTimer()
        self._go_soon = QTimer(self)
        self._go_soon.setSingleShot(True)
        self._go_soon.timeout.connect(self.dismiss)
        outcomes.outcome_changed.connect(self._on_outcome_changed)

    @property
    def latest(self) -> Outcome | None:
        """The company saved last, whatever its state in the outbox; None since the start."""
        return self._latest

    def repeat(self) -> None:
        """Starts a company with the settings of the last saved one, whatever its state in the outbox.

        They go in as one step of undo. Nothing is asked, since nothing stands in the empty form. The company
        is noted as one of the template of that name, as it is where the list of templates brings them.
        """
        if self._latest is None:
            self.show_message(_NOTHING_YET)
        else:
            found = found_in_record(self._latest.same_settings, self._latest.entry.name)
            self._entry.new()
            self._entry.after_save(partial(self._take, found, _STEP, LIKE_LAST))

    def go_on(self) -> None:
        """Takes a success away once it can have been read: its user is at the next company."""
        if self._tone is Tone.SAVED and self.text and not self._go_soon.isActive():
            self._go_soon.start(max(0, _READING_MS - self._said_for.elapsed()))

    def _on_outcome_changed(self, outcome: Outcome) -> None:
        self._go_soon.stop()
        self._said_for.start()
        if outcome.state is not State.REJECTED:
            self._latest = outcome
        actions: dict[str, Any] = {}
        if outcome.contact_id:
            actions[_("Open in SuperOffice")] = lambda: self._open(outcome)
        if outcome.entry.answer:
            actions[_("Details")] = lambda: self._show_record(outcome)
        if outcome.state is State.SAVED:
            actions[_("New with same settings")] = self.repeat
        is_partly_there = outcome.entry.is_partly_there
        if outcome.state is State.REJECTED and not is_partly_there:
            actions[_("Correct")] = lambda: self._outcomes.edit_again(outcome.entry)
        if outcome.state is State.REJECTED and is_partly_there:
            actions[_("Send what is missing")] = lambda: self._outcomes.retry(outcome.entry)
        if outcome.state is State.QUEUED:
            actions[_("Send now")] = lambda: self._outcomes.retry(outcome.entry)
        if outcome.state in (State.QUEUED, State.UNKNOWN):
            actions[_("Outbox")] = self.outbox_asked.emit
        self.show_message(outcome.sentence, _TONES[outcome.state], actions=actions)

    def _open(self, outcome: Outcome) -> None:
        profile = next((one for one in self._connections.profiles if one.name == outcome.entry.profile), None)
        if profile is not None:
            QDesktopServices.openUrl(QUrl(company_link(profile.site, outcome.contact_id)))

    def _show_record(self, outcome: Outcome) -> None:
        SavedFactsDialog(outcome.entry.name, outcome.facts, self._window).open()
