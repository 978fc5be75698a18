"""Connections are changed in the settings file and the password store together."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.model.profile import Profile, Scheme, SecretKind
from app.sandbox import Options, SandboxServer
from app.service.clients import Clients
from app.service.connection_setup import ConnectionSetup, typed_secrets
from app.storage.files.paths import AppPaths
from app.storage.settings.managed_settings import ManagedSettings, load_managed_settings
from app.storage.settings.password_store import SecretStore
from app.storage.settings.policy_sources import SettingsLayer
from app.storage.settings.settings_file import SettingsFile
from tests.helpers.processes.online import identity_of, profile, sign_in_at
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


def test_a_connection_that_a_command_has_changed_leads_elsewhere(
    setup: ConnectionSetup, file: SettingsFile
) -> None:
    assert not setup.is_led_elsewhere(WORK), "it may be one for this time alone"
    setup.save(WORK, {})
    assert not setup.is_led_elsewhere(WORK.with_changes(language="nb"))
    for change in ({"url": "https://other.example"}, {"user": "ola"}):
        setup.save(WORK.with_changes(**change), {})
        assert setup.is_led_elsewhere(WORK)
    file.change(lambda now: now.without_profile("Work"))
    assert not setup.is_led_elsewhere(WORK)


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


def test_signing_out_has_the_sign_in_revoked(setup: ConnectionSetup, tmp_path: Path) -> None:
    with SandboxServer(tmp_path / "server.sqlite3", Options(scheme="online")) as server:
        online, identity = profile(server.url), identity_of(server)
        for leave in (setup.sign_out, lambda online: setup.remove(online.name, online)):
            setup.save(online, {SecretKind.REFRESH_TOKEN: sign_in_at(server).refresh_token})
            assert identity.refresh_tokens
            leave(online)
            assert not identity.refresh_tokens
            assert setup.secret_finder(online, {})(SecretKind.REFRESH_TOKEN) is None


def test_a_sign_in_that_nobody_revokes_is_deleted_all_the_same(setup: ConnectionSetup) -> None:
    online = profile("http://127.0.0.1:9")
    setup.save(online, {SecretKind.REFRESH_TOKEN: "token"})
    setup.remove(online.name, None)
    setup.save(online, {SecretKind.REFRESH_TOKEN: "token"})
    setup.sign_out(online)
    assert setup.secret_finder(online, {})(SecretKind.REFRESH_TOKEN) is None


def test_where_a_secret_is_kept_is_said_by_its_kind(setup: ConnectionSetup) -> None:
    setup.save(WORK, {SecretKind.PASSWORD: "demo"})
    assert setup.location_sentence(None).startswith("The password is kept in ")
    assert setup.location_sentence(WORK).startswith("The password is kept in ")
    assert setup.location_sentence(profile("https://online.example")).startswith("The sign-in is kept in ")


def test_what_is_changed_is_read_anew(setup: ConnectionSetup) -> None:
    clients = setup._clients
    clients.set_profiles((WORK,))
    kind = SecretKind.PASSWORD
    setup.save(WORK, {kind: "first"})
    assert clients.secret("Work", kind) == "first"
    setup.change_secret(WORK, "second")
    assert clients.secret("Work", kind) == "second"
    setup.save(WORK, {kind: "third"})
    assert clients.secret("Work", kind) == "third"
    setup.sign_out(WORK)
    assert clients.secret("Work", kind) is None
    setup.save(WORK, {kind: "fourth"})
    assert clients.secret("Work", kind) == "fourth"
    setup.remove("Work", WORK)
    assert clients.secret("Work", kind) is None


def test_what_an_administrator_manages_is_not_written_down(file: SettingsFile) -> None:
    managed = load_managed_settings(
        {},
        {},
        [
            lambda: SettingsLayer(
                {"connection.language": "nb"}, {}, ({"name": "Office", "url": "https://o.example"},)
            )
        ],
    )
    secrets = SecretStore()
    setup = ConnectionSetup(file, secrets, Clients(secrets), managed)
    settings = setup.save(Profile(name="Office", url="https://other.example"), {SecretKind.PASSWORD: "demo"})
    assert (settings.profiles, settings.active) == ((), "Office")
    assert secrets.get("Office/password") == "demo"
    settings = setup.save(WORK.with_changes(language="nb"), {})
    assert settings.profiles == (WORK,)


def test_what_was_typed_counts_more_than_what_is_kept(setup: ConnectionSetup) -> None:
    setup.change_secret(WORK, "kept")
    assert setup.secret_finder(WORK, {})(SecretKind.PASSWORD) == "kept"
    assert setup.secret_finder(WORK, {SecretKind.PASSWORD: "typed"})(SecretKind.PASSWORD) == "typed"


def test_a_main_secret_that_was_not_typed_is_left_alone() -> None:
    further = {SecretKind.PROXY_PASSWORD: "proxy"}
    assert typed_secrets(WORK, None, further) == further
    assert typed_secrets(WORK, "", further) == {**further, SecretKind.PASSWORD: ""}
    assert typed_secrets(WORK, "demo", None) == {SecretKind.PASSWORD: "demo"}
