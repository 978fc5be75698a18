"""Reads days as people name them from today on: ``Tuesday``, ``tomorrow``, ``in 2 weeks``.

The words are those of the program's language, of the locale, and English.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from PySide6.QtCore import QLocale

from app.translation import pgettext
from app.translation.catalogue import used_language
from app.ui.reading.reading import plain

_WEEK: Final = 7
_FORMATS: Final = QLocale.FormatType.LongFormat, QLocale.FormatType.ShortFormat
_ENGLISH: Final = {
    "today": ("today",),
    "tomorrow": ("tomorrow",),
    "after tomorrow": ("the day after tomorrow", "day after tomorrow"),
    "days": ("in # days", "in # day", "# days", "# day"),
    "weeks": ("in # weeks", "in # week", "# weeks", "# week"),
    "before": ("on", "next", "this", "coming"),
}


def day_ahead(text: str, today: date) -> date | None:
    """Returns the day that a text names from today on; a weekday is the next one, never today."""
    typed = " ".join(plain(text).casefold().rstrip(".,").split())
    words, before = _words(QLocale().name(), used_language())
    if (ahead := words.get(typed)) is not None:
        return today + timedelta(days=ahead)
    if found := re.search(r"(?<![^\s])(\d{1,3})(?![^\s])", typed):
        one = words.get(f"{typed[: found.start()]}#{typed[found.end() :]}")
        return today + timedelta(days=one * int(found[1])) if one is not None else None
    weekdays = _weekdays(QLocale().name(), used_language())
    first, _blank, rest = typed.partition(" ")
    number = weekdays.get(rest if rest and first in before else typed)
    if number is None:
        return None
    return today + timedelta(days=(number - today.isoweekday() - 1) % _WEEK + 1)


@lru_cache(4)
def _words(locale_name: str, language: str) -> tuple[dict[str, int], frozenset[str]]:
    """Returns how many days each text means, with # for a number one of them, and what stands before days."""
    del locale_name, language  # what they are kept by
    ours = {
        "today": pgettext("typed day", "today"),
        "tomorrow": pgettext("typed day", "tomorrow"),
        "after tomorrow": pgettext("typed day", "the day after tomorrow|day after tomorrow"),
        "days": pgettext("typed day", "in # days|in # day|# days|# day"),
        "weeks": pgettext("typed day", "in # weeks|in # week|# weeks|# week"),
        "before": pgettext("typed day", "on|next|this|coming"),
    }
    days = {"today": 0, "tomorrow": 1, "after tomorrow": 2, "days": 1, "weeks": _WEEK}
    words = {word: days[name] for name in days for word in _texts(ours, name)}
    return words, frozenset(_texts(ours, "before"))


def _texts(ours: dict[str, str], name: str) -> Iterator[str]:
    yield from _ENGLISH[name]
    yield from (plain(one).casefold() for one in ours[name].split("|"))


@lru_cache(4)
def _weekdays(locale_name: str, language: str) -> dict[str, int]:
    """Returns the numbers of the weekdays, Monday 1, by their names and what they are shortened to."""
    numbers: dict[str, int] = {}
    for locale in (QLocale("en_GB"), QLocale(language), QLocale(locale_name)):
        for form in _FORMATS:
            for number in range(1, _WEEK + 1):
                for name in (locale.dayName(number, form), locale.standaloneDayName(number, form)):
                    numbers[plain(name).casefold().rstrip(".")] = number
    return numbers
