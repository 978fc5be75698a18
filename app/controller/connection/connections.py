"""The connections to SuperOffice: which there are, which is in use, and who is signed in."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from PySide6.QtCore import QDateTime, QLocale, QObject, QTimeZone, Signal

from app.controller.process.workers import WorkerPool
from app.model.carriers.principal import Principal
from app.model.profile import Profile, Scheme, SecretKind
from app.service.clients import Clients, Secrets, TestResult, try_connection
from app.storage.files.errors import StoreProblem
from app.storage.settings.managed_settings import ManagedSettings
from app.storage.settings.password_store import SecretLocation, SecretStore, account
from app.storage.settings.settings_file import Settings, SettingsFile
from app.webapi.errors import SignInError, WebApiError

__all__ = [
    "NO_CONNECTION",
    "BrowserResult",
    "Clients",
    "ConnectionState",
    "ConnectionStatus",
    "Connections",
    "Secrets",
    "TestResult",
    "desktop_language",
    "zone_code",
]

_log = logging.getLogger(__name__)


class ConnectionState(StrEnum):
    NONE = "none"
    CONNECTING = "connecting"
    SIGNED_IN = "signed in"
    SIGN_IN_NEEDED = "sign-in needed"
    OUT_OF_REACH = "out of reach"


@dataclass(frozen=True)
class ConnectionStatus:
    """What the status bar says: `text` in a few words, `sentence` at length, and where the secret is."""

    state: ConnectionState
    text: str
    sentence: str = ""
    profile: Profile | None = None
    principal: Principal | None = None
    place: SecretLocation | None = None


@dataclass(frozen=True)
class BrowserResult:
    """What signing in in the browser came to. `profile` has the customer ID that was found out."""

    works: bool
    sentence: str
    profile: Profile
    refresh_token: str = field(default="", repr=False)


NO_CONNECTION = ConnectionStatus(
    ConnectionState.NONE,
    "Not connected",
    "Welcome. Set up a connection to your SuperOffice, or try the program out against a practice server "
    "on this computer. What you type until then is kept here.",
)


def desktop_language() -> str:
    """The ISO 639-1 code of the desktop's language, for the names of lists."""
    return QLocale().name().partition("_")[0].lower() or "en"


def zone_code(zone: QTimeZone) -> str:
    """SuperOffice's code of a time zone, which is its country's; empty where a country has several.

    Source: docs "SO-TimeZone". Codes of parts of countries ("US-NY") cannot be told from the zone's name.
    """
    now = QDateTime.currentDateTimeUtc()
    territory = zone.territory()
    if territory in (QLocale.Country.AnyTerritory, QLocale.Country.World):
        return ""
    there = {QTimeZone(one).offsetFromUtc(now) for one in QTimeZone.availableTimeZoneIds(territory)}
    return QLocale.territoryToCode(territory) if len(there) == 1 else ""


