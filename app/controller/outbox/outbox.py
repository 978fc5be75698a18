"""The outbox as the window shows it: what waits, what became of the rest, and what can be done about each."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from app.controller.connection.connections import Connections
from app.controller.form.entry import EntryController
from app.controller.form.lookups import Lookups
from app.controller.outbox.sender import Sender
from app.controller.process.workers import WorkerPool
from app.model.entry import Entry, State
from app.model.outbox_rows import OutboxList, Progress, row_of
from app.model.record_comparison import RecordComparison
from app.model.web_client_links import company_link
from app.service.delivery.comparison import compare
from app.service.outbox_list import matches_search, read_list
from app.storage.files.errors import StoreProblem
from app.storage.sqlite.outbox import Outbox
from app.webapi.errors import WebApiError

if TYPE_CHECKING:
    # Costs a tenth of a second: the worker loads it, after the window is painted.
    from app.webapi.client import WebApi

SEARCH_AFTER_MS = 150


class OutboxController(QObject):
    """Nothing of it waits for the disk or the network.

    Signals: listed(OutboxList), changed(OutboxRow: new, or other than before), gone(entry id),
    discarded(entry: `undo` brings it back), progress_changed(Progress), compared(RecordComparison),
    link_found(address of a company's page), saved_deleted(how many), problem_reported(sentence).
    """

    listed = Signal(object)
    changed = Signal(object)
    gone = Signal(str)
    discarded = Signal(object)
    progress_changed = Signal(object)
    compared = Signal(object)
    link_found = Signal(str)
    saved_deleted = Signal(int)
    problem_reported = Signal(str)

    def __init__(
        self,
        *,
        entries: EntryController,
        sender: Sender,
        connections: Connections,
        lookups: Lookups,
        api_for: Callable[[str], WebApi],
        network: WorkerPool,
        disk: WorkerPool,
        parent: QObject | None = None,
    ) -> None:
        """`api_for` gives the client of a connection by its name; it is called on worker threads."""
        super().__init__(parent)
        self._entries = entries
        self._sender = sender
        self._connections = connections
        self._lookups = lookups
        self._api_for = api_for
        self._network = network
        self._disk = disk
        self._outbox: Outbox | None = None
        self._search = ""
        self._is_shown = False
        self._asked = 0
        # What changed while a list was being read, which may or may not be in it.
        self._missed: list[Entry | str] = []
        self._discarded: list[Entry] = []
        self._sent: set[str] = set()
        self._search_soon = QTimer(self)
        self._search_soon.setSingleShot(True)
        self._search_soon.setInterval(SEARCH_AFTER_MS)
        self._search_soon.timeout.connect(self._list)
        entries.committed.connect(self.upsert)
        entries.reopened.connect(self._on_gone)
        sender.begun.connect(self.upsert)
        sender.entry_changed.connect(self._on_entry_changed)
        sender.counts_changed.connect(self._on_counts_changed)

    def attach(self, outbox: Outbox) -> None:
        """Hands over the outbox once the store is open; what is older than the history is purged."""
        self._outbox = outbox
        before = datetime.now(UTC) - timedelta(days=self._connections.settings.history_days)
        self._disk.run(partial(outbox.purge, before), None, self._on_failed)
        if self._is_shown:
            self._list()

    def show(self) -> None:
        """Somebody looks at the list from now on: reads it, and keeps it up to date."""
        if not self._is_shown:
            self._is_shown = True
            self._list()

    def search(self, text: str) -> None:
        """Lists what has `text` in the name of the company or of one of its people or in its number, or is
        its id on the server.
        """
        if text.strip() != self._search:
            self._search = text.strip()
            self._search_soon.start()

    def send(self, entry_id: str) -> None:
        """Sends it now, or again, or who is missing of its people."""
        self._sender.run_on_sending_thread(lambda deliverer: deliverer.retry(entry_id))

    def check_on_server(self, entry_id: str) -> None:
        """Looks on the server now for what may be there."""
        self.send(entry_id)

    def decide(self, entry_id: str, remote_id: int | None) -> None:
        """It is the record `remote_id` of the server; None: none of those shown, and it is sent again."""
        self._sender.run_on_sending_thread(lambda deliverer: deliverer.decide(entry_id, remote_id))

    def edit_again(self, entry_id: str) -> None:
        """Takes it back into the form, with what the server said of it."""
        self._with_entry(entry_id, self._entries.reopen)

    def open(self, entry_id: str) -> None:
        """Finds the company's page in SuperOffice."""
        self._with_entry(entry_id, self._emit_link)

    def open_company(self, profile_name: str, contact_id: int) -> None:
        """As `open`, for a company of which there is no entry."""
        profile = next((one for one in self._connections.profiles if one.name == profile_name), None)
        if profile is None:
            self.problem_reported.emit(f"The connection “{profile_name}” is not set up any more.")
        else:
            self.link_found.emit(company_link(profile.site, contact_id))

    def compare(self, entry_id: str) -> None:
        """Fetches what the server has, for a person to compare."""
        outbox = self._outbox
        if outbox is None:
            return

        labels = {field.key: field.field_label or "" for field in self._lookups.rules.layout}

        def work() -> RecordComparison | None:
            entry = outbox.get(entry_id)
            if entry is None or entry.undecided is None:
                return None
            return compare(entry, entry.undecided, self._api_for(entry.profile), labels)

        self._network.run(work, self._on_compared, self._on_failed)

    def discard(self, entry_id: str) -> None:
        if self._outbox is not None:
            self._disk.run(partial(self._outbox.discard, entry_id), self._on_discarded, self._on_failed)

    def undo(self) -> None:
        """Puts back what was discarded last; what waited then goes on waiting."""
        if self._outbox is not None and self._discarded:
            entry = self._discarded.pop()
            self._disk.run(partial(self._outbox.restore, entry), self._on_restored, self._on_failed)

    def delete_saved(self) -> None:
        """Removes all that is saved from the list, and from this computer; nothing changes on the server."""
        if self._outbox is not None:
            self._disk.run(self._outbox.wipe_history, self._on_saved_deleted, self._on_failed)

    def _list(self) -> None:
        if self._outbox is None:
            return
        self._asked += 1
        self._missed.clear()
        self._disk.run(
            partial(_read_list, self._outbox, self._search, self._asked), self._on_listed, self._on_failed
        )

    def _on_listed(self, answer: tuple[int, OutboxList]) -> None:
        asked, found = answer
        if asked != self._asked:
            return
        self._asked = 0
        self.listed.emit(found)
        missed, self._missed = self._missed, []
        for change in missed:
            if isinstance(change, Entry):
                self.upsert(change)
            else:
                self._on_gone(change)

    def _on_entry_changed(self, entry: Entry) -> None:
        if entry.state is State.SAVED:
            self._sent.add(entry.id)
        self.upsert(entry)

    def upsert(self, entry: Entry) -> None:
        """It is new in the outbox, or other than before."""
        if self._asked:
            self._missed.append(entry)
        if matches_search(entry, self._search):
            self.changed.emit(row_of(entry))
        else:
            self.gone.emit(entry.id)

    def _on_gone(self, entry: Entry | str) -> None:
        entry_id = entry.id if isinstance(entry, Entry) else entry
        if self._asked:
            self._missed.append(entry_id)
        self.gone.emit(entry_id)

    def _on_counts_changed(self, counts: dict[State, int]) -> None:
        """The counts come again when nothing is left, so that the last progress stays to be seen."""
        left = counts[State.QUEUED] + counts[State.SENDING]
        if left or self._sent:
            self.progress_changed.emit(Progress(len(self._sent), len(self._sent) + left))
        if not left:
            self._sent.clear()

    def _with_entry(self, entry_id: str, then: Callable[[Entry], None]) -> None:
        if self._outbox is not None:
            self._disk.run(partial(_present, self._outbox, entry_id), then, self._on_failed)

    def _emit_link(self, entry: Entry) -> None:
        self.open_company(entry.profile, entry.contact_id)

    def _on_compared(self, comparison: RecordComparison | None) -> None:
        if comparison is not None and comparison.ids:
            self.compared.emit(comparison)
        else:
            self.problem_reported.emit("There is nothing left to compare. Look on the server again.")

    def _on_discarded(self, entry: Entry) -> None:
        self._discarded.append(entry)
        self._on_gone(entry)
        self.discarded.emit(entry)
        self._sender.wake()

    def _on_restored(self, entry: Entry) -> None:
        self.upsert(entry)
        self._sender.wake()

    def _on_saved_deleted(self, count: int) -> None:
        self._discarded = [entry for entry in self._discarded if entry.state is not State.SAVED]
        self._list()
        self.saved_deleted.emit(count)

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, StoreProblem | WebApiError):
            self.problem_reported.emit(error.message)
        elif isinstance(error, LookupError):
            self.problem_reported.emit("The connection that this belongs to is not set up any more.")


def _read_list(outbox: Outbox, search: str, asked: int) -> tuple[int, OutboxList]:
    return asked, read_list(outbox, search)


def _present(outbox: Outbox, entry_id: str) -> Entry:
    entry = outbox.get(entry_id)
    if entry is None:
        raise StoreProblem("This entry is not in the outbox any more.")
    return entry
