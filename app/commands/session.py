"""The objects of one command: settings, sign-in, sandbox, outbox. Without Qt."""

from __future__ import annotations

import getpass
import logging
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Final

from app.commands.exit_codes import CommandFailed
from app.commands.output import print_error
from app.model.profile import SANDBOX, Profile, Scheme, SecretKind
from app.sandbox.child import SandboxChild
from app.sandbox.options import SandboxNotStarted
from app.service.clients import Clients
from app.service.request_log import current_entry_id
from app.storage.files.errors import StoreBusy
from app.storage.files.file_lock import is_locked
from app.storage.files.logs import LogFile, start_log
from app.storage.files.paths import AppPaths
from app.storage.settings.managed_settings import load_managed_settings
from app.storage.settings.password_store import SecretStore, account
from app.storage.settings.settings_file import SettingsFile
from app.storage.sqlite.drafts import Drafts
from app.storage.sqlite.outbox import Outbox
from app.storage.sqlite.store import Store
from app.translation import _
from app.translation.catalogue import asked_language
from app.translation.joined_names import quoted

_OTHER_COMMAND = _(
    "Contact Entry is running already: another command (submit, import or outbox) is still at work "
    "with your entries, so nothing was done. Wait until it has ended and try again."
)
_NOT_FOR_WINDOW = _(
    "Contact Entry is running already and has your entries open. The practice server of this command ends "
    "with it, so nothing can be left to that window. Close the window and give the command again, or use "
    "the window instead."
)
_PATIENCE, _ASK_EVERY = 10.0, 0.05  # seconds

_log = logging.getLogger(__name__)

_NO_CONNECTION = _(
    "No connection to a SuperOffice is set up yet. Set one up with “contact-entry profile add”, "
    "or try the practice server with --sandbox."
)


