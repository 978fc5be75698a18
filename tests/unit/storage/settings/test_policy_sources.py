"""Policies of three systems: read strictly, and what is wrong with them is said with its place."""

from __future__ import annotations

import plistlib
import sys
from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from app.model.profile import Profile
from app.storage.settings import policy_sources as policy_sources_module
from app.storage.settings.managed_settings import load_managed_settings
from app.storage.settings.policy_sources import (
    SettingsLayer,
    file_policy,
    policy_sources,
    preferences_policy,
    registry_policy,
)
from app.storage.settings.settings_file import Settings

OWN = Profile(name="Own", url="https://own.example", user="kari", proxy="http://own-proxy:1")
SETTINGS = Settings(profiles=(OWN,), active="Own", log_level="INFO", history_days=30)


@pytest.mark.parametrize("text", ["log_level = ", "log_level = [", "\x00", "active = " + "[" * 4000])
def test_a_policy_that_cannot_be_read_is_said(text: str, tmp_path: Path) -> None:
    file = tmp_path / "policy.toml"
    file.write_text(text)
    layers = load_managed_settings({}, {}, [lambda: file_policy(file)])
    assert str(file) in layers.notice
    assert layers.unreadable == layers.notice
    assert layers.apply(SETTINGS) == SETTINGS


def test_managed_preferences_of_a_mac(tmp_path: Path) -> None:
    file = tmp_path / "contact-entry.plist"
    file.write_bytes(plistlib.dumps({"history_days": 14, "connection": {"ca_file": "/etc/company.pem"}}))
    layers = load_managed_settings({}, {}, [lambda: preferences_policy(file)])
    settings = layers.apply(SETTINGS)
    assert (settings.history_days, settings.profiles[0].ca_file) == (14, "/etc/company.pem")
    assert "managed preferences of this Mac" in layers.reason("connection.ca_file")
    none = tmp_path / "none.plist"
    assert preferences_policy(none) == SettingsLayer({}, {}, source="preferences", where=str(none))
    file.write_text("<plist>")
    assert "cannot be read" in preferences_policy(file).unreadable


def test_group_policy_of_windows() -> None:
    keys: dict[str, dict[str, Any]] = {
        r"SOFTWARE\Policies\Contact Entry": {"log_level": "ERROR"},
        r"SOFTWARE\Policies\Contact Entry\connection": {"allow_plain_http": 0, "language": "nb"},
        r"SOFTWARE\Policies\Contact Entry\profiles\1": {"name": "Office", "url": "https://crm.example.com"},
        r"SOFTWARE\Policies\Contact Entry\profiles\2": {"name": "Test", "url": "https://test.example.com"},
        r"SOFTWARE\Policies\Contact Entry\profiles\4": {"name": "After a gap"},
    }
    keys[r"SOFTWARE\Policies\Contact Entry\templates"] = {"Fair": "Category=Customer; Source=7"}
    layers = load_managed_settings({}, {}, [lambda: registry_policy(lambda path: keys.get(path, {}))])
    settings = layers.apply(SETTINGS)
    assert settings.templates == {"Fair": {"Category": "Customer", "Source": "7"}}
    assert settings.log_level == "ERROR"
    assert settings.profiles[0].language == "nb"
    assert settings.profiles[0].allow_plain_http is False
    assert [one.name for one in settings.profiles if layers.is_managed(one.name)] == ["Office", "Test"]
    assert "group policy" in layers.reason("connection.language")
    assert layers.source("connection.language") == (
        "registry",
        r"HKEY_LOCAL_MACHINE\SOFTWARE\Policies\Contact Entry",
    )


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('active = "Work"\nhistory_days = \n', " (line 2, “history_days”)"),
        ('active = "Work"\n\n  proxy = "http://p\nlog_level = "INFO"\n', " (line 3, “proxy”)"),
        ("[connection\n", " (line 1, “connection”)"),
        ('[[profiles]\nname = "Work"\n', " (line 1, “profiles”)"),
        ("active = [", " (line 1, “active”)"),
        ("Sésame!\n", " (line 1)"),
    ],
)
def test_the_place_of_a_syntax_error_is_named(tmp_path: Path, text: str, place: str) -> None:
    file = tmp_path / "policy.toml"
    file.write_text(text, encoding="utf-8")
    assert f"{file} cannot be read{place}, so none of them applies." in file_policy(file).unreadable


