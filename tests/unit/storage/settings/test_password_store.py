"""Secrets in every kind of store that keyring can meet; the stores here are the tests' own."""

from __future__ import annotations

import importlib
import logging
import sys
import threading
from collections.abc import Callable, Iterator
from typing import Any

import keyring
import pytest
from keyring import errors
from keyring.backend import KeyringBackend
from keyring.backends import Windows
from keyring.backends.chainer import ChainerBackend

from app.storage.settings.password_store import REFRESH_TOKEN, SERVICE, SecretStore, account
from tests.helpers.secrets.memory_keyring import MemoryKeyring

WORK = account("Work")
SECRET = "hemmelig-Ær-3141"  # what must be seen nowhere


class Forgetful(MemoryKeyring):
    def set_password(self, service: str, username: str, password: str) -> None:
        """Accepts and drops it."""


class Garbling(MemoryKeyring):
    def set_password(self, service: str, username: str, password: str) -> None:
        super().set_password(service, username, password[:4])


class PlaintextKeyring(MemoryKeyring):
    """Named as that of keyrings.alt is."""


class NotRecommended(MemoryKeyring):
    priority = 0.5


class Raising(MemoryKeyring):
    """Raises what it is made with from every call but those that are allowed; quotes what it was given."""

    def __init__(self, error: type[Exception], *allowed: str) -> None:
        super().__init__()
        self.error, self.allowed = error, allowed

    def get_password(self, service: str, username: str) -> str | None:
        self._fail("get")
        return super().get_password(service, username)

    def set_password(self, service: str, username: str, password: str) -> None:
        self._fail("set", password)
        super().set_password(service, username, password)

    def delete_password(self, service: str, username: str) -> None:
        self._fail("delete")
        super().delete_password(service, username)

    def _fail(self, call: str, detail: str = "") -> None:
        if call not in self.allowed:
            raise self.error(f"{call} {detail}")


class LockedException(Exception):
    """Named as that of SecretStorage is."""


# keyring would choose among these when it looks for a store to use.
KeyringBackend._classes -= {Forgetful, Garbling, PlaintextKeyring, NotRecommended, Raising}


Use = Callable[[KeyringBackend], SecretStore]


@pytest.fixture
def use() -> Use:
    """Puts a backend in the place of the one that tests/conftest.py sets and puts back."""

    def chosen(backend: KeyringBackend) -> SecretStore:
        keyring.set_keyring(backend)
        return SecretStore()

    return chosen


def backend_named(module: str, name: str = "Keyring") -> KeyringBackend:
    """One of keyring's own backends."""
    made: KeyringBackend = getattr(importlib.import_module(f"keyring.backends.{module}"), name)()
    return made


def test_a_secret_lasts_in_a_store_that_keeps_it(use: Use) -> None:
    backend = MemoryKeyring()
    store = use(backend)
    place = store.set(WORK, SECRET)
    assert place.lasting
    assert place.sentence.startswith("The password is kept in ")
    assert store.location_of(WORK) == store.location_of() == place
    assert SecretStore().get(WORK) == SECRET
    assert backend.passwords == {(SERVICE, "Work/password"): SECRET}


def test_kinds_and_connections_are_kept_apart(use: Use) -> None:
    store, token = use(MemoryKeyring()), account("Work", REFRESH_TOKEN)
    store.set(WORK, "a")
    assert store.set(token, "b").sentence.startswith("The sign-in is kept in ")
    store.set(account("Home"), "c")
    assert [store.get(name) for name in (WORK, token, account("Home"), account("Nowhere"))] == [
        "a",
        "b",
        "c",
        None,
    ]


def test_a_deleted_secret_is_gone(use: Use) -> None:
    backend = MemoryKeyring()
    store = use(backend)
    store.set(WORK, SECRET)
    assert store.delete(WORK)
    assert store.get(WORK) is None
    assert backend.passwords == {}
    assert store.delete(WORK)


UNSAFE: dict[str, tuple[Callable[[], KeyringBackend], str]] = {
    "no store": (lambda: backend_named("fail"), "no safe place for passwords"),
    "a store that drops all": (lambda: backend_named("null"), "no safe place for passwords"),
    "drops silently": (Forgetful, "did not keep what it was given"),
    "keeps half of it": (Garbling, "did not keep what it was given"),
    "plain text": (PlaintextKeyring, "where other programs can read them"),
    "not recommended": (NotRecommended, "where other programs can read them"),
    "no bus": (lambda: Raising(errors.NoKeyringError), "no safe place for passwords"),
    "locked": (lambda: Raising(errors.KeyringLocked), "is locked"),
    "dismissed": (lambda: Raising(errors.InitError), "is locked"),
    "locked underneath": (lambda: Raising(LockedException), "is locked"),
    "refuses": (lambda: Raising(errors.PasswordSetError), "does not work at the moment"),
    "breaks": (lambda: Raising(OSError), "does not work at the moment"),
    "breaks when it is read": (lambda: Raising(ZeroDivisionError, "set"), "does not work at the moment"),
}


