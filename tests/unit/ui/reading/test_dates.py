"""What is typed for dates and times, as each desktop writes them."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QLocale

from app.ui.reading.dates import (
    UNKNOWN_YEAR,
    date_time_text,
    day_of_year_text,
    read_date,
    read_date_time,
    read_day_of_year,
    read_time,
)


@contextmanager
def using(name: str) -> Iterator[None]:
    """The desktop's locale for a while."""
    before = QLocale()
    QLocale.setDefault(QLocale(name))
    try:
        yield
    finally:
        QLocale.setDefault(before)


@pytest.fixture(params=["C", "en_GB", "en_US", "nb_NO", "de_DE", "cs_CZ", "sl_SI", "hr_HR", "ko_KR"])
def locale(request: pytest.FixtureRequest) -> Iterator[str]:
    before = QLocale()
    QLocale.setDefault(QLocale(request.param))
    yield request.param
    QLocale.setDefault(before)


@pytest.mark.parametrize("moment", [datetime(2026, 11, 24, 14, 30), datetime(2026, 1, 2)])  # noqa: DTZ001  # wall-clock times: no zone
def test_a_date_and_time_is_read_as_it_is_shown(locale: str, moment: datetime) -> None:
    assert read_date_time(date_time_text(moment)).value == moment, locale


@pytest.mark.parametrize("text", ["24.11.2026 14:30", "2026-11-24 14:30", " 24.11.2026  1430 "])
def test_the_usual_forms_are_read_everywhere(locale: str, text: str) -> None:
    assert read_date_time(text).value == datetime(2026, 11, 24, 14, 30), locale  # noqa: DTZ001  # wall-clock time: no zone


@pytest.mark.parametrize("text", ["", "soon", "24.11.2026 soon", "14:30"])
def test_anything_else_is_not(text: str) -> None:
    assert read_date_time(text).value is None


TABLE = {
    "en_US": {
        "4/3/26": "2026-04-03",
        "04/03/2026": "2026-04-03",
        "24/11/2026": "2026-11-24",
        "24.11.2026": "2026-11-24",
        "3.3.2026": "2026-03-03",
        "1.5.2026": "",
        "1. 5. 2026": "",
        "1.5.26": "",
        "1-5-2026": "",
        "1 5 2026": "",
        "01052026": "",
    },
    "es_PA": {"03/04/2026": "2026-03-04", "3/4/2026": "2026-03-04"},
    "en_GB": {"4/3/26": "2026-03-04", "04032026": "2026-03-04", "1/5/68": "1968-05-01"},
    "de_DE": {
        "3.4.26": "2026-04-03",
        "3.4.2026": "2026-04-03",
        "3. 4. 2026": "2026-04-03",
        "3-4-2026": "2026-04-03",
        "5/1/2026": "",
        "5/1/26": "",
        "24/11/2026": "2026-11-24",
        "11/24/2026": "2026-11-24",
    },
    "nb_NO": {"5/1/2026": "", "3.4.26": "2026-04-03", "24.11.2026": "2026-11-24", "31.12.9999": "9999-12-31"},
    "fr_FR": {"03/04/2026": "2026-04-03", "3-4-2026": "2026-04-03", "3.4.2026": "2026-04-03"},
    "sv_SE": {"26-04-03": "2026-04-03", "24/11/2026": "2026-11-24", "3/4/2026": "", "3.4.26": ""},
    "ja_JP": {"2026/4/3": "2026-04-03", "3/4/2026": ""},
    "ko_KR": {"2026. 4. 3.": "2026-04-03", "3.4.2026": ""},
    "ar_EG": {"٣/٤/٢٠٢٦": "2026-04-03", "3/4/2026": "2026-04-03"},
    "fa_IR": {"۲۰۲۶/۴/۳": "2026-04-03"},
    "th_TH": {"27.9.2569": "", "27/9/2026": "2026-09-27"},
}
EVERYWHERE = {
    "2026-04-03": "2026-04-03",
    "20260403": "2026-04-03",
    "2026/4/3": "2026-04-03",
    "２０２６－０４－０３": "2026-04-03",
    "31.4.2026": "",
    "29.2.2025": "",
    "5.13.13.26": "",
    "27.9.2569": "",
    "3.4.1405": "",
    "1.1.1500": "",
    "soon": "",
    "9" * 5000: "",
}


