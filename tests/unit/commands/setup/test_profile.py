"""``profile`` in this process: connections are added, listed, tried and removed."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from app.commands.main import run
from app.sandbox import SandboxServer
from app.storage.settings.policy_sources import file_policy
from app.storage.settings.settings_file import SettingsFile
from tests.helpers.secrets.memory_keyring import MemoryKeyring

URL = "https://crm.example.com"
ADD = ["profile", "add", "Work", "--url", URL, "--user", "kari", "--secret-stdin"]
KEY = ("contact-entry", "Work/password")
PROXY_KEY = ("contact-entry", "Work/proxy-password")
Printed = pytest.CaptureFixture[str]
Typed = Callable[[bytes], None]


def test_a_connection_and_its_password(
    settings: SettingsFile, memory_keyring: MemoryKeyring, typed: Typed, capsys: Printed
) -> None:
    typed(b"\xef\xbb\xbfkept safe\r\nnever read\r\n")
    assert run(ADD) == 0
    assert capsys.readouterr().out.startswith("The connection “Work” is added.\nThe password is kept in ")
    assert memory_keyring.passwords == {KEY: "kept safe"}
    assert [one.name for one in settings.load().profiles] == ["Work"]


def test_another_scheme_takes_the_place_of_the_password(memory_keyring: MemoryKeyring, typed: Typed) -> None:
    typed(b"kept safe\n")
    run(ADD)
    typed(b"8A:token\n")
    assert run(["profile", "add", "WORK", "--url", URL, "--auth", "bearer", "--secret-stdin"]) == 0
    assert memory_keyring.passwords == {("contact-entry", "Work/bearer"): "8A:token"}


@pytest.mark.parametrize(
    ("content", "arguments", "words"),
    [
        (b"\n", ADD, "The password is empty"),
        (b"\xff\xfe", ADD, "is not text in UTF-8"),
        (b"hush\n", ADD[:-1], "with --secret-stdin"),
        (b"hush\n", [*ADD, "--further-secret", "proxy-password"], "The password is empty"),
        (b"hush\n", [*ADD[:2], "Sandbox", *ADD[3:]], "is the name of the practice server"),
        (b"hush\n", [*ADD, "--proxy", "http://a:b@proxy.example"], "must not hold a user name"),
        (
            b"hush\n",
            [*ADD, "--proxy", "socks5://proxy.test:1080"],
            f"connection to {URL} cannot be used. Type",
        ),
        (b"hush\n", [*ADD, "--proxy", "proxy.test:port"], f"connection to {URL} cannot be used. Type"),
        (b"hush\n", [*ADD, "--ca-file", "nowhere.pem"], "nowhere.pem cannot be opened"),
    ],
)
def test_what_is_refused_is_told(
    content: bytes, arguments: list[str], words: str, typed: Typed, capsys: Printed
) -> None:
    typed(content)
    assert run(arguments) == 2
    out, err = capsys.readouterr()
    assert (out, words in err) == ("", True), err
    run(["profile", "list", "--json"])
    assert capsys.readouterr().out == "[]\n", "and changes nothing"


@pytest.mark.usefixtures("memory_keyring")
@pytest.mark.parametrize(
    ("arguments", "changed"),
    [
        (["--proxy", "http://proxy.test:3128"], {"proxy": "http://proxy.test:3128"}),
        (["--no-send-persons", "--time-zone", ""], {"send_persons": False, "time_zone": ""}),
        ([], {}),
    ],
)
def test_what_is_not_given_stays(
    arguments: list[str], changed: dict[str, Any], settings: SettingsFile, typed: Typed, capsys: Printed
) -> None:
    typed(b"kept safe\n")
    run([*ADD, "--language", "nb", "--time-zone", "NO", "--proxy", "direct", "--proxy-user", "kari"])
    (before,) = settings.load().profiles
    typed(b"")
    assert run(["profile", "add", "work", *arguments]) == 0, capsys.readouterr()
    assert "The connection “Work” is changed." in capsys.readouterr().out
    assert settings.load().profiles == (replace(before, **changed),)


def test_a_secret_alone_is_given_without_the_others(memory_keyring: MemoryKeyring, typed: Typed) -> None:
    typed(b"kept safe\n")
    run(ADD)
    typed(b"for the proxy\n")
    assert run(["profile", "add", "Work", "--further-secret", "proxy-password", "--secret-stdin"]) == 0
    assert memory_keyring.passwords == {KEY: "kept safe", PROXY_KEY: "for the proxy"}
    typed(b"another\n")
    assert run(["profile", "add", "Work", "--secret-stdin"]) == 0
    assert memory_keyring.passwords == {KEY: "another", PROXY_KEY: "for the proxy"}


@pytest.mark.usefixtures("memory_keyring")
def test_another_server_does_not_get_the_password_of_the_one_before(
    settings: SettingsFile, typed: Typed, capsys: Printed
) -> None:
    typed(b"kept safe\n")
    run(ADD)
    typed(b"")
    assert run(["profile", "add", "Work", "--url", "https://other.example.com"]) == 2
    assert "with --secret-stdin" in capsys.readouterr().err
    assert [one.url for one in settings.load().profiles] == [URL]


@pytest.mark.usefixtures("memory_keyring")
def test_a_way_to_sign_in_takes_no_address_of_another_kind(
    settings: SettingsFile, typed: Typed, capsys: Printed
) -> None:
    typed(b"kept safe\n")
    run(ADD)
    assert run(["profile", "add", "Work", "--auth", "online", "--client-id", "abc"]) == 0
    assert "Sign in with “contact-entry profile sign-in Work”." in capsys.readouterr().out
    (online,) = settings.load().profiles
    assert (online.scheme, online.url, online.user, online.client_id) == ("online", "", "", "abc")
    assert run(["profile", "add", "Work", "--customer-id", "Cust1"]) == 0
    assert capsys.readouterr().out == "The connection “Work” is changed.\n"
    assert run(["profile", "add", "Work", "--auth", "basic", "--user", "kari"]) == 2
    assert "add --url" in capsys.readouterr().err


@pytest.fixture
def managed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The connection "Corp" of a policy."""
    file = tmp_path / "policy.toml"
    file.write_text(f'[[profiles]]\nname = "Corp"\nurl = "{URL}"\nuser = "kari"\n', encoding="utf-8")
    sources = (partial(file_policy, file),)
    monkeypatch.setattr("app.storage.settings.managed_settings.policy_sources", lambda: sources)


