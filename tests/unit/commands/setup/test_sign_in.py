"""``profile sign-in`` and ``sign-out``, with a scripted browser against the sandbox as provider."""

from __future__ import annotations

import webbrowser
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.commands.main import run
from app.model.profile import Profile, Scheme
from app.sandbox import SandboxServer
from app.storage.settings.settings_file import Settings, SettingsFile
from tests.helpers.processes.browser import Browser
from tests.helpers.processes.online import OPTIONS, identity_of
from tests.helpers.secrets.memory_keyring import MemoryKeyring

KEY = ("contact-entry", "Online/refresh-token")
Printed = pytest.CaptureFixture[str]


@pytest.fixture
def online(
    settings: SettingsFile, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Iterator[SandboxServer]:
    file = tmp_path_factory.mktemp("online") / "sandbox.sqlite3"
    with SandboxServer(file, OPTIONS) as server, Browser() as browser:
        monkeypatch.setattr(webbrowser, "open", browser.open)
        profile = Profile(name="Online", url=server.url, scheme=Scheme.ONLINE, client_id=OPTIONS.client_id)
        settings.save(Settings(profiles=(profile,), active="Online"))
        yield server


def test_in_and_out(
    online: SandboxServer, settings: SettingsFile, memory_keyring: MemoryKeyring, capsys: Printed
) -> None:
    assert run(["profile", "sign-in", "Online"]) == 0
    out = capsys.readouterr().out
    assert "http" in out.splitlines()[1], "the address, for who sees no browser"
    assert out.endswith("You are signed in as ingrid.solberg@example.com at Cust12345.\n")
    assert identity_of(online).refresh_tokens == {memory_keyring.passwords[KEY]}
    assert settings.load().profiles[0].customer_id == "Cust12345", "learnt, and kept"

    assert run(["profile", "sign-out", "Online"]) == 0
    assert capsys.readouterr().out == "You are signed out of “Online”.\n"
    assert not identity_of(online).refresh_tokens
    assert memory_keyring.passwords == {}


def test_a_sign_in_that_the_provider_replaces_is_kept(
    online: SandboxServer, memory_keyring: MemoryKeyring, tmp_path: Path
) -> None:
    company = tmp_path / "company.json"
    company.write_text('{"Name": "Fjord AS"}', encoding="utf-8")
    run(["profile", "sign-in", "Online"])
    identity_of(online).rotates = True
    for command in (["profile", "test", "Online"], ["submit", str(company)], ["profile", "test", "Online"]):
        before = memory_keyring.passwords[KEY]
        assert run(command) == 0
        assert {memory_keyring.passwords[KEY]} == identity_of(online).refresh_tokens != {before}


def test_a_refused_sign_in(online: SandboxServer, memory_keyring: MemoryKeyring, capsys: Printed) -> None:
    identity_of(online).denied = "5 NeedsReapproval"
    assert run(["profile", "sign-in", "Online"]) == 5
    assert "did not let this program in: “5 NeedsReapproval”" in capsys.readouterr().err
    assert memory_keyring.passwords == {}


def test_a_sign_in_that_cannot_be_revoked_is_forgotten_here(
    online: SandboxServer, memory_keyring: MemoryKeyring, settings: SettingsFile, capsys: Printed
) -> None:
    run(["profile", "sign-in", "Online"])
    profile = settings.load().profiles[0].with_changes(url="http://127.0.0.1:1")
    settings.save(Settings(profiles=(profile,), active="Online"))
    assert run(["profile", "sign-out", "Online"]) == 6
    assert "it is forgotten here" in capsys.readouterr().err
    assert memory_keyring.passwords == {}
    assert identity_of(online).refresh_tokens


@pytest.mark.usefixtures("connected")
@pytest.mark.parametrize("action", ["sign-in", "sign-out"])
def test_other_connections_do_not_sign_in_there(action: str, capsys: Printed) -> None:
    assert run(["profile", action, "Work"]) == 2
    assert "not in the browser" in capsys.readouterr().err
