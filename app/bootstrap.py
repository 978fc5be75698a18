"""Builds the objects and hands them to each other: the one module that knows everyone.

Nothing but Qt and the model is needed before the first paint; the store, the keyring and the network are
opened on worker threads after it.
"""

from __future__ import annotations

import gc
import os
import sys
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import NoReturn

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from app.controller.connection.connections import Connections
from app.controller.connection.diagnostics import diagnostics
from app.controller.connection.status import ConnectionState
from app.controller.connection.updates import Updates
from app.controller.form.address_layouts import AddressLayouts
from app.controller.form.entry import EntryController
from app.controller.form.live_question import QuestionContext
from app.controller.form.lookups import Lookups
from app.controller.form.recognition import RecognitionController
from app.controller.form.server_validation import ServerValidation
from app.controller.form.similar_companies import DuplicateSearch
from app.controller.outbox.outbox import OutboxController
from app.controller.outbox.outcome import OutcomeController
from app.controller.outbox.reopening import Reopening
from app.controller.outbox.sender import Sender
from app.controller.outbox.submissions import SubmissionInbox
from app.controller.process.garbage import GuiThreadGarbageCollector
from app.controller.process.reachability import Reachability
from app.controller.process.single_instance import Instance
from app.controller.process.store_access import StoreAccess
from app.controller.process.workers import WorkerPool
from app.model.profile import Profile
from app.sandbox.child import SandboxChild, SignIn
from app.sandbox.options import SandboxNotStarted
from app.service.clients import Clients
from app.service.delivery.deliverer import SECOND_SEARCH_DELAY, Deliverer
from app.service.request_log import current_entry
from app.storage.files.errors import StoreBusy, StoreProblem
from app.storage.files.logs import LogFile, start_log
from app.storage.files.paths import AppPaths
from app.storage.settings.managed_settings import load_managed_settings
from app.storage.settings.password_store import SecretStore
from app.storage.settings.settings_file import SettingsFile
from app.storage.sqlite.outbox import Outbox
from app.storage.sqlite.store import Store
from app.ui.common.theme import Theme
from app.ui.connection.update_news import UpdateNews
from app.ui.window.main_window import MainWindow

SANDBOX = "Sandbox"
_CLOSE_WITHIN_MS = 3000
_OPEN_AGAIN_MS = 1000


@dataclass(frozen=True)
class WindowOptions:
    """What the command line says of the window; an empty `profile` is the connection used last.

    `second_search_delay` is how long to wait before the second search that confirms a record is missing.
    """

    paths: AppPaths
    sandbox: bool = False
    profile: str = ""
    log_level: str = ""
    second_search_delay: timedelta = SECOND_SEARCH_DELAY


