"""Connections are changed in the settings file and the password store together."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.model.profile import Profile, Scheme, SecretKind
from app.service.clients import Clients
from app.service.connection_setup import ConnectionSetup, typed_secrets
from app.storage.files.paths import AppPaths
from app.storage.settings.managed_settings import ManagedSettings
from app.storage.settings.password_store import SecretStore
from app.storage.settings.settings_file import SettingsFile
from tests.helpers.secrets.memory_keyring import MemoryKeyring

WORK = Profile(name="Work", url="https://crm.example", user="kari")


@pytest.fixture
def file(tmp_path: Path) -> SettingsFile:
    return SettingsFile(AppPaths.of(tmp_path / "home").settings)


@pytest.fixture
def setup(file: SettingsFile) -> ConnectionSetup:
    secrets = SecretStore()
    return ConnectionSetup(file, secrets, Clients(secrets), ManagedSettings())


def test_a_saved_connection_is_the_active_one(setup: ConnectionSetup, file: SettingsFile) -> None:
    setup.save(WORK, {})
    settings = setup.save(WORK.with_changes(name="Home"), {})
    assert settings == file.load()
    assert settings.active == "Home"
    assert [one.name for one in settings.profiles] == ["Work", "Home"]


def test_an_empty_secret_deletes_the_one_that_is_kept(
    setup: ConnectionSetup, memory_keyring: MemoryKeyring
) -> None:
    setup.save(WORK, {SecretKind.PASSWORD: "demo", SecretKind.PROXY_PASSWORD: "proxy"})
    assert len(memory_keyring.passwords) == 2
    setup.save(WORK, {SecretKind.PROXY_PASSWORD: ""})
    assert memory_keyring.passwords == {("contact-entry", "Work/password"): "demo"}


def test_another_scheme_leaves_no_old_secret(setup: ConnectionSetup, memory_keyring: MemoryKeyring) -> None:
    setup.save(WORK, {SecretKind.PASSWORD: "demo"})
    setup.save(WORK.with_changes(scheme=Scheme.TICKET), {SecretKind.TICKET: "7T:abc"})
    assert memory_keyring.passwords == {("contact-entry", "Work/ticket"): "7T:abc"}


def test_a_removed_connection_leaves_nothing(setup: ConnectionSetup, memory_keyring: MemoryKeyring) -> None:
    setup.save(WORK, {SecretKind.PASSWORD: "demo", SecretKind.PROXY_PASSWORD: "proxy"})
    settings = setup.remove("Work", WORK)
    assert settings.profiles == ()
    assert memory_keyring.passwords == {}


def test_signing_out_keeps_the_connection(setup: ConnectionSetup, file: SettingsFile) -> None:
    setup.save(WORK, {SecretKind.PASSWORD: "demo"})
    setup.sign_out(WORK)
    assert setup.secret_finder(WORK, {})(SecretKind.PASSWORD) is None
    assert file.load().profiles == (WORK,)


def test_what_was_typed_counts_more_than_what_is_kept(setup: ConnectionSetup) -> None:
    setup.change_secret(WORK, "kept")
    assert setup.secret_finder(WORK, {})(SecretKind.PASSWORD) == "kept"
    assert setup.secret_finder(WORK, {SecretKind.PASSWORD: "typed"})(SecretKind.PASSWORD) == "typed"


def test_a_main_secret_that_was_not_typed_is_left_alone() -> None:
    further = {SecretKind.PROXY_PASSWORD: "proxy"}
    assert typed_secrets(WORK, None, further) == further
    assert typed_secrets(WORK, "", further) == {**further, SecretKind.PASSWORD: ""}
    assert typed_secrets(WORK, "demo", None) == {SecretKind.PASSWORD: "demo"}
