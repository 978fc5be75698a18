"""Strip with the outcome of the last Save, and the actions that it allows."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from PySide6.QtCore import QElapsedTimer, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from app.controller.connection.connections import Connections
from app.controller.outbox.outbox import OutboxController
from app.controller.outbox.outcome import Outcome, OutcomeController
from app.model.entry import Entry, State, UnreadableEntry
from app.model.web_client_links import company_link
from app.translation import _
from app.ui.common.banner import Banner, Tone
from app.ui.common.moments import moment_text
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


class OutcomeStrip(Banner):
    """Shows one named outcome above the form for every Save."""

    outbox_asked = Signal()
    """The outbox is to be opened: there is what waits."""
    repeat_asked = Signal()
    """A company is to begin with the settings of the one saved last."""

    def __init__(
        self,
        outcomes: OutcomeController,
        outbox: OutboxController,
        connections: Connections,
        window: QWidget,
    ) -> None:
        super().__init__("outcome")
        self._outcomes = outcomes
        self._connections = connections
        self._window = window
        self._entry_id = ""
        self._said_for = QElapsedTimer()
        self._go_soon = QTimer(self)
        self._go_soon.setSingleShot(True)
        self._go_soon.timeout.connect(self.dismiss)
        outcomes.outcome_changed.connect(self._on_outcome_changed)
        outcomes.withdrawn.connect(self._on_gone)
        outbox.discarded.connect(self._on_gone)

    def repeat(self) -> None:
        """Has a company begin with the settings of the last saved one."""
        self.repeat_asked.emit()

    def go_on(self) -> None:
        """Takes a success away once it can have been read: its user is at the next company."""
        if self._tone is Tone.SAVED and self.text and not self._go_soon.isActive():
            self._go_soon.start(max(0, _READING_MS - self._said_for.elapsed()))

    def _on_outcome_changed(self, outcome: Outcome) -> None:
        self._entry_id = outcome.entry.id
        self._go_soon.stop()
        self._said_for.start()
        is_partly_there = outcome.entry.is_partly_there
        # What it takes to go on comes first: the last ones may be in a menu.
        actions: dict[str, Any] = {}
        if outcome.state is State.REJECTED and not is_partly_there:
            actions[_("Correct")] = lambda: self._outcomes.edit_again(outcome.entry)
        if outcome.state is State.REJECTED and is_partly_there:
            actions[_("Send what is missing")] = lambda: self._send(outcome.entry)
        if outcome.is_signed_out and outcome.state in (State.QUEUED, State.UNKNOWN):
            actions[_("Sign in")] = lambda: self._connections.ask_to_sign_in(outcome.entry.profile)
        elif outcome.state is State.QUEUED:
            actions[_("Send now")] = lambda: self._send(outcome.entry)
        if outcome.state in (State.QUEUED, State.UNKNOWN):
            actions[_("Outbox")] = self.outbox_asked.emit
        if outcome.contact_id:
            actions[_("Open in SuperOffice")] = lambda: self._open(outcome)
        if outcome.entry.answer:
            actions[_("Details")] = lambda: self._show_record(outcome)
        if outcome.state is State.SAVED:
            actions[_("New with same settings")] = self.repeat
        sentence = outcome.sentence
        if outcome.again_at is not None:
            again = _("It is sent by itself: {at}.")
            sentence += f" {again.format(at=moment_text(outcome.again_at, datetime.now(UTC)))}"
        self.show_message(sentence, _TONES[outcome.state], actions=actions)

    def _send(self, entry: Entry) -> None:
        self._outcomes.retry(entry)
        self._connections.ask_to_sign_in(entry.profile)

    def _on_gone(self, entry: Entry | UnreadableEntry) -> None:
        """Takes back what is said of an entry that is not in the outbox any more."""
        if entry.id == self._entry_id:
            self.dismiss()

    def _open(self, outcome: Outcome) -> None:
        profile = next((one for one in self._connections.profiles if one.name == outcome.entry.profile), None)
        if profile is not None:
            QDesktopServices.openUrl(QUrl(company_link(profile.site, outcome.contact_id)))

    def _show_record(self, outcome: Outcome) -> None:
        SavedFactsDialog(outcome.entry.name, outcome.facts, self._window).open()
