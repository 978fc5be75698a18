"""Reads and shows dates and times as people write them, in every locale.

- Year first (``2026-04-03``, ``20260403``) is read everywhere.
- Otherwise day and month stand in the order of the locale, where the signs between them are the locale's.
  What cannot be in that order (month 24) is read in the other.
- Other signs are of other habits: dots, blanks and dashes of people who write the day first, slashes of both.
  Where two habits read two days (``1.5.2026`` where the month is written first, ``5/1/2026`` where dots are
  written), both are named and neither is taken. So it is where the locale writes the year first.
- A month by its name is read in any order: `app.ui.reading.date_words`.
- Two digits of a year mean 1950 to 2049; in a day that is past, such as a birthday, the latest year that is.
- Years are those of the Gregorian calendar from 1753, where the server's begin, to 2399, and 9999 (never):
  a Buddhist 2569 or a Persian 1405 is refused, with the year that it probably is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime, time, timedelta

from PySide6.QtCore import QDate, QLocale

from app.translation import _
from app.translation.days import day_in_words, month_name
from app.ui.reading.date_words import named_day
from app.ui.reading.reading import MOST_CHARACTERS, Reading, in_locale_digits, plain, quoted

UNKNOWN_YEAR = 2
"""The server's year of birthdays of which nobody knows the year (Swagger: PersonEntity.BirthDate)."""
_FIRST_YEAR, _LAST_YEAR, _NEVER = 1753, 2399, 9999
# ``24.11.26`` is in this century, ``1.5.68`` in the last.
_TWO_DIGITS_FROM = 1950
_BUDDHIST, _PERSIAN = -543, 621  # what leads to the Gregorian year
_THREE = re.compile(r"(\d{1,4}) ?([./-]| ) ?(\d{1,2}) ?\2 ?(\d{1,4})\.?")
_TWO = re.compile(r"(\d{1,2}) ?([./-]) ?(\d{1,2})\2?")
_OF_VCARD = re.compile(r"--(\d{2})-?(\d{2})")  # RFC 6350
_CLOCK = re.compile(
    r"(\d{1,2})(?:[:.](\d{2})(?:[:.](\d{2})(?:\.0+)?)?)? ?(am|pm|a\.m\.|p\.m\.)?", re.IGNORECASE
)
# ``kl. 14.30``, ``14:30 Uhr``, ``14h30``, ``14時30分``.
_BEFORE_CLOCK = re.compile(r"^(?:kl|klo|um|om|at|à|a las|alle|godz|ora)\b\.? ?", re.IGNORECASE)
_AFTER_CLOCK = re.compile(r"(?<=\d) ?(?:uhr|uur|hrs?|h|u|分|분)\.?$", re.IGNORECASE)
_FULL_HOUR = re.compile(r"^(\d{1,2}) ?(?:uhr|uur|hrs?|h|u|時|点|시)\.?(?= ?(?:am|pm)?$)", re.IGNORECASE)
_HALF_FIRST = re.compile(r"^(am|pm) ?(\d.*)", re.IGNORECASE)  # ``午後2:30``
_HOUR_SIGN = re.compile(r"(?<=\d) ?[hu時点시] ?(?=\d{2})", re.IGNORECASE)
_BARE_CLOCK = re.compile(r"(\d{2})(\d{2})()()")
_EXAMPLE = date(2026, 11, 24)
_HABITS = {".": "d", " ": "d", "-": "d", "/": "dM"}
"""What people write first who have each sign between day and month."""
_NEXT_DAY = "00:00"


def read_date(text: str, *, is_past: bool = False, example: date = _EXAMPLE) -> Reading[date]:
    """Reads a calendar day; `is_past` for a day that is over, which decides about two digits of a year."""
    typed = plain(text)
    if not typed:
        return Reading()
    if len(typed) > MOST_CHARACTERS:
        return Reading(problem=_no_date(text, example))
    found = list(dict.fromkeys(_candidates(typed, is_past))) or list(_in_locale_words(text))
    possible = [one for one in found if _is_in_range(one)]
    if len(possible) > 1:
        return Reading(problem=_two_ways(text, possible), is_ambiguous=True)
    if possible:
        return Reading(possible[0])
    return Reading(problem=_no_year(text, found[0]) if found else _no_date(text, example))


