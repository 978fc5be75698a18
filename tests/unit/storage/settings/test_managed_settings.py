"""Who decides a setting: command line over environment over the machine's policy over the user."""

from __future__ import annotations

import tomllib
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from app.model.profile import Format, Profile, Scheme
from app.storage.settings.managed_settings import KEYS, ManagedSettings, load_managed_settings
from app.storage.settings.policy_sources import (
    file_policy,
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


@pytest.mark.parametrize(
    "text",
    [
        'log_level = "LOUD"',
        "history_days = 0",
        "profiles = 1",
        'connection = "Sésame"',
        '[connection]\nurl = "https://a:Sésame@b"',
        '[connection]\nproxy = "socks5://Sésame.test:1080"',
        '[connection]\nproxy = "PROXY Sésame.test:3128; DIRECT"',
    ],
)
def test_a_value_that_cannot_be_used_is_said_and_not_quoted(text: str, tmp_path: Path) -> None:
    file = tmp_path / "policy.toml"
    file.write_text(text, encoding="utf-8")
    layers = load_managed_settings({}, {}, [lambda: file_policy(file)])
    assert "cannot be used, so it is ignored" in layers.notice
    assert "Sésame" not in layers.notice
    assert layers.apply(SETTINGS) == SETTINGS


def test_an_unknown_key_is_called_unknown_and_not_quoted(tmp_path: Path) -> None:
    file = tmp_path / "policy.toml"
    file.write_text('\nlog_levle = "Sésame"\n[connection]\nmagic = "Sésame"\n', encoding="utf-8")
    layers = load_managed_settings({}, {}, [lambda: file_policy(file)])
    ignored, by = "is unknown to this version, so it is ignored.", f"Set by your administrator in {file}."
    assert layers.notices == (
        f"“log_levle” (line 2) {ignored} Is “log_level” meant? {by}",
        f"“connection.magic” (line 4) {ignored} {by}",
    )
    assert layers.unreadable == ""
    assert layers.apply(SETTINGS) == SETTINGS


@pytest.mark.parametrize(
    ("proxy", "is_usable"), [("direct", True), ("proxy.test:3128", True), ("x:y", False)]
)
def test_a_connection_whose_proxy_cannot_be_used_is_told(proxy: str, is_usable: bool, tmp_path: Path) -> None:
    file = tmp_path / "policy.toml"
    file.write_text(f'[[profiles]]\nname = "Corp"\nproxy = "{proxy}"\n', encoding="utf-8")
    layers = load_managed_settings({}, {}, [lambda: file_policy(file)])
    assert layers.is_managed("Corp") is is_usable
    assert (layers.notices == ()) is is_usable


@pytest.mark.parametrize("name", ["", " ", "\u00a0\t"])
def test_a_connection_without_a_name_is_told_and_left_out(name: str, tmp_path: Path) -> None:
    file = tmp_path / "policy.toml"
    text = f'[[profiles]]\nname = "{name}"\n[[profiles]]\nname = "Corp"\n'.replace("\t", "\\t")
    file.write_text(text, encoding="utf-8")
    layers = load_managed_settings({}, {}, [lambda: file_policy(file)])
    assert layers.notices == (
        f"Connection 1 of your administrator’s policy ({file}) cannot be used. Tell them.",
    )
    assert [one.name for one in layers.apply(SETTINGS).profiles] == ["Corp", "Own"]


def test_a_template_that_cannot_be_used_is_told_and_leaves_the_others(tmp_path: Path) -> None:
    policy = tmp_path / "policy.toml"
    policy.write_text('[templates]\nFair = "Category=Customer"\nBroken = "Customer"\n', encoding="utf-8")
    layers = load_managed_settings({}, {}, [lambda: file_policy(policy)])
    assert layers.apply(Settings()).templates == {"Fair": {"Category": "Customer"}}
    assert layers.notices == (
        f"The template “Broken” cannot be used, so it is left out. Set by your administrator in {policy}.",
    )


def test_a_wrong_value_is_told_although_a_stronger_one_holds(tmp_path: Path) -> None:
    file = tmp_path / "policy.toml"
    file.write_text("history_days = 0\n", encoding="utf-8")
    layers = load_managed_settings({}, {"CONTACT_ENTRY_HISTORY_DAYS": "7"}, [lambda: file_policy(file)])
    assert "“history_days” (line 1) has a value that cannot be used" in layers.notice
    assert layers.apply(SETTINGS).history_days == 7


def test_each_value_has_its_source(tmp_path: Path) -> None:
    file = tmp_path / "policy.toml"
    file.write_text('history_days = 7\n[[profiles]]\nname = "Work"\n', encoding="utf-8")
    layers = load_managed_settings(
        {"log_level": "DEBUG"}, {"CONTACT_ENTRY_PROFILE": "Own"}, [lambda: file_policy(file)]
    )
    assert layers.source("history_days") == ("policy", str(file))
    assert layers.source("log_level") == ("option", "command line")
    assert layers.source("active") == ("environment", "environment")
    assert layers.source("update_url") is None
    assert layers.value("history_days") == 7
    assert layers.profile_source("work") == ("policy", str(file))


def test_a_value_that_a_connection_cannot_have_leaves_it_alone() -> None:
    layers = load_managed_settings({}, {"CONTACT_ENTRY_CONNECTION_SCHEME": "online"}, [])
    assert layers.apply(SETTINGS).profiles == (OWN,), "without a client ID it cannot be one of Online"


def test_nothing_managed_changes_nothing() -> None:
    assert ManagedSettings().apply(SETTINGS) == SETTINGS
    empty = {"CONTACT_ENTRY_HOME": "/x", "CONTACT_ENTRY_LOG_LEVEL": ""}
    assert load_managed_settings({"active": ""}, empty, []).apply(SETTINGS) == SETTINGS


def test_no_key_is_for_a_secret() -> None:
    assert not [key for key in KEYS if "secret" in key or "password" in key or "token" in key]


def test_the_example_for_administrators_is_one_and_has_every_general_setting() -> None:
    example = Path(__file__).parents[4] / "packaging" / "policy.example.toml"
    general = {key for key in KEYS if not key.startswith("connection.")}
    assert general <= tomllib.loads(example.read_text(encoding="utf-8")).keys()
    layers = load_managed_settings({}, {}, [lambda: file_policy(example)])
    settings = layers.apply(SETTINGS)
    assert layers.notice == ""
    assert settings.active_profile
    assert settings.active_profile.scheme is Scheme.ONLINE
    assert settings.update_url == "https://updates.example.com/contact-entry.json"
    assert {one.ca_file for one in settings.profiles} == {"/etc/ssl/company-ca.pem"}


def test_what_is_found_out_of_the_layers_is_neither_given_nor_shown() -> None:
    assert [one.name for one in fields(ManagedSettings) if one.init or one.repr] == ["layers"]


def test_a_template_of_the_administrator_says_why_it_cannot_be_changed(tmp_path: Path) -> None:
    policy = tmp_path / "policy.toml"
    policy.write_text('[templates]\nFair = "Category=Customer"\n', encoding="utf-8")
    layers = load_managed_settings({}, {}, [lambda: file_policy(policy)])
    assert layers.why_template_given("Fair") == f"Set by your administrator in {policy}."
    assert layers.why_template_given("Own") == ManagedSettings().why_template_given("Fair") == ""