def test_no_value_of_a_broken_line_is_quoted(tmp_path: Path) -> None:
    file = tmp_path / "policy.toml"
    file.write_text('pasword = "Sésame\n', encoding="utf-8")
    assert "Sésame" not in file_policy(file).unreadable


@pytest.mark.parametrize(
    ("content", "place"), [(b"a = 1\n\xff\xfe\x00", ""), (b"a = 1\n" * 400_000, " (line 2, “a”)")]
)
def test_a_file_that_is_no_text_or_far_too_long(tmp_path: Path, content: bytes, place: str) -> None:
    file = tmp_path / "policy.toml"
    file.write_bytes(content)
    assert f"{file} cannot be read{place}, so none" in file_policy(file).unreadable


@pytest.mark.parametrize(("length", "is_read"), [(1_000_000, True), (1_000_001, False)])
def test_a_policy_is_read_to_a_limit(tmp_path: Path, length: int, is_read: bool) -> None:
    file = tmp_path / "policy.toml"
    begin, end = "history_days = 7\n#", '\nactive = "Work"'
    file.write_text(begin + " " * (length - len(begin) - len(end)) + end)
    assert (file_policy(file).unreadable == "") is is_read


def test_a_folder_in_its_place_is_a_policy_that_cannot_be_read(tmp_path: Path) -> None:
    assert f"{tmp_path} cannot be read, so none" in file_policy(tmp_path).unreadable


def test_a_property_list_names_its_line(tmp_path: Path) -> None:
    file = tmp_path / "contact-entry.plist"
    file.write_text("<plist>\n<dict>\n</plist>\n", encoding="utf-8")
    assert "cannot be read (line 3)" in preferences_policy(file).unreadable


@pytest.mark.parametrize("cut", ["</dict>", "<dict>", "<plist>", "</key>", "<key>history_days</key>"])
@pytest.mark.parametrize("times", [0, 2])
def test_a_property_list_that_is_damaged_is_unreadable_whatever_the_parser_stumbles_over(
    tmp_path: Path, cut: str, times: int
) -> None:
    text = "<plist><dict><key>history_days</key><integer>14</integer></dict></plist>"
    file = tmp_path / "contact-entry.plist"
    file.write_text(text.replace(cut, cut * times), encoding="utf-8")
    assert "cannot be read" in preferences_policy(file).unreadable


def test_windows_registry_is_read_value_by_value(monkeypatch: pytest.MonkeyPatch) -> None:
    keys: dict[str, list[tuple[str, Any, int]]] = {
        r"SOFTWARE\Policies\Contact Entry": [("log_level", "ERROR", 1), ("history_days", 14, 4)],
        r"SOFTWARE\Policies\Contact Entry\profiles\1": [("name", "Office", 1)],
    }

    def open_key(place: str, name: str) -> AbstractContextManager[list[tuple[str, Any, int]]]:
        if place != "machine" or name not in keys:
            raise FileNotFoundError
        return nullcontext(keys[name])

    registry = SimpleNamespace(
        HKEY_LOCAL_MACHINE="machine",
        OpenKey=open_key,
        EnumValue=lambda key, number: key[number],
        QueryInfoKey=lambda key: (0, len(key), 0),
    )
    monkeypatch.setitem(sys.modules, "winreg", registry)
    monkeypatch.setattr(sys, "platform", "win32")
    (source,) = policy_sources()
    layer = source()
    assert (layer.values, layer.profiles) == (
        {"log_level": "ERROR", "history_days": 14},
        ({"name": "Office"},),
    )
    assert layer.source == "registry"
    assert policy_sources_module._windows_values("nothing") == {}
    for platform, name in (("linux", "policy"), ("darwin", "preferences")):
        monkeypatch.setattr(sys, "platform", platform)
        assert policy_sources()[0]().source == name
        assert policy_sources_module._windows_values("nothing") == {}


def test_a_registry_that_refuses_is_not_taken_for_an_empty_one() -> None:
    def refuse(_path: str) -> Mapping[str, Any]:
        raise PermissionError("Access is denied")

    layer = registry_policy(refuse)
    assert "cannot be read" in layer.unreadable
    assert layer.source == "registry"