def read_day_of_year(text: str) -> Reading[date]:
    """Reads day and month of an unknown year, which is `UNKNOWN_YEAR`; nothing if the text is no such."""
    ways = list(dict.fromkeys(_days_and_months(text)))
    if (29, 2) in ways:
        return Reading(
            problem=_("29 February is kept with its year only. Add the year, or write 28 February.")
        )
    possible = []
    for day, month in ways:
        with suppress(ValueError):
            possible.append(date(UNKNOWN_YEAR, month, day))
    if len(possible) > 1:
        return Reading(problem=_two_ways(text, possible), is_ambiguous=True)
    return Reading(possible[0]) if possible else Reading()


def read_time(text: str) -> Reading[time]:
    """Reads a time of day: ``14:30``, ``14.30``, ``1430``, ``2:30 pm``, seconds as well."""
    typed = plain(text)
    if not typed:
        return Reading()
    at = _clock_alone(typed)
    return Reading(at) if at is not None else Reading(problem=_no_time(text, _NEXT_DAY))


def read_date_time(text: str, example: date = _EXAMPLE) -> Reading[datetime]:
    """Reads a day and a time, midnight without one; a date may contain blanks (``24. 11. 2026``)."""
    typed = plain(text)
    if not typed:
        return Reading()
    whole = read_date(typed)
    if whole.value is not None:
        return Reading(datetime.combine(whole.value, time()))
    problem = whole.problem if whole.is_ambiguous else ""
    for cut in re.finditer(r"(?<=\d)T(?=\d)|[ ,]+", typed[:MOST_CHARACTERS]):
        rest = typed[cut.end() :]
        at = (_clock_alone if _BEFORE_CLOCK.match(rest) else _clock)(rest)
        if at is not None and len(typed) <= MOST_CHARACTERS:
            day = read_date(typed[: cut.start()], example=example)
            if day.value is not None:
                return Reading(datetime.combine(day.value, at))
            problem = problem or day.problem
        elif on := read_date(typed[: cut.start()]).value:
            problem = problem or _no_time(rest, _midnight_after(on))
    return Reading(
        problem=problem
        or _("{text} is not a date and time. Write them for example as {example}.").format(
            text=quoted(text), example=f"{date_text(example)} 14:30"
        )
    )


def date_text(day: date) -> str:
    """Writes the desktop's short format with the century, so that it can be read back."""
    return QLocale().toString(QDate(day.year, day.month, day.day), _short_format())


def day_of_year_text(day: date) -> str:
    """Writes day and month without a year, in the order and with the signs of the locale."""
    if _order() == "y":
        sign = _own_sign()
        text = f"{day.month:02}{sign}{day.day:02}" if sign == "-" else f"{day.month}{sign}{day.day}"
    else:
        text = f"{day.month}/{day.day}" if _order() == "M" else f"{day.day}.{day.month}."
    return in_locale_digits(text)


def time_text(at: time) -> str:
    """Writes hours and minutes, and seconds only where there are some."""
    return in_locale_digits(f"{at:%H:%M:%S}" if at.second else f"{at:%H:%M}")


def date_time_text(moment: datetime) -> str:
    return f"{date_text(moment.date())} {time_text(moment.time())}"


def date_hint(at: time | None = None, day: date = _EXAMPLE) -> str:
    """Returns an example of a day as the locale writes one, for a placeholder; with `at`, of a moment."""
    text = date_text(day) if at is None else date_time_text(datetime.combine(day, at))
    return _("e.g. {example}").format(example=text)


def _candidates(typed: str, is_past: bool) -> Iterator[date]:
    """Yields the days that the digits can mean, the locale's order first."""
    if (named := named_day(typed)) and named[0]:
        yield from _days([named], is_past)
    if re.fullmatch(r"\d{8}", typed):
        yield from _days([(typed[:4], typed[4:6], typed[6:])], is_past)
        typed = f"{typed[:2]} {typed[2:4]} {typed[4:]}"
    found = _THREE.fullmatch(typed)
    if found is None:
        return
    one, separator, two, three = found.groups()
    if len(one) > 2:
        yield from _days([(one, two, three)] if len(one) == 4 else [], is_past)
        return
    if len(three) == 2 and _order() == "y":
        # 26-04-03: only as the locale itself writes it.
        yield from _days(
            [(one, two, three)] if separator in _short_format() and len(one) == 2 else [], is_past
        )
        return
    orders = _day_and_month(int(one), int(two), separator)
    yield from _days([(three, str(month), str(day)) for day, month in orders], is_past)


