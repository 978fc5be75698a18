"""Passwords and tokens: in the operating system's keyring, else in memory until the program ends.

The service name is ``contact-entry``, with one account per secret (``{profile}/{kind}``). On Windows the
service name is ``contact-entry:{profile}/{kind}``: the Credential Manager has one entry per service, and
keyring moves the entry of one account aside to write another, so of two processes that write at the same time
one would lose its secret (keyring/backends/Windows.py, `set_password`).
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from app.translation import _

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE: Final = "contact-entry"
PASSWORD: Final = "password"  # noqa: S105 - names a kind of secret
REFRESH_TOKEN: Final = "refresh-token"  # noqa: S105 - names a kind of secret

_WINDOWS: Final = "keyring.backends.Windows"
# CRED_MAX_CREDENTIAL_BLOB_SIZE (wincred.h), in bytes of UTF-16: 1,280 characters.
_WINDOWS_LIMIT: Final = 2560

_STORE_NAMES: Final = {
    _WINDOWS: _("the Windows Credential Manager"),
    "keyring.backends.macOS": _("the macOS keychain"),
    "keyring.backends.SecretService": _("the desktop's keyring"),
    "keyring.backends.libsecret": _("the desktop's keyring"),
    "keyring.backends.kwallet": "KWallet",
}

# Why a secret does not outlast the program.
_NO_STORE: Final = _("This computer has no safe place for passwords.")
_UNPROTECTED: Final = _("This computer is set up to keep passwords where other programs can read them.")
_DROPPED: Final = _("The password store of this computer did not keep what it was given.")
_FAILED: Final = _("The password store of this computer does not work at the moment.")
_TOO_LONG: Final = _("The Windows Credential Manager has no room for a secret of this length.")
_LOCKED: Final = _("The password store of this computer is locked.")
_NOT_LOADED: Final = _(
    "The part of Contact Entry that opens the password store of this computer cannot be loaded."
)
_ADVICE: Final = {
    _LOCKED: _("To have it remembered, unlock that store and enter it again."),
    _NOT_LOADED: _("To have it remembered, ask your administrator to install Contact Entry again."),
}

_log = logging.getLogger(__name__)


def account(profile: str, kind: str = PASSWORD) -> str:
    """Returns the account name for a connection's secret of that kind."""
    return f"{profile}/{kind}"


@dataclass(frozen=True)
class SecretLocation:
    """Where a secret is stored. `lasting` says that it outlasts the program; `sentence` is for the user.

    `reason` is the part of the sentence that says why it does not last: a sentence, too.
    """

    name: str
    lasting: bool
    sentence: str
    reason: str = ""


@dataclass(frozen=True)
class _SessionSecret:
    """A secret that is kept in memory, and why."""

    secret: str = field(repr=False)
    reason: str


class _StoreUnusable(Exception):
    """The system's store cannot be used; `reason` is a sentence for the user."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class SecretStore:
    """The secrets of all connections. Thread-safe; never raises for errors of the system's store.

    Calls may block while the system asks the user to unlock its store, so they belong on worker threads.
    `location_of` does not ask, but loads keyring, which takes a tenth of a second once.
    """

    def __init__(self) -> None:
        self._session: dict[str, _SessionSecret] = {}
        self._last_error = ""
        self._lock = threading.Lock()

    def __repr__(self) -> str:
        return "<SecretStore>"

    def get(self, account: str) -> str | None:
        """Returns the secret; None if there is none or the system's store fails (see `location_of`)."""
        if kept := self._session.get(account):
            return kept.secret
        with self._lock:
            try:
                secret = _read(_usable_backend(), account)
            except _StoreUnusable as unusable:
                self._last_error = unusable.reason
                return None
            self._last_error = ""
            return secret

    def set(self, account: str, secret: str) -> SecretLocation:
        """Stores and verifies the secret, else keeps it for the session; returns where it is."""
        with self._lock:
            try:
                backend = _usable_backend()
                _write(backend, account, secret)
            except _StoreUnusable as unusable:
                self._session[account] = _SessionSecret(secret, unusable.reason)
                return _session_location(unusable.reason, account)
            self._session.pop(account, None)
            self._last_error = ""
            return _store_location(backend, account)

    def delete(self, account: str) -> bool:
        """Deletes the secret; returns False if the system's store did not answer and may still have it."""
        with self._lock:
            self._session.pop(account, None)
            try:
                return _erase(_usable_backend(), account)
            except _StoreUnusable as unusable:
                self._last_error = unusable.reason
                return unusable.reason in (_NO_STORE, _UNPROTECTED)

    def backend_name(self) -> str:
        """Returns the name of the keyring backend, for support; it may be one that stores nothing."""
        with self._lock:
            try:
                with _system_errors():
                    import keyring  # as in _usable_backend

                    kind = type(keyring.get_keyring())
            except _StoreUnusable:
                return ""
            return f"{kind.__module__}.{kind.__qualname__}"

    def location_of(self, account: str = "") -> SecretLocation:
        """Returns where that secret is, or would be stored, as far as known without unlocking the store."""
        with self._lock:
            if kept := self._session.get(account):
                return _session_location(kept.reason, account)
            if self._last_error:
                return _session_location(self._last_error, account)
            try:
                return _store_location(_usable_backend(), account)
            except _StoreUnusable as unusable:
                return _session_location(unusable.reason, account)


