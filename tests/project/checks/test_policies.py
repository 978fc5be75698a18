"""The templates for administrators are made from the settings, and one that is not is found."""

from __future__ import annotations

import pytest
from checks import policies, policy_texts

from app.storage.settings.managed_settings import KEYS
from tests.project.checks.conftest import House

PATHS = (policies.ADMX, policies.ADML, policies.MOBILECONFIG)


def test_every_setting_has_words_and_no_other() -> None:
    assert tuple(policy_texts.TEXTS) == KEYS


def test_every_setting_is_in_every_template(house: House) -> None:
    texts = policies.made(house.project)
    for key in KEYS:
        assert f'<policy name="{key.replace(".", "_")}"' in texts[policies.ADMX]
        assert f'<string id="{key.replace(".", "_")}">' in texts[policies.ADML]
        assert key in texts[policies.MOBILECONFIG]


@pytest.mark.parametrize("stale", [None, *PATHS])
def test_a_template_that_is_not_as_it_would_be_made_is_named(house: House, stale: str | None) -> None:
    for path, text in policies.made(house.project).items():
        house.write(path, f"{text} " if path == stale else text)
    findings = policies.are_made(house.project).findings
    assert [one.path for one in findings] == ([stale] if stale else [])
    assert all("run make docs" in one.sentence for one in findings)
