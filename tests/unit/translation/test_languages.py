"""Which language is meant by what systems say."""

from __future__ import annotations

import pytest

from app.translation import languages
from app.translation.languages import (
    LANGUAGES,
    first_known_language,
    nearest_language,
    posix_languages,
    system_language,
)


@pytest.mark.parametrize(
    ("code", "language"),
    [
        ("nb", "nb"),
        ("nb-NO", "nb"),
        ("no", "nb"),
        ("nn_NO.UTF-8", "nb"),
        ("de-AT", "de"),
        ("de_CH.utf8@euro", "de"),
        ("nl-BE", "nl"),
        ("SV_se", "sv"),
        ("da", "da"),
        ("en_US", "en"),
        ("fi_FI", ""),
        ("C", ""),
        ("C.UTF-8", ""),
        ("POSIX", ""),
        ("", ""),
        ("  ", ""),
        ("denmark", ""),
        ("日本", ""),
    ],
)
def test_a_code_means_the_nearest_language(code: str, language: str) -> None:
    assert nearest_language(code) == language


def test_the_first_language_that_there_is_counts() -> None:
    assert first_known_language(["fi-FI", "sv-FI", "en"]) == "sv"
    assert first_known_language(["fi", "et"]) == first_known_language([]) == "en"


@pytest.mark.parametrize(
    ("environment", "wanted"),
    [
        ({"LANGUAGE": "sv:da", "LANG": "nb_NO.UTF-8"}, ["sv", "da", "nb_NO.UTF-8"]),
        ({"LC_ALL": "de_DE", "LC_MESSAGES": "nl", "LANG": "da"}, ["de_DE"]),
        ({"LC_ALL": "", "LC_MESSAGES": "nl", "LANG": "da"}, ["nl"]),
        ({"LANGUAGE": "::"}, []),
        ({}, []),
    ],
)
def test_the_environment_is_read_as_gettext_reads_it(environment: dict[str, str], wanted: list[str]) -> None:
    assert posix_languages(environment) == wanted


@pytest.mark.parametrize(
    ("platform", "asked"), [("win32", "_windows_languages"), ("darwin", "_mac_languages")]
)
def test_other_systems_are_asked_themselves(
    monkeypatch: pytest.MonkeyPatch, platform: str, asked: str
) -> None:
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.platform", platform)
    monkeypatch.setattr(languages, asked, lambda: ["fi-FI", "da-DK"])
    assert system_language() == "da"


def test_every_language_names_itself() -> None:
    assert list(LANGUAGES) == ["en", "nb", "sv", "da", "de", "nl"]
    assert len(set(LANGUAGES.values())) == len(LANGUAGES)
