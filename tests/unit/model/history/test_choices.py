"""What a list can be narrowed to: the latest first, and no more than a menu holds."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta

import pytest

from app.model.history.choices import MOST_DAYS, MOST_NAMES, OutboxChoices, beginning_of, day_of
from app.model.history.origin import Origin

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)


def test_they_are_collected_the_latest_first() -> None:
    origins = (Origin(("B",), "second.csv"), Origin(("A", "B")), Origin((), "first.csv"))
    found = OutboxChoices.of((NOON - timedelta(days=2), NOON, NOON), origins)
    days = (day_of(NOON), day_of(NOON - timedelta(days=2)))
    assert found == OutboxChoices(days, ("B", "A"), ("second.csv", "first.csv"))


def test_an_entry_adds_its_own() -> None:
    before = OutboxChoices((date(2026, 3, 9),), ("A",), ("first.csv",))
    after = before.with_entry(NOON, Origin(("A", "B"), "second.csv"))
    assert after == OutboxChoices((day_of(NOON), date(2026, 3, 9)), ("B", "A"), ("second.csv", "first.csv"))
    assert after.with_entry(NOON, Origin(("A",), "first.csv")) == after
    assert after.with_entry(NOON, Origin()) == after


def test_there_are_no_more_than_a_menu_holds() -> None:
    found = OutboxChoices.of(
        (NOON - timedelta(days=number) for number in range(99)),
        (Origin((f"T{number}",), f"{number}.csv") for number in range(99)),
    )
    assert (len(found.days), len(found.templates), len(found.tables)) == (MOST_DAYS, MOST_NAMES, MOST_NAMES)
    assert found.days[0] == day_of(NOON)
    more = found.with_entry(NOON + timedelta(days=1), Origin(("New",), "new.csv"))
    assert (len(more.days), len(more.templates), len(more.tables)) == (MOST_DAYS, MOST_NAMES, MOST_NAMES)
    assert (more.templates[0], more.tables[0]) == ("New", "new.csv")


@pytest.mark.parametrize("zone", ["UTC", "Pacific/Auckland", "America/Los_Angeles", "Asia/Kathmandu"])
def test_a_day_begins_by_this_computers_clock(zone: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setenv("TZ", zone)
        time.tzset()
        begins = beginning_of(date(2026, 3, 10))
        assert begins.astimezone().strftime("%Y-%m-%d %H:%M") == "2026-03-10 00:00"
        assert day_of(begins) == date(2026, 3, 10)
        assert day_of(begins - timedelta(seconds=1)) == date(2026, 3, 9)
    time.tzset()
