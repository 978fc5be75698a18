"""What makes the trial for Windows on Linux, as far as it takes no Wine: what is installed and packed."""

from __future__ import annotations

import re
import shutil
import subprocess
import tomllib
import zipfile
from importlib import import_module
from pathlib import Path
from typing import Any, Final

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

from app import __version__

ROOT: Final = Path(__file__).parents[3]
WINDOWS: Final = ROOT / "packaging" / "windows"
TRIAL: Final = WINDOWS / "trial"

requirements: Any = import_module("windows.trial.requirements")
archive: Any = import_module("windows.zip")
wine: Any = import_module("windows.trial.wine")


def test_all_that_the_program_needs_on_windows_is_wanted_without_markers() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    wanted = [Requirement(line) for line in requirements.wanted(text)]
    told = [Requirement(line) for line in tomllib.loads(text)["project"]["dependencies"]]
    assert all(one.marker is None for one in wanted)
    assert {one.name for one in told} <= {one.name for one in wanted}
    assert {str(one.specifier) for one in told} <= {str(one.specifier) for one in wanted}, (
        "versions that are out"
    )


def test_what_is_for_other_systems_is_not_wanted() -> None:
    project = (
        '[project]\ndependencies = ["one>=1", "two; sys_platform == \'linux\'", "three; os_name == \'nt\'"]\n'
    )
    assert requirements.wanted(project)[:2] == ["one>=1", "three"]


def test_pins_hold_where_they_are_for_windows_or_for_all() -> None:
    text = '# exact\nalpha==1\nbeta==2; sys_platform == "win32"\ngamma==3; sys_platform == "darwin"\n'
    assert requirements.pins(text) == "alpha==1\nbeta==2\n"
    pins = requirements.pins((ROOT / "packaging/constraints.txt").read_text(encoding="utf-8"))
    pinned = {Requirement(line).name.lower().replace("_", "-") for line in pins.splitlines()}
    assert {*requirements.ON_WINDOWS} <= pinned, "what is built in is pinned"


def test_the_tests_bring_their_own_packages_and_the_program_none_of_them() -> None:
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    names = {"hypothesis", "pytest"}
    assert {Requirement(one).name for one in requirements.wanted_for_tests(project, list(names))} == names
    assert not names & {Requirement(one).name for one in requirements.wanted(project)}


def test_the_archive_is_one_folder_and_the_same_bytes_each_time(tmp_path: Path) -> None:
    for name in ("contact-entry.exe", "_internal/a.dll", "licenses/Ærø.txt"):
        file = tmp_path / "payload" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(name)
    first, second = tmp_path / "1.zip", tmp_path / "2.zip"
    assert archive.pack(tmp_path / "payload", first) == 3
    shutil.copytree(tmp_path / "payload", tmp_path / "again")
    archive.pack(tmp_path / "again", second)
    assert first.read_bytes() == second.read_bytes()
    with zipfile.ZipFile(first) as packed:
        assert sorted(packed.namelist()) == [
            "Contact Entry/_internal/a.dll",
            "Contact Entry/contact-entry.exe",
            "Contact Entry/licenses/Ærø.txt",
        ]


def test_a_trial_is_older_than_the_release_of_its_number_and_than_every_installer() -> None:
    script = (TRIAL / "build.sh").read_text(encoding="utf-8")
    found = re.search(r"app/__init__\.py\)(\S+)$", script, re.MULTILINE)
    assert found is not None
    trial = Version(__version__ + found[1])
    assert trial < Version(__version__)
    assert trial.local == "trial"
    numbers = [Version(one) for one in re.findall(r"TRIAL=1 .*\.msi\"? (\S+) &$", script, re.MULTILINE)]
    assert len(numbers) == 2
    assert all(one < Version("0.1.0") <= Version(__version__) for one in numbers)


@pytest.mark.skipif(
    not all(map(shutil.which, ("wixl", "wixl-heat", "msibuild", "msiinfo"))),
    reason="wixl and msitools are not installed",
)
@pytest.mark.parametrize(("trial", "name"), [("1", "Contact Entry (trial)"), ("", "Contact Entry")])
def test_the_installer_of_a_trial_is_called_one(tmp_path: Path, trial: str, name: str) -> None:
    for program in ("contact-entry.exe", "contact-entry-window.exe", "_internal/x.dll"):
        (tmp_path / "payload" / program).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "payload" / program).write_text(program)
    installer = tmp_path / "made.msi"
    environment = {"PATH": "/usr/bin:/bin", "TRIAL": trial}
    command = ["sh", str(WINDOWS / "msi.sh"), str(tmp_path / "payload"), str(installer), "0.0.2"]
    subprocess.run(command, check=True, env=environment, capture_output=True)
    query = ["msiinfo", "export", str(installer), "Property"]
    told = subprocess.run(query, check=True, capture_output=True, text=True)
    assert f"ProductName\t{name}\n" in told.stdout.replace("\r", "")


def test_wine_is_given_what_is_meant_for_the_qt_of_windows(tmp_path: Path) -> None:
    given = wine.Wine(tmp_path, ":9").environment({"QT_SCALE_FACTOR": "1.5", "LANGUAGE": "de"})
    assert (given["WINEQT_SCALE_FACTOR"], given["LANGUAGE"]) == ("1.5", "de")
