"""What commands load: none loads Qt, but for the window and the self test. A process for each."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers.processes.command import ROOT, Program

SCRIPT = """
import sys
from app.__main__ import main
try:
    code = main(sys.argv[1:])
except SystemExit as ended:
    code = ended.code
print(int(code or 0), [name for name in sys.modules if name.split(".")[0] in ("PySide6", "shiboken6")])
"""
COMMANDS = {
    "--help": 0,
    "submit --help": 0,
    "outbox list": 0,
    "outbox send": 0,
    "profile list": 0,
    "profile test Work": 2,
    "profile sign-out Work": 2,
    "update-check": 2,
    "submit --sandbox FILE": 0,
}


@pytest.mark.long
@pytest.mark.parametrize(("command", "code"), COMMANDS.items())
def test_a_command_loads_no_qt(command: str, code: int, program: Program, company: Path) -> None:
    arguments = command.replace("FILE", str(company)).split()
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, *arguments],
        cwd=ROOT,
        env=program.environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert done.stdout.splitlines()[-1] == f"{code} []", done.stderr


EARLY = """
import sys
before = set(sys.modules)
from app.__main__ import main
try:
    main(sys.argv[1:])
except SystemExit as ended:
    assert not ended.code
print(sorted(set(sys.modules) - before), file=sys.stderr)
"""


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("option", ["--version", "--help"])
def test_version_and_overview_load_next_to_nothing(option: str, language: str, program: Program) -> None:
    done = subprocess.run(
        [sys.executable, "-c", EARLY, option],
        cwd=ROOT,
        env={**program.environment, "CONTACT_ENTRY_LANGUAGE": language},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=True,
    )
    assert "Contact Entry" in done.stdout or "contact-entry" in done.stdout
    loaded = ast.literal_eval(done.stderr.splitlines()[-1])
    assert {name for name in loaded if name.split(".")[0] != "app"} <= {"__future__", "errno", "resources"}
