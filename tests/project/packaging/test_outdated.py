"""Which dependencies are behind: of the pinned ones alone, however their names are written."""

from __future__ import annotations

import subprocess
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

PACKAGING = Path(__file__).parents[3] / "packaging"


@pytest.fixture
def outdated(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(PACKAGING)
    return import_module("outdated")


def test_pinned_ones_are_named(outdated: Any) -> None:
    pins = outdated.pinned('# pins\nPySide6_Essentials==6.11.3\nsspilib==0.6.0; sys_platform == "win32"\n')
    assert pins == {"pyside6-essentials": "6.11.3", "sspilib": "0.6.0"}
    told = [
        {"metadata": {"name": "PySide6.Essentials", "version": "6.12.1"}},
        {"metadata": {"name": "sspilib", "version": "0.6.0"}},
        {"metadata": {"name": "pip", "version": "99"}},
    ]
    assert outdated.behind(pins, told) == ["pyside6-essentials: 6.11.3 is pinned, 6.12.1 is there"]


def test_what_the_project_excludes_is_asked_with_it(outdated: Any) -> None:
    asked = outdated.wanted((PACKAGING.parent / "pyproject.toml").read_text(encoding="utf-8"))
    assert any(one.startswith("PySide6-Essentials") and "!=" in one for one in asked)
    assert any(one.startswith("pyinstaller") for one in asked)


@pytest.mark.parametrize(
    ("out", "code", "words"),
    [
        ("", 0, "could not be asked"),
        ("{}", 0, "could not be asked"),
        ('{"install": []}', 0, "outdated: none."),
        ('{"install": [{"metadata": {"name": "httpx", "version": "999"}}]}', 1, "httpx: "),
    ],
)
def test_without_a_connection_nothing_is_known(  # noqa: PLR0917  # a row of the table
    outdated: Any,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    out: str,
    code: int,
    words: str,
) -> None:
    done = subprocess.CompletedProcess([], 0, stdout=out)
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: done)
    assert outdated.main() == code
    assert words in capsys.readouterr().out