@pytest.mark.usefixtures("managed")
def test_a_connection_of_the_administrator_gets_its_passwords_and_nothing_else(
    settings: SettingsFile, memory_keyring: MemoryKeyring, typed: Typed, capsys: Printed
) -> None:
    typed(b"for the proxy\n")
    given = ["profile", "add", "Corp", "--further-secret", "proxy-password", "--secret-stdin"]
    assert run(given) == 0, capsys.readouterr()
    assert memory_keyring.passwords == {("contact-entry", "Corp/proxy-password"): "for the proxy"}
    typed(b"hush\n")
    assert run(["profile", "add", "corp", "--secret-stdin"]) == 0
    assert memory_keyring.passwords["contact-entry", "Corp/password"] == "hush"
    capsys.readouterr()
    for more in (["--proxy", "direct"], ["--url", URL], ["--user", "ola"]):
        assert run([*given, *more]) == 2
        assert "only its passwords can be given here" in capsys.readouterr().err
    assert run(["profile", "add", "Corp"]) == 2
    assert settings.load().profiles == ()


@pytest.mark.usefixtures("memory_keyring")
def test_what_somebody_else_decides_is_told(
    settings: SettingsFile, typed: Typed, capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed(b"kept safe\n")
    run(ADD)
    monkeypatch.setenv("CONTACT_ENTRY_CONNECTION_PROXY", "http://proxy.corp.test:3128")
    assert run(["profile", "add", "Work", "--proxy", "direct", "--language", "nb"]) == 0
    told = "“--proxy” has no effect: your administrator or an environment variable decides it.\n"
    assert capsys.readouterr().err == told
    assert [(one.proxy, one.language) for one in settings.load().profiles] == [("", "nb")]


@pytest.mark.usefixtures("connected")
def test_the_list_marks_the_connection_in_use(typed: Typed, capsys: Printed) -> None:
    typed(b"hush\n")
    run(["profile", "add", "Other", "--url", URL, "--user", "ola", "--secret-stdin"])
    capsys.readouterr()
    run(["profile", "list"])
    work, other = capsys.readouterr().out.splitlines()
    assert (work[:6], other) == ("* Work", f"  Other  {URL}  basic  ola")
    run(["profile", "list", "--json"])
    assert [one["active"] for one in json.loads(capsys.readouterr().out)] == [True, False]


def test_no_connection_yet(capsys: Printed) -> None:
    assert run(["profile", "list"]) == 0
    assert capsys.readouterr().out.startswith("No connection is set up yet.")
    for action in ("test", "remove"):
        assert run(["profile", action, "Work"]) == 2
        assert capsys.readouterr().err.startswith("There is no connection “Work”. No connection to a")


@pytest.mark.usefixtures("connected")
def test_a_connection_is_tried(memory_keyring: MemoryKeyring, capsys: Printed) -> None:
    assert run(["profile", "test", "work"]) == 0
    assert "Ingrid Solberg" in capsys.readouterr().out
    memory_keyring.passwords[KEY] = "wrong"
    assert run(["profile", "test", "Work"]) == 5
    assert "did not accept your sign-in" in capsys.readouterr().err


def test_a_server_that_is_not_there(connected: SandboxServer, typed: Typed, capsys: Printed) -> None:
    del connected
    typed(b"hush\n")
    run(["profile", "add", "Work", "--url", "http://127.0.0.1:1", "--user", "kari", "--secret-stdin"])
    capsys.readouterr()
    assert run(["profile", "test", "Work"]) == 6
    assert "Nothing answers at 127.0.0.1:1" in capsys.readouterr().err


@pytest.mark.usefixtures("connected")
def test_removing_deletes_the_password_too(settings: SettingsFile, memory_keyring: MemoryKeyring) -> None:
    assert run(["profile", "remove", "Work"]) == 0
    assert (settings.load().profiles, memory_keyring.passwords) == ((), {})
