"""``make check`` runs every check on this repository, prints a figure for each, and fails on a finding."""

from __future__ import annotations

import inspect
from pathlib import Path

import check_house
import pytest
from checks import (
    catalogues,
    glossary,
    hygiene,
    libraries,
    marked_texts,
    outside_text,
    pages,
    picture,
    policies,
    rooms,
    shown_texts,
    sizes,
)
from checks.project import Finding, Project, Report

ROOT = Path(__file__).parents[3]
CHECKS = (
    *(
        catalogues,
        glossary,
        hygiene,
        libraries,
        marked_texts,
        outside_text,
        pages,
        picture,
        policies,
        rooms,
        shown_texts,
        sizes,
    ),
)
pytestmark = pytest.mark.skipif(
    not (ROOT / ".git").exists(), reason="git tells which files are the project's"
)


@pytest.fixture(scope="module")
def reports() -> list[Report]:
    """What the checks say of this repository; they read all of it, so they run once."""
    return check_house.reports(Project(ROOT))


@pytest.mark.long
@pytest.mark.slow
def test_this_repository_keeps_the_rules(reports: list[Report]) -> None:
    findings = [finding for report in reports for finding in report.findings]
    assert [str(finding) for finding in findings] == []


@pytest.mark.slow
def test_no_check_is_left_out(reports: list[Report]) -> None:
    written = [
        name
        for module in CHECKS
        for name, check in inspect.getmembers(module, inspect.isfunction)
        if check.__module__ == module.__name__ and check.__annotations__.get("return") == "Report"
    ]
    assert len(reports) == len(written)


def test_a_finding_fails_and_is_printed_with_its_place(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["check_house.py"])
    made = [Report("figures: 3"), Report("files: 1", (Finding("app/x.py", "is too long.", 7),))]
    monkeypatch.setattr(check_house, "reports", lambda _project: made)
    assert check_house.main() == 1
    printed = capsys.readouterr()
    assert printed.out == "ok: figures: 3\nnot ok: files: 1\n"
    assert printed.err == "app/x.py:7: is too long.\n"
    made.pop()
    assert check_house.main() == 0
