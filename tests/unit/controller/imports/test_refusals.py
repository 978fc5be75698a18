"""Why a table could not be read."""

import logging

import pytest

from app.controller.imports.refusals import why_refused
from app.recognition.sheets.sheet import TableProblem


def test_a_problem_of_the_table_and_one_of_the_disk_are_sentences() -> None:
    assert why_refused(TableProblem("Odd."), "fair.csv") == "Odd."
    gone = FileNotFoundError(2, "No such file or directory")
    assert why_refused(gone, "fair.csv") == "“fair.csv” could not be read: No such file or directory."
    assert why_refused(OSError(), "fair.csv") == "“fair.csv” could not be read: it cannot be opened."


def test_a_fault_of_ours_is_logged_without_what_the_table_says(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        told = why_refused(ValueError("kari@fjell.example"), "fair.csv")
    assert told
    assert "kari@" not in told + caplog.text
    assert "ValueError" in caplog.text