class Program(QObject):
    """The running window and everything behind it.

    Signals: ready (the store is open).
    """

    ready = Signal()

    def __init__(self, options: WindowOptions) -> None:
        super().__init__()
        self._collector = GuiThreadGarbageCollector(self)
        self._options = options
        self._file = SettingsFile(options.paths.settings)
        decided = load_managed_settings({"active": options.profile, "log_level": options.log_level})
        own = self._file.load()
        settings = decided.apply(own)
        self._network = WorkerPool(4, self)
        self._disk = WorkerPool(1, self)
        self.store: Store | None = None
        self._store_trouble = ""
        self._sandbox: SandboxChild | None = None
        self._log = LogFile(options.paths.logs, current_entry)
        self._log_level = settings.log_level
        secrets = self._secrets = SecretStore()
        self._clients = Clients(secrets)
        self.connections = Connections(
            file=self._file,
            settings=own,
            secrets=secrets,
            clients=self._clients,
            network=self._network,
            managed=decided,
            parent=self,
        )
        self._entries = StoreAccess(self._disk, self)
        self.lookups = Lookups(self._clients.api, self._network, self._entries, self)
        self.addresses = AddressLayouts(self._clients.api, self._network, self._entries, self)
        self.entry = EntryController(self.connections, self.lookups, self._entries, self)
        context = QuestionContext(self.connections, self.lookups, self._clients.api, self._network)
        self.duplicates = DuplicateSearch(self.entry, context, self)
        self.server_validation = ServerValidation(self.entry, context, self)
        self.entry.use_save_gate(self.duplicates)
        self.sending = Sender(self)
        self.reopening = Reopening(self.entry, self._entries, self)
        self.outcomes = OutcomeController(self.entry, self.reopening, self.sending, self)
        self.outbox = OutboxController(
            entries=self.entry,
            reopening=self.reopening,
            sender=self.sending,
            connections=self.connections,
            lookups=self.lookups,
            api_for=self._clients.api,
            network=self._network,
            store=self._entries,
            parent=self,
        )
        self.submissions = SubmissionInbox(self._has_connection, self._entries, self)
        self.window = MainWindow(
            self.entry,
            self.lookups,
            self.connections,
            self.outcomes,
            self.outbox,
            duplicates=self.duplicates,
            recognition=RecognitionController(self.lookups, self),
        )
        self.updates = Updates(self.connections, self._network, self)
        UpdateNews(self.updates, self.window, before=self.window.actions_by_name["action.about"])
        self.window.restore(settings.window_geometry, settings.window_state)
        self._connect()
        if notice := " ".join(filter(None, [self._file.notice, decided.notice])):
            self.window.notice.say(notice)

    def show(self) -> None:
        self.window.show()
        QTimer.singleShot(0, self._open)

    def serve(self, instance: Instance) -> None:
        """Does what other starts of the program ask of this one."""
        instance.raise_asked.connect(self.window.bring_to_front)
        instance.send_asked.connect(self.sending.retry_now)
        instance.entry_given.connect(self.submissions.submit)
        self.submissions.decided.connect(lambda entry_id, taken: instance.answer(entry_id, taken=taken))

    def close(self) -> bool:
        """Puts everything away; False where a call to the server is still under way."""
        self._keep_geometry()
        self.connections.cancel_browser()
        ended = self.sending.stop(_CLOSE_WITHIN_MS)
        ended = self._network.close(_CLOSE_WITHIN_MS if ended else 0) and ended
        # What is to be written waits its turn and is written; only then nothing more is taken.
        self._disk.wait(_CLOSE_WITHIN_MS)
        self._disk.close(_CLOSE_WITHIN_MS)
        if ended:
            self._clients.close()
            if self.store is not None:
                self.store.close()
        if self._sandbox is not None:
            self._sandbox.stop()
        self._log.stop()
        return ended

    def _connect(self) -> None:
        self.connections.used.connect(self.addresses.use)
        self.connections.used.connect(self.lookups.use)
        self.entry.country_changed.connect(self.lookups.set_country)
        self.lookups.country_changed.connect(self.addresses.show_country)
        self.addresses.layout_changed.connect(self.window.form.set_address_layout)
        self.connections.used.connect(self._resume)
        self.window.diagnostics_asked.connect(self._copy_diagnostics)
        self.window.trouble.practice_asked.connect(self._practise)
        self.lookups.sign_in_needed.connect(self.connections.sign_in_failed)
        self.sending.sign_in_needed.connect(self._ask_sign_in)
        self.sending.problem_reported.connect(self.entry.problem_reported)
        self.outcomes.saved.connect(self.lookups.refresh_default)
        self.submissions.accepted.connect(self.outbox.upsert)
        self.submissions.accepted.connect(self.sending.wake)

    def _has_connection(self, name: str) -> bool:
        return any(profile.name == name for profile in self.connections.profiles)

    def _open(self) -> None:
        """After the first paint: log, store, connection, and the libraries that judge what is typed."""
        self._disk.run(partial(start_log, self._log, self._log_level), self._log_started)
        self._open_store()
        self._network.run(_load_libraries)
        Reachability(self).came_back.connect(self._try_again)
        if self._options.sandbox:
            self._practise()
        else:
            self.connections.use(self._options.profile or self.connections.settings.active)

    def _open_store(self) -> None:
        self._disk.run(partial(Store.open, self._options.paths.store), self._opened, self._not_opened)

    def _log_started(self, trouble: str) -> None:
        if trouble:
            self.entry.problem_reported.emit(trouble)

    def _copy_diagnostics(self) -> None:
        status = self.connections.status
        counts = Outbox(self.store).counts() if self.store else {}

        def work() -> str:
            return diagnostics(status, counts, self._log, self._secrets.location_of().name)

        self._disk.run(work, self.window.copy_diagnostics)

    def _opened(self, store: Store) -> None:
        self.store = store
        if self._store_trouble == self.window.notice.text:
            self.window.notice.hush()
        self._entries.open(store)
        outbox = Outbox(store)
        deliverer = Deliverer(
            outbox,
            self._clients.api,
            self._clients.profile,
            second_search_delay=self._options.second_search_delay,
        )
        self.sending.start(outbox, deliverer)
        if store.notices:
            self.window.notice.say(" ".join(store.notices))
        self.ready.emit()

    def _not_opened(self, error: Exception) -> None:
        if isinstance(error, StoreBusy):
            # A command has the entries open, which takes a moment.
            QTimer.singleShot(_OPEN_AGAIN_MS, self, self._open_store)
        if isinstance(error, StoreProblem) and error.message != self._store_trouble:
            self._store_trouble = error.message
            self.entry.problem_reported.emit(error.message)

    def _practise(self) -> None:
        """Starts the practice server and turns to it; a second wish changes nothing."""
        if self._sandbox is None:
            self._sandbox = SandboxChild(self._options.paths.sandbox)
            self._network.run(self._sandbox.start, self._sandbox_started, self._sandbox_failed)

    def _sandbox_started(self, sign_in: SignIn) -> None:
        profile = Profile(name=SANDBOX, url=sign_in.url, user=sign_in.user)
        self.connections.use_temporarily(profile, sign_in.password)

    def _sandbox_failed(self, error: Exception) -> None:
        self._sandbox = None
        if isinstance(error, SandboxNotStarted):
            self.entry.problem_reported.emit(str(error))

    def _try_again(self) -> None:
        """There is a network again."""
        self.sending.retry_now()
        if self.connections.status.state is ConnectionState.OUT_OF_REACH:
            self.connections.sign_in()
            self.lookups.refresh()

    def _resume(self, profile: str, _language: str) -> None:
        self.sending.resume(profile)

    def _ask_sign_in(self, profile: str, sentence: str) -> None:
        current = self.connections.status.profile
        if current is not None and current.name == profile:
            self.connections.sign_in_failed(sentence)

    def _keep_geometry(self) -> None:
        places = {"window_geometry": self.window.geometry_text(), "window_state": self.window.state_text()}

        def keep() -> None:
            self._file.change(lambda now: now.changed(**places))

        self._disk.run(keep)