@pytest.mark.parametrize("kind", UNSAFE)
def test_without_a_safe_store_a_secret_lasts_for_the_session(
    use: Use, kind: str, caplog: pytest.LogCaptureFixture
) -> None:
    make, reason = UNSAFE[kind]
    caplog.set_level(logging.DEBUG)
    store = use(make())
    place = store.set(WORK, SECRET)
    assert not place.lasting
    assert reason in place.sentence
    assert "The password is kept until you close Contact Entry." in place.sentence
    assert place.sentence.startswith(f"{place.reason} ")
    assert store.location_of(WORK) == place
    assert store.get(WORK) == SECRET
    assert SecretStore().get(WORK) is None
    store.delete(WORK)
    assert store.get(WORK) is None
    assert SECRET not in caplog.text + repr(place)


def test_nothing_is_written_where_other_programs_could_read_it(use: Use) -> None:
    for backend in (PlaintextKeyring(), NotRecommended()):
        use(backend).set(WORK, SECRET)
        assert backend.passwords == {}


def test_a_keyring_that_cannot_be_loaded_is_a_store_that_cannot_be_used(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("keyring", "keyring.errors", "keyring.backends"):
        monkeypatch.setitem(sys.modules, name, None)
    store = SecretStore()
    assert store.get(WORK) is None
    place = store.set(WORK, SECRET)
    assert (place.lasting, store.get(WORK)) == (False, SECRET)
    assert "cannot be loaded. The password is kept until you close Contact Entry." in place.sentence
    assert not store.backend_name()


def test_support_is_told_the_name_of_the_keyring(use: Use) -> None:
    name = use(MemoryKeyring()).backend_name()
    assert name == f"{MemoryKeyring.__module__}.MemoryKeyring"
    assert use(backend_named("null")).backend_name() == "keyring.backends.null.Keyring"


def test_where_a_secret_would_go_is_known_beforehand(use: Use) -> None:
    assert use(MemoryKeyring()).location_of().lasting
    assert use(Raising(errors.KeyringLocked)).location_of().lasting
    for backend in (backend_named("fail"), backend_named("null"), PlaintextKeyring()):
        assert not use(backend).location_of(WORK).lasting


def test_a_store_that_would_not_be_read_is_told_until_it_is(use: Use) -> None:
    backend = Raising(errors.KeyringLocked)
    store = use(backend)
    assert store.get(WORK) is None
    assert "is locked" in store.location_of().sentence
    backend.allowed = ("get", "set")
    backend.passwords[SERVICE, WORK] = SECRET
    assert store.get(WORK) == SECRET
    assert store.location_of().lasting


def test_a_secret_of_the_session_moves_into_the_store_once_that_works(use: Use) -> None:
    backend = Raising(errors.KeyringLocked)
    store = use(backend)
    store.set(WORK, "first")
    backend.allowed = ("get", "set", "delete")
    assert store.get(WORK) == "first"
    assert store.set(WORK, SECRET).lasting
    assert store.get(WORK) == SECRET
    assert store.location_of(WORK).lasting


def test_it_is_told_when_a_secret_may_still_be_in_the_store(use: Use) -> None:
    backend = Raising(errors.KeyringLocked, "set", "get")
    store = use(backend)
    store.set(WORK, SECRET)
    assert not store.delete(WORK)
    assert "is locked" in store.location_of().sentence
    assert store.get(WORK) == SECRET
    backend.allowed = ("set", "get", "delete")
    assert store.delete(WORK)


def test_a_chain_of_stores_is_judged_by_the_one_that_would_be_written(
    use: Use, monkeypatch: pytest.MonkeyPatch
) -> None:
    safe = MemoryKeyring()
    monkeypatch.setattr(ChainerBackend, "backends", [safe, PlaintextKeyring()])
    assert use(backend_named("chainer", "ChainerBackend")).set(WORK, SECRET).lasting
    assert safe.passwords == {(SERVICE, WORK): SECRET}
    monkeypatch.setattr(ChainerBackend, "backends", [PlaintextKeyring(), safe])
    assert not use(backend_named("chainer", "ChainerBackend")).set(WORK, "other").lasting
    monkeypatch.setattr(ChainerBackend, "backends", [])
    assert "no safe place" in use(backend_named("chainer", "ChainerBackend")).set(WORK, "other").sentence


def test_a_store_that_was_chosen_by_name_and_is_not_there_is_survived(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(keyring.core, "_keyring_backend", None)
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "no.such.module.Keyring")
    store = SecretStore()
    assert not store.location_of().lasting
    assert not store.set(WORK, SECRET).lasting
    assert store.get(WORK) == SECRET


def test_nothing_shows_a_secret(use: Use) -> None:
    for backend in (MemoryKeyring(), backend_named("fail")):
        store = use(backend)
        store.set(WORK, SECRET)
        assert repr(store) == str(store) == "<SecretStore>"
        assert SECRET not in repr(list(store._session.values()))


@pytest.mark.usefixtures("switching")
def test_threads_do_not_meet_in_the_store(use: Use) -> None:
    inside = threading.Lock()

    class Alone(MemoryKeyring):
        def get_password(self, service: str, username: str) -> str | None:
            assert inside.acquire(blocking=False)
            try:
                return super().get_password(service, username)
            finally:
                inside.release()

    KeyringBackend._classes.discard(Alone)
    store, start, results = use(Alone()), threading.Barrier(6), list[bool]()

    def work(number: int) -> None:
        start.wait()
        name = account(f"Number {number}")
        results.extend(
            store.set(name, f"{number}").lasting and store.get(name) == f"{number}" for _ in range(20)
        )

    threads = [threading.Thread(target=work, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [True] * 120


@pytest.fixture
def switching() -> Iterator[None]:
    """Has Python change threads as often as it can."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


class CredentialManager:
    """What keyring calls of Windows, by the rules of wincred.h: one entry a name, 2,560 bytes of UTF-16."""

    CRED_TYPE_GENERIC = 1
    CRED_PERSIST_ENTERPRISE = 3

    class error(Exception):  # noqa: N801 - pywintypes' own spelling
        winerror, funcname = 1168, "CredRead"

    def __init__(self) -> None:
        self.entries: dict[str, dict[str, Any]] = {}
        self.written: list[str] = []

    def CredRead(self, Type: int, TargetName: str) -> dict[str, Any]:  # noqa: N802, N803 - Windows' own spelling
        assert Type == self.CRED_TYPE_GENERIC
        if TargetName.lower() not in self.entries:
            raise self.error
        return self.entries[TargetName.lower()]

    def CredWrite(self, credential: dict[str, Any], flags: int) -> None:  # noqa: N802 - Windows' own spelling
        blob = credential["CredentialBlob"].encode("utf-16-le")
        assert len(blob) <= 2560
        assert flags == 0
        self.written.append(credential["TargetName"])
        self.entries[credential["TargetName"].lower()] = {**credential, "CredentialBlob": blob}

    def CredDelete(self, Type: int, TargetName: str) -> None:  # noqa: N802, N803 - Windows' own spelling
        assert Type == self.CRED_TYPE_GENERIC
        del self.entries[TargetName.lower()]


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> CredentialManager:
    manager = CredentialManager()
    monkeypatch.setattr(Windows, "win32cred", manager, raising=False)
    monkeypatch.setattr(Windows, "pywintypes", manager, raising=False)
    monkeypatch.setattr(Windows, "missing_deps", False)
    return manager


def test_on_windows_no_secret_is_moved_to_make_room_for_another(use: Use, windows: CredentialManager) -> None:
    store, token = use(backend_named("Windows", "WinVaultKeyring")), account("Work", REFRESH_TOKEN)
    assert store.set(WORK, SECRET).name == "the Windows Credential Manager"
    store.set(token, "b")
    store.set(WORK, "changed")
    assert windows.written == [f"{SERVICE}:{name}" for name in (WORK, token, WORK)]
    assert (store.get(WORK), store.get(token)) == ("changed", "b")
    assert len(windows.entries) == 2
    assert store.delete(WORK)
    assert (store.get(WORK), store.get(token)) == (None, "b")


def test_on_windows_a_secret_that_is_too_long_is_not_tried(use: Use, windows: CredentialManager) -> None:
    store = use(backend_named("Windows", "WinVaultKeyring"))
    assert store.set(WORK, "x" * 1280).lasting
    assert store.set(WORK, "😀" * 640).lasting
    for long in ("x" * 1281, "😀" * 641):
        place = store.set(WORK, long)
        assert not place.lasting
        assert "The Windows Credential Manager has no room for a secret of this length." in place.sentence
        assert store.get(WORK) == long
    assert len(windows.written) == 2
