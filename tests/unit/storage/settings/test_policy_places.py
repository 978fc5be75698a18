"""Whether there is a policy at all, which is asked before anything that could read it is loaded."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from app.storage.settings import policy_places
from app.storage.settings.policy_places import may_have_policy


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has a registry instead")
@pytest.mark.parametrize(
    ("platform", "file"),
    [("linux", "POLICY_FILE"), ("darwin", "PREFERENCES_FILE")],
)
def test_there_is_one_where_its_file_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, platform: str, file: str
) -> None:
    for name in ("POLICY_FILE", "PREFERENCES_FILE"):
        monkeypatch.setattr(policy_places, name, str(tmp_path / name))
    monkeypatch.setattr(sys, "platform", platform)
    assert not may_have_policy()
    (tmp_path / file).touch()
    assert may_have_policy()
