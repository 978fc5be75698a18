"""The templates for administrators are made from the settings, and one that is not is found."""

from __future__ import annotations

import pytest
from checks import policies, policy_texts

from app.storage.settings.managed_settings import KEYS
from app.translation.languages import ENGLISH, LANGUAGES
from tests.project.checks.conftest import House

PATHS = (policies.ADMX, *policies.ADML.values(), policies.MOBILECONFIG)


def test_every_setting_has_words_and_no_other() -> None:
    assert tuple(policy_texts.TEXTS) == KEYS


def test_every_setting_is_in_every_template(house: House) -> None:
    texts = policies.made(house.project)
    for key in KEYS:
        assert f'<policy name="{key.replace(".", "_")}"' in texts[policies.ADMX]
        for path in policies.ADML.values():
            assert f'<string id="{key.replace(".", "_")}">' in texts[path]
        assert key in texts[policies.MOBILECONFIG]


@pytest.mark.parametrize("stale", [None, *PATHS])
def test_a_template_that_is_not_as_it_would_be_made_is_named(house: House, stale: str | None) -> None:
    for path, text in policies.made(house.project).items():
        house.write(path, f"{text} " if path == stale else text)
    findings = policies.are_made(house.project).findings
    assert [one.path for one in findings] == ([stale] if stale else [])
    assert all("run make docs" in one.sentence for one in findings)


def test_every_language_of_the_program_has_all_texts_and_no_other() -> None:
    wanted = set(policy_texts.all_texts())
    for language in LANGUAGES:
        assert policy_texts.untranslated(language) == []
        if language != ENGLISH:
            assert set(policy_texts._translations(language)) == wanted
            assert len({text for text in wanted if policy_texts.translated(language)(text) == text}) < 5


def test_a_text_without_a_translation_is_named_and_stays_in_english(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(policy_texts, "_translations", lambda _language: {"Proxy": "Proxy"})
    for path, text in policies.made(house.project).items():
        house.write(path, text)
    findings = policies.are_made(house.project).findings
    assert {one.path for one in findings} == {
        policy_texts.catalogue(language) for language in LANGUAGES if language != ENGLISH
    }
    assert "All connections" in policies.made(house.project)[policies.ADML["de"]]
