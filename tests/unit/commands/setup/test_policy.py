"""``policy show``: each setting that holds, with who has decided it, on all three systems."""

from __future__ import annotations

import json
import plistlib
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from app.commands.main import run
from app.model.profile import Profile
from app.storage.settings.policy_places import POLICY_KEY
from app.storage.settings.policy_sources import (
    SettingsLayer,
    file_policy,
    preferences_policy,
    registry_policy,
)
from app.storage.settings.settings_file import Settings, SettingsFile

Printed = pytest.CaptureFixture[str]
Decide = Callable[[Callable[[], SettingsLayer]], None]


@pytest.fixture(autouse=True)
def decide(monkeypatch: pytest.MonkeyPatch) -> Decide:
    """Sets what an administrator has decided; nothing at first."""
    monkeypatch.delenv("CONTACT_ENTRY_LANGUAGE", raising=False)

    def put(*sources: Callable[[], SettingsLayer]) -> None:
        monkeypatch.setattr("app.storage.settings.managed_settings.policy_sources", lambda: sources)

    put()
    return put


def shown(capsys: Printed, *options: str) -> tuple[int, Any]:
    code = run([*options, "policy", "show", "--json"])
    return code, json.loads(capsys.readouterr().out.splitlines()[-1])


def sources(rows: list[dict[str, Any]]) -> dict[str, tuple[Any, str]]:
    return {row["key"]: (row["value"], row["source"]) for row in rows}


def test_the_programs_own_choice_is_the_default(capsys: Printed) -> None:
    code, told = shown(capsys)
    assert code == 0
    assert {row["source"] for row in told["settings"]} == {"default"}
    assert (told["connections"], told["problems"], told["ok"]) == ([], [], True)


def test_option_environment_policy_and_settings_are_told_apart(
    decide: Decide, settings: SettingsFile, tmp_path: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "policy.toml"
    file.write_text(
        'log_level = "ERROR"\n[connection]\nlanguage = "nb"\n'
        '[[profiles]]\nname = "Work"\nurl = "https://crm.example"\n',
        encoding="utf-8",
    )
    decide(partial(file_policy, file))
    own = Profile(name="Own", url="https://own.example", user="kari")
    settings.save(Settings(profiles=(own,), active="Own", history_days=30))
    monkeypatch.setenv("CONTACT_ENTRY_UPDATE_URL", "https://updates.example")
    code, told = shown(capsys, "--log-level", "DEBUG")
    assert code == 0
    assert sources(told["settings"]) == {
        "active": ("Own", "settings"),
        "history_days": (30, "settings"),
        "language": ("", "default"),
        "log_level": ("DEBUG", "option"),
        "registers": ("", "default"),
        "register_businesses": ("", "default"),
        "register_urls": ("", "default"),
        "templates": ({}, "default"),
        "update_url": ("https://updates.example", "environment"),
        "connection.language": ("nb", "policy"),
    }
    work, mine = told["connections"]
    assert (work["name"], work["managed"], work["source"], work["where"]) == (
        "Work",
        True,
        "policy",
        str(file),
    )
    assert (mine["name"], mine["managed"], mine["source"]) == ("Own", False, "settings")
    assert sources(mine["values"]) == {
        "url": ("https://own.example", "settings"),
        "user": ("kari", "settings"),
        "language": ("nb", "policy"),
    }


def test_the_registry_of_windows_is_named(decide: Decide, capsys: Printed) -> None:
    keys: dict[str, Mapping[str, Any]] = {
        POLICY_KEY: {"history_days": 14},
        rf"{POLICY_KEY}\connection": {"allow_plain_http": 0},
        rf"{POLICY_KEY}\profiles\1": {"name": "Office", "url": "https://crm.example"},
    }
    decide(lambda: registry_policy(lambda key: keys.get(key, {})))
    _, told = shown(capsys)
    rows = {row["key"]: row for row in told["settings"]}
    assert rows["history_days"] == {
        "key": "history_days",
        "value": 14,
        "source": "registry",
        "where": rf"HKEY_LOCAL_MACHINE\{POLICY_KEY}",
    }
    assert rows["connection.allow_plain_http"]["value"] is False
    assert [(one["name"], one["source"]) for one in told["connections"]] == [("Office", "registry")]


def test_the_managed_preferences_of_a_mac_are_named(decide: Decide, tmp_path: Path, capsys: Printed) -> None:
    file = tmp_path / "contact-entry.plist"
    file.write_bytes(plistlib.dumps({"log_level": "WARNING"}))
    decide(partial(preferences_policy, file))
    _, told = shown(capsys)
    assert sources(told["settings"])["log_level"] == ("WARNING", "preferences")


def test_lines_for_people(decide: Decide, tmp_path: Path, capsys: Printed) -> None:
    file = tmp_path / "policy.toml"
    file.write_text('[[profiles]]\nname = "Work"\nurl = "https://crm.example"\n', encoding="utf-8")
    decide(partial(file_policy, file))
    assert run(["policy", "show"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "active = Work  (policy)",
        "history_days = 90  (default)",
        "language = —  (default)",
        "log_level = INFO  (default)",
        "registers = —  (default)",
        "register_urls = —  (default)",
        "register_businesses = —  (default)",
        "templates = —  (default)",
        "update_url = —  (default)",
        f"Connection “Work” (policy: {file})",
        f"  url = https://crm.example  (policy: {file})",
    ]


@pytest.mark.parametrize("text", ["history_days = ", "history_days = 0", "history_day = 3"])
def test_what_cannot_be_used_is_told_and_ends_with_7(
    decide: Decide, tmp_path: Path, capsys: Printed, text: str
) -> None:
    file = tmp_path / "policy.toml"
    file.write_text(f"{text}\n", encoding="utf-8")
    decide(partial(file_policy, file))
    code, told = shown(capsys)
    assert (code, told["ok"]) == (7, False)
    assert "history_day" in told["problems"][0]
    assert run(["policy", "show"]) == 7
    assert "history_day" in capsys.readouterr().err


def test_a_policy_whose_file_of_certificates_is_not_there_is_not_sound(
    decide: Decide, tmp_path: Path, capsys: Printed
) -> None:
    file = tmp_path / "policy.toml"
    ca = (tmp_path / "company-ca.pem").as_posix()
    file.write_text(f'[connection]\nca_file = "{ca}"\n', encoding="utf-8")
    decide(partial(file_policy, file))
    code, told = shown(capsys)
    assert (code, told["ok"]) == (7, False)
    assert [ca in problem for problem in told["problems"]] == [True]
