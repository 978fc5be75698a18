"""Who decides a setting: command line over environment over the machine's policy over the user."""

from __future__ import annotations

import plistlib
from pathlib import Path
from typing import Any

import pytest

from app.model.profile import Format, Profile, Scheme
from app.storage.settings.managed_settings import (
    KEYS,
    ManagedSettings,
    SettingsLayer,
    file_policy,
    load_managed_settings,
    preferences_policy,
    registry_policy,
)
from app.storage.settings.settings_file import Settings, SettingsFile

OWN = Profile(name="Own", url="https://own.example", user="kari", proxy="http://own-proxy:1")
SETTINGS = Settings(profiles=(OWN,), active="Own", log_level="INFO", history_days=30)

# What each layer says, and what holds then: by the weakest layer that says nothing of it, the user's.
# user, policy, environment, command line -> holds, because of
LAYERS: list[tuple[str, Any, dict[str, str], dict[str, str], Any, str]] = [
    ("log_level", None, {}, {}, "INFO", ""),
    ("log_level", "ERROR", {}, {}, "ERROR", "Set by your administrator in {policy}."),
    (
        "log_level",
        "ERROR",
        {"CONTACT_ENTRY_LOG_LEVEL": "WARNING"},
        {},
        "WARNING",
        "Set by the environment variable CONTACT_ENTRY_LOG_LEVEL.",
    ),
    (
        "log_level",
        "ERROR",
        {"CONTACT_ENTRY_LOG_LEVEL": "WARNING"},
        {"log_level": "DEBUG"},
        "DEBUG",
        "Set on the command line (--log-level).",
    ),
    ("update_url", None, {}, {}, "", ""),
    (
        "update_url",
        "https://u.example",
        {},
        {},
        "https://u.example",
        "Set by your administrator in {policy}.",
    ),
    ("history_days", 7, {}, {}, 7, "Set by your administrator in {policy}."),
    ("active", None, {"CONTACT_ENTRY_PROFILE": "Own"}, {}, "Own", "Set by the environment variable"),
    ("active", "Elsewhere", {}, {"active": "Own"}, "Own", "Set on the command line (--profile)."),
    ("connection.proxy", None, {}, {}, "http://own-proxy:1", ""),
    ("connection.proxy", "direct", {}, {}, "direct", "Set by your administrator in {policy}."),
    (
        "connection.proxy",
        "direct",
        {"CONTACT_ENTRY_CONNECTION_PROXY": "http://p:2"},
        {},
        "http://p:2",
        "Set by the environment variable CONTACT_ENTRY_CONNECTION_PROXY.",
    ),
    ("connection.allow_plain_http", False, {}, {}, False, "Set by your administrator in {policy}."),
    (
        "connection.body_format",
        "application/xml",
        {},
        {},
        Format.XML,
        "Set by your administrator in {policy}.",
    ),
    (
        "connection.use_dbi_key",
        None,
        {"CONTACT_ENTRY_CONNECTION_USE_DBI_KEY": "false"},
        {},
        False,
        "Set by the environment variable",
    ),
]


def toml(key: str, value: Any) -> str:
    name = key.rpartition(".")[2]
    text = (
        str(value).lower() if isinstance(value, bool) else value if isinstance(value, int) else f'"{value}"'
    )
    return f"[connection]\n{name} = {text}\n" if key.startswith("connection.") else f"{name} = {text}\n"


@pytest.mark.parametrize(("key", "policy", "environment", "options", "holds", "reason"), LAYERS)
def test_the_table_of_layers(  # noqa: PLR0917  # a row of the table
    key: str,
    policy: Any,
    environment: dict[str, str],
    options: dict[str, str],
    holds: Any,
    reason: str,
    tmp_path: Path,
) -> None:
    file = tmp_path / "policy.toml"
    if policy is not None:
        file.write_text(toml(key, policy), encoding="utf-8")
    layers = load_managed_settings(options, environment, [lambda: file_policy(file)])
    settings = layers.apply(SETTINGS)
    name = key.rpartition(".")[2]
    found = getattr(settings.profiles[0] if key.startswith("connection.") else settings, name)
    assert found == holds
    assert layers.reason(key).startswith(reason.format(policy=file))
    assert bool(layers.reason(key)) == bool(reason)
    assert layers.notice == ""


def test_a_policy_brings_connections(tmp_path: Path) -> None:
    file = tmp_path / "policy.toml"
    file.write_text(
        '[[profiles]]\nname = "Work"\nscheme = "online"\nclient_id = "abc"\ncustomer_id = "Cust1"\n'
        '[[profiles]]\nname = "own"\nurl = "https://decided.example"\n',
        encoding="utf-8",
    )
    layers = load_managed_settings({}, {}, [lambda: file_policy(file)])
    settings = layers.apply(SETTINGS)
    assert [(one.name, one.scheme) for one in settings.profiles] == [
        ("Work", Scheme.ONLINE),
        ("own", Scheme.BASIC),
    ]
    assert layers.is_managed("OWN")
    assert not layers.is_managed("Other")
    assert layers.apply(Settings()).active == "Work"


