"""Days that are named from today on, in English, in the locale's words and in the program's language."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

import pytest
from PySide6.QtCore import QLocale

from app.translation.catalogue import use_language, used_language
from app.ui.reading.coming import read_coming
from app.ui.reading.days_ahead import day_ahead

MONDAY = date(2026, 11, 30)


@pytest.fixture(autouse=True)
def norwegian() -> Iterator[None]:
    locale, language = QLocale(), used_language()
    QLocale.setDefault(QLocale("nb_NO"))
    yield
    QLocale.setDefault(locale)
    use_language(language)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Tue", date(2026, 12, 1)),
        ("Tuesday", date(2026, 12, 1)),
        ("on Friday", date(2026, 12, 4)),
        ("next wed.", date(2026, 12, 2)),
        ("Monday", date(2026, 12, 7)),
        ("tirsdag", date(2026, 12, 1)),
        ("tir.", date(2026, 12, 1)),
        ("today", MONDAY),
        ("Tomorrow", date(2026, 12, 1)),
        ("day after tomorrow", date(2026, 12, 2)),
        ("in 2 days", date(2026, 12, 2)),
        ("3 weeks", date(2026, 12, 21)),
        ("in 1 week", date(2026, 12, 7)),
    ],
)
def test_a_day_is_named_from_today_on(text: str, day: date) -> None:
    assert day_ahead(text, MONDAY) == day


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        ("nb", "i morgen", date(2026, 12, 1)),
        ("nb", "på fredag", date(2026, 12, 4)),
        ("nb", "om 2 uker", date(2026, 12, 14)),
        ("sv", "nästa tisdag", date(2026, 12, 1)),
        ("sv", "om 3 dagar", date(2026, 12, 3)),
        ("da", "i overmorgen", date(2026, 12, 2)),
        ("de", "am Dienstag", date(2026, 12, 1)),
        ("de", "Di", date(2026, 12, 1)),
        ("de", "übermorgen", date(2026, 12, 2)),
        ("de", "in 2 Wochen", date(2026, 12, 14)),
        ("nl", "volgende dinsdag", date(2026, 12, 1)),
        ("nl", "over 5 dagen", date(2026, 12, 5)),
    ],
)
def test_the_words_are_those_of_the_language(language: str, text: str, day: date) -> None:
    use_language(language)
    assert day_ahead(text, MONDAY) == day


@pytest.mark.parametrize("text", ["", "soon", "Tues", "on", "in days", "in 2", "2", "Tue Wed", "in 2 3 days"])
def test_what_names_no_day_is_not_guessed(text: str) -> None:
    assert day_ahead(text, MONDAY) is None


def test_a_time_may_follow() -> None:
    now = datetime(2026, 11, 30, 10, 15)  # noqa: DTZ001  # of this computer
    assert read_coming("Tue 10:00", now).value == datetime(2026, 12, 1, 10)  # noqa: DTZ001
    assert read_coming("tirsdag kl. 14", now).value == datetime(2026, 12, 1, 14)  # noqa: DTZ001
    assert read_coming("in 2 weeks 9:30", now).value == datetime(2026, 12, 14, 9, 30)  # noqa: DTZ001
    assert read_coming("tomorrow", now).value == datetime(2026, 12, 1)  # noqa: DTZ001
