"""The self test as people run it: where all is well, and where nothing is."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from app import __version__
from app.commands.exit_codes import ExitCode
from app.self_test import NAMES
from app.storage.files.paths import AppPaths
from app.storage.sqlite.store import Store
from tests.helpers.processes.command import ROOT, Program


def by_name(told: dict[str, Any]) -> dict[str, tuple[str, str]]:
    return {check["name"]: (check["outcome"], check["sentence"]) for check in told["checks"]}


@pytest.mark.long
def test_all_is_well_without_a_display_and_nothing_is_left_behind(signed_in: Program, tmp_path: Path) -> None:
    program = Program(signed_in.home, {**signed_in.environment, "TMPDIR": str(tmp_path)})
    before = sorted(tmp_path.iterdir())
    del program.environment["QT_QPA_PLATFORM"]  # type: ignore[attr-defined]  # a dict, made above
    done = program.run("self-test", "--json")
    told = done.json
    assert (done.code, done.err) == (ExitCode.DONE, "")
    assert told["ok"] is True
    assert told["version"] == __version__
    assert told["store"] == str(AppPaths.of(program.home).store)
    assert by_name(told).keys() == set(NAMES)
    assert {outcome for outcome, _ in by_name(told).values()} == {"ok"}
    assert "offscreen" in next(check["detail"] for check in told["checks"] if check["name"] == "window")
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.long
def test_without_a_password_store_and_beside_a_running_window_it_still_works(program: Program) -> None:
    nowhere = {"PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}
    paths = AppPaths.of(program.home)
    with Store.open(paths.store):
        done = Program(program.home, {**program.environment, **nowhere}).run("self-test", "--json")
    assert done.code == ExitCode.DONE
    found = by_name(done.json)
    outcome, sentence = found.pop("keyring")
    assert outcome == "note"
    assert sentence.startswith("This computer has no safe place for passwords")
    assert {outcome for outcome, _ in found.values()} == {"ok"}
    assert "is running and has them open" in found["store"][1]


@pytest.mark.long
def test_what_is_broken_is_told_one_by_one(tmp_path: Path) -> None:
    """A copy of the program that lacks a picture, a home that is a file, a display that is not there."""
    being_written = shutil.ignore_patterns("*.pyc.*")  # what is compiled comes along, unless it is half of it
    for folder in ("app", "resources", "docs/guide"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=being_written)
    (tmp_path / "resources" / "icons" / "state-saved.svg").unlink()
    home = tmp_path / "home"
    home.touch()
    program = Program.at(home, PYTHONPATH=f"{tmp_path}:{ROOT}", QT_QPA_PLATFORM="offscreen")
    done = _run_copy(tmp_path, program)
    assert done.returncode == ExitCode.NOT_SOUND
    lines = done.stdout.splitlines()
    assert any(line.startswith("resources  failed  Files of the program are missing.") for line in lines)
    assert any(line.endswith("(icons/state-saved.svg)") for line in lines)
    assert any(line.startswith(f"store      failed  {home} cannot be made") for line in lines)
    assert lines[-1].startswith("2 checks of 9 failed.")
    assert done.stderr == ""


def _run_copy(folder: Path, program: Program) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "app", "self-test"],
        cwd=folder,
        env=program.environment,
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )


@pytest.mark.long
def test_a_display_that_is_not_there_is_told(program: Program) -> None:
    environment = {**program.environment, "QT_QPA_PLATFORM": "", "DISPLAY": ":7654"}
    done = Program(program.home, environment).run("self-test", "--json")
    assert done.code == ExitCode.NOT_SOUND
    found = by_name(done.json)
    assert found["parts"][0] == "ok"
    assert found["window"][0] == found["resources"][0] == "failed"
    assert "“:7654”" in found["window"][1]
