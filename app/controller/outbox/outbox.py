"""The outbox for the window: what waits, what became of the rest, and what can be done about each entry."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.controller.connection.connections import Connections
from app.controller.connection.status import ConnectionState
from app.controller.form.entry import EntryController
from app.controller.form.lookups import Lookups
from app.controller.outbox.list_choices import ListChoices
from app.controller.outbox.other_connection import OtherConnection
from app.controller.outbox.reopening import Reopening
from app.controller.outbox.sender import Sender
from app.controller.outbox.sheets import SheetController
from app.controller.outbox.today_count import TodayCount
from app.controller.outbox.waiting_companies import WaitingCompanies
from app.controller.process.debounce import Debounce
from app.controller.process.failures import sentence_or_fault
from app.controller.process.store_access import OpenStore, StoreAccess
from app.controller.process.workers import WorkerPool
from app.model.checks.record_comparison import RecordComparison
from app.model.entry import Entry, State, UnreadableEntry
from app.model.outbox_rows import OutboxFilter, OutboxList, Progress, row_of
from app.model.web_client_links import company_link
from app.service.clients import ApiFor
from app.service.outbox_export import export_outbox
from app.service.outbox_list import is_picked, read_list
from app.service.search.comparison import compare
from app.storage.files.errors import EntryUnreadable
from app.translation import _

SEARCH_AFTER_MS = 150


class OutboxController(QObject):
    """Lists the outbox and changes it. No call waits for the disk or the network."""

    settled = Signal()  # it is open, or it is known that it cannot be opened for now
    listed = Signal(object)  # OutboxList
    changed = Signal(object)  # OutboxRow: new, or other than before
    gone = Signal(str)  # entry id
    discarded = Signal(object)  # entry; `undo` brings it back
    progress_changed = Signal(object)  # Progress
    compared = Signal(object)  # RecordComparison
    link_found = Signal(str)  # address of a company's page
    saved_deleted = Signal(int)  # how many
    exported = Signal(int, str)  # how many, and the path of the file
    raw_read = Signal(str)  # an entry that cannot be read, as it is stored
    copied = Signal(str)  # name of the company of which a copy has begun in the form
    problem_reported = Signal(str)  # sentence

    def __init__(
        self,
        *,
        entries: EntryController,
        reopening: Reopening,
        sender: Sender,
        connections: Connections,
        lookups: Lookups,
        api_for: ApiFor,
        network: WorkerPool,
        store: StoreAccess,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._reopening = reopening
        self._sender = sender
        self._connections = connections
        self._lookups = lookups
        self._api_for = api_for
        self._network = network
        self._store = store
        self.sheets = SheetController(network, store, self)
        self.choices = ListChoices(store, self)
        self.today = TodayCount(sender, store, self)
        entries.use_save_gate(WaitingCompanies(entries, connections, store, self))
        self._other = OtherConnection(entries, reopening, connections, self)
        self._filter = OutboxFilter()
        self._is_shown = False
        self._asked = 0
        # What changed while a list was being read, which may or may not be in it.
        self._missed: list[Entry | str] = []
        self._discarded: list[Entry | UnreadableEntry] = []
        self._sent: set[str] = set()
        self._search_soon = Debounce(self, SEARCH_AFTER_MS, self._list)
        store.opened.connect(self._on_store_opened)
        store.settled.connect(self.settled)
        entries.committed.connect(self.upsert)
        reopening.reopened.connect(self._on_gone)
        reopening.copied.connect(self.copied)
        sender.begun.connect(self.upsert)
        sender.entry_changed.connect(self._on_entry_changed)
        sender.counts_changed.connect(self._on_counts_changed)
        sender.rows_set_aside.connect(self._on_rows_set_aside)

    @property
    def is_unavailable(self) -> bool:
        """True if the outbox could not be opened, so that nobody knows what is in it."""
        return self._store.is_settled and self._store.current is None

    def show(self) -> None:
        """Lists the outbox, and from now on keeps the list up to date."""
        if not self._is_shown:
            self._is_shown = True
            self._list_anew()

    def search(self, text: str) -> None:
        """Lists entries with `text` in the name of company or person, in the number, or as contact id."""
        if text.strip() != self._filter.search:
            self._filter = self._filter.with_search(text.strip())
            self._search_soon.start()

    def choose(self, chosen: OutboxFilter) -> None:
        """Lists only what is chosen; what is searched for stays."""
        self._filter = chosen.with_search(self._filter.search)
        self._list()

    def send(self, entry_id: str) -> None:
        """Sends the entry now or again, or only those of its people who are missing.

        Where nobody is signed in, its user is asked to.
        """
        self._sender.run_on_sending_thread(lambda deliverer: deliverer.retry(entry_id))
        if self._connections.status.state is ConnectionState.SIGN_IN_NEEDED:
            self._with_entry(entry_id, lambda entry: self._connections.ask_to_sign_in(entry.profile))

    def check_on_server(self, entry_id: str) -> None:
        """Searches the server now for an entry that may be there."""
        self.send(entry_id)

    def decide(self, seen: Entry, remote_id: int | None) -> None:
        """Takes a person's decision: the entry is the record `remote_id`; None sends it again, as new.

        It is about the entry as it was `seen`.
        """
        self._sender.run_on_sending_thread(lambda deliverer: deliverer.decide(seen, remote_id))

    def edit_again(self, entry_id: str) -> None:
        """Takes the entry back into the form, with what the server said about it."""
        self._with_entry(entry_id, self._reopening.reopen)

    def copy(self, entry_id: str) -> None:
        """Begins a new company in the form with the entry's values; `copied` is emitted."""
        self._with_entry(entry_id, self._copy)

    def open(self, entry_id: str) -> None:
        """Finds the address of the company's page in SuperOffice; `link_found` is emitted with it.

        Of an entry that cannot be read `raw_read` is emitted instead.
        """
        self._store.run(partial(_read_or_raw, entry_id), self._on_opened, self._on_failed)

    def open_company(self, profile_name: str, contact_id: int) -> None:
        """Does the same as `open` for a company without an entry."""
        profile = next((one for one in self._connections.profiles if one.name == profile_name), None)
        if profile is None:
            self.problem_reported.emit(
                _("The connection “{profile_name}” is not set up any more.").format(profile_name=profile_name)
            )
        else:
            self.link_found.emit(company_link(profile.site, contact_id))

    def compare(self, entry_id: str) -> None:
        """Fetches the records that may be the entry; `compared` is emitted for the user to decide."""
        store = self._store.current
        if store is None:
            return
        labels = {field.key: field.field_label or "" for field in self._lookups.rules.layout}

        def work() -> RecordComparison | None:
            entry = store.outbox.get(entry_id)
            if entry is None or entry.undecided is None:
                return None
            return compare(entry, entry.undecided, self._api_for(entry.profile), labels)

        self._network.run(work, self._on_compared, self._on_failed)

    def discard(self, entry_id: str) -> None:
        """Deletes an entry from this computer; `undo` brings it back."""
        self._store.run(partial(_discard, entry_id), self._on_discarded, self._on_failed)

    def undo(self) -> None:
        """Puts back what was discarded last; if it was waiting, it goes on waiting."""
        if self._discarded and self._store.current is not None:
            entry = self._discarded.pop()
            self._store.run(partial(_restore, entry), self._on_restored, self._on_failed)

    def delete_saved(self) -> None:
        """Deletes all saved entries from this computer; nothing changes on the server."""
        self._store.run(lambda store: store.outbox.wipe_history(), self._on_saved_deleted, self._on_failed)

    def export(self, path: Path, separator: str) -> None:
        """Writes what is listed as CSV, by the filter as it is now; `exported` is emitted."""
        store = self._store.current
        if store is None:
            self.problem_reported.emit(_("The outbox is not open yet."))
            return
        chosen = self._filter

        def work() -> tuple[int, str]:
            return export_outbox(store.outbox, chosen, path, separator), str(path)

        # The thread of the disk has drafts to write meanwhile.
        self._network.run(work, self._on_exported, self._on_failed)

    def print_list(self) -> None:
        """Makes the sheet of what is listed, by the filter as it is now; `sheets` tells when it is ready."""
        self.sheets.show_list(self._filter)

    def upsert(self, entry: Entry) -> None:
        """Shows an entry that is new in the outbox or has changed."""
        if self._asked:
            self._missed.append(entry)
        if self._is_shown:
            self.choices.add(entry)
        if is_picked(entry, self._filter):
            self.changed.emit(row_of(entry))
        else:
            self.gone.emit(entry.id)

    def _on_store_opened(self) -> None:
        before = datetime.now(UTC) - timedelta(days=self._connections.settings.history_days)
        self._store.run(lambda store: store.outbox.purge(before), None, self._on_failed)
        if self._is_shown:
            self._list_anew()

    def _list_anew(self) -> None:
        self._list()
        self.choices.read()

    def _list(self) -> None:
        if self._store.current is not None:
            self._asked += 1
            self._missed.clear()
            self._store.run(partial(_read_list, self._filter, self._asked), self._on_listed, self._on_failed)

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

    def _on_gone(self, entry: Entry | str) -> None:
        entry_id = entry.id if isinstance(entry, Entry) else entry
        if self._asked:
            self._missed.append(entry_id)
        self.gone.emit(entry_id)

    def _on_counts_changed(self, counts: dict[State, int], _incomplete: int) -> None:
        """Keeps the last progress when the counts come again with nothing left."""
        left = counts[State.QUEUED] + counts[State.SENDING]
        if left or self._sent:
            self.progress_changed.emit(Progress(len(self._sent), len(self._sent) + left))
        if not left:
            self._sent.clear()

    def _with_entry(self, entry_id: str, then: Callable[[Entry], None]) -> None:
        self._store.run(lambda store: store.outbox.existing(entry_id), then, self._on_failed)

    def _copy(self, entry: Entry) -> None:
        profile = self._connections.status.profile
        self._reopening.copy(entry, keeps_lists=profile is not None and profile.name == entry.profile)

    def _on_opened(self, found: Entry | str) -> None:
        if isinstance(found, Entry):
            self.open_company(found.profile, found.contact_id)
        else:
            self.raw_read.emit(found)

    def _on_compared(self, comparison: RecordComparison | None) -> None:
        if comparison is not None:
            self.compared.emit(comparison)
        else:
            self.problem_reported.emit(_("There is nothing left to compare. Look on the server again."))

    def _on_rows_set_aside(self) -> None:
        if self._is_shown:
            self._list()

    def _on_discarded(self, entry: Entry | UnreadableEntry) -> None:
        self._discarded.append(entry)
        self._on_gone(entry.id)
        self.discarded.emit(entry)
        self.today.count_soon()
        self._sender.wake()

    def _on_restored(self, entry: Entry | UnreadableEntry) -> None:
        if isinstance(entry, Entry):
            self.upsert(entry)
        else:
            self._list()
        self.today.count_soon()
        self._sender.wake()

    def _on_saved_deleted(self, count: int) -> None:
        self._discarded = [entry for entry in self._discarded if entry.state is not State.SAVED]
        self._list_anew()
        self.today.count_soon()
        self.saved_deleted.emit(count)

    def _on_exported(self, written: tuple[int, str]) -> None:
        self.exported.emit(*written)

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, LookupError):
            self.problem_reported.emit(_("The connection that this belongs to is not set up any more."))
        else:
            self.problem_reported.emit(sentence_or_fault(error))


def _discard(entry_id: str, store: OpenStore) -> Entry | UnreadableEntry:
    return store.outbox.discard(entry_id)


def _restore(entry: Entry | UnreadableEntry, store: OpenStore) -> Entry | UnreadableEntry:
    return store.outbox.restore(entry)


def _read_or_raw(entry_id: str, store: OpenStore) -> Entry | str:
    raw = store.outbox.raw(entry_id)
    try:
        return store.outbox.existing(entry_id)
    except EntryUnreadable:
        return json.dumps(raw, ensure_ascii=False, indent=2)


def _read_list(chosen: OutboxFilter, asked: int, store: OpenStore) -> tuple[int, OutboxList]:
    return asked, read_list(store.outbox, chosen)
