"""``register`` in this process: allowed, forbidden, elsewhere, with a key, tried."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from app.commands.main import run
from app.storage.settings.policy_sources import file_policy
from app.storage.settings.settings_file import SettingsFile
from tests.helpers.faults.faulty_server import Response
from tests.helpers.registers.stand_in import HTML, StandIn
from tests.helpers.secrets.memory_keyring import MemoryKeyring

Printed = pytest.CaptureFixture[str]
Typed = Callable[[bytes], None]
COMPANY = {"organisasjonsnummer": "974760673", "navn": "REGISTERENHETEN"}


def listed(capsys: Printed) -> dict[str, dict[str, Any]]:
    capsys.readouterr()
    assert run(["register", "list", "--json"]) == 0
    return {row["register"]: row for row in json.loads(capsys.readouterr().out.splitlines()[-1])}


def test_none_is_allowed_at_first(capsys: Printed) -> None:
    rows = listed(capsys)
    assert len(rows) == 9
    assert not any(row["allowed"] for row in rows.values())
    assert rows["no"]["url"] == "https://data.brreg.no/enhetsregisteret/api"
    assert (rows["no"]["key"], rows["gb"]["key"]) == (None, False)
    run(["register", "list"])
    assert "needs a key" in capsys.readouterr().out


def test_allowing_and_forbidding(settings: SettingsFile, capsys: Printed) -> None:
    assert run(["register", "allow", "NO"]) == 0
    assert "leave this computer" in capsys.readouterr().out
    assert run(["register", "allow", "dk"]) == 0
    assert settings.load().registers == "no, dk"
    assert listed(capsys)["no"]["allowed"]
    assert run(["register", "forbid", "no"]) == 0
    assert run(["register", "forbid", "dk"]) == 0
    assert settings.load().registers == "none"


def test_another_address(settings: SettingsFile, capsys: Printed) -> None:
    assert run(["register", "set", "no", "--url", "https://gateway.example.com/brreg/"]) == 0
    assert settings.load().register_urls == "no=https://gateway.example.com/brreg"
    assert listed(capsys)["no"]["url"] == "https://gateway.example.com/brreg"
    assert run(["register", "set", "no", "--url", ""]) == 0
    assert settings.load().register_urls == ""


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["allow", "xx"], "There is no register “xx”"),
        (["set", "no", "--url", "http://a.example"], "must begin with https://"),
        (["set", "no", "--url", "https://u:secret@a.example"], "must not hold a user name"),
        (["key", "no", "--secret-stdin"], "needs no key"),
        (["test", "no", "--number", "12"], "is no number of"),
    ],
)
def test_what_is_refused_is_told(
    words: list[str], sentence: str, settings: SettingsFile, capsys: Printed
) -> None:
    assert run(["register", *words]) == 2
    assert sentence in capsys.readouterr().err
    assert not settings.path.exists()


def test_a_business_is_said_for_an_industry_code_and_taken_back(
    settings: SettingsFile, capsys: Printed
) -> None:
    assert run(["register", "business", "64-65", "Bank/Finans"]) == 0
    assert run(["register", "business", "62", "IT"]) == 0
    assert "Industry 62 means the business “IT”" in capsys.readouterr().out
    assert settings.load().register_businesses == "64=Bank/Finans; 65=Bank/Finans; 62=IT"
    assert run(["register", "allow", "no"]) == 0
    assert run(["register", "business", "64", ""]) == 0
    assert settings.load().register_businesses == "65=Bank/Finans; 62=IT"
    assert run(["register", "business", "banks", "IT"]) == 2
    assert "does not say which business" in capsys.readouterr().err


def test_a_key_is_kept_in_the_password_store(
    memory_keyring: MemoryKeyring, settings: SettingsFile, typed: Typed, capsys: Printed
) -> None:
    typed(b"\xef\xbb\xbfhush-hush\nmore\n")
    assert run(["register", "key", "gb", "--secret-stdin"]) == 0
    assert list(memory_keyring.passwords.values()) == ["hush-hush"]
    assert "hush" not in capsys.readouterr().out
    assert listed(capsys)["gb"]["key"] is True
    assert not settings.path.exists() or "hush" not in settings.path.read_text(encoding="utf-8")


@pytest.mark.parametrize("content", [b"", b"\n", b"with a \x07 bell\n", "smörgås\n".encode()])
def test_what_is_no_key(content: bytes, memory_keyring: MemoryKeyring, typed: Typed) -> None:
    typed(content)
    assert run(["register", "key", "gb", "--secret-stdin"]) == 2
    assert memory_keyring.passwords == {}


@pytest.mark.usefixtures("memory_keyring")
def test_a_key_is_never_an_argument(typed: Typed, capsys: Printed) -> None:
    typed(b"hush\n")
    assert run(["register", "key", "gb"]) == 2
    assert "--secret-stdin" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("answer", "code", "sentence"),
    [
        (COMPANY, 0, "974760673 is Registerenheten."),
        (Response(404, content=b""), 3, "has no company with the number 974760673"),
        (HTML, 6, "could not be reached"),
        (Response(401, {}), 5, "does not accept the key"),
    ],
)
def test_a_trial(answer: Any, code: int, sentence: str, capsys: Printed) -> None:
    with StandIn({"GET /enheter": answer, "GET /underenheter": answer}) as server:
        run(["register", "set", "no", "--url", server.url])
        assert run(["register", "test", "no"]) == code
    out, err = capsys.readouterr()
    assert sentence in out + err


@pytest.mark.usefixtures("memory_keyring")
def test_a_trial_without_a_key_says_how_to_give_one(capsys: Printed) -> None:
    assert run(["register", "test", "gb"]) == 5
    assert "contact-entry register key gb --secret-stdin" in capsys.readouterr().err


def test_the_list_explains_its_mark(capsys: Printed) -> None:
    run(["register", "list"])
    assert "*" not in capsys.readouterr().out
    run(["register", "allow", "no"])
    run(["register", "list"])
    assert capsys.readouterr().out.endswith("* may be asked\n")


def test_a_policy_decides(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Printed) -> None:
    file = tmp_path / "policy.toml"
    file.write_text('registers = "dk"\nregister_urls = ""\n', encoding="utf-8")
    sources = (partial(file_policy, file),)
    monkeypatch.setattr("app.storage.settings.managed_settings.policy_sources", lambda: sources)
    assert listed(capsys)["dk"]["allowed"]
    assert listed(capsys)["dk"]["managed"]
    for words in (["allow", "no"], ["forbid", "dk"], ["test", "no"]):
        assert run(["register", *words]) == 2
        assert "administrator" in capsys.readouterr().err
