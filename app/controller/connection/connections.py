"""The connections to SuperOffice: which there are, which is in use, and who is signed in."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal

from app.controller.connection.browser_sign_in import BrowserResult, BrowserSignIn
from app.controller.connection.status import (
    NO_CONNECTION,
    ConnectionState,
    ConnectionStatus,
    signed_in_status,
)
from app.controller.process.failures import sentence_for
from app.controller.process.workers import WorkerPool
from app.model.carriers.principal import Principal
from app.model.profile import Profile, Scheme, SecretKind, shown_name
from app.model.web_client_links import site_link
from app.service.clients import Clients, Secrets, TestResult, check_network_settings, try_connection
from app.service.connection_setup import ConnectionSetup, typed_secrets
from app.storage.settings.managed_settings import ManagedSettings
from app.storage.settings.password_store import SecretLocation, SecretStore
from app.storage.settings.proxy_refusals import ProxyRefusals
from app.storage.settings.settings_file import Settings, SettingsFile
from app.translation import _
from app.translation.catalogue import asked_language
from app.webapi.errors import ProxyError, SignInError, WebApiError, WebPageError

# The window gets the types of its dialog from here: it imports no service.
__all__ = ["BrowserResult", "Connections", "Secrets", "TestResult"]

_OUT_OF_REACH = _("out of reach")
_NOT_KEPT = _("The connection could not be kept. Check what you typed and try again.")


class Connections(QObject):
    """Knows the connections and signs in to the one in use.

    Secrets are read and written on the threads of the network: the system may ask the user to unlock its
    password store, and drafts, which the thread of the disk writes, must not wait for that.
    """

    status_changed = Signal(object)  # ConnectionStatus
    opened = Signal()  # the settings have been read
    set_up = Signal()  # a connection that was being set up is there, or cannot be
    text_changed = Signal(str)  # of the status, which is the same else
    used = Signal(str, str)  # profile name, language
    tested = Signal(object)  # TestResult
    checked = Signal(object, str, str)  # profile; its field that is wrong, if any, and the sentence for that
    browser_asked = Signal(str)  # address to open
    browser_done = Signal(object)  # BrowserResult
    secret_located = Signal(str)  # sentence for where secrets are kept
    sign_in_asked = Signal()  # the user wants what only a sign-in makes possible
    problem_reported = Signal(str)  # sentence about the settings file or the disk

    def __init__(
        self,
        *,
        file: SettingsFile,
        settings: Settings | None = None,
        secrets: SecretStore,
        clients: Clients,
        network: WorkerPool,
        managed: ManagedSettings | None = None,
        parent: QObject | None = None,
    ) -> None:
        """`settings` are the user's; `managed` are those that the user cannot change.

        Without settings there are no connections until they are given to `open`.
        """
        super().__init__(parent)
        self._clients = clients
        self._network = network
        self._setup = ConnectionSetup(file, secrets, clients, ManagedSettings())
        self._temporary: tuple[Profile, ...] = ()
        # The number of the sign-in that counts: answers to earlier ones are dropped.
        self._sign_in_number = 0
        self._signs_in_again = False
        self._being_set_up = 0
        self._browser = BrowserSignIn(network, self)
        self._browser.browser_asked.connect(self.browser_asked)
        self._browser.done.connect(self._on_browser_done)
        self.status = NO_CONNECTION
        clients.language = asked_language()
        self.is_open = settings is not None
        self._set_settings(settings or Settings(), managed or ManagedSettings())

    def open(self, settings: Settings, managed: ManagedSettings, name: str = "") -> None:
        """Takes the settings once they have been read; turns to the connection `name`, or the active one."""
        self._set_settings(settings, managed)
        self.is_open = True
        self.use(name or self.settings.active)
        self.opened.emit()

    def _set_settings(self, settings: Settings, managed: ManagedSettings) -> None:
        self.managed = self._setup.managed = managed
        self.settings = managed.apply(settings)
        self._clients.set_profiles(self.profiles)
        self._clients.hold([one.name for one in self.settings.profiles], managed.unreadable)

    @property
    def profiles(self) -> tuple[Profile, ...]:
        return (*self._temporary, *self.settings.profiles)

    @property
    def is_practice(self) -> bool:
        """True if the connection in use is that of the practice server, which is not saved."""
        return self.status.profile in self._temporary

    @property
    def is_setting_up(self) -> bool:
        """True while a connection is on its way that will be turned to: what is saved is meant for it."""
        return self._being_set_up > 0

    def begin_to_set_up(self) -> None:
        """Takes note of a connection on its way; whoever says so tells its end with `end_to_set_up`."""
        self._being_set_up += 1

    def end_to_set_up(self) -> None:
        """Takes note that the connection has been turned to, or has not come about."""
        self._being_set_up -= 1
        self.set_up.emit()

    @property
    def proxy_refusals(self) -> ProxyRefusals | None:
        """What all processes know of refused passwords of proxies."""
        return self._clients.refusals

    def proxy_password(self) -> str | None:
        """Returns what the proxy of the connection in use is told; for a worker, as it reads the keyring."""
        profile = self.status.profile
        return self._clients.secret(profile.name, SecretKind.PROXY_PASSWORD) if profile else None

    def has_profile(self, name: str) -> bool:
        """Returns True if there is a connection of that name."""
        return any(profile.name == name for profile in self.profiles)

    def is_led_elsewhere(self, name: str) -> bool:
        """Returns True if the settings on the disk lead a connection elsewhere by now. For a worker."""
        ours = self.settings.profile(name)
        return ours is not None and self._setup.is_led_elsewhere(ours)

    def use_temporarily(self, profile: Profile, secret: str) -> None:
        """Turns to a connection that is not saved, such as the sandbox, whose secret is no secret."""
        self._temporary = (profile,)
        self._clients.set_profiles(self.profiles)
        self._clients.use_secret_for_session(profile.name, secret)
        self.use(profile.name)

    def use(self, name: str) -> None:
        """Turns to a connection and signs in."""
        profile = next((one for one in self.profiles if one.name == name), None)
        if profile is None:
            self._set_status(NO_CONNECTION)
            return
        self._set_status(
            ConnectionStatus(
                ConnectionState.CONNECTING,
                _("{name}: connecting …").format(name=shown_name(profile)),
                profile=profile,
            )
        )
        self.used.emit(profile.name, profile.language or asked_language())
        self.sign_in()

    def sign_in(self) -> None:
        """Asks the server who is signed in, with the secret that is kept."""
        profile = self.status.profile
        if profile is None:
            return
        if self.status.state is ConnectionState.SIGN_IN_NEEDED:
            self._clients.forget_refusal(profile.name)
        self._sign_in_number += 1
        number = self._sign_in_number

        def work() -> tuple[int, Principal, SecretLocation | None]:
            principal = self._clients.api(profile.name).current_principal()
            return number, principal, self._clients.secret_location(profile.name)

        self._network.run(work, self._on_signed_in, self._on_sign_in_failed)

    def ask_to_sign_in(self, name: str) -> None:
        """Has the user asked to sign in where nothing is sent through that connection without it."""
        profile = self.status.profile
        if self.status.state is ConnectionState.SIGN_IN_NEEDED and profile and profile.name == name:
            self.sign_in_asked.emit()

    def sign_in_failed(self, sentence: str) -> None:
        """Takes note that a call was refused because nobody is signed in."""
        self._set_status(self._status_of(ConnectionState.SIGN_IN_NEEDED, _("sign-in needed"), sentence))

    def page_came(self, name: str, sentence: str) -> None:
        """Takes note that a page came instead of an answer; without a sentence, that SuperOffice is back."""
        profile = self.status.profile
        if profile is None or profile.name != name:
            return
        if not sentence and self.status.state is ConnectionState.OUT_OF_REACH:
            self.sign_in()
            return
        status = replace(self.status, sentence=sentence, page=site_link(profile.site) if sentence else "")
        # Each attempt tells it anew, and the user may have hidden it.
        if status != self.status:
            self._set_status(status)

    def reach_changed(self, name: str, is_reached: bool) -> None:  # a slot
        """Takes note that what is sent does not arrive, or does again: nobody is signed out by that."""
        status = self.status
        profile, principal = status.profile, status.principal
        if profile is None or principal is None or profile.name != name:
            return
        signed_in = signed_in_status(profile, principal, status.secret_location)
        text = signed_in.text if is_reached else self._status_of(status.state, _OUT_OF_REACH, "").text
        if text != status.text and status.state is ConnectionState.SIGNED_IN:
            self.status = replace(status, text=text)
            self.text_changed.emit(text)

    def sign_out(self) -> None:
        """Revokes and deletes the sign-in of the connection in use; the connection stays."""
        profile = self.status.profile
        if profile is not None:
            # An answer that is still on its way must not sign the user in again.
            self._sign_in_number += 1
            self._network.run(lambda: self._setup.sign_out(profile), self._on_signed_out)

    def save_profile(self, profile: Profile, secret: str | None, others: Secrets | None = None) -> None:
        """Adds or changes a connection and turns to it; a secret of None leaves the one that is kept."""
        given = typed_secrets(profile, secret, others)
        self.begin_to_set_up()
        self._network.run(
            lambda: self._setup.save(profile, given), self._on_profile_saved, self._on_profile_not_saved
        )

    def check(self, profile: Profile) -> None:
        """Reads proxy and certificate file of a connection as it was typed; `checked` says what is wrong."""

        def work() -> tuple[str, str]:
            try:
                check_network_settings(profile)
            except ProxyError as error:
                return "proxy", error.message
            except WebApiError as error:
                return "ca_file", error.message
            return "", ""

        self._network.run(work, lambda result: self.checked.emit(profile, *result))

    def remove(self, name: str) -> None:
        """Removes a connection with all its secrets; one of SuperOffice Online is signed out first."""
        profile = self.settings.profile(name)
        self._network.run(
            lambda: self._setup.remove(name, profile), self._on_settings_changed, self._on_settings_failed
        )

    def give_secret(self, secret: str) -> None:
        """Takes a password that the user typed again: keeps it and signs in."""
        profile = self.status.profile
        if profile is not None:
            self._network.run(lambda: self._setup.change_secret(profile, secret), self._on_secret_saved)

    def locate_secret(self, profile: Profile | None) -> None:
        """Finds out where the secret of a connection is, or where one would be; see `secret_located`."""
        self._network.run(lambda: self._setup.location_sentence(profile), self.secret_located.emit)

    def test(self, profile: Profile, secret: str | None, others: Secrets | None = None) -> None:
        """Tries a connection as it was typed; `tested` says who is signed in there or what is wrong."""
        find = self._setup.secret_finder(profile, typed_secrets(profile, secret, others))
        keep = partial(self._setup.change_secret, profile)

        def work() -> TestResult:
            if because := self.managed.unreadable:
                return TestResult(False, because)
            tried = find(profile.secret_kind)
            return try_connection(profile, tried, self._clients.language, find, keep_secret=keep)

        self._network.run(work, self.tested.emit)

    def sign_in_with_browser(self, profile: Profile, others: Secrets | None = None) -> None:
        """Signs in to SuperOffice Online; `browser_asked` has the address to open, `browser_done` the result.

        One attempt at a time: an earlier one is cancelled.
        """
        self._signs_in_again = False
        self._browser.start(profile, self._setup.secret_finder(profile, typed_secrets(profile, None, others)))

    def sign_in_again(self) -> None:
        """Signs in with the browser once more, since the sign-in of the connection in use has ended."""
        profile = self.status.profile
        if profile is not None and profile.scheme is Scheme.ONLINE:
            self.sign_in_with_browser(profile)
            self._signs_in_again = True

    def cancel_browser(self) -> None:
        """Stops waiting for the browser."""
        self._browser.cancel()

    def _on_browser_done(self, result: BrowserResult) -> None:
        if not self._signs_in_again:
            self.browser_done.emit(result)
        elif result.works:
            self.give_secret(result.refresh_token)
        else:
            self.sign_in_failed(result.sentence)

    def _on_signed_out(self, _nothing: None) -> None:
        self.sign_in_failed(_("You are signed out. What you save is kept here until you sign in again."))

    def _on_profile_saved(self, settings: Settings) -> None:
        self._on_settings_changed(settings)
        self.end_to_set_up()

    def _on_profile_not_saved(self, error: Exception) -> None:
        self._on_settings_failed(error)
        self.end_to_set_up()

    def _on_settings_changed(self, settings: Settings) -> None:
        self._set_settings(settings, self.managed)
        self.use(self.settings.active)

    def _on_settings_failed(self, error: Exception) -> None:
        self.problem_reported.emit(sentence_for(error) or _NOT_KEPT)

    def _on_secret_saved(self, _nothing: None) -> None:
        profile = self.status.profile
        if profile is not None:
            self.use(profile.name)

    def _on_signed_in(self, answer: tuple[int, Principal, SecretLocation | None]) -> None:
        number, principal, location = answer
        if number == self._sign_in_number and self.status.profile is not None:
            self._set_status(signed_in_status(self.status.profile, principal, location))

    def _on_sign_in_failed(self, error: Exception) -> None:
        if isinstance(error, SignInError):
            self.sign_in_failed(error.message)
        elif isinstance(error, WebApiError):
            self._set_status(self._status_of(ConnectionState.OUT_OF_REACH, _OUT_OF_REACH, error.message))
            if isinstance(error, WebPageError) and self.status.profile is not None:
                self.page_came(self.status.profile.name, error.message)

    def _status_of(self, state: ConnectionState, text: str, sentence: str) -> ConnectionStatus:
        profile = self.status.profile
        name = shown_name(profile) if profile else _("Connection")
        return ConnectionStatus(state, f"{name}: {text}", sentence, profile)

    def _set_status(self, status: ConnectionStatus) -> None:
        self.status = status
        self.status_changed.emit(status)
