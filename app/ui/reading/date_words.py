"""Reads dates with the month's name, such as ``3. april 2026`` and ``Fri, Apr 3rd, 2026``.

The names are the locale's or English. A named month leaves no doubt about the order, so any is read. Chinese,
Japanese and Korean dates have signs for year, month and day instead (``2026年4月3日``).
"""

from __future__ import annotations

import re
from functools import lru_cache

from PySide6.QtCore import QLocale

from app.ui.reading.reading import MOST_CHARACTERS, plain

_SIGNS = re.compile(
    r"(?:(\d{4}) ?[年년] ?)?(\d{1,2}) ?[月월] ?(\d{1,2}) ?[日일号]?(?: ?\(?[^\W\d_]{1,3}\)?)?"
)
_NUMBER = re.compile(r"(\d{1,4})(?:st|nd|rd|th|er|e|ª|º)?", re.IGNORECASE)
_BETWEEN = frozenset(("the", "of", "den", "der", "de", "del", "di", "d", "le", "el"))


def named_day(text: str) -> tuple[str, str, str] | None:
    """Returns year (empty where there is none), month and day in digits; None if no month is named."""
    typed = plain(text).casefold()
    if len(typed) > MOST_CHARACTERS or typed.isdecimal():
        return None
    if found := _SIGNS.fullmatch(typed):
        return found[1] or "", found[2], found[3]
    pattern, months, days = _words_of(QLocale().name())
    named = list(pattern.finditer(typed))
    if len(named) != 1:
        return None
    (month,) = named
    rest = f"{typed[: month.start()]} {typed[month.end() :]}"
    words = re.split(r"[\s,.،/-]+", rest)
    words = [word for word in words if word and word not in _BETWEEN and word not in days]
    numbers = [found[1] for word in words if (found := _NUMBER.fullmatch(word))]
    if len(numbers) != len(words) or not 1 <= len(numbers) <= 2:
        return None
    if len(numbers) == 2 and len(numbers[0]) == 4:
        numbers.reverse()
    day, year = numbers[0], numbers[1] if len(numbers) == 2 else ""
    return (year, str(months[month[1]]), day) if len(day) <= 2 else None


@lru_cache(8)
def _words_of(locale_name: str) -> tuple[re.Pattern[str], dict[str, int], frozenset[str]]:
    """Returns a pattern for the names of months, their numbers, and the names of weekdays."""
    months: dict[str, int] = {}
    days: set[str] = set()
    for locale in (QLocale("en_GB"), QLocale(locale_name)):
        for form in (QLocale.FormatType.LongFormat, QLocale.FormatType.ShortFormat):
            for number in range(1, 13):
                for name in (locale.monthName(number, form), locale.standaloneMonthName(number, form)):
                    months[plain(name).casefold().rstrip(".")] = number
            days |= {plain(locale.dayName(day, form)).casefold().rstrip(".") for day in range(1, 8)}
    days |= {f"{day}ที่" for day in days}  # as Thai joins day and date
    months = {name: number for name, number in months.items() if name and not name[0].isdecimal()}
    longest_first = sorted(months, key=len, reverse=True)
    names = "|".join(map(re.escape, longest_first))
    return re.compile(rf"(?<![^\W\d_])({names})(?![^\W\d_])\.?"), months, frozenset(days)
