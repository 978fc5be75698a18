"""Adds, changes and removes connections: the settings file and the password store together."""

from __future__ import annotations

import logging
from collections.abc import Callable

from app.model.profile import Profile, Scheme, SecretKind
from app.service.clients import Clients, Secrets
from app.storage.settings.managed_settings import ManagedSettings
from app.storage.settings.password_store import SecretStore, account
from app.storage.settings.settings_file import Settings, SettingsFile
from app.webapi.errors import WebApiError

_log = logging.getLogger(__name__)


class ConnectionSetup:
    """Every method blocks: the system may ask the user to unlock its password store. Any thread."""

    def __init__(
        self, file: SettingsFile, secrets: SecretStore, clients: Clients, managed: ManagedSettings
    ) -> None:
        self._file = file
        self._secrets = secrets
        self._clients = clients
        self.managed = managed

    def is_led_elsewhere(self, profile: Profile) -> bool:
        """Returns True if the file has a connection of that name to another site, or for another user."""
        kept = self.managed.apply(SettingsFile(self._file.path).load()).profile(profile.name)
        return kept is not None and (kept.site, kept.user) != (profile.site, profile.user)

    def save(self, profile: Profile, given: Secrets) -> Settings:
        """Adds or changes a connection, with the secrets that were given, and makes it the active one.

        What is managed is not written to the user's settings. Raises StoreProblem.
        """
        for kind, text in given.items():
            self._save_secret(profile.name, kind, text)
        for unused in profile.unused_secret_kinds:
            self._secrets.delete(account(profile.name, unused))
        self._clients.reload(profile.name)
        return self._file.change(lambda now: self._with(now, profile).with_changes(active=profile.name))

    def remove(self, name: str, profile: Profile | None) -> Settings:
        """Removes a connection with all its secrets; `profile` is signed out first. Raises StoreProblem."""
        if profile is not None:
            self._revoke(profile)
        for kind in SecretKind:
            self._secrets.delete(account(name, kind))
        self._clients.reload(name)
        return self._file.change(lambda now: now.without_profile(name))

    def sign_out(self, profile: Profile) -> None:
        """Revokes the sign-in and deletes its secret; the connection stays."""
        self._revoke(profile)
        self._secrets.delete(account(profile.name, profile.secret_kind))
        self._clients.reload(profile.name)

    def change_secret(self, profile: Profile, secret: str) -> None:
        """Keeps a new password or the like for signing in."""
        self._save_secret(profile.name, profile.secret_kind, secret)
        self._clients.reload(profile.name)

    def location_sentence(self, profile: Profile | None) -> str:
        """Says where the secret of a connection is; where a new one would be kept if there is none."""
        key = account(profile.name, profile.secret_kind) if profile else ""
        return self._secrets.location_of(key).sentence

    def secret_finder(self, profile: Profile, given: Secrets) -> Callable[[SecretKind], str | None]:
        """Returns a function that finds a secret: what was given, else what is kept. It blocks, too."""

        def find(kind: SecretKind) -> str | None:
            return given[kind] if kind in given else self._secrets.get(account(profile.name, kind))

        return find

    def _with(self, now: Settings, profile: Profile) -> Settings:
        if self.managed.is_managed(profile.name):
            return now
        return now.with_profile(self.managed.user_part(profile, now.profile(profile.name)))

    def _save_secret(self, name: str, kind: SecretKind, secret: str) -> None:
        if secret:
            self._secrets.set(account(name, kind), secret)
        else:
            self._secrets.delete(account(name, kind))

    def _revoke(self, profile: Profile) -> None:
        """Has the identity provider revoke the sign-in. If that fails, it is deleted here in any case."""
        token = self._secrets.get(account(profile.name, SecretKind.REFRESH_TOKEN))
        if profile.scheme is not Scheme.ONLINE or not token:
            return
        # Imported here: it loads cryptography, which the first paint must not wait for.
        from app.webapi.browser_sign_in import sign_out

        try:
            sign_out(profile, self.secret_finder(profile, {}), token)
        except WebApiError as error:
            _log.info("the sign-in was not revoked: %s", type(error).__name__)


def typed_secrets(profile: Profile, secret: str | None, others: Secrets | None) -> Secrets:
    """Joins the main secret and further ones as they were typed; None leaves the one that is kept."""
    return {**(others or {}), **({} if secret is None else {profile.secret_kind: secret})}