def _load_libraries() -> None:
    """The first value that is judged must not wait for them."""
    import email_validator  # noqa: F401  # loaded for later
    import phonenumbers  # noqa: F401  # loaded for later
    import stdnum  # noqa: F401  # loaded for later


def run_window(options: WindowOptions) -> int:
    """Opens the window and returns the exit code once it is closed."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    if not isinstance(app, QApplication):
        raise TypeError("Another kind of Qt application runs in this process.")
    app.setApplicationName("contact-entry")
    app.setApplicationDisplayName("Contact Entry")
    # Wayland and X11 find icon and name of the window in the desktop file of that name.
    app.setDesktopFileName("contact-entry")
    instance = Instance(options.paths)
    if not instance.claim():
        return 0
    theme = Theme(app)
    program = Program(options)
    theme.dress()
    # What is loaded by then stays. The collector would go through all of it again whenever a long list comes,
    # and the window would stand still for a quarter of a second.
    program.ready.connect(gc.freeze)
    program.serve(instance)
    program.show()
    code = app.exec()
    instance.stop_listening()
    if not program.close():
        _end_at_once(code)
    instance.release()
    return code


def _end_at_once(code: int) -> NoReturn:
    """A thread that waits for a server cannot be ended, and Qt aborts with it. All is on the disk: what is
    being sent is looked for on the server at the next start.
    """
    if sys.stdout is not None:  # Windows gives none to a program without a console
        sys.stdout.flush()
    os._exit(code)
