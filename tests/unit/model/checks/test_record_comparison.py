from dataclasses import FrozenInstanceError
from datetime import UTC, datetime

import pytest

from app.model.checks.record_comparison import ComparedProperty, RecordComparison
from app.model.entry import Entry, StepKind

REGISTERED = datetime(2026, 11, 24, 10, 15, tzinfo=UTC)
ENTRY = Entry("e1", "Work", "Fjell AS", {}, REGISTERED, REGISTERED)


def comparison(found: str = "Fjell AS") -> RecordComparison:
    lines = (
        ComparedProperty("Company name", "Fjell AS", (found, None), (found != "Fjell AS", True)),
        ComparedProperty("Sent, registered", REGISTERED, (REGISTERED, REGISTERED), (False, False)),
    )
    return RecordComparison(ENTRY, "Fjell AS", StepKind.COMPANY, (5, 6), (5, 6), lines)


def test_a_comparison_cannot_change_on_its_way_to_the_window() -> None:
    with pytest.raises(FrozenInstanceError):
        comparison().name = "Vidde AS"  # type: ignore[misc]  # what is tried here
    with pytest.raises(FrozenInstanceError):
        comparison().lines[0].sent = None  # type: ignore[misc]  # see the line above


def test_two_readings_of_the_same_records_are_equal() -> None:
    assert comparison() == comparison()
    assert comparison() != comparison("Vidde AS")