class Connections(QObject):
    """Secrets are kept and read on the threads of the network: the system may ask the user to unlock its
    store, and drafts must not wait for that.

    Signals: status_changed(ConnectionStatus), tested(TestResult), used(profile name, language),
    problem_reported(sentence for what the settings file or the disk did), browser_asked(address to open),
    browser_done(BrowserResult), secret_located(sentence for where secrets are kept).
    """

    status_changed = Signal(object)
    tested = Signal(object)
    browser_asked = Signal(str)
    browser_done = Signal(object)
    secret_located = Signal(str)
    used = Signal(str, str)
    problem_reported = Signal(str)

    def __init__(
        self,
        *,
        file: SettingsFile,
        settings: Settings,
        secrets: SecretStore,
        clients: Clients,
        network: WorkerPool,
        disk: WorkerPool,
        managed: ManagedSettings | None = None,
        parent: QObject | None = None,
    ) -> None:
        """`settings` are the user's; `managed` is what is decided over their head."""
        super().__init__(parent)
        self.managed = managed or ManagedSettings()
        self._file = file
        self._secrets = secrets
        self._clients = clients
        self._network = network
        self._disk = disk
        self._temporary: tuple[Profile, ...] = ()
        self._asked = 0
        self._cancelled = threading.Event()
        self._again = False
        self.settings = self.managed.apply(settings)
        self.status = NO_CONNECTION
        clients.language = desktop_language()
        clients.set_profiles(self.settings.profiles)

    @property
    def profiles(self) -> tuple[Profile, ...]:
        return (*self._temporary, *self.settings.profiles)

    def use_temporarily(self, profile: Profile, secret: str) -> None:
        """Turns to a connection that is not kept, such as the sandbox, whose secret is no secret."""
        self._temporary = (profile,)
        self._clients.set_profiles(self.profiles)
        self._clients.give(profile.name, secret)
        self.use(profile.name)

    def use(self, name: str) -> None:
        """Turns to a connection and signs in."""
        profile = next((one for one in self.profiles if one.name == name), None)
        if profile is None:
            self._set_status(NO_CONNECTION)
            return
        self._set_status(
            ConnectionStatus(ConnectionState.CONNECTING, f"{profile.name}: connecting …", profile=profile)
        )
        self.used.emit(profile.name, profile.language or desktop_language())
        self.sign_in()

    def sign_in(self) -> None:
        """Asks the server who is signed in, with the secret that is kept."""
        profile = self.status.profile
        if profile is None:
            return
        self._asked += 1
        asked = self._asked

        def work() -> tuple[int, Principal, SecretLocation | None]:
            principal = self._clients.api(profile.name).current_principal()
            return asked, principal, self._clients.place(profile.name)

        self._network.run(work, self._on_signed_in, self._on_sign_in_failed)

    def save_profile(self, profile: Profile, secret: str | None, others: Secrets | None = None) -> None:
        """Adds or changes a connection and turns to it; a secret of None leaves the kept one."""
        given = self._typed(profile, secret, others)

        def work() -> Settings:
            for kind, text in given.items():
                self._save_secret(profile.name, kind, text)
            for unused in profile.unused_secret_kinds:
                self._secrets.delete(account(profile.name, unused))
            self._clients.forget(profile.name)
            return self._file.change(lambda now: self._with(now, profile).changed(active=profile.name))

        self._network.run(work, self._on_settings_changed, self._on_settings_failed)

    def remove(self, name: str) -> None:
        """Forgets a connection with all its secrets; one of Online is signed out first."""
        profile = self.settings.profile(name)

        def work() -> Settings:
            if profile is not None:
                self._revoke(profile)
            for kind in SecretKind:
                self._secrets.delete(account(name, kind))
            self._clients.forget(name)
            return self._file.change(lambda now: now.without_profile(name))

        self._network.run(work, self._on_settings_changed, self._on_settings_failed)

    def sign_out(self) -> None:
        """Revokes and forgets the sign-in of the connection in use; the connection stays."""
        profile = self.status.profile
        if profile is None:
            return
        # An answer that is still on its way must not sign the user in again.
        self._asked += 1

        def work() -> None:
            self._revoke(profile)
            self._secrets.delete(account(profile.name, profile.secret_kind))
            self._clients.forget(profile.name)

        self._network.run(work, self._on_signed_out)

    def give_secret(self, secret: str) -> None:
        """The user typed the password anew: keeps it and signs in."""
        profile = self.status.profile
        if profile is None:
            return

        def work() -> None:
            self._save_secret(profile.name, profile.secret_kind, secret)
            self._clients.forget(profile.name)

        self._network.run(work, self._on_secret_saved)

    def test(self, profile: Profile, secret: str | None, others: Secrets | None = None) -> None:
        """Tries a connection as typed; `tested` says who one is there or what is wrong."""
        given = self._typed(profile, secret, others)
        find = self._finder(profile, given)

        def work() -> TestResult:
            return try_connection(profile, find(profile.secret_kind), self._clients.language, find)

        self._network.run(work, self.tested.emit)

    def sign_in_with_browser(self, profile: Profile, others: Secrets | None = None) -> None:
        """Signs in to SuperOffice Online; `browser_asked` says what to open, `browser_done` how it ended.

        One attempt at a time: an earlier one is given up.
        """
        self._again = False
        self._cancelled.set()
        cancelled = self._cancelled = threading.Event()
        find = self._finder(profile, self._typed(profile, None, others))

        def work() -> tuple[threading.Event, BrowserResult]:
            return cancelled, _in_browser(profile, find, self.browser_asked.emit, cancelled)

        self._network.run(work, self._on_browser_done)

    def sign_in_again(self) -> None:
        """The sign-in of the connection in use has ended: one more in the browser, and everything goes on."""
        profile = self.status.profile
        if profile is not None and profile.scheme is Scheme.ONLINE:
            self.sign_in_with_browser(profile)
            self._again = True

    def locate_secret(self, profile: Profile | None) -> None:
        """`secret_located` says where the secret of that connection is, or where one would go."""
        key = account(profile.name, profile.secret_kind) if profile else ""
        self._network.run(lambda: self._secrets.location_of(key).sentence, self.secret_located.emit)

    def cancel_browser(self) -> None:
        """Gives up waiting for the browser."""
        self._cancelled.set()

    def _on_browser_done(self, ended: tuple[threading.Event, BrowserResult]) -> None:
        attempt, result = ended
        if attempt is not self._cancelled:
            return
        if not self._again:
            self.browser_done.emit(result)
        elif result.works:
            self.give_secret(result.refresh_token)
        else:
            self.sign_in_failed(result.sentence)

    def _on_signed_out(self, _nothing: None) -> None:
        self.sign_in_failed("You are signed out. What you save is kept here until you sign in again.")

    def _with(self, now: Settings, profile: Profile) -> Settings:
        """The user's settings with that connection, but for what is decided elsewhere."""
        if self.managed.is_managed(profile.name):
            return now
        return now.with_profile(self.managed.user_part(profile, now.profile(profile.name)))

    def _typed(self, profile: Profile, secret: str | None, others: Secrets | None) -> dict[SecretKind, str]:
        return {**(others or {}), **({} if secret is None else {profile.secret_kind: secret})}

    def _finder(self, profile: Profile, given: dict[SecretKind, str]) -> Callable[[SecretKind], str | None]:
        """Answers what is typed, else what is kept."""

        def find(kind: SecretKind) -> str | None:
            return given[kind] if kind in given else self._secrets.get(account(profile.name, kind))

        return find

    def _save_secret(self, name: str, kind: SecretKind, secret: str) -> None:
        if secret:
            self._secrets.set(account(name, kind), secret)
        else:
            self._secrets.delete(account(name, kind))

    def _revoke(self, profile: Profile) -> None:
        """Has the provider forget the sign-in. It is forgotten here in any case."""
        token = self._secrets.get(account(profile.name, SecretKind.REFRESH_TOKEN))
        if profile.scheme is not Scheme.ONLINE or not token:
            return
        from app.webapi.browser_sign_in import sign_out

        try:
            sign_out(profile, self._finder(profile, {}), token)
        except WebApiError as error:
            _log.info("the sign-in was not revoked: %s", type(error).__name__)

    def sign_in_failed(self, sentence: str) -> None:
        """Somebody's call was refused for want of a sign-in."""
        self._set_status(self._status_of(ConnectionState.SIGN_IN_NEEDED, "sign-in needed", sentence))

    def _on_settings_changed(self, settings: Settings) -> None:
        self.settings = self.managed.apply(settings)
        self._clients.set_profiles(self.profiles)
        self.use(self.settings.active)

    def _on_settings_failed(self, error: Exception) -> None:
        fallback = "The connection could not be kept. Check what you typed and try again."
        self.problem_reported.emit(error.message if isinstance(error, StoreProblem) else fallback)

    def _on_secret_saved(self, _nothing: None) -> None:
        profile = self.status.profile
        if profile is not None:
            self.use(profile.name)

    def _on_signed_in(self, answer: tuple[int, Principal, SecretLocation | None]) -> None:
        asked, principal, place = answer
        if asked != self._asked or self.status.profile is None:
            return
        who = principal.full_name or principal.user_name or self.status.profile.user
        sentence = "" if place is None or place.lasting else place.sentence
        self._set_status(
            ConnectionStatus(
                ConnectionState.SIGNED_IN,
                f"{self.status.profile.name}: {who}",
                sentence,
                self.status.profile,
                principal,
                place,
            )
        )

    def _on_sign_in_failed(self, error: Exception) -> None:
        if isinstance(error, SignInError):
            self.sign_in_failed(error.message)
        elif isinstance(error, WebApiError):
            self._set_status(self._status_of(ConnectionState.OUT_OF_REACH, "out of reach", error.message))

    def _status_of(self, state: ConnectionState, text: str, sentence: str) -> ConnectionStatus:
        profile = self.status.profile
        name = profile.name if profile else "Connection"
        return ConnectionStatus(state, f"{name}: {text}", sentence, profile)

    def _set_status(self, status: ConnectionStatus) -> None:
        self.status = status
        self.status_changed.emit(status)


def _in_browser(
    profile: Profile,
    find: Callable[[SecretKind], str | None],
    open_browser: Callable[[str], object],
    cancelled: threading.Event,
) -> BrowserResult:
    # Imported here: it loads cryptography, for which the first paint must not wait.
    from app.webapi.browser_sign_in import sign_in

    try:
        signed = sign_in(profile, find, open_browser, cancelled)
    except WebApiError as error:
        return BrowserResult(False, error.message, profile)
    who = f" as {signed.user}" if signed.user else ""
    found = profile.with_changes(customer_id=profile.customer_id or signed.tenant)
    return BrowserResult(True, f"You are signed in{who} at {signed.tenant}.", found, signed.refresh_token)
