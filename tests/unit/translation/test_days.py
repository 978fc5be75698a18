"""Days and months in words."""

from __future__ import annotations

from datetime import date

from app.translation.days import day_in_words, month_name


def test_a_day_has_the_name_of_its_month() -> None:
    assert day_in_words(date(2026, 5, 1)) == "1 May 2026"
    assert day_in_words(date(2, 11, 24), has_year=False) == "24 November"


def test_a_month_may_have_its_year() -> None:
    assert [month_name(month) for month in (1, 12)] == ["January", "December"]
    assert month_name(2, 2026) == "February 2026"
