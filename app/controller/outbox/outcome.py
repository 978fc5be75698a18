"""What became of the entries, in sentences for the window."""

from __future__ import annotations

from dataclasses import dataclass, replace

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
    """The state of an entry, with a sentence for the window."""

    entry: Entry
    sentence: str

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
        entries.committed.connect(self._on_committed)
        reopening.reopened.connect(self._on_reopened)
        sender.entry_changed.connect(self._on_entry_changed)
        sender.counts_changed.connect(self._on_counts_changed)

    def retry(self, entry: Entry) -> None:
        """Sends what waits now, or the people again whom the server refused; their company is saved."""
        self._sender.run_on_sending_thread(lambda deliverer: deliverer.retry(entry.id))

    def edit_again(self, entry: Entry) -> None:
        """Takes a refused entry back into the form."""
        self._reopening.reopen(entry)

    def _on_committed(self, entry: Entry) -> None:
        self._latest = entry.id
        self.outcome_changed.emit(
            Outcome(replace(entry, state=State.SENDING), _("Sending {name} …").format(name=entry.name))
        )
        self._sender.wake()

    def _on_reopened(self, entry: Entry) -> None:
        """Has what is left counted anew: it is a draft now, with what the server said if it was refused."""
        if entry.state is not State.REJECTED:
            self.withdrawn.emit(entry)
        self._sender.wake()

    def _on_entry_changed(self, entry: Entry) -> None:
        refused = entry.state is State.REJECTED
        if entry.state is State.SAVED:
            self.saved.emit()
        if entry.id != self._latest and not refused:
            return
        self.outcome_changed.emit(Outcome(entry, _named(entry)))
        if refused and not entry.is_partly_there:
            self._reopening.reopen_if_blank(entry)

    def _on_counts_changed(self, counts: dict[State, int], incomplete: int) -> None:
        waiting = counts[State.QUEUED] + counts[State.SENDING] + counts[State.UNKNOWN]
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
