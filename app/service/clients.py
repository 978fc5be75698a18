"""Keeps one WebAPI client per connection, for the window and for commands."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from app.model.profile import Profile, SecretKind
from app.service.request_log import log_request
from app.storage.settings.password_store import SecretLocation, SecretStore, account
from app.storage.settings.proxy_refusals import ProxyRefusals
from app.translation import _
from app.webapi.errors import PolicyUnreadableError, SignInError, WebApiError

if TYPE_CHECKING:
    # Costs a tenth of a second: the worker loads it, after the window is painted.
    from app.webapi.client import WebApi
    from app.webapi.http.proxy_sign_in import SharedRefusals
    from app.webapi.sign_in.auth import OtherSecrets

ApiFor: TypeAlias = "Callable[[str], WebApi]"
"""Gives the client of a connection by its name. Any thread; raises LookupError if the connection is gone."""

DEFAULT_LANGUAGE = "en"

Secrets = Mapping[SecretKind, str]
"""Secrets of one connection as somebody typed them; an empty text forgets the one that is kept."""


@dataclass(frozen=True)
class TestResult:
    """The result of testing a connection, in one sentence.

    `sign_in_refused` tells a wrong password from a server that could not be asked.
    """

    works: bool
    sentence: str
    sign_in_refused: bool = False


class Clients:
    """Creates the client of a connection when it is first asked for. Any thread.

    Secrets are read from the password store once and then answered from memory, until `reload`.
    """

    def __init__(
        self,
        secrets: SecretStore,
        language: str = DEFAULT_LANGUAGE,
        data: Path | None = None,
    ) -> None:
        """`language` is the ISO 639-1 code for connections that name none; set it before the first client.

        Processes with the same folder `data` tell each other which sign-ins proxies have refused.
        """
        self.language = language
        self._secrets = secrets
        self.refusals = ProxyRefusals(data) if data else None
        self._lock = threading.Lock()
        self._profiles: dict[str, Profile] = {}
        self._session_secrets: dict[tuple[str, str], str] = {}
        self._read_secrets: dict[tuple[str, str], str | None] = {}
        self._apis: dict[str, WebApi] = {}
        self._retired: list[WebApi] = []
        self._held: tuple[frozenset[str], str] = (frozenset(), "")

    def hold(self, names: Collection[str], because: str) -> None:
        """Keeps these connections from being called, `because` being the sentence for users; "" ends that."""
        with self._lock:
            self._held = (frozenset(names), because)

    def set_profiles(self, profiles: tuple[Profile, ...]) -> None:
        """Replaces the connections and drops the clients of changed ones; running calls are finished."""
        with self._lock:
            before, self._profiles = self._profiles, {profile.name: profile for profile in profiles}
            for name in [name for name in self._apis if self._profiles.get(name) != before.get(name)]:
                self._retire(name)

    def use_secret_for_session(self, name: str, secret: str) -> None:
        """Signs in to `name` with this secret until the program ends, whatever the password store has."""
        with self._lock:
            self._session_secrets[name, self._profiles[name].secret_kind] = secret

    def reload(self, name: str) -> None:
        """Drops the client of a connection and its secrets, which are read again when they are needed.

        Somebody has acted, so that a sign-in that a proxy has refused is tried once more. Blocks on the disk.
        """
        if self.refusals is not None:
            self.refusals.forget()
        with self._lock:
            self._read_secrets = {key: secret for key, secret in self._read_secrets.items() if key[0] != name}
            self._retire(name)

    def secret(self, name: str, kind: SecretKind) -> str | None:
        """Returns the secret of this session, else the stored one; None if there is none.

        May block while the system asks the user to unlock its password store.
        """
        key = (name, str(kind))
        with self._lock:
            if key in self._session_secrets:
                return self._session_secrets[key]
            if key in self._read_secrets:
                return self._read_secrets[key]
        found = self._secrets.get(account(name, kind))
        # A store that is locked may be open when it is asked next.
        if found is None and not self._secrets.location_of(account(name, kind)).lasting:
            return None
        with self._lock:
            return self._read_secrets.setdefault(key, found)

    def secret_location(self, name: str) -> SecretLocation | None:
        """Returns where the secret of a connection is stored; None if it was given for this session."""
        with self._lock:
            kind = self._profiles[name].secret_kind
            given = (name, str(kind)) in self._session_secrets
        return None if given else self._secrets.location_of(account(name, kind))

    def profile(self, name: str) -> Profile:
        """Returns the connection of that name. Raises LookupError if it has been removed."""
        with self._lock:
            return self._profiles[name]

    def api(self, name: str) -> WebApi:
        """Returns the client of a connection.

        Raises LookupError if the connection has been removed, BadAddressError for its address,
        PolicyUnreadableError while it is held.
        """
        with self._lock:
            names, because = self._held
            if because and name in names:
                raise PolicyUnreadableError(name, policy_problem=because)
            known = self._apis.get(name)
            if known is None:
                profile = self._profiles[name]
                known = self._apis[name] = make_api(
                    profile,
                    lambda: self.secret(name, profile.secret_kind),
                    self.language,
                    others=lambda kind: self.secret(name, kind),
                    keep_secret=lambda secret: self.keep_secret(name, profile.secret_kind, secret),
                    refusals=self.refusals,
                )
            return known

    def proven_api(self, name: str) -> WebApi:
        """Returns the client of a connection whose sign-in the server accepts. Blocks.

        Raises what `api` does, and SignInError.
        """
        api = self.api(name)
        api.prove_sign_in()
        return api

    def keep_secret(self, name: str, kind: SecretKind, secret: str) -> None:
        """Keeps a secret that the server has replaced: where the old one is."""
        key = (name, str(kind))
        with self._lock:
            is_of_session = key in self._session_secrets
            (self._session_secrets if is_of_session else self._read_secrets)[key] = secret
        if not is_of_session:
            self._secrets.set(account(name, kind), secret)

    def forget_refusal(self, name: str) -> None:
        """Has a password that the server of a connection has refused tried once more: somebody has acted."""
        with self._lock:
            api = self._apis.get(name)
        if api is not None:
            api.forget_refusal()

    def forget_network(self) -> None:
        """Has the system asked for its proxies again: the network may be another one."""
        with self._lock:
            apis = tuple(self._apis.values())
        for api in apis:
            api.forget_network()

    def close(self) -> None:
        """Closes every client for good; later calls raise LookupError."""
        with self._lock:
            apis = [*self._apis.values(), *self._retired]
            self._apis, self._retired, self._profiles = {}, [], {}
        for api in apis:
            api.close()

    def _retire(self, name: str) -> None:
        """Drops a client; it is closed at the end with the others, because calls may still be running."""
        if name in self._apis:
            self._retired.append(self._apis.pop(name))


def make_api(
    profile: Profile,
    secret: Callable[[], str | None],
    language: str = DEFAULT_LANGUAGE,
    others: OtherSecrets | None = None,
    keep_secret: Callable[[str], None] = lambda _secret: None,
    *,
    refusals: SharedRefusals | None = None,
) -> WebApi:
    """Creates a client; nothing is sent. Raises BadAddressError, BadSettingError."""
    from app.webapi.client import WebApi

    return WebApi(
        profile,
        secret,
        language=language,
        others=others,
        on_request=log_request,
        keep_secret=keep_secret,
        refusals=refusals,
    )


def check_network_settings(profile: Profile) -> None:
    """Reads the connection's proxy and its file of further certificates.

    Raises ProxyAddressError, CaFileError.
    """
    if profile.proxy:
        from app.webapi.http.proxies import check_proxy

        check_proxy(profile.proxy, profile.site)
    if profile.ca_file:
        from app.webapi.http.trust import ssl_context

        ssl_context(profile.ca_file, profile.site)


def try_connection(
    profile: Profile,
    secret: str | None,
    language: str = DEFAULT_LANGUAGE,
    others: OtherSecrets | None = None,
    *,
    keep_secret: Callable[[str], None] = lambda _secret: None,
    refusals: SharedRefusals | None = None,
) -> TestResult:
    """Asks a server for its version and who is signed in there. Blocks; does not raise WebApiError."""
    try:
        with make_api(profile, lambda: secret, language, others, keep_secret, refusals=refusals) as api:
            version = api.version()
            principal = api.current_principal()
    except WebApiError as error:
        return TestResult(False, error.message, isinstance(error, SignInError))
    who = principal.full_name or principal.user_name or profile.user
    where = principal.database_context_identifier
    told = (
        _("It works: you are {who} at {where}. The server is SuperOffice {version}.")
        if where
        else _("It works: you are {who}. The server is SuperOffice {version}.")
    )
    return TestResult(True, told.format(who=who, where=where, version=version))
