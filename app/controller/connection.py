"""The connections to SuperOffice: which there are, which is in use, and who is signed in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QLocale, QObject, Signal

from app.controller.background import Background
from app.controller.clients import Clients, TestResult, try_connection
from app.model.principal import Principal
from app.model.profile import Profile
from app.storage.problems import StoreProblem
from app.storage.secrets import SecretPlace, SecretStore, account
from app.storage.settings import Settings, SettingsFile
from app.webapi.errors import SignInError, WebApiError

__all__ = [
    "NO_CONNECTION",
    "Clients",
    "ConnectionStatus",
    "Connections",
    "Standing",
    "TestResult",
    "desktop_language",
]


class Standing(StrEnum):
    NONE = "none"
    CONNECTING = "connecting"
    SIGNED_IN = "signed in"
    SIGN_IN_NEEDED = "sign-in needed"
    OUT_OF_REACH = "out of reach"


@dataclass(frozen=True)
class ConnectionStatus:
    """What the status bar says: `text` in a few words, `sentence` at length, and where the secret is."""

    standing: Standing
    text: str
    sentence: str = ""
    profile: Profile | None = None
    principal: Principal | None = None
    place: SecretPlace | None = None


NO_CONNECTION = ConnectionStatus(
    Standing.NONE,
    "Not connected",
    "Set up a connection to your SuperOffice. What you type until then is kept on this computer.",
)


def desktop_language() -> str:
    """The ISO 639-1 code of the desktop's language, for the names of lists."""
    return QLocale().name().partition("_")[0].lower() or "en"


class Connections(QObject):
    """Signals: status_changed(ConnectionStatus), tested(TestResult), used(profile name, language),
    trouble(sentence for what the settings file or the disk did).
    """

    status_changed = Signal(object)
    tested = Signal(object)
    used = Signal(str, str)
    trouble = Signal(str)

    def __init__(
        self,
        *,
        file: SettingsFile,
        settings: Settings,
        secrets: SecretStore,
        clients: Clients,
        network: Background,
        disk: Background,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._file = file
        self._secrets = secrets
        self._clients = clients
        self._network = network
        self._disk = disk
        self._transient: tuple[Profile, ...] = ()
        self._asked = 0
        self.settings = settings
        self.status = NO_CONNECTION
        clients.language = desktop_language()
        clients.set_profiles(settings.profiles)

    @property
    def profiles(self) -> tuple[Profile, ...]:
        return (*self._transient, *self.settings.profiles)

    def use_for_now(self, profile: Profile, secret: str) -> None:
        """Turns to a connection that is not kept, such as the sandbox, whose secret is no secret."""
        self._transient = (profile,)
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
            ConnectionStatus(Standing.CONNECTING, f"{profile.name}: connecting …", profile=profile)
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

        def work() -> tuple[int, Principal, SecretPlace | None]:
            principal = self._clients.api(profile.name).current_principal()
            return asked, principal, self._clients.place(profile.name)

        self._network.run(work, self._signed_in, self._not_signed_in)

    def keep(self, profile: Profile, secret: str | None) -> None:
        """Adds or changes a connection and turns to it; a secret of None leaves the kept one."""

        def work() -> Settings:
            if secret is not None:
                self._secrets.set(account(profile.name), secret)
            return self._file.change(lambda now: now.with_profile(profile).changed(active=profile.name))

        self._disk.run(work, self._kept, self._not_kept)

    def remove(self, name: str) -> None:
        def work() -> Settings:
            self._secrets.delete(account(name))
            return self._file.change(lambda now: now.without_profile(name))

        self._disk.run(work, self._kept, self._not_kept)

    def give_secret(self, secret: str) -> None:
        """The user typed the password anew: keeps it and signs in."""
        profile = self.status.profile
        if profile is not None:
            self._disk.run(lambda: self._secrets.set(account(profile.name), secret), self._secret_kept)

    def test(self, profile: Profile, secret: str | None) -> None:
        """Tries a connection as typed; `tested` says who one is there or what is wrong."""

        def work() -> TestResult:
            given = secret if secret is not None else self._secrets.get(account(profile.name))
            return try_connection(profile, given, self._clients.language)

        self._network.run(work, self.tested.emit)

    def sign_in_failed(self, sentence: str) -> None:
        """Somebody's call was refused for want of a sign-in."""
        self._set_status(self._with(Standing.SIGN_IN_NEEDED, "sign-in needed", sentence))

    def _kept(self, settings: Settings) -> None:
        self.settings = settings
        self._clients.set_profiles(self.profiles)
        self.use(settings.active)

    def _not_kept(self, error: Exception) -> None:
        fallback = "The connection could not be kept. Check what you typed and try again."
        self.trouble.emit(error.message if isinstance(error, StoreProblem) else fallback)

    def _secret_kept(self, _place: SecretPlace) -> None:
        profile = self.status.profile
        if profile is not None:
            self.use(profile.name)

    def _signed_in(self, answer: tuple[int, Principal, SecretPlace | None]) -> None:
        asked, principal, place = answer
        if asked != self._asked or self.status.profile is None:
            return
        who = principal.full_name or principal.user_name or self.status.profile.user
        sentence = "" if place is None or place.lasting else place.sentence
        self._set_status(
            ConnectionStatus(
                Standing.SIGNED_IN,
                f"{self.status.profile.name}: {who}",
                sentence,
                self.status.profile,
                principal,
                place,
            )
        )

    def _not_signed_in(self, error: Exception) -> None:
        if isinstance(error, SignInError):
            self.sign_in_failed(error.message)
        elif isinstance(error, WebApiError):
            self._set_status(self._with(Standing.OUT_OF_REACH, "out of reach", error.message))

    def _with(self, standing: Standing, text: str, sentence: str) -> ConnectionStatus:
        profile = self.status.profile
        name = profile.name if profile else "Connection"
        return ConnectionStatus(standing, f"{name}: {text}", sentence, profile)

    def _set_status(self, status: ConnectionStatus) -> None:
        self.status = status
        self.status_changed.emit(status)