def _days_and_months(text: str) -> list[tuple[int, int]]:
    """Returns what a text can mean as day and month of no year."""
    typed = plain(text)[:MOST_CHARACTERS]
    if named := named_day(text):
        return [] if named[0] else [(int(named[2]), int(named[1]))]
    if found := _OF_VCARD.fullmatch(typed):
        return [(int(found[2]), int(found[1]))]
    found = _TWO.fullmatch(typed)
    if found is None:
        return []
    ways = _day_and_month(int(found[1]), int(found[3]), found[2])
    # Where the year is written first, the month follows it; with a sign that is not the locale's, who knows?
    is_own = _order() == "y" and found[2] == _own_sign()
    return [way for way in ways if way == (int(found[3]), int(found[1]))] or ways if is_own else ways


def _days(parts: list[tuple[str, str, str]], is_past: bool) -> Iterator[date]:
    """Yields those of ``(year, month, day)`` that are days, years of two digits made whole."""
    for year, month, day in parts:
        if len(year) in (2, 4):
            with suppress(ValueError):
                yield (
                    _with_century(int(year), int(month), int(day), is_past)
                    if len(year) == 2
                    else date(int(year), int(month), int(day))
                )


def _with_century(year: int, month: int, day: int, is_past: bool) -> date:
    if not is_past:
        return date(_TWO_DIGITS_FROM + (year - _TWO_DIGITS_FROM) % 100, month, day)
    today = date.today()  # noqa: DTZ011  # a birthday is a day where the user is
    century = today.year // 100 * 100
    if (century + year, month, day) > (today.year, today.month, today.day):
        century -= 100
    return date(century + year, month, day)


def _day_and_month(one: int, two: int, sign: str) -> list[tuple[int, int]]:
    """Returns what the two can mean as day and month to people who write this sign between them."""
    by_order = {"d": (one, two), "M": (two, one)}
    order = _order()
    likely = order if sign == _own_sign() else order + _HABITS[sign]
    possible = {name: way for name, way in by_order.items() if way[1] <= 12}
    if order == "y" or not possible.keys() & set(likely):
        return list(possible.values())
    return [possible[name] for name in dict.fromkeys(likely) if name in possible]


def _in_locale_words(text: str) -> Iterator[date]:
    """Yields the day of a format with words, such as ``24 Nov 2026``."""
    found = QLocale().toDate(text.strip(), _short_format())
    if found.isValid() and 1 <= found.year() <= _NEVER:
        yield date(found.year(), found.month(), found.day())


def _clock_alone(typed: str) -> time | None:
    """Reads a time that is known to be one: hours are enough (``9``, ``kl. 9``), and so is ``930``."""
    bare = _AFTER_CLOCK.sub("", _BEFORE_CLOCK.sub("", typed))
    if re.fullmatch(r"\d{1,2}", bare):
        return _clock(f"{bare}:00")
    return _clock(f"0{bare}" if re.fullmatch(r"\d{3}", bare) else typed)


def _clock(typed: str) -> time | None:
    locale = QLocale()
    for ours, theirs in (("am", plain(locale.amText())), ("pm", plain(locale.pmText()))):
        if theirs and theirs.casefold() in typed.casefold() and not theirs.isdecimal():
            typed = re.sub(re.escape(theirs), ours, typed, flags=re.IGNORECASE)
            break
    typed = _FULL_HOUR.sub(r"\1:00", _HALF_FIRST.sub(r"\2 \1", _BEFORE_CLOCK.sub("", typed)))
    typed = _HOUR_SIGN.sub(":", _AFTER_CLOCK.sub("", typed))
    found = _BARE_CLOCK.fullmatch(typed) or _CLOCK.fullmatch(typed)
    if found is None or not (found[2] or found[4]):
        return None
    hour, half = int(found[1]), (found[4] or "")[:1].lower()
    if half and not 1 <= hour <= 12:
        return None
    hour = hour % 12 + (12 if half == "p" else 0) if half else hour
    with suppress(ValueError):
        return time(hour, int(found[2] or 0), int(found[3] or 0))
    return None


