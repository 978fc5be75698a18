"""The language of the program: who decides it before whom."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.storage.settings import interface_language as module
from app.storage.settings.early_settings import EarlySettings
from app.storage.settings.interface_language import interface_language
from app.storage.settings.policy_sources import file_policy

VARIABLE = {"CONTACT_ENTRY_LANGUAGE": "sv"}


@pytest.mark.parametrize(
    ("option", "environment", "policy", "settings", "language"),
    [
        ("da", VARIABLE, 'language = "de"', '{"language": "nl"}', "da"),
        ("", VARIABLE, 'language = "de"', '{"language": "nl"}', "sv"),
        ("", {}, 'language = "de"', '{"language": "nl"}', "de"),
        ("", {}, "", '{"language": "nl"}', "nl"),
        ("", {}, "", "{}", "nb"),
        ("", {}, "", "damaged", "nb"),
        ("", {}, "language = [", '{"language": ""}', "nb"),
        ("", {}, "language = 7", '{"language": ""}', "nb"),
        ("tlh", {}, "", "{}", "en"),
        ("", {}, 'language = "tlh"', '{"language": "nl"}', "en"),
        ("", {"CONTACT_ENTRY_LANGUAGE": "de-AT"}, "", "{}", "de"),
    ],
)
def test_the_strongest_source_decides(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    *,
    option: str,
    environment: dict[str, str],
    policy: str,
    settings: str,
    language: str,
) -> None:
    for name, text in (("policy.toml", policy), ("settings.json", settings)):
        (tmp_path / name).write_text(text)
    sources = (lambda: file_policy(tmp_path / "policy.toml"),)
    monkeypatch.setattr("app.storage.settings.policy_sources.policy_sources", lambda: sources)
    monkeypatch.setattr(module, "may_have_policy", lambda: True)
    monkeypatch.setattr(module, "system_language", lambda: "nb")
    assert interface_language(EarlySettings(tmp_path / "settings.json"), option, environment) == language


def test_without_a_policy_none_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "may_have_policy", lambda: False)
    monkeypatch.setattr(
        "app.storage.settings.policy_sources.policy_sources", lambda: pytest.fail("it was read")
    )
    monkeypatch.setattr(module, "system_language", lambda: "nb")
    monkeypatch.setenv("CONTACT_ENTRY_LANGUAGE", "sv")
    settings = EarlySettings(tmp_path / "settings.json")
    assert interface_language(settings) == "sv", "the environment is this process's own"
    assert interface_language(settings, environment={}) == "nb"
