"""When something is to be done, as people write it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

import pytest
from PySide6.QtCore import QLocale

from app.ui.reading.coming import coming_hint, read_coming


def _at(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute)  # noqa: DTZ001  # of this computer


NOW = _at(2026, 11, 30, 10, 15)


@pytest.fixture(autouse=True)
def norwegian() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("nb_NO"))
    yield
    QLocale.setDefault(before)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("3.12.", _at(2026, 12, 3)),
        ("3.12", _at(2026, 12, 3)),
        ("3.12. 14:30", _at(2026, 12, 3, 14, 30)),
        ("3. 12. kl. 14.30", _at(2026, 12, 3, 14, 30)),
        ("30.11.", _at(2026, 11, 30)),
        ("29.11.", _at(2027, 11, 29)),
        ("14:30", _at(2026, 11, 30, 14, 30)),
        ("3.12.2026 10:00", _at(2026, 12, 3, 10)),
        ("1.12.25", _at(2025, 12, 1)),
        ("1.12.2022", _at(2022, 12, 1)),
        ("3 12 27", _at(2027, 12, 3)),
    ],
)
def test_a_day_is_the_next_such_one_and_a_time_alone_is_todays(text: str, moment: datetime) -> None:
    assert read_coming(text, NOW).value == moment


@pytest.mark.parametrize("text", ["3.12. 10", "3.12.10", "3.12.2010 14:30", "1.1.1999"])
def test_what_is_long_past_is_refused(text: str) -> None:
    found = read_coming(text, NOW)
    assert found.value is None
    assert "is long past. Write the day with its year" in found.problem


@pytest.mark.parametrize("text", ["", "14", "tomorrow-ish", "29.2.", "45.45.", "9" * 5000])
def test_what_is_neither_is_not_guessed(text: str) -> None:
    assert read_coming(text, NOW).value is None
    assert bool(read_coming(text, NOW).problem) is bool(text)


@pytest.mark.parametrize(
    ("today", "shown"),
    [
        (date(2026, 11, 23), "24.11.2026"),
        (date(2026, 11, 24), "24.12.2026"),
        (date(2026, 12, 31), "24.01.2027"),
        (date(2027, 1, 31), "24.02.2027"),
    ],
)
def test_the_example_is_a_day_to_come(today: date, shown: str) -> None:
    assert coming_hint(today) == f"e.g. {shown} 14:30"


@pytest.mark.parametrize(
    ("locale", "shown"), [("nb_NO", "24.12.2026"), ("en_US", "12/24/2026"), ("sv_SE", "2026-12-24")]
)
@pytest.mark.parametrize("text", ["next week", "45.45. 14:30", "99.99.2026", "x" * 5000, "1.1.1999"])
def test_a_sentence_shows_how_the_locale_writes_a_day_to_come(locale: str, shown: str, text: str) -> None:
    QLocale.setDefault(QLocale(locale))
    assert shown in read_coming(text, NOW).problem
    assert "24.11.2026" not in read_coming(text, NOW).problem
