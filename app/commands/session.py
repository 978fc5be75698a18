"""What the commands work with: settings, sign-in, the practice server, the outbox. Without Qt."""

from __future__ import annotations

import getpass
import locale
import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Final

from app.commands.output import CommandFailed, print_error
from app.model.profile import Profile, Scheme
from app.sandbox.child import SandboxChild
from app.sandbox.options import SandboxNotStarted
from app.service.clients import DEFAULT_LANGUAGE, Clients
from app.service.request_log import current_entry
from app.storage.files.logs import LogFile, try_to_start
from app.storage.files.paths import AppPaths
from app.storage.settings.managed import managed
from app.storage.settings.password_store import SecretStore, account
from app.storage.settings.settings_file import SettingsFile
from app.storage.sqlite.outbox import Outbox
from app.storage.sqlite.store import Store

SANDBOX: Final = "Sandbox"
"""The name of the practice server's connection, in the window as well."""

_NONE_YET = (
    "No connection to a SuperOffice is set up yet. Set one up with “contact-entry profile add”, "
    "or try the practice server with --sandbox."
)


class Session:
    """One command's view of the program, from `open_session` to its end."""

    def __init__(self, home: Path | None, ending: ExitStack, log_level: str = "") -> None:
        self.paths = AppPaths.of(home)
        self.file = SettingsFile(self.paths.settings)
        self.managed = managed({"log_level": log_level})
        self.settings = self.managed.apply(self.file.load())
        for notice in filter(None, [self.file.notice, self.managed.notice]):
            print_error(notice)
        log = ending.enter_context(LogFile(self.paths.logs, current_entry))
        if trouble := try_to_start(log, self.settings.log_level):
            print_error(trouble)
        self.secrets = SecretStore()
        self.clients = Clients(self.secrets, system_language())
        self.clients.set_profiles(self.settings.profiles)
        self._ending = ending
        ending.callback(self.clients.close)

    def open_outbox(self) -> Outbox:
        """Raises StoreBusy while another Contact Entry has the store open, StoreProblem for the disk.

        Nobody else sends while it is open, so that what is marked as being sent was interrupted by a crash.
        """
        store = self._ending.enter_context(Store.open(self.paths.store))
        outbox = Outbox(store)
        outbox.recover()
        self._ending.callback(_tell_notices, store)
        return outbox

    def profile(self, name: str) -> Profile:
        """The connection of that name, or the one in use for an empty name. Raises CommandFailed."""
        found = self.settings.profile(name) if name else self.settings.active_profile
        if found is None:
            raise CommandFailed(self._unknown(name) if name else _NONE_YET)
        return found

    def start_sandbox(self) -> Profile:
        """Starts the practice server, which ends with the command. Raises CommandFailed."""
        try:
            sign_in = self._ending.enter_context(SandboxChild(self.paths.sandbox)).sign_in
        except SandboxNotStarted as error:
            raise CommandFailed(str(error)) from error
        profile = Profile(name=SANDBOX, url=sign_in.url, user=sign_in.user)
        self.clients.set_profiles((*self.settings.profiles, profile))
        self.clients.give(SANDBOX, sign_in.password)
        return profile

    def sign_in(self, profile: Profile) -> str | None:
        """The secret that is kept, or one typed on the terminal, if there is any; the client has it, too."""
        secret = self.secrets.get(account(profile.name, profile.secret_kind))
        place = self.secrets.where(account(profile.name, profile.secret_kind))
        if secret is None and not place.lasting:
            print_error(f"{reason_of(place.sentence)}.")
        if secret is None and is_terminal() and profile.scheme is not Scheme.ONLINE:
            secret = ask_secret(profile)
        if secret:
            self.clients.give(profile.name, secret)
        return secret

    def _unknown(self, name: str) -> str:
        names = ", ".join(f"“{one.name}”" for one in self.settings.profiles)
        there = f"There are {names}." if names else _NONE_YET
        return f"There is no connection “{name}”. {there}"


@contextmanager
def open_session(home: Path | None, log_level: str = "") -> Iterator[Session]:
    """Opens the session of one command, and closes it with everything that the command opened in it."""
    with ExitStack() as ending:
        yield Session(home, ending, log_level)


def _tell_notices(store: Store) -> None:
    for notice in store.notices:
        print_error(notice)


def is_terminal() -> bool:
    return sys.stdin is not None and sys.stdin.isatty()


def ask_secret(profile: Profile) -> str:
    """Asks on the terminal, without showing what is typed."""
    what = {Scheme.TICKET: "Ticket", Scheme.BEARER: "Token"}.get(profile.scheme, "Password")
    who = f" of {profile.user}" if profile.user else ""
    try:
        return getpass.getpass(f"{what}{who} for “{profile.name}”: ")
    except EOFError:
        return ""


def ask_further_secret(kind: str) -> str:
    """Asks for another secret of a connection, which is called by its kind."""
    try:
        return getpass.getpass(f"{kind.replace('-', ' ').capitalize()}: ")
    except EOFError:
        return ""


def reason_of(sentence: str) -> str:
    """Returns why a secret is not kept: the first part of a sentence of SecretLocation.

    The rest says that it is kept until the window is closed, and a command has no window.
    """
    return sentence.partition(", so the ")[0]


def system_language() -> str:
    """The ISO 639-1 code of the user's language (POSIX: LC_ALL, LC_MESSAGES, LANG), "en" if there is none."""
    if sys.platform == "win32":
        import ctypes

        name = locale.windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage(), "")
    else:
        name = next(filter(None, map(os.environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    language = name.partition(".")[0].partition("_")[0].lower()
    return language if len(language) == 2 and language.isalpha() else DEFAULT_LANGUAGE
