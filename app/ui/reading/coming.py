"""Reads when something is to be done: a day is the next such one, and a time alone is today's."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import Final

from app.translation import _
from app.ui.reading.dates import (
    date_hint,
    date_text,
    read_date_time,
    read_day_of_year,
    read_time,
)
from app.ui.reading.days_ahead import day_ahead
from app.ui.reading.reading import MOST_CHARACTERS, Reading, plain

_A_YEAR: Final = timedelta(days=366)
_LONG_PAST: Final = 10 * _A_YEAR
_EXAMPLE_DAY, _EXAMPLE_TIME = 24, time(14, 30)
_WHOLE_YEAR: Final = re.compile(r"\d{4}")
_BETWEEN: Final = re.compile(r"[ ,]+")


def read_coming(text: str, now: datetime) -> Reading[datetime]:
    """Reads a day and a time as `read_date_time` does, and without a year: ``3.12. 14:30``, ``14:30``.

    A day may be named from today on: ``Tuesday 10:00``, ``tomorrow``.

    What is long past is refused; so is last year where it has two digits, which may be meant for an hour.
    """
    found = read_date_time(text, _example_day(now.date()))
    if found.value is None:
        return _without_year(plain(text), now) or found
    if now - found.value > (_LONG_PAST if _WHOLE_YEAR.search(plain(text)) else _A_YEAR):
        told = _("{day} is long past. Write the day with its year, for example {example}.")
        example = f"{date_text(_example_day(now.date()))} 14:30"
        return Reading(problem=told.format(day=date_text(found.value.date()), example=example))
    return found


def coming_hint(today: date) -> str:
    """Returns an example of a moment to come, for a placeholder."""
    return date_hint(_EXAMPLE_TIME, _example_day(today))


def _example_day(today: date) -> date:
    """Returns a day to come, within a month; it can be read in one order alone, as tomorrow often cannot."""
    later = today if today.day < _EXAMPLE_DAY else today.replace(day=1) + timedelta(days=31)
    return later.replace(day=_EXAMPLE_DAY)


def _without_year(typed: str, now: datetime) -> Reading[datetime] | None:
    if not typed or len(typed) > MOST_CHARACTERS:
        return None
    parts = [(typed, ""), *((typed[: cut.start()], typed[cut.end() :]) for cut in _BETWEEN.finditer(typed))]
    for day, clock in parts:
        at = read_time(clock).value if clock else time()
        on = read_day_of_year(day) if at is not None else Reading[date]()
        if at is not None and on.value is not None:
            return Reading(datetime.combine(_next(on.value, now.date()), at))
        if at is not None and (ahead := day_ahead(day, now.date())):
            return Reading(datetime.combine(ahead, at))
        if at is not None and on.problem:
            return Reading(problem=on.problem, is_ambiguous=on.is_ambiguous)
    at = None if typed.isdecimal() else read_time(typed).value
    return Reading(datetime.combine(now.date(), at)) if at is not None else None


def _next(day: date, today: date) -> date:
    is_over = (day.month, day.day) < (today.month, today.day)
    return day.replace(year=today.year + is_over)