def test_the_users_file_keeps_what_the_user_set(tmp_path: Path) -> None:
    file = tmp_path / "policy.toml"
    file.write_text('[connection]\nproxy = "direct"\n', encoding="utf-8")
    layers = load_managed_settings({}, {}, [lambda: file_policy(file)])
    effective = layers.apply(SETTINGS).profiles[0].with_changes(user="ola")
    assert effective.proxy == "direct"
    kept = layers.user_part(effective, OWN)
    assert (kept.proxy, kept.user) == ("http://own-proxy:1", "ola")
    assert layers.user_part(effective, None).proxy == ""


def test_a_connection_that_needs_what_the_policy_adds_is_kept_with_it(tmp_path: Path) -> None:
    policy, file = tmp_path / "policy.toml", SettingsFile(tmp_path / "settings.json")
    policy.write_text('[connection]\nclient_id = "abc"\n', encoding="utf-8")
    layers = load_managed_settings({}, {}, [lambda: file_policy(policy)])
    online = Profile(name="Online", scheme=Scheme.ONLINE, client_id="abc")
    file.change(lambda now: now.with_profile(layers.user_part(online, None)))
    assert (file.load().profiles, file.notice) == ((online,), "")


@pytest.mark.parametrize("text", ["log_level = ", "log_level = [", "\x00", "active = " + "[" * 4000])
def test_a_policy_that_cannot_be_read_is_said(text: str, tmp_path: Path) -> None:
    file = tmp_path / "policy.toml"
    file.write_text(text)
    layers = load_managed_settings({}, {}, [lambda: file_policy(file)])
    assert str(file) in layers.notice
    assert layers.apply(SETTINGS) == SETTINGS


@pytest.mark.parametrize(
    "text",
    [
        'log_level = "LOUD"',
        "history_days = 0",
        'pasword = "Sésame"',
        '[connection]\nurl = "https://a:Sésame@b"',
    ],
)
def test_a_value_that_cannot_be_used_is_said_and_not_quoted(text: str, tmp_path: Path) -> None:
    file = tmp_path / "policy.toml"
    file.write_text(text, encoding="utf-8")
    layers = load_managed_settings({}, {}, [lambda: file_policy(file)])
    assert "cannot be used, so it is ignored" in layers.notice
    assert "Sésame" not in layers.notice
    assert layers.apply(SETTINGS) == SETTINGS


def test_a_value_that_a_connection_cannot_have_leaves_it_alone() -> None:
    layers = load_managed_settings({}, {"CONTACT_ENTRY_CONNECTION_SCHEME": "online"}, [])
    assert layers.apply(SETTINGS).profiles == (OWN,), "without a client ID it cannot be one of Online"


def test_managed_preferences_of_a_mac(tmp_path: Path) -> None:
    file = tmp_path / "contact-entry.plist"
    file.write_bytes(plistlib.dumps({"history_days": 14, "connection": {"ca_file": "/etc/company.pem"}}))
    layers = load_managed_settings({}, {}, [lambda: preferences_policy(file)])
    settings = layers.apply(SETTINGS)
    assert (settings.history_days, settings.profiles[0].ca_file) == (14, "/etc/company.pem")
    assert "managed preferences of this Mac" in layers.reason("connection.ca_file")
    assert preferences_policy(tmp_path / "none.plist") == SettingsLayer({}, {})
    file.write_text("<plist>")
    assert "cannot be read" in preferences_policy(file).notice


def test_group_policy_of_windows() -> None:
    keys: dict[str, dict[str, Any]] = {
        r"SOFTWARE\Policies\Contact Entry": {"log_level": "ERROR"},
        r"SOFTWARE\Policies\Contact Entry\connection": {"allow_plain_http": 0, "language": "nb"},
        r"SOFTWARE\Policies\Contact Entry\profiles\1": {"name": "Office", "url": "https://crm.example.com"},
        r"SOFTWARE\Policies\Contact Entry\profiles\2": {"name": "Test", "url": "https://test.example.com"},
        r"SOFTWARE\Policies\Contact Entry\profiles\4": {"name": "After a gap"},
    }
    layers = load_managed_settings({}, {}, [lambda: registry_policy(lambda path: keys.get(path, {}))])
    settings = layers.apply(SETTINGS)
    assert settings.log_level == "ERROR"
    assert settings.profiles[0].language == "nb"
    assert settings.profiles[0].allow_plain_http is False
    assert [one.name for one in settings.profiles if layers.is_managed(one.name)] == ["Office", "Test"]
    assert "group policy" in layers.reason("connection.language")


def test_nothing_managed_changes_nothing() -> None:
    assert ManagedSettings().apply(SETTINGS) == SETTINGS
    empty = {"CONTACT_ENTRY_HOME": "/x", "CONTACT_ENTRY_LOG_LEVEL": ""}
    assert load_managed_settings({"active": ""}, empty, []).apply(SETTINGS) == SETTINGS


def test_no_key_is_for_a_secret() -> None:
    assert not [key for key in KEYS if "secret" in key or "password" in key or "token" in key]


def test_the_example_for_administrators_is_one() -> None:
    example = Path(__file__).parents[4] / "packaging" / "policy.example.toml"
    layers = load_managed_settings({}, {}, [lambda: file_policy(example)])
    settings = layers.apply(SETTINGS)
    assert layers.notice == ""
    assert settings.active_profile
    assert settings.active_profile.scheme is Scheme.ONLINE
    assert settings.update_url == "https://updates.example.com/contact-entry.json"
    assert {one.ca_file for one in settings.profiles} == {"/etc/ssl/company-ca.pem"}
