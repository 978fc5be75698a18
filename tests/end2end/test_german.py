"""The real program in German: a command, and the window from page to page."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tests.end2end.languages import english_lines, said_by_commands
from tests.helpers.processes.command import ROOT, Program
from tests.helpers.processes.submitting import COMPANY, written

_WINDOW = """
from app.translation.catalogue import use_language
use_language("de")
from tests.end2end.german_window import main
main()
"""


@pytest.mark.long
def test_a_command_speaks_german_and_its_codes_do_not(program: Program, tmp_path: Path) -> None:
    german = replace(program, environment={**program.environment, "CONTACT_ENTRY_LANGUAGE": "de"})
    file = written(tmp_path, {**COMPANY, "Emails": [{"Value": "bauer.example"}]})
    done = german.run("submit", "--sandbox", "--json", file)
    assert (done.code, done.json["state"]) == (0, "saved"), done.err
    assert "Warnung: " in done.err
    assert "„bauer.example“ sieht nicht wie eine E-Mail-Adresse aus." in done.err
    assert [one["field"] for one in done.json["warnings"]].count("Emails[0].Value") == 1


@pytest.mark.long
def test_no_page_of_the_window_has_english_texts(program: Program, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _WINDOW, tmp_path],
        cwd=ROOT,
        env={**program.environment, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        encoding="utf-8",
        timeout=100,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["english"] == []
    assert "Ihr SuperOffice verlangt es." in told["said"]


@pytest.mark.long
@pytest.mark.slow
@pytest.mark.timeout(600)
def test_no_command_has_english_lines() -> None:
    english, german = (said_by_commands(one) for one in ("en", "de"))
    assert english_lines(german, english) == []
    assert len(german) > 80
