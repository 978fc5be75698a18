"""The clients of the connections, without Qt, so that commands can use them as well as the window."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.model.profile import Profile
from app.storage.secrets import SecretPlace, SecretStore, account
from app.webapi.errors import SignInError, WebApiError

if TYPE_CHECKING:
    # Costs a tenth of a second: the worker loads it, after the window is painted.
    from app.webapi.client import WebApi

DEFAULT_LANGUAGE = "en"


@dataclass(frozen=True)
class TestResult:
    """What trying a connection came to, in one sentence.

    `sign_in_refused` tells a wrong password from a server that could not be asked.
    """

    works: bool
    sentence: str
    sign_in_refused: bool = False


class Clients:
    """The clients of the connections, made when they are first asked for. Any thread."""

    def __init__(self, secrets: SecretStore, language: str = DEFAULT_LANGUAGE) -> None:
        """`language` is the ISO 639-1 code for connections that name none; set it before the first client."""
        self.language = language
        self._secrets = secrets
        self._lock = threading.Lock()
        self._profiles: dict[str, Profile] = {}
        self._given: dict[str, str] = {}
        self._apis: dict[str, WebApi] = {}

    def set_profiles(self, profiles: tuple[Profile, ...]) -> None:
        """The clients of connections that have changed are dropped; calls under way end as they would."""
        with self._lock:
            before, self._profiles = self._profiles, {profile.name: profile for profile in profiles}
            for name in [name for name in self._apis if self._profiles.get(name) != before.get(name)]:
                del self._apis[name]

    def give(self, name: str, secret: str) -> None:
        """Signs in to `name` with this secret for as long as the program runs, whatever is kept."""
        with self._lock:
            self._given[name] = secret

    def place(self, name: str) -> SecretPlace | None:
        """Where the secret of a connection is; None where it was given for now."""
        with self._lock:
            given = name in self._given
        return None if given else self._secrets.where(account(name))

    def profile(self, name: str) -> Profile:
        """Raises LookupError where the connection has been removed."""
        with self._lock:
            return self._profiles[name]

    def api(self, name: str) -> WebApi:
        """Raises LookupError where the connection has been removed, BadAddressError for its address."""
        with self._lock:
            known = self._apis.get(name)
            if known is None:
                profile = self._profiles[name]
                known = self._apis[name] = make_api(profile, self._secret_source(name), self.language)
            return known

    def close(self) -> None:
        with self._lock:
            apis, self._apis = self._apis, {}
        for api in apis.values():
            api.close()

    def _secret_source(self, name: str) -> Callable[[], str | None]:
        return lambda: self._given.get(name) or self._secrets.get(account(name))


def make_api(profile: Profile, secret: Callable[[], str | None], language: str = DEFAULT_LANGUAGE) -> WebApi:
    """Raises BadAddressError, BadSettingError or SchemeNotSupportedError, before anything is sent."""
    from app.webapi.client import WebApi

    return WebApi(profile, secret, language=language)


def try_connection(profile: Profile, secret: str | None, language: str = DEFAULT_LANGUAGE) -> TestResult:
    """Asks a server for its version and who is signed in there. Blocks; does not raise WebApiError."""
    try:
        with make_api(profile, lambda: secret, language) as api:
            version = api.version()
            principal = api.current_principal()
    except WebApiError as error:
        return TestResult(False, error.message, isinstance(error, SignInError))
    who = principal.full_name or principal.user_name or profile.user
    where = f" at {principal.database_context_identifier}" if principal.database_context_identifier else ""
    return TestResult(True, f"It works: you are {who}{where}. The server is SuperOffice {version}.")
