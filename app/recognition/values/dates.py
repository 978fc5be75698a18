"""Numbers that are dates, times, or sums of money, and would otherwise be read as phones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from app.recognition.values.candidates import Candidate, Kind

_FEWEST_DIGITS_OF_A_NUMBER = 6
# RFC 6350 section 4.3.1, with a time or without; and as people write it where the day stands first for sure.
_WHOLE_DAY = re.compile(
    r"(?:(?P<year>\d{4})(?P<mark>[-/.]?)(?P<month>\d{2})(?P=mark)(?P<day>\d{2})(?=$|[T\s])"
    r"|(?P<day_>\d{1,2})\.\s?(?P<month_>\d{1,2})\.\s?(?P<year_>\d{4})$)"
)
_DAY_ALONE = re.compile(
    r"(?:(?:19|20)\d\d([-./])(?:0?[1-9]|1[0-2])\1(?:0?[1-9]|[12]\d|3[01])|\d{1,2}([./-])\s?\d{1,2}\2\s?(?:19|20)\d\d)"
    r"(?:[T\s]\d{1,2}:\d\d(?::\d\d)?)?"
    r"|\d{1,2}[.-]\s?(?:jan|feb|mars?|mär|mrt|apr|mai|maj|may|mei|june?|juni|july?|juli|aug|sept?|okt|oct|nov|des|dec|dez)\.?"
    r"(?:[ -]\d\d(?:\d\d)?)?",
    re.IGNORECASE,
)
_FIRST_YEAR = 1850
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_MONTH = r"(?:0?[1-9]|1[0-2])"
_YEAR = r"(?:19|20)\d{2}"
_DATE = (
    rf"(?:{_DAY}\.\s?{_MONTH}\.\s?(?:{_YEAR}|\d{{2}})|{_DAY}[/-]{_MONTH}[/-](?:{_YEAR}|\d{{2}})"
    rf"|{_MONTH}/{_DAY}/{_YEAR}|{_YEAR}[-./]{_MONTH}[-./]{_DAY})"
)
_TIME = r"(?:[01]?\d|2[0-4])(?:[:.][0-5]\d)?"
_RANGE = r"\s?(?:-|–|—|til|till|bis|to|tot|à)\s?"
_NUMBERS = re.compile(
    rf"(?<![\d+]){_DATE}(?:{_RANGE}{_DATE})?(?!\.?\d)"
    rf"|(?<![\d+]){_DAY}\.?{_RANGE}{_DATE}(?!\d)"
    rf"|(?<![\d+.]){_YEAR}{_RANGE}{_YEAR}(?![\d ])"
    rf"|(?<![\d+.:])(?:[01]?\d|2[0-4])[:.][0-5]\d{_RANGE}(?:[01]?\d|2[0-4])[:.][0-5]\d(?![\d.])"
    r"|(?:NOK|SEK|DKK|EUR|USD|GBP|CHF|kr\.?|[€$£])\s?\d[\d .,']*\d"
    r"|\d[\d .,']*\d"
    r"(?:,-|,\d{2}\b(?=\s*(?:kr|NOK|SEK|DKK|EUR|€))|\s?(?:NOK|SEK|DKK|EUR|USD|GBP|CHF|kr\b|[€$£%]))",
    re.IGNORECASE,
)
_DAYS = (
    r"(?:man|tirs?|ons|tors?|fre|lør|søn|mån|tis|lör|sön|mo|di|mi|do|fr|sa|so|mon|tues?|wed|thurs?|fri|sat|sun"
    r"|ma|wo|vr|zo|za|lun|mar|mer|jeu|ven|sam|dim|ke|pe|la|su)"
)
_DAY_WORD = (
    rf"(?:{_DAYS}\.?|man-?\s?fre|(?:man|tirs|ons|tors|fre|lør|søn|mån|tis|lör|sön)dag(?:er|ar)?(?:ene)?"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|(?:mon|diens|donners|frei|sams|sonn)tags?|mittwochs?|hverdager"
    r"|vardagar|werktags|weekdays|maandag|vrijdag|lundi|vendredi|dag(?:lig|ligen)?|täglich|daily)"
)
_HOURS = re.compile(
    rf"\b{_DAY_WORD}(?!\w).{{0,40}}?"
    rf"(?:\b{_TIME}\b{_RANGE}\b{_TIME}\b|stengt|stängt|geschlossen|closed|lukket|fermé|gesloten)"
    r"|\b(?:åpningstid(?:er)?|åbningstid(?:er)?|öppettid(?:er)?|öffnungszeit(?:en)?|opening\s+hours|aukioloajat"
    r"|openingstijden|horaires|bürozeiten|sprechzeiten|telefontid|stengt|stängt)\b",
    re.IGNORECASE,
)


def dates(text: str) -> Iterator[Candidate]:
    """Yields what is a date, a time or a sum by its form."""
    for match in _NUMBERS.finditer(text):
        yield Candidate(Kind.DATE, match.start(), match.end(), 8)


def day_of(text: str) -> str:
    """Returns the day that a card tells, as ``1980-05-17``; empty without a year or where it is not sure."""
    match = _WHOLE_DAY.match(text.strip())
    if match is None:
        return ""
    try:
        day = date(*(int(match[part] or match[f"{part}_"]) for part in ("year", "month", "day")))
    except ValueError:
        return ""
    # 1604 is what Apple writes for no year.
    return day.isoformat() if day.year >= _FIRST_YEAR else ""


def is_day(text: str) -> bool:
    """Returns True for a date alone, be it one that a spreadsheet has made: ``2026-03-15``, ``12.mai``."""
    return _DAY_ALONE.fullmatch(text.strip()) is not None


def without_hours(text: str) -> str:
    """Returns a text without its opening hours; empty if no number is left: the rest is about them."""
    if not tells_hours(text):
        return text
    text = re.sub(r"\([^()]*\)", lambda match: "" if tells_hours(match.group()) else match.group(), text)
    rest = _HOURS.sub(" ", text)
    return rest if sum(map(str.isdigit, rest)) >= _FEWEST_DIGITS_OF_A_NUMBER else ""


def tells_hours(text: str) -> bool:
    """Returns True for opening hours, such as ``Man-fre 9-16``."""
    return bool(_HOURS.search(text))