@pytest.mark.parametrize(
    ("name", "typed", "day"), [(n, t, d) for n, row in TABLE.items() for t, d in row.items()]
)
def test_day_and_month_stand_in_the_order_of_the_locale(name: str, typed: str, day: str) -> None:
    with using(name):
        found = read_date(typed)
        assert (str(found.value or ""), bool(found.problem)) == (day, not day), found


@pytest.mark.parametrize(
    ("name", "typed", "ways"),
    [
        ("en_US", "1.5.2026", "Write 1/5/2026 for 5 January 2026 or 5/1/2026 for 1 May 2026."),
        ("de_DE", "5/1/2026", "Write 05.01.2026 for 5 January 2026 or 01.05.2026 for 1 May 2026."),
        ("sv_SE", "5/1/2026", "Write 2026-01-05 for 5 January 2026 or 2026-05-01 for 1 May 2026."),
    ],
)
def test_what_two_habits_read_differently_is_asked_with_both_ways(name: str, typed: str, ways: str) -> None:
    with using(name):
        for problem in (read_date(typed).problem, read_date_time(typed).problem):
            assert problem == f"“{typed}” can be read in two ways. {ways}"
        assert ways.split()[1] in read_date_time(f"{typed} 14:30").problem


@pytest.mark.parametrize("name", TABLE)
@pytest.mark.parametrize(("typed", "day"), EVERYWHERE.items())
def test_year_first_is_read_everywhere_and_what_is_no_day_is_refused(name: str, typed: str, day: str) -> None:
    with using(name):
        found = read_date(typed)
        assert (str(found.value or ""), bool(found.problem)) == (day, not day), found
        example = found.problem.rpartition("for example ")[2].removesuffix(".")
        says_why = any(words in found.problem for words in ("cannot be kept", " has 28 days", " has 30 days"))
        assert not found.problem or says_why or read_date(example).value, found.problem


@pytest.mark.long
@settings(deadline=None)
@given(st.datetimes(datetime(1753, 1, 1), datetime(2399, 12, 31)))  # noqa: DTZ001  # wall-clock times: no zone
def test_what_is_shown_is_read_back_as_the_same_moment(moment: datetime) -> None:
    moment = moment.replace(microsecond=0)
    for name in TABLE:
        with using(name):
            assert read_date_time(date_time_text(moment)).value == moment, date_time_text(moment)


@settings(deadline=None)
@given(st.dates(date(1930, 1, 1), date.today()))  # noqa: DTZ011  # a birthday is a day where the user is
def test_two_digits_of_a_birthdays_year_are_the_latest_that_is_past(day: date) -> None:
    with using("de_DE"):
        found = read_date(f"{day:%d.%m.%y}", is_past=True).value
        assert found is not None
        assert (found.month, found.day, found.year % 100) == (day.month, day.day, day.year % 100)
        assert day <= found <= date.today()  # noqa: DTZ011  # as above


