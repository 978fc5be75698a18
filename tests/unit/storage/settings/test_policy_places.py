"""Whether there is a policy at all, which is asked before anything that could read it is loaded."""

from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace

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


@pytest.mark.parametrize(
    ("error", "may_be"), [(None, True), (FileNotFoundError, False), (PermissionError, True)]
)
def test_on_windows_it_is_asked_for_its_key_and_one_that_is_closed_may_hold_some(
    monkeypatch: pytest.MonkeyPatch, error: type[OSError] | None, may_be: bool
) -> None:
    asked: list[str] = []

    def open_key(place: str, name: str) -> SimpleNamespace:
        asked.append(f"{place} {name}")
        if error:
            raise error
        return SimpleNamespace(Close=lambda: asked.append("closed"))

    monkeypatch.setitem(
        sys.modules, "winreg", SimpleNamespace(HKEY_LOCAL_MACHINE="machine", OpenKey=open_key)
    )
    monkeypatch.setattr(sys, "platform", "win32")
    assert may_have_policy() is may_be
    assert asked == [f"machine {policy_places.POLICY_KEY}", *([] if error else ["closed"])]