def _is_in_range(day: date) -> bool:
    return _FIRST_YEAR <= day.year <= _LAST_YEAR or day.year == _NEVER


def _order() -> str:
    """Returns what the locale writes first: ``d``, ``M`` or ``y``."""
    found = re.search("[dMy]", re.sub("'[^']*'", "", _short_format()))
    return found.group() if found else "d"


def _own_sign() -> str:
    """Returns what the locale writes between the parts of a date."""
    found = re.search(r"(?<=[dMy])[./ -]", plain(_short_format()))
    return found.group() if found else "-"


def _short_format() -> str:
    form = QLocale().dateFormat(QLocale.FormatType.ShortFormat)
    return form if "yyyy" in form else form.replace("yy", "yyyy")


def _two_ways(text: str, days: list[date]) -> str:
    """Names the days that a text can mean, each as it is to be written here, and in words."""
    one, other = days[:2]
    has_year = one.year != UNKNOWN_YEAR
    write = date_text if has_year else day_of_year_text
    problem = _("{text} can be read in two ways. Write {one} for {day} or {other} for {other_day}.")
    words, other_words = (day_in_words(day, has_year=has_year) for day in (one, other))
    shown = quoted(text)
    return problem.format(text=shown, one=write(one), day=words, other=write(other), other_day=other_words)


def _no_time(text: str, next_day: str) -> str:
    if re.fullmatch(r"24([:.]?00){1,2}", plain(text)):
        problem = _("{text} is the beginning of the next day. Write {next_day}.")
    else:
        problem = _("{text} is not a time of day. Write it in hours and minutes, for example 14:30.")
    return problem.format(text=quoted(text), next_day=next_day)


def _midnight_after(day: date) -> str:
    with suppress(OverflowError):
        return date_time_text(datetime.combine(day + timedelta(days=1), time()))
    return _NEXT_DAY


def _no_date(text: str, example: date) -> str:
    if missing := _missing_day(plain(text)):
        month, days = missing
        problem = _("{text} is not a date: {month} has {days} days.")
        return problem.format(text=quoted(text), month=month, days=days)
    by_order = {
        "d": _("{text} is not a date. Write day, month and year, for example {example}."),
        "M": _("{text} is not a date. Write month, day and year, for example {example}."),
        "y": _("{text} is not a date. Write year, month and day, for example {example}."),
    }
    return by_order[_order()].format(text=quoted(text), example=date_text(example))


def _missing_day(typed: str) -> tuple[str, int] | None:
    """Returns the month, and how many days it has, where only that is wrong: 30 February, 31 April."""
    found = _THREE.fullmatch(typed) or _TWO.fullmatch(typed)
    if found is None:
        return None
    numbers = [int(one) for one in (found[1], found[3])]
    year = 0
    if found.re is _THREE:
        last = int(found[4])
        numbers, year = ([int(found[3]), last], numbers[0]) if len(found[1]) == 4 else (numbers, last)
        year = _with_century(year, 1, 1, is_past=False).year if year < 100 else year
    for day, month in (numbers, numbers[::-1]):
        if 28 < day <= 31 and 1 <= month <= 12:
            from calendar import monthrange

            # Without a year, it is in none if it is not in a leap year.
            days = monthrange(year or 2024, month)[1]
            return (month_name(month, year if month == 2 else 0), days) if day > days else None
    return None


def _no_year(text: str, day: date) -> str:
    meant = day.year + (_BUDDHIST if day.year > _LAST_YEAR else _PERSIAN)
    today = date.today().year  # noqa: DTZ011  # the year where the user is
    problem = _("{text}: the year {year} cannot be kept here.")
    if abs(meant - today) <= 120:
        problem = _(
            "{text}: the year {year} cannot be kept here. If the year is of another calendar, write {meant}."
        )
    return problem.format(text=quoted(text), year=day.year, meant=meant)
