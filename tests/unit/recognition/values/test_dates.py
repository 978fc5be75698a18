import pytest

from app.recognition.values.dates import dates, day_of, is_day, tells_hours, without_hours


@pytest.mark.parametrize(
    "text",
    [
        "03.08.2026 - 21.08.2026",
        "5.-9.10.2026",
        "2026-08-03",
        "08/03/2026",
        "3/8-2026",
        "2019-2024",
        "09:00 - 15:00",
        "NOK 12 500 000",
        "1.200.000 EUR",
        "kr 250 000",
    ],
)
def test_dates_times_and_sums_are_told_by_their_form(text: str) -> None:
    assert any((one.start, one.end) == (0, len(text)) for one in dates(text))


@pytest.mark.parametrize(
    "text", ["22 86 54 00", "22.86.54.00", "08-465 004 22", "+47 22 86 54 00", "0150 Oslo", "020 7946 0958"]
)
def test_phones_and_postcodes_are_none(text: str) -> None:
    assert list(dates(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "Man-fre 08:00-16:00",
        "Öppettider: vardagar 9-17",
        "Mo–Fr 9 bis 17 Uhr",
        "Mon-Fri: 9.00-17.00",
        "Søndag stengt",
    ],
)
def test_opening_hours(text: str) -> None:
    assert tells_hours(text)


@pytest.mark.parametrize(
    "text", ["Montør", "Friis & Co", "Manager", "Tlf. 22 86 54 00", "Sonntag GmbH", "La Rue 12"]
)
def test_words_that_begin_like_days_are_no_hours(text: str) -> None:
    assert not tells_hours(text)


def test_a_number_beside_opening_hours_stays() -> None:
    assert without_hours("Tel. 06281 / 55 79 12 (Di 18-20 Uhr)").strip() == "Tel. 06281 / 55 79 12"
    assert without_hours("Man-fre 9-16, lør 10-14") == ""
    assert without_hours("Storgata 1") == "Storgata 1"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1980-05-17", "1980-05-17"),
        ("19800517T101112Z", "1980-05-17"),
        ("1980/05/17", "1980-05-17"),
        ("17.5.1980", "1980-05-17"),
        ("1604-05-17", ""),
        ("--0517", ""),
        ("1980", ""),
        ("1980-02-30", ""),
        ("5/6/1980", ""),
        ("circa 1980", ""),
    ],
)
def test_a_birthday_has_its_year(text: str, day: str) -> None:
    assert day_of(text) == day


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("2026-03-15", True),
        ("2026-03-15 00:00", True),
        ("01.01.1970", True),
        ("12.mai", True),
        ("3-Mar", True),
        ("12/31/1999", True),
        ("22.33.44.55", False),
        ("1. mai AS", False),
        ("12", False),
        ("22 33 44 55", False),
        ("12. mann", False),
    ],
)
def test_a_day_alone(text: str, is_one: bool) -> None:
    assert is_day(text) == is_one