@pytest.mark.parametrize(
    ("typed", "at"),
    [
        ("14:30", "14:30:00"),
        ("14.30", "14:30:00"),
        ("1430", "14:30:00"),
        ("2:35 PM", "14:35:00"),
        ("2:35pm", "14:35:00"),
        ("12 am", "00:00:00"),
        ("14:30:15", "14:30:15"),
        ("١٤:٣٠", "14:30:00"),
        ("14h30", "14:30:00"),
        ("14.30 Uhr", "14:30:00"),
        ("kl. 14.30", "14:30:00"),
        ("14:30 hrs", "14:30:00"),
        ("14 Uhr", "14:00:00"),
        ("at 2 pm", "14:00:00"),
        ("14時30分", "14:30:00"),
        ("25h30", ""),
        ("kl.", ""),
        ("25:00", ""),
        ("14:60", ""),
        ("13 pm", ""),
        ("14", "14:00:00"),
        ("9", "09:00:00"),
        ("kl. 9", "09:00:00"),
        ("kl 9.30", "09:30:00"),
        ("930", "09:30:00"),
        ("0", "00:00:00"),
        ("24", ""),
        ("960", ""),
        ("99", ""),
        ("9" * 5000, ""),
    ],
)
def test_times_are_read_as_people_write_them(typed: str, at: str) -> None:
    found = read_time(typed)
    assert (str(found.value or ""), bool(found.problem)) == (at, not at) or str(found.value) == at, found


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("30.2.2026", "February 2026 has 28 days"),
        ("2/30/2026", "February 2026 has 28 days"),
        ("29.02.2025", "February 2025 has 28 days"),
        ("2026-02-30", "February 2026 has 28 days"),
        ("31.4.", "April has 30 days"),
        ("30.2.", "February has 29 days"),
        ("30.2.2026 14:30", "February 2026 has 28 days"),
    ],
)
def test_a_day_that_no_month_has_is_told_as_that(typed: str, why: str) -> None:
    for name in TABLE:
        with using(name):
            read = read_date_time if ":" in typed else read_date
            assert read(typed).problem.endswith(f"is not a date: {why}."), name


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("24:00", "“24:00” is the beginning of the next day. Write 00:00."),
        ("25:00", "“25:00” is not a time of day. Write it in hours and minutes, for example 14:30."),
    ],
)
def test_a_time_that_is_none_is_told_with_what_would_do(typed: str, problem: str) -> None:
    assert read_time(typed).problem == problem


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("31.12.2026 24:00", "“24:00” is the beginning of the next day. Write 01.01.2027 00:00."),
        (
            "24.11.2026 25:00",
            "“25:00” is not a time of day. Write it in hours and minutes, for example 14:30.",
        ),
        ("soon", "“soon” is not a date and time. Write them for example as 24.11.2026 14:30."),
    ],
)
def test_of_a_date_and_time_what_is_wrong_is_told(typed: str, problem: str) -> None:
    with using("de_DE"):
        assert read_date_time(typed).problem == problem
        assert read_date_time("24.11.2026 kl. 9").value == datetime(2026, 11, 24, 9)  # noqa: DTZ001  # wall-clock time: no zone


YEARLESS = {
    "de_DE": {"3/4": "", "24.12.": "24.12.", "3.4.": "3.4.", "24. Dez.": "24.12.", "--04-03": "3.4."},
    "en_US": {
        "1.5.": "",
        "12/24": "12/24",
        "4/3": "4/3",
        "Dec 24": "12/24",
        "24/12": "12/24",
        "--0403": "4/3",
    },
    "en_GB": {"24/12": "24.12.", "3/4": "3.4.", "24 December": "24.12."},
    "sv_SE": {"12-24": "12-24", "04-03": "04-03", "24/12": "12-24", "3/4": "", "3.4.": ""},
    "ja_JP": {"4/3": "4/3", "12月24日": "12/24", "24.12.": "12/24", "3.4.": ""},
    "hu_HU": {"4.3.": "4.3", "3/4": ""},
    "fa_IR": {"۴/۳": "۴/۳"},
}


@pytest.mark.parametrize("name", YEARLESS)
def test_a_day_without_a_year_stands_in_the_locales_order_or_is_asked(name: str) -> None:
    with using(name):
        for typed, shown in YEARLESS[name].items():
            found = read_day_of_year(typed)
            assert (found.value is None) is bool(found.problem) is (not shown), typed
            if found.value is None:
                ways = found.problem.partition(" Write ")[2].split(" or ")
                days = {read_day_of_year(way.partition(" for ")[0]).value for way in ways}
                assert len(days - {None}) == 2
            else:
                assert day_of_year_text(found.value) == shown
                assert read_day_of_year(shown).value == found.value
        assert "29 February" in read_day_of_year("29.2.").problem
        assert "29 February" in read_day_of_year("--0229").problem
        for typed in ("32.1.", "April 1980", "soon", "1.2.3", "9" * 5000):
            assert read_day_of_year(typed).value is None


@pytest.mark.long
def test_a_day_without_a_year_is_read_as_it_is_shown() -> None:
    days = [date(UNKNOWN_YEAR, 1, 1) + timedelta(days=number) for number in range(365)]
    for name in {*TABLE, *YEARLESS}:
        with using(name):
            for day in days:
                assert read_day_of_year(day_of_year_text(day)).value == day, day_of_year_text(day)


def test_a_date_time_of_another_program_is_read() -> None:
    assert read_date_time("2026-04-03T14:35").value == datetime(2026, 4, 3, 14, 35)  # noqa: DTZ001  # wall-clock time: no zone
