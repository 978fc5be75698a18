"""What an administrator has decided either can be used, or the self test fails and says where."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from app.self_test import policy
from app.self_test.check import Outcome
from app.storage.settings.policy_sources import file_policy
from tests.helpers.faults.certificates import private_authority


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "policy.toml"
    sources = (partial(file_policy, file),)
    monkeypatch.setattr("app.storage.settings.managed_settings.policy_sources", lambda: sources)
    return file


def test_without_a_policy_all_is_well(file: Path) -> None:
    assert not file.exists()
    assert policy.check().outcome is Outcome.OK


def test_a_policy_that_can_be_used_is_named(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CONTACT_ENTRY_LANGUAGE", raising=False)
    file.write_text("history_days = 30\n", encoding="utf-8")
    check = policy.check()
    assert (check.outcome, check.detail) == (Outcome.OK, str(file))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('active = "Work"\nhistory_days = \n', "(line 2, “history_days”)"),
        ("[connection\n", "(line 1, “connection”)"),
        ("active = 1\nactive = 2\n", "cannot be read"),
        ('\n\n[connection]\nscheme = "magic"\n', "“connection.scheme” (line 4) has a value that cannot be"),
        ("history_day = 3\n", "“history_day” (line 1) is unknown to this version, so it is ignored. Is "),
        ('[[profiles]]\nname = ""\nscheme = "magic"\n', "Connection 1 of your administrator’s policy"),
    ],
)
def test_what_is_wrong_is_named_with_its_line_and_key(file: Path, text: str, words: str) -> None:
    file.write_text(text, encoding="utf-8")
    check = policy.check()
    assert check.outcome is Outcome.FAILED
    assert words in check.sentence


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            '[connection]\nca_file = "{ca}"\n',
            "The certificate file {ca} cannot be opened. Set by your administrator in ",
        ),
        (
            '[[profiles]]\nname = "Work"\nurl = "https://crm.example"\nca_file = "{ca}"\n',
            "The certificate file {ca} cannot be opened. Set by your administrator in ",
        ),
    ],
)
def test_a_file_of_certificates_that_is_not_there_is_named(
    file: Path, text: str, words: str, tmp_path: Path
) -> None:
    ca = tmp_path / "company-ca.pem"
    file.write_text(text.format(ca=ca.as_posix()), encoding="utf-8")
    check = policy.check()
    assert check.outcome is Outcome.FAILED
    assert words.format(ca=ca.as_posix()) in check.sentence


def test_a_file_of_certificates_that_is_there_is_well(file: Path, tmp_path: Path) -> None:
    ca = private_authority(tmp_path, "crm.example")[1]
    file.write_text(f'[connection]\nca_file = "{ca.as_posix()}"\n', encoding="utf-8")
    assert policy.check().outcome is Outcome.OK
