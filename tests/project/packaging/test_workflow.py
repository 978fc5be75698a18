"""The workflows name what there is; the one of a release hands secrets to those alone who need them."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import Final

import pytest
from bundle.python_version import shortcoming

ROOT: Final = Path(__file__).parents[3]
WORKFLOWS: Final = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
TEXT: Final = (ROOT / ".github" / "workflows" / "release.yml").read_text(encoding="utf-8")
ALL: Final = "".join(file.read_text(encoding="utf-8") for file in WORKFLOWS)
JOBS: Final = re.split(r"^(?=  [a-z]+:$)", TEXT.partition("\njobs:\n")[2], flags=re.MULTILINE)[1:]


@pytest.mark.skipif(shutil.which("actionlint") is None, reason="actionlint is not installed")
def test_the_workflows_are_such() -> None:
    command = ["actionlint", *map(str, WORKFLOWS)]  # wherever the path has it
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_every_file_that_it_names_is_there() -> None:
    named = set(re.findall(r"packaging/[\w./-]*\w", ALL))
    assert named
    assert [name for name in sorted(named) if not (ROOT / name).exists()] == []


def test_every_target_that_it_makes_is_there() -> None:
    targets = re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    made = set(re.findall(r"run: make ([\w-]+)", ALL))
    assert made
    assert made <= set(targets)


def test_the_programs_that_it_starts_are_those_of_the_spec() -> None:
    spec = (ROOT / "packaging" / "contact-entry.spec").read_text(encoding="utf-8")
    names = {
        re.sub(r"\.exe$", "", name)
        for name in re.findall(r"(?:contact-entry|MacOS)/(contact-entry[\w.-]*)[ \"}]", TEXT)
    }
    assert names
    assert names <= set(re.findall(r'program\("([\w-]+)"', spec))
    assert 'name="Contact Entry.app"' in spec
    assert "COLLECT(" in spec
    assert 'name="contact-entry"' in spec


def test_secrets_go_into_the_environment_of_a_step_and_nowhere_else() -> None:
    with_secrets = [line for line in TEXT.splitlines() if "${{ secrets." in line]
    assert with_secrets
    assert [
        line for line in with_secrets if not re.fullmatch(r" {10}[A-Z0-9_]+: \$\{\{ secrets\.\w+ \}\}", line)
    ] == []


def test_what_the_signing_scripts_read_is_what_the_steps_hand_over() -> None:
    names = ("linux/repository.sh", "macos/dmg.sh", "windows/sign.sh")
    scripts = "".join((ROOT / "packaging" / name).read_text(encoding="utf-8") for name in names)
    handed = set(re.findall(r"^ {10}(\w+): \$\{\{ secrets\.", TEXT, re.MULTILINE))
    assert handed
    assert [name for name in sorted(handed) if name not in scripts] == []


def test_artifacts_that_are_fetched_have_been_stored() -> None:
    stored = re.findall(r"upload-artifact@v\d+\n(?:\s+if: .*\n)?\s+with:\n\s+name: (\S+(?: \S+)*)", TEXT)
    fetched = re.findall(r"download-artifact@v\d+\n\s+with:\n\s+name: (\S+)", TEXT)
    assert fetched
    assert set(fetched) <= set(stored)
    assert "release-linux" in stored


def test_every_python_that_is_bundled_has_the_corrections_of_its_line() -> None:
    told = re.findall(r"python-version: (.*)", TEXT)
    asked = [re.match(r'"~(\d+)\.(\d+)\.(\d+)"', one) for one in told]
    assert asked
    assert all(asked), f"a least patch, as in ~3.13.9: {told}"
    versions = [tuple(map(int, one.groups())) for one in asked if one]
    assert [shortcoming(version) for version in versions if len(version) == 3] == [""] * len(told)


def test_a_job_that_builds_what_is_handed_out_refuses_an_old_python() -> None:
    builds = [job for job in JOBS if "run: make package" in job or "-m PyInstaller" in job]
    assert len(builds) == 2
    for job in builds:
        assert 'RELEASE: "1"' in job
        assert "actions/setup-python@" in job