def _is_password(account: str) -> bool:
    return account.rpartition("/")[2] in ("", PASSWORD)


def _session_location(reason: str, account: str) -> SecretLocation:
    kept = _("The sign-in is kept until you close Contact Entry.")
    if _is_password(account):
        kept = _("The password is kept until you close Contact Entry.")
    sentence = " ".join(filter(None, (reason, kept, _ADVICE.get(reason))))
    return SecretLocation(_("this session"), lasting=False, sentence=sentence, reason=reason)


def _store_location(backend: KeyringBackend, account: str) -> SecretLocation:
    module = type(backend).__module__
    store = _STORE_NAMES.get(module, _("the password store that this computer is set up with"))
    kept = (
        _("The password is kept in {store}.")
        if _is_password(account)
        else _("The sign-in is kept in {store}.")
    )
    return SecretLocation(store, lasting=True, sentence=kept.format(store=store))


def _service(backend: KeyringBackend, account: str) -> str:
    return f"{SERVICE}:{account}" if _is_windows(backend) else SERVICE


def _is_windows(backend: KeyringBackend) -> bool:
    return type(backend).__module__ == _WINDOWS


@contextmanager
def _system_errors() -> Iterator[None]:
    """Turns every error of keyring and its backends in the block into _StoreUnusable."""
    try:
        yield
    except _StoreUnusable:
        raise
    except Exception as error:  # noqa: BLE001 - each backend raises its platform's own errors
        # Only the class is logged: the message of a backend may quote a secret.
        _log.warning("The system's password store raised %s", type(error).__name__)
        raise _StoreUnusable(_reason(error)) from None


def _usable_backend() -> KeyringBackend:
    """Returns the system's store. Raises _StoreUnusable if none stores secrets safely."""
    with _system_errors():
        # Imported lazily: keyring takes 70 ms, which must not delay the first paint.
        import keyring
        from keyring.backends import chainer, fail, null

        backend = keyring.get_keyring()
        if isinstance(backend, chainer.ChainerBackend):
            backend = next(iter(backend.backends), backend)
        if isinstance(backend, fail.Keyring | null.Keyring | chainer.ChainerBackend):
            raise _StoreUnusable(_NO_STORE)
        kind = type(backend)
        alternative = kind.__module__.startswith("keyrings.alt") or "plain" in kind.__name__.lower()
        if alternative or not keyring.core.recommended(backend):
            raise _StoreUnusable(_UNPROTECTED)
        return backend


def _read(backend: KeyringBackend, account: str) -> str | None:
    with _system_errors():
        return backend.get_password(_service(backend, account), account)


def _write(backend: KeyringBackend, account: str, secret: str) -> None:
    if _is_windows(backend) and len(secret.encode("utf-16-le", "surrogatepass")) > _WINDOWS_LIMIT:
        raise _StoreUnusable(_TOO_LONG)
    if _is_windows(backend):
        _erase(backend, account)  # else keyring keeps the old secret under another name
    with _system_errors():
        backend.set_password(_service(backend, account), account, secret)
    if _read(backend, account) != secret:
        with suppress(_StoreUnusable):
            _erase(backend, account)
        raise _StoreUnusable(_DROPPED)


def _erase(backend: KeyringBackend, account: str) -> bool:
    if _read(backend, account) is None:
        return True
    with _system_errors():
        backend.delete_password(_service(backend, account), account)
    return _read(backend, account) is None


def _reason(error: Exception) -> str:
    try:
        from keyring.errors import InitError, KeyringLocked, NoKeyringError  # as in _usable_backend
    except Exception:  # noqa: BLE001 - a broken installation may raise anything
        return _NOT_LOADED

    if isinstance(error, NoKeyringError):
        return _NO_STORE
    # SecretStorage's own classes appear if a collection is locked between two calls.
    locked = isinstance(error, KeyringLocked | InitError)
    if locked or type(error).__name__ in ("LockedException", "PromptDismissedException"):
        return _LOCKED
    return _FAILED
