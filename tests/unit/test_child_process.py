"""The child is the same program, wherever the parent was started."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from app import __version__
from app.child_process import self_command


def test_a_bundle_is_its_own_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert self_command() == [sys.executable]


def test_a_folder_of_the_same_name_in_the_working_directory_is_not_taken_for_the_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "app").mkdir()
    (tmp_path / "app" / "__init__.py").touch()
    (tmp_path / "app" / "__main__.py").write_text("print('somebody else')\n")
    monkeypatch.chdir(tmp_path)
    said = subprocess.run([*self_command(), "--version"], capture_output=True, text=True, check=True).stdout
    assert said == f"Contact Entry {__version__}\n"


def test_a_working_directory_that_was_removed_is_no_obstacle(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert self_command()[1:] == ["-P", "-m", "app"]
