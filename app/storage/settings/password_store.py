"""Passwords and tokens: in the operating system's keyring, else in memory until the program ends.

Service name: ``contact-entry``, one account a secret (``{profile}/{kind}``). On Windows alone the service
name is ``contact-entry:{profile}/{kind}``: the Credential Manager has one entry a name, and keyring moves the
entry of one account away to write another's, so that of two processes that write at the same moment one loses
its secret (keyring/backends/Windows.py, `set_password`).
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE: Final = "contact-entry"
PASSWORD: Final = "password"  # noqa: S105 - names a kind of secret
REFRESH_TOKEN: Final = "refresh-token"  # noqa: S105 - names a kind of secret

_WINDOWS: Final = "keyring.backends.Windows"
# CRED_MAX_CREDENTIAL_BLOB_SIZE (wincred.h), in bytes of UTF-16: 1,280 characters.
_WINDOWS_LIMIT: Final = 2560

_STORE_NAMES: Final = {
    _WINDOWS: "the Windows Credential Manager",
    "keyring.backends.macOS": "the macOS keychain",
    "keyring.backends.SecretService": "the desktop's keyring",
    "keyring.backends.libsecret": "the desktop's keyring",
    "keyring.backends.kwallet": "KWallet",
}

# What the user reads where a secret does not outlast the program. {what} is "password" or "sign-in".
_UNTIL_CLOSED: Final = "so the {what} is kept until you close Contact Entry."
_NO_SAFE_PLACE: Final = "This computer has no safe place for passwords, " + _UNTIL_CLOSED
_UNPROTECTED: Final = (
    "This computer is set up to keep passwords where other programs can read them, " + _UNTIL_CLOSED
)
_DROPPED: Final = "The password store of this computer did not keep what it was given, " + _UNTIL_CLOSED
_FAILED: Final = "The password store of this computer does not work at the moment, " + _UNTIL_CLOSED
_TOO_LONG: Final = "The {what} is too long for the Windows Credential Manager, " + _UNTIL_CLOSED
_LOCKED: Final = (
    "The password store of this computer is locked, "
    + _UNTIL_CLOSED
    + " To have it remembered, unlock that store and enter the {what} again."
)
_LASTING: Final = "The {what} is kept in {store}."

_log = logging.getLogger(__name__)


def account(profile: str, kind: str = PASSWORD) -> str:
    """The name under which a connection's secret of that kind is kept."""
    return f"{profile}/{kind}"


@dataclass(frozen=True)
class SecretLocation:
    """Where a secret is: `name` for a label, whether it outlasts the program, and a sentence for the user."""

    name: str
    lasting: bool
    sentence: str


@dataclass(frozen=True)
class _Kept:
    secret: str = field(repr=False)
    reason: str


class _Unusable(Exception):
    """The system's store cannot be used; `reason` is the sentence for the user, with {what} left open."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class SecretStore:
    """Any thread. A call can block for as long as the system asks the user to unlock its store, so calls come
    from worker threads (`where` does not ask, but loads keyring, which takes a tenth of a second once).
    Nothing here raises for what the system's store does, and nothing shows a secret.
    """

    def __init__(self) -> None:
        self._session: dict[str, _Kept] = {}
        self._trouble = ""
        self._lock = threading.Lock()

    def __repr__(self) -> str:
        return "<SecretStore>"

    def get(self, account: str) -> str | None:
        """The secret; None where there is none, or where the system's store does not give it: see `where`."""
        if kept := self._session.get(account):
            return kept.secret
        with self._lock:
            try:
                secret = _read(_backend(), account)
            except _Unusable as unusable:
                self._trouble = unusable.reason
                return None
            self._trouble = ""
            return secret

    def set(self, account: str, secret: str) -> SecretLocation:
        """Keeps the secret and says where: written, read back and compared, else kept for the session."""
        with self._lock:
            try:
                backend = _backend()
                _write(backend, account, secret)
            except _Unusable as unusable:
                self._session[account] = _Kept(secret, unusable.reason)
                return _session_place(unusable.reason, account)
            self._session.pop(account, None)
            self._trouble = ""
            return _lasting_place(backend, account)

    def delete(self, account: str) -> bool:
        """Forgets the secret. False where the system's store did not answer and may still have it."""
        with self._lock:
            self._session.pop(account, None)
            try:
                return _erase(_backend(), account)
            except _Unusable as unusable:
                self._trouble = unusable.reason
                return unusable.reason in (_NO_SAFE_PLACE, _UNPROTECTED)

    def backend_name(self) -> str:
        """What the keyring library calls the store in use, for those who help. It may keep nothing."""
        with self._lock:
            try:
                with _asking_the_system():
                    import keyring  # as in _backend

                    kind = type(keyring.get_keyring())
            except _Unusable:
                return ""
            return f"{kind.__module__}.{kind.__qualname__}"

    def where(self, account: str = "") -> SecretLocation:
        """Where that secret is, or where one would go, as far as is known without anybody unlocking."""
        with self._lock:
            if kept := self._session.get(account):
                return _session_place(kept.reason, account)
            if self._trouble:
                return _session_place(self._trouble, account)
            try:
                return _lasting_place(_backend(), account)
            except _Unusable as unusable:
                return _session_place(unusable.reason, account)


