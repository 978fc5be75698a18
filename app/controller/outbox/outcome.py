"""What became of the entries, in sentences for the window."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from PySide6.QtCore import QObject, Signal

from app.controller.form.entry import EntryController
from app.controller.outbox.reopening import Reopening
from app.controller.outbox.sender import Sender
from app.model.entry import Entry, State
from app.model.form.saved_facts import Fact, facts_in_answer
from app.translation import _, ngettext
from app.translation.message import has_value


@dataclass(frozen=True)
class Outcome:
    """The state of an entry, with a sentence for the window; `again_at` is when what waits is tried again.

    With `is_signed_out` nothing more is sent until its user has signed in.
    """

    entry: Entry
    sentence: str
    again_at: datetime | None = None
    is_signed_out: bool = False

    @property
    def state(self) -> State:
        return self.entry.state

    @property
    def contact_id(self) -> int:
        return self.entry.contact_id

    @property
    def facts(self) -> tuple[Fact, ...]:
        """What the server filled in: labels, with a text or a moment."""
        return facts_in_answer(self.entry.answer or {})


class OutcomeController(QObject):
    """Follows the entry that was saved last until the server has decided.

    While it cannot be sent yet, that is said, and not that it is being sent.
    An entry that the server refuses goes back into the form by itself if nothing else is being typed there.
    """

    outcome_changed = Signal(object)  # Outcome
    waiting_changed = Signal(str)  # text for the status bar
    withdrawn = Signal(object)  # entry that waited and is a draft again: what was said of it holds no more
    saved = Signal()  # a company is on the server

    def __init__(
        self,
        entries: EntryController,
        reopening: Reopening,
        sender: Sender,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._reopening = reopening
        self._sender = sender
        self._latest = ""
        self._waiting: Entry | None = None  # saved last, and not begun
        self._is_told_to_wait = False
        self._before = 0  # that wait for their turn
        self._held: dict[str, datetime | None] = {}  # out of reach: by connection, when it is tried again
        self._signed_out: set[str] = set()
        self._last: Outcome | None = None  # told
        entries.committed.connect(self._on_committed)
        reopening.reopened.connect(self._on_reopened)
        sender.entry_changed.connect(self._on_entry_changed)
        sender.begun.connect(self._on_begun)
        sender.reached.connect(self._on_reached)
        sender.sign_in_needed.connect(self._on_sign_in_needed)
        sender.counts_changed.connect(self._on_counts_changed)

    def retry(self, entry: Entry) -> None:
        """Sends what waits now, or the people again whom the server refused; their company is saved."""
        self._sender.run_on_sending_thread(lambda deliverer: deliverer.retry(entry.id))

    def edit_again(self, entry: Entry) -> None:
        """Takes a refused entry back into the form."""
        self._reopening.reopen(entry)

    def _on_committed(self, entry: Entry) -> None:
        self._latest, self._waiting = entry.id, entry
        self._tell_waiting(entry)
        self._before += 1
        self._sender.wake()

    def _tell_waiting(self, entry: Entry) -> None:
        """Says that the entry is being sent, or else what it waits for."""
        self._is_told_to_wait = True
        name, at = entry.name, self._held.get(entry.profile)
        if entry.profile in self._signed_out:
            told = _("{name} waits in the outbox: it is sent once you have signed in.")
        elif at is not None and at > datetime.now(UTC):
            told = _("{name} waits in the outbox: SuperOffice cannot be reached.")
            self._tell(Outcome(entry, told.format(name=name), at))
            return
        elif self._before:
            told = ngettext(
                "{name} waits in the outbox: {count} company is before it.",
                "{name} waits in the outbox: {count} companies are before it.",
                self._before,
            )
        else:
            self._tell_sending(entry)
            return
        self._tell(Outcome(entry, told.format(name=name, count=self._before)))

    def _tell(self, outcome: Outcome) -> None:
        is_signed_out = outcome.entry.profile in self._signed_out
        self._last = replace(outcome, is_signed_out=is_signed_out)
        self.outcome_changed.emit(self._last)

    def _tell_sending(self, entry: Entry) -> None:
        self._is_told_to_wait = False
        told = _("Sending {name} …").format(name=entry.name)
        self._tell(Outcome(replace(entry, state=State.SENDING), told))

    def _on_begun(self, entry: Entry) -> None:
        self._on_reached(entry.profile, True)
        if self._waiting is not None and entry.id == self._waiting.id:
            if self._is_told_to_wait:
                self._tell_sending(self._waiting)
            self._waiting = None

    def _on_reached(self, profile: str, is_reached: bool) -> None:
        if is_reached:
            self._held.pop(profile, None)
            self._signed_out.discard(profile)
        else:
            self._held[profile] = None  # the entry that was tried says until when

    def _on_sign_in_needed(self, profile: str, _sentence: str) -> None:
        self._signed_out.add(profile)
        self._tell_of_waiting(profile)
        if self._last is not None and self._last.entry.profile == profile and not self._last.is_signed_out:
            self._tell(self._last)

    def _tell_of_waiting(self, profile: str) -> None:
        if self._waiting is not None and self._waiting.profile == profile:
            self._tell_waiting(self._waiting)

    def _on_reopened(self, entry: Entry) -> None:
        """Has what is left counted anew: it is a draft now, with what the server said if it was refused."""
        if entry.state is not State.REJECTED:
            self.withdrawn.emit(entry)
        self._sender.wake()

    def _on_entry_changed(self, entry: Entry) -> None:
        refused = entry.state is State.REJECTED
        if self._waiting is not None and entry.id == self._waiting.id:
            self._waiting = None
        if entry.profile in self._held and entry.next_try is not None:
            self._held[entry.profile] = entry.next_try
            self._tell_of_waiting(entry.profile)
        if entry.state is State.SAVED:
            self.saved.emit()
        if entry.id != self._latest and not refused:
            return
        self._tell(Outcome(entry, _named(entry)))
        if refused and not entry.is_partly_there:
            self._reopening.reopen_if_blank(entry)

    def _on_counts_changed(self, counts: dict[State, int], incomplete: int) -> None:
        waiting = counts[State.QUEUED] + counts[State.SENDING] + counts[State.UNKNOWN]
        self._before = counts[State.QUEUED]
        words = [_("{waiting} to send").format(waiting=waiting)] if waiting else []
        lacking = ngettext("{count} incomplete", "{count} incomplete", incomplete)
        words += [lacking.format(count=incomplete)] if incomplete else []
        refused = counts[State.REJECTED] - incomplete
        rejected = ngettext("{count} refused", "{count} refused", refused)
        words += [rejected.format(count=refused)] if refused else []
        self.waiting_changed.emit(" · ".join(words))


def _named(entry: Entry) -> str:
    """Returns what is said of an entry, which most sentences name themselves."""
    return entry.message if has_value(entry.message, entry.name) else f"{entry.name}: {entry.message}"