class Session:
    """The objects of one command, from `open_session` to its end."""

    def __init__(self, home: Path | None, ending: ExitStack, log_level: str = "") -> None:
        self.paths = AppPaths.of(home)
        self.file = SettingsFile(self.paths.settings)
        self.managed = load_managed_settings({"log_level": log_level})
        self.settings = self.managed.apply(self.file.load())
        for notice in filter(None, [self.file.notice, *self.managed.notices]):
            print_error(notice)
        log = ending.enter_context(LogFile(self.paths.logs, current_entry_id))
        if problem := start_log(log, self.settings.log_level):
            print_error(problem)
        self.secrets = SecretStore()
        self.clients = Clients(self.secrets, asked_language(), self.paths.data)
        self.clients.set_profiles(self.settings.profiles)
        self.clients.hold([one.name for one in self.settings.profiles], self.managed.unreadable)
        self._told: set[str] = set()
        self._ending = ending
        ending.callback(self.clients.close)

    def open_outbox(self) -> Outbox:
        """Opens the outbox. Raises StoreBusy if another Contact Entry has it open, StoreProblem for the disk.

        No other process sends while it is open, so entries marked as being sent were interrupted by a crash.
        """
        return self.open_outbox_and_drafts()[0]

    def open_outbox_and_drafts(self) -> tuple[Outbox, Drafts]:
        """Opens the outbox, as `open_outbox` does, and the drafts."""
        store = self._ending.enter_context(self._open_store())
        outbox = Outbox(store)
        outbox.recover()
        self._ending.callback(self._tell_notices, store)
        return outbox, Drafts(store)

    def _tell_notices(self, store: Store) -> None:
        for notice in store.notices:
            self.tell_once(notice)

    def tell_once(self, sentence: str) -> None:
        """Prints a sentence on standard error, unless this command has done so."""
        if sentence not in self._told:
            self._told.add(sentence)
            print_error(sentence)

    def _open_store(self) -> Store:
        """Waits for other commands, which take seconds; a window keeps its store as long as it is open."""
        deadline = time.monotonic() + _PATIENCE
        while True:
            try:
                return Store.open(self.paths.store)
            except StoreBusy as busy:
                if is_locked(self.paths.window, for_long=True):
                    raise
                if time.monotonic() >= deadline:
                    raise StoreBusy(_OTHER_COMMAND) from busy
            time.sleep(_ASK_EVERY)

    def busy_for_sandbox(self, busy: StoreBusy) -> StoreBusy:
        """Returns what is said with `--sandbox` where the store is busy: it cannot be left to the window."""
        return StoreBusy(_NOT_FOR_WINDOW) if is_locked(self.paths.window, for_long=True) else busy

    def profile(self, name: str) -> Profile:
        """Returns the connection of that name, or the active one for an empty name. Raises CommandFailed."""
        found = self.settings.profile(name) if name else self.settings.active_profile
        if found is None:
            raise CommandFailed(self._unknown_connection(name) if name else _NO_CONNECTION)
        return found

    def start_sandbox(self) -> Profile:
        """Starts the sandbox, which ends with the command. Raises CommandFailed."""
        try:
            sign_in = self._ending.enter_context(SandboxChild(self.paths.sandbox)).sign_in
        except SandboxNotStarted as error:
            raise CommandFailed(str(error)) from error
        # The practice server is known not to take people inside a company.
        profile = Profile(name=SANDBOX, url=sign_in.url, user=sign_in.user, send_persons=False)
        self.clients.set_profiles((*self.settings.profiles, profile))
        self.clients.use_secret_for_session(SANDBOX, sign_in.password)
        return profile

    def sign_in(self, profile: Profile) -> str | None:
        """Returns the stored secret, else asks for one on the terminal; passes it to the clients, too."""
        secret = self.clients.secret(profile.name, profile.secret_kind)
        location = self.secrets.location_of(account(profile.name, profile.secret_kind))
        if secret is None and not location.lasting:
            print_error(location.reason)
        if secret is None and is_terminal() and profile.scheme is not Scheme.ONLINE:
            secret = ask_secret(profile)
            # Not what is stored: where a provider replaces it, the store gets the new one.
            if secret:
                self.clients.use_secret_for_session(profile.name, secret)
        return secret

    def _unknown_connection(self, name: str) -> str:
        names = ", ".join(quoted(one.name) for one in self.settings.profiles)
        there = _("There are {names}.").format(names=names) if names else _NO_CONNECTION
        return _("There is no connection “{name}”. {there}").format(name=name, there=there)


@contextmanager
def open_session(home: Path | None, log_level: str = "") -> Iterator[Session]:
    """Opens the session of one command, and closes it with everything that the command opened in it."""
    ending = ExitStack()
    try:
        yield Session(home, ending, log_level)
    finally:
        # What goes wrong while tidying up does not replace what the command has done.
        try:
            ending.close()
        except Exception as error:  # noqa: BLE001  # whatever it is: the outcome is known by now
            _log.warning("the session was not closed properly: %s", type(error).__name__)


def is_terminal() -> bool:
    """Returns True if a user can type on standard input."""
    return sys.stdin is not None and sys.stdin.isatty()


_FURTHER: Final = {
    SecretKind.XSRF_COOKIE: _("Cookie"),
    SecretKind.CLIENT_SECRET: _("Client secret"),
    SecretKind.PROXY_PASSWORD: _("Proxy password"),
}
"""What the further secrets are called on the terminal."""


def ask_secret(profile: Profile) -> str:
    """Asks for the main secret on the terminal, without echo."""
    what = {Scheme.TICKET: _("Ticket"), Scheme.BEARER: _("Token")}.get(profile.scheme, _("Password"))
    asked = _("{what} of {user} for “{name}”: ") if profile.user else _("{what} for “{name}”: ")
    try:
        return getpass.getpass(asked.format(what=what, user=profile.user, name=profile.name))
    except EOFError:
        return ""


def ask_further_secret(kind: SecretKind) -> str:
    """Asks for a further secret on the terminal, by its kind, without echo."""
    try:
        return getpass.getpass(f"{_FURTHER.get(kind, kind)}: ")
    except EOFError:
        return ""
