from __future__ import annotations

import threading

import pytest
from keyring.backends import fail
from keyring.errors import KeyringLocked

from app.self_test import passwords
from app.self_test.check import Outcome
from tests.helpers.secrets.memory_keyring import MemoryKeyring
from tests.helpers.secrets.secret_service import needs_secret_service, run_python, secret_service

TELL = "from app.self_test import passwords; found = passwords.check(); print(found.outcome, found.detail)"


def test_a_store_that_works_is_named_and_left_empty(memory_keyring: MemoryKeyring) -> None:
    found = passwords.check()
    assert found.outcome is Outcome.OK
    assert found.detail == "tests.helpers.secrets.memory_keyring.MemoryKeyring"
    assert memory_keyring.passwords == {}


@pytest.mark.long
@needs_secret_service
def test_the_desktops_keyring_works() -> None:
    with secret_service() as environment:
        assert run_python(TELL, environment) == "ok keyring.backends.SecretService.Keyring"


def test_a_computer_without_a_store_is_a_note(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("keyring.core._keyring_backend", fail.Keyring())  # type: ignore[no-untyped-call]  # keyring's
    found = passwords.check()
    assert found.outcome is Outcome.NOTE
    assert "no safe place for passwords" in found.sentence


def test_a_locked_store_is_a_note(memory_keyring: MemoryKeyring, monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(*_arguments: str) -> None:
        raise KeyringLocked

    monkeypatch.setattr(memory_keyring, "set_password", locked)
    found = passwords.check()
    assert found.outcome is Outcome.NOTE
    assert "is locked" in found.sentence


def test_a_store_that_waits_for_somebody_is_a_note(
    memory_keyring: MemoryKeyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    is_unlocked = threading.Event()
    monkeypatch.setattr(memory_keyring, "set_password", lambda *_: is_unlocked.wait())
    monkeypatch.setattr(passwords, "_TIMEOUT", 0.05)
    found = passwords.check()
    is_unlocked.set()
    assert found.outcome is Outcome.NOTE
    assert "waiting for somebody to unlock it" in found.sentence


def test_a_store_that_does_not_delete_has_failed(
    memory_keyring: MemoryKeyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory_keyring, "delete_password", lambda *_: None)
    found = passwords.check()
    assert found.outcome is Outcome.FAILED
    assert "does not delete" in found.sentence