def _what(account: str) -> str:
    return "password" if account.rpartition("/")[2] in ("", PASSWORD) else "sign-in"


def _session_place(reason: str, account: str) -> SecretLocation:
    return SecretLocation("this session", lasting=False, sentence=reason.format(what=_what(account)))


def _lasting_place(backend: KeyringBackend, account: str) -> SecretLocation:
    module = type(backend).__module__
    store = _STORE_NAMES.get(module, "the password store that this computer is set up with")
    return SecretLocation(store, lasting=True, sentence=_LASTING.format(what=_what(account), store=store))


def _service(backend: KeyringBackend, account: str) -> str:
    return f"{SERVICE}:{account}" if _is_windows(backend) else SERVICE


def _is_windows(backend: KeyringBackend) -> bool:
    return type(backend).__module__ == _WINDOWS


@contextmanager
def _asking_the_system() -> Iterator[None]:
    """Raises _Unusable for whatever keyring or a backend raises in the block."""
    try:
        yield
    except _Unusable:
        raise
    except Exception as error:  # noqa: BLE001 - each backend raises what its platform raises
        # Only the class is logged: a backend's message may quote what it was given.
        _log.warning("The system's password store raised %s", type(error).__name__)
        raise _Unusable(_reason(error)) from None


def _backend() -> KeyringBackend:
    """The system's store. Raises _Unusable where there is none that keeps secrets safe."""
    with _asking_the_system():
        # Imported here: keyring takes 70 ms, which the first paint must not wait for.
        import keyring
        from keyring.backends import chainer, fail, null

        backend = keyring.get_keyring()
        if isinstance(backend, chainer.ChainerBackend):
            backend = next(iter(backend.backends), backend)
        if isinstance(backend, fail.Keyring | null.Keyring | chainer.ChainerBackend):
            raise _Unusable(_NO_SAFE_PLACE)
        kind = type(backend)
        alternative = kind.__module__.startswith("keyrings.alt") or "plain" in kind.__name__.lower()
        if alternative or not keyring.core.recommended(backend):
            raise _Unusable(_UNPROTECTED)
        return backend


def _read(backend: KeyringBackend, account: str) -> str | None:
    with _asking_the_system():
        return backend.get_password(_service(backend, account), account)


def _write(backend: KeyringBackend, account: str, secret: str) -> None:
    if _is_windows(backend) and len(secret.encode("utf-16-le", "surrogatepass")) > _WINDOWS_LIMIT:
        raise _Unusable(_TOO_LONG)
    if _is_windows(backend):
        _erase(backend, account)  # keyring would keep the old secret under another name beside the new one
    with _asking_the_system():
        backend.set_password(_service(backend, account), account, secret)
    if _read(backend, account) != secret:
        with suppress(_Unusable):
            _erase(backend, account)
        raise _Unusable(_DROPPED)


def _erase(backend: KeyringBackend, account: str) -> bool:
    if _read(backend, account) is None:
        return True
    with _asking_the_system():
        backend.delete_password(_service(backend, account), account)
    return _read(backend, account) is None


def _reason(error: Exception) -> str:
    from keyring.errors import InitError, KeyringLocked, NoKeyringError  # as in _backend

    if isinstance(error, NoKeyringError):
        return _NO_SAFE_PLACE
    # SecretStorage's own classes come through where a collection is locked between two calls.
    locked = isinstance(error, KeyringLocked | InitError)
    if locked or type(error).__name__ in ("LockedException", "PromptDismissedException"):
        return _LOCKED
    return _FAILED
