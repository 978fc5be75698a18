"""Everything behind the window: creates every object and wires them together, after the first paint.

The store, the password store and the network are opened on worker threads.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from app.bootstrap.checks_loading import ChecksLoading
from app.bootstrap.company_search import connect_additions, connect_company_search, connect_next_steps
from app.bootstrap.imports import connect_imports, connect_templates
from app.bootstrap.options import WindowOptions
from app.bootstrap.registers import connect_registers, make_registers
from app.bootstrap.sandbox_connection import SandboxConnection
from app.controller.connection.connections import Connections
from app.controller.connection.diagnostics import diagnostics
from app.controller.connection.preferences import PreferencesController
from app.controller.connection.status import ConnectionState
from app.controller.connection.updates import Updates
from app.controller.form.address_layouts import AddressLayouts
from app.controller.form.damaged_drafts import DamagedDrafts
from app.controller.form.entry import EntryController
from app.controller.form.lookups import Lookups
from app.controller.form.recognition import RecognitionController
from app.controller.imports.needs import Needs
from app.controller.imports.table_import import TableImport
from app.controller.outbox.outbox import OutboxController
from app.controller.outbox.outcome import OutcomeController
from app.controller.outbox.reopening import Reopening
from app.controller.outbox.sender import Sender
from app.controller.outbox.submissions import SubmissionInbox
from app.controller.process.failures import sentence_or_fault
from app.controller.process.garbage import GuiThreadGarbageCollector
from app.controller.process.handed_over import HandedOver
from app.controller.process.reachability import Reachability
from app.controller.process.single_instance import SingleInstance
from app.controller.process.sliced_work import SlicedWork
from app.controller.process.store_access import StoreAccess
from app.controller.process.unexpected_errors import UnexpectedErrors
from app.controller.process.workers import WorkerPool
from app.controller.questions.adding import AddingController
from app.controller.questions.company_search import CompanySearch
from app.controller.questions.live_question import QuestionContext
from app.controller.questions.server_validation import ServerValidation
from app.controller.questions.similar_companies import DuplicateSearch
from app.model.templates.reading import BEGINS_WITH
from app.service.clients import Clients
from app.service.delivery.deliverer import SECOND_SEARCH_DELAY, Deliverer
from app.service.request_log import current_entry_id
from app.storage.files.errors import StoreBusy
from app.storage.files.logs import LogFile, start_log
from app.storage.settings.early_settings import EarlySettings
from app.storage.settings.managed_settings import ManagedSettings, load_managed_settings
from app.storage.settings.password_store import SecretStore
from app.storage.settings.settings_file import Settings, SettingsFile
from app.storage.sqlite.outbox import Outbox
from app.storage.sqlite.store import Store
from app.ui.common.banner import Tone
from app.ui.connection.update_news import UpdateNews
from app.ui.window.main_window import MainWindow

_CLOSE_WITHIN_MS = 3000
_OPEN_AGAIN_MS = 1000
_UNTIL_ACTIVE_MS = 300


class Program(QObject):
    """The running window and everything behind it."""

    ready = Signal()  # the store is open
    failed = Signal(object)  # error: it could not be put behind the window

    def __init__(self, options: WindowOptions, window: MainWindow | None = None) -> None:
        """Takes the window that is shown already, for `begin`; else builds one, for `show`."""
        super().__init__()
        self._garbage_collector = GuiThreadGarbageCollector(self)
        self._unexpected_errors = UnexpectedErrors(self)
        self._unexpected_errors.install()
        self._options = options
        settings = EarlySettings(options.paths.settings)
        self._file = SettingsFile(options.paths.settings)
        self._log = LogFile(options.paths.logs, current_entry_id)
        self._secrets = SecretStore()
        self._clients = Clients(self._secrets, data=options.paths.data)
        self._network = WorkerPool(4, self)
        self._disk = WorkerPool(1, self)
        self._store_access = StoreAccess(self._disk, self)
        self._reachability = Reachability(self)
        self.store: Store | None = None
        self.handed_over = HandedOver(options.files, options.begins, self)
        self._make_connections()
        self._make_form()
        self._make_outbox()
        self.window = window or MainWindow()
        self._unexpected_errors.caught.connect(self.window.keep_after_fault)
        if window is None:
            self.window.restore(settings.text("window_geometry"), settings.text("window_state"))
            for _ in self._attach():
                pass

    def _make_connections(self) -> None:
        self.connections = Connections(
            file=self._file, secrets=self._secrets, clients=self._clients, network=self._network, parent=self
        )
        self.preferences = PreferencesController(self._file, self.connections, self._disk, self)
        self._sandbox = SandboxConnection(self._options.paths, self.connections, self._network, self)
        self.updates = Updates(self.connections, self._network, self)

    def _make_form(self) -> None:
        api_for, network, store = self._clients.api, self._network, self._store_access
        self.lookups = Lookups(api_for, network, store, self)
        self.addresses = AddressLayouts(api_for, network, store, self)
        self.entry = EntryController(self.connections, self.lookups, store, self)
        self.entry.problems.hold(held=True)
        self._checks = ChecksLoading(self.entry, self._network)
        self.damaged_drafts = DamagedDrafts(store, self)
        context = QuestionContext(self.connections, self.lookups, api_for, network)
        self.duplicates = DuplicateSearch(self.entry, context, self)
        self.company_search = CompanySearch(context, store, self)
        self.server_validation = ServerValidation(self.entry, context, self)
        self.entry.use_save_gate(self.duplicates)
        self.recognition = RecognitionController(self.lookups, self)
        self.adding = AddingController(self.entry, context, self)
        self.registers = make_registers(context, self._file, self._secrets, self._disk)

    def _make_outbox(self) -> None:
        self.sending = Sender(self)
        self.reopening = Reopening(self.entry, self._store_access, self)
        self.outcomes = OutcomeController(self.entry, self.reopening, self.sending, self)
        self.outbox = OutboxController(
            entries=self.entry,
            reopening=self.reopening,
            sender=self.sending,
            connections=self.connections,
            lookups=self.lookups,
            api_for=self._clients.api,
            network=self._network,
            store=(store := self._store_access),
            parent=self,
        )
        rest = self._clients.api, store, self._file, self._disk
        self.imports = TableImport(Needs(self.connections, self.lookups, *rest), self)
        has, is_elsewhere = self.connections.has_profile, self.connections.is_led_elsewhere
        self.submissions = SubmissionInbox(has, is_elsewhere, store, self)

    def _attach(self) -> Iterator[None]:
        """Puts the window in front of everything else, in steps."""
        yield from self.window.attach(
            self.entry,
            self.lookups,
            self.connections,
            self.outcomes,
            self.outbox,
            duplicates=self.duplicates,
            recognition=self.recognition,
            damaged_drafts=self.damaged_drafts,
            preferences=self.preferences,
        )
        yield from self._add_strips()
        self._connect()
        self.window.take_over()

    def _add_strips(self) -> Iterator[None]:
        """Adds what belongs to window and controller, one a step: the window is laid out anew for each."""
        self.field_lookup = connect_registers(self.window, self.entry, self.registers)
        yield
        self.adding_to = connect_additions(self.window, self.entry, self.adding, self.company_search)
        connect_next_steps(self.window, self.adding, self.duplicates)
        connect_company_search(self.window, self.company_search)
        yield
        parts, data = (self.imports, self.entry, self.outbox, self.sending), self._options.paths.data
        connect_imports(self.window, *parts, submissions=self.submissions, data=data)
        self.templates = connect_templates(self.window, self.imports, self.entry, self.outcomes, self.outbox)
        yield

    def _connect(self) -> None:
        """Connects what no controller and no widget connects itself."""
        for use in (self.addresses.use, self.lookups.use, self._on_connection_used):
            self.connections.used.connect(use)
        self.preferences.own_defaults_changed.connect(self._on_own_defaults_changed)
        self.preferences.problem_reported.connect(self.entry.problem_reported)
        self.entry.country_changed.connect(self.lookups.set_country)
        self.lookups.country_changed.connect(self.addresses.show_country)
        self.lookups.sign_in_needed.connect(self.connections.sign_in_failed)
        self.addresses.layout_changed.connect(self.window.context_feed.set_address_layout)
        self.sending.sign_in_needed.connect(self._on_sign_in_needed)
        self.sending.page_came.connect(self.connections.page_came)
        self.sending.reached.connect(self.connections.reach_changed)
        self.sending.problem_reported.connect(self.entry.problem_reported)
        self.outcomes.saved.connect(self.lookups.refresh_default)
        self.submissions.accepted.connect(self.outbox.upsert)
        self.submissions.accepted.connect(self.sending.wake)
        self.window.diagnostics_asked.connect(self._copy_diagnostics)
        self.window.connection_strip.sandbox_asked.connect(self._sandbox.use)
        self._sandbox.problem_reported.connect(self.entry.problem_reported)

    def begin(self) -> None:
        """Goes behind a window that is shown already, in slices, and opens everything; or emits `failed`."""

        def steps() -> Iterator[None]:
            try:
                yield from self._attach()
            except Exception as error:  # noqa: BLE001  # a broken installation may raise anything
                self.failed.emit(error)
            else:
                yield  # what the window has to do by then has its turn
                self._open()

        SlicedWork(self).start(steps())

    def show(self) -> None:
        self.window.show()
        QTimer.singleShot(0, self._open)

    def serve(self, instance: SingleInstance) -> None:
        """Does what further starts of the program ask of this one."""
        instance.raise_asked.connect(self.window.bring_to_front)
        instance.send_asked.connect(self.sending.retry_now)
        instance.entry_given.connect(self.submissions.submit)
        instance.files_given.connect(self.handed_over.take_files)
        instance.asked.connect(self.handed_over.take_asked)
        self.submissions.refused.connect(instance.refuse)
        self.submissions.decided.connect(lambda entry_id, taken: instance.answer(entry_id, taken=taken))

    def close(self) -> bool:
        """Ends all work and closes the store; returns False if a call or a file takes longer."""
        self._save_geometry()
        self._reachability.stop()
        self.connections.cancel_browser()
        ended = self.sending.stop(_CLOSE_WITHIN_MS)
        ended = self._network.close(_CLOSE_WITHIN_MS if ended else 0) and ended
        # What is to be written is written first; only then is nothing more accepted.
        self._disk.wait(_CLOSE_WITHIN_MS)
        self._disk.close(_CLOSE_WITHIN_MS)
        if ended:
            self._clients.close()
            if self.store is not None:
                self.store.close()
        self._sandbox.stop()
        self._unexpected_errors.remove()
        self._log.stop()
        return self.recognition.close() and self.imports.close() and ended

    def _open(self) -> None:
        """Opens settings, log, store and connection, after the first paint."""
        self.handed_over.files_given.connect(self.window.pasting.open_files)
        self.handed_over.asked.connect(self._on_asked)
        self._open_store()
        self._network.run(self._read_settings, self._on_settings_read)
        self._reachability.came_back.connect(self._on_network_back)

    def _read_settings(self) -> tuple[Settings, ManagedSettings, str]:
        given = {"active": self._options.profile, "log_level": self._options.log_level}
        settings, managed = self._file.load(), load_managed_settings(given)
        return settings, managed, start_log(self._log, managed.apply(settings).log_level)

    def _on_settings_read(self, read: tuple[Settings, ManagedSettings, str]) -> None:
        settings, managed, log_problem = read
        if notice := " ".join(filter(None, [self._file.notice, managed.notice, log_problem])):
            self.window.notice.keep_message("settings", notice)
        for name in self.window.KEPT:
            setattr(self.window, name, getattr(settings, name))
        if self._options.sandbox:
            self._sandbox.use()  # before others open: what is saved meanwhile is not theirs
        self.connections.open(settings, managed, self._options.profile)
        if self.connections.profiles:
            self._reachability.watch()
        self._start_sending()
        UpdateNews(self.updates, self.window, before=self.window.actions_by_name["action.about"])

    def _open_store(self) -> None:
        self._disk.run(partial(Store.open, self._options.paths.store), self._on_opened, self._on_not_opened)

    def _copy_diagnostics(self) -> None:
        status = self.connections.status
        counts = Outbox(self.store).counts() if self.store else {}

        def work() -> str:
            return diagnostics(status, counts, self._log, self._secrets.location_of().name)

        self._disk.run(work, self.window.copy_diagnostics)

    def _on_opened(self, store: Store) -> None:
        self.store = store
        self.window.notice.keep_message("store", " ".join(store.notices))
        self._store_access.open(store)
        # Comes after the last draft, which is read first: one thread does both.
        self._store_access.run(lambda _store: None, self._on_drafts_read)
        self._start_sending()

    def _on_drafts_read(self, _nothing: None) -> None:
        self.handed_over.begin()

    def _on_asked(self, begins: str) -> None:
        """Begins a company or shows the outbox; on Wayland the active window alone sees what is copied."""
        name = "action.newFromClipboard" if begins == "clipboard" else "action.new"
        act = self.window.outbox.open if begins == "outbox" else self.window.actions_by_name[name].trigger
        if begins.startswith(BEGINS_WITH):
            act = partial(self.templates.begin, begins.removeprefix(BEGINS_WITH))
        QTimer.singleShot(0 if self.window.isActiveWindow() else _UNTIL_ACTIVE_MS, self.window, act)

    def _start_sending(self) -> None:
        """Begins to send once both the store and the settings are there."""
        if self.store is None or not self.connections.is_open:
            return
        outbox = Outbox(self.store)
        delay = self._options.second_search_delay or SECOND_SEARCH_DELAY
        deliverer = Deliverer(outbox, self._clients.api, self._clients.profile, second_search_delay=delay)
        self.sending.start(outbox, deliverer)
        self.ready.emit()

    def _on_not_opened(self, error: Exception) -> None:
        self._store_access.settle()
        if isinstance(error, StoreBusy):
            # A command has the entries open, which takes a moment.
            QTimer.singleShot(_OPEN_AGAIN_MS, self, self._open_store)
        elif not self.handed_over.is_ready:
            self._on_drafts_read(None)
        self.window.notice.keep_message("store", sentence_or_fault(error), Tone.REFUSED)

    def _on_network_back(self) -> None:
        self._clients.forget_network()
        self.sending.retry_now()
        if self.connections.status.state is ConnectionState.OUT_OF_REACH:
            self.connections.sign_in()
            self.lookups.refresh()

    def _on_own_defaults_changed(self, values: Mapping[str, Any]) -> None:
        was_blank = self.entry.is_blank
        if self.lookups.set_own_defaults(values) and was_blank:
            self.entry.discard_draft()  # an empty form begins with them, too

    def _on_connection_used(self, profile: str, _language: str) -> None:
        self._reachability.watch()  # without a connection nobody needs the network
        self.sending.resume(profile)

    def _on_sign_in_needed(self, profile: str, sentence: str) -> None:
        if (current := self.connections.status.profile) and current.name == profile:
            self.connections.sign_in_failed(sentence)

    def _save_geometry(self) -> None:
        window = self.window
        values = {"window_geometry": window.geometry_text(), "window_state": window.state_text()}
        values |= {name: text for name in window.KEPT if (text := getattr(window, name))}
        self._disk.run(lambda: self._file.change(lambda now: now.with_changes(**values)))
