"""What is typed for numbers, what is shown, and what goes out: by a table of locales, in both directions."""

from collections.abc import Iterator
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QLocale

from app.model.form.custom_field_values import FieldType, decode, encode
from app.ui.reading.numbers import number_text, read_decimal, read_whole

LOCALES = [
    "C",
    "en_US",
    "en_GB",
    "en_IN",
    "de_DE",
    "de_CH",
    "fr_FR",
    "nb_NO",
    "sv_SE",
    "pl_PL",
    "es_ES",
    "pt_BR",
    "ar_EG",
    "fa_IR",
    "hi_IN",
    "ja_JP",
]
NBSP, NARROW, MINUS = "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}", "\N{MINUS SIGN}"
ONE_READING = {
    "12.5": "12.5",
    "12,5": "12.5",
    ".5": "0.5",
    "0,125": "0.125",
    "0.125": "0.125",
    "1.234,56": "1234.56",
    "1,234.56": "1234.56",
    "1.234.567": "1234567",
    "1,234,567": "1234567",
    "12,34,567": "1234567",
    "1234,567": "1234.567",
    "1 234,5": "1234.5",
    f"1{NBSP}234.5": "1234.5",
    f"1{NARROW}234,5": "1234.5",
    "1'234.5": "1234.5",
    "1’234": "1234",
    f"{MINUS}12,5": "-12.5",
    "- 12,5": "-12.5",
    "１２．５": "12.5",
    "１２，５": "12.5",
    "١٢٫٥": "12.5",
    "۱۲٫۵": "12.5",
    "١٬٢٣٤٫٥": "1234.5",
    "١٫٢٣٤": "1.234",
    "१२.५": "12.5",
    "\u200e-12.5": "-12.5",
    "12,5 €": "12.5",
    "12 €": "12",
    "kr 1 234,50": "1234.5",
    f"1{NBSP}234,50{NBSP}kr": "1234.5",
    "kr. 12,50": "12.5",
    "-€12.50": "-12.5",
    "€-12,50": "-12.5",
    "(€ 12,50)": "-12.5",
    "12,-": "12",
    "CHF 1’234.–": "1234",
    "US$ 12.5": "12.5",
    "$.05": "0.05",
    "kr.5": "5",
    "12 EUR": "12",
    "3 295,05 руб": "3295.05",
    "￥１２": "12",
    "₹ 12,34,567": "1234567",
}
PERCENT = {"12,5 %": "12.5", "%40": "40", "٪٥": "5"}
TWO_READINGS = {
    "1,234": "1234",
    "1.234": "1234",
    "-12.345": "-12345",
    "１，２３４": "1234",
    "€ 1,234": "1234",
}
NONE = [
    "--5",
    "+-5",
    "nan",
    "NaN",
    "inf",
    "-Infinity",
    "1e5",
    "4E12345678901",
    "1e999999999",
    "9" * 5000,
    "1_000",
    "²",
    "½",
    "1,2,3",
    "12.3.456,7",
    "1 23",
    "12k",
    "5 mio",
    "12 kg",
    "12 € kr 5",
    "--€5",
    "-€-5",
    "(-5)",
    "12 - 15",
    "€",
    "½ €",
    "0x10",
    "\x001e",
    "-",
    ".",
]


def everywhere() -> Iterator[str]:
    """Each locale, which is the desktop's meanwhile."""
    before = QLocale()
    try:
        for name in LOCALES:
            QLocale.setDefault(QLocale(name))
            yield name
    finally:
        QLocale.setDefault(before)


@pytest.mark.parametrize(("typed", "number"), ONE_READING.items())
def test_what_has_one_reading_is_read_everywhere(typed: str, number: str) -> None:
    for locale in everywhere():
        found = read_decimal(typed)
        assert (found.value, found.problem) == (Decimal(number), ""), locale
        assert found.value is not None
        assert Decimal(encode(FieldType.DECIMAL, found.value)[3:-1]) == Decimal(number)


@pytest.mark.parametrize(("typed", "thousands"), TWO_READINGS.items())
def test_what_two_habits_read_differently_is_asked_with_both_readings(typed: str, thousands: str) -> None:
    for locale in everywhere():
        found = read_decimal(typed)
        assert found.value is None, locale
        ways = found.problem.partition(" Write ")[2].rstrip(".").split(" or ")
        assert [way.partition(" for ")[2] for way in ways] == ["thousands", "a fraction"]
        meant = [read_decimal(way.partition(" for ")[0]).value for way in ways]
        assert meant == [Decimal(thousands), Decimal(thousands) / 1000], found.problem


@pytest.mark.parametrize(("typed", "number"), PERCENT.items())
def test_a_percentage_is_asked(typed: str, number: str) -> None:
    for locale in everywhere():
        found = read_decimal(typed)
        assert found.value is None, locale
        ways = found.problem.partition(" Write ")[2].rstrip(".").split(" or ")
        assert [read_decimal(way).value for way in ways] == [Decimal(number), Decimal(number) / 100]


def test_the_locales_own_amounts_are_read() -> None:
    for locale in everywhere():
        for number in (Decimal(1234567), Decimal(-12), Decimal("-0.5"), Decimal("1234567.5")):
            amount = QLocale().toCurrencyString(float(number))
            found = read_decimal(amount).value
            assert found is not None, (locale, amount)
            assert abs(found - number) <= Decimal("0.5"), "some currencies have no cents"


@pytest.mark.parametrize(("typed", "unit"), [("12 kg", "kg"), ("12k", "k"), ("3 stk.", "stk")])
def test_a_unit_is_named_and_never_left_out(typed: str, unit: str) -> None:
    assert f"because of “{unit}”" in read_decimal(typed).problem


@pytest.mark.parametrize("typed", NONE)
def test_the_rest_is_refused_with_an_example_that_can_be_read(typed: str) -> None:
    for locale in everywhere():
        found = read_decimal(typed)
        assert found.value is None, locale
        example = found.problem.rpartition(" as ")[2].rstrip(".")
        assert "digits" in found.problem or read_decimal(example).value == Decimal("12.5"), found.problem
        assert len(found.problem) < 150
        assert read_whole(typed).value is None
        assert read_whole(typed).problem


@pytest.mark.long
@settings(deadline=None)
@given(st.decimals(-(10**20), 10**20, places=3) | st.integers(-(10**9), 10**9).map(Decimal))
def test_what_is_shown_is_read_back_as_the_same_number(number: Decimal) -> None:
    before = QLocale()
    try:
        for name in LOCALES:
            QLocale.setDefault(QLocale(name))
            assert read_decimal(number_text(number)).value == number, (name, number_text(number))
            if number == int(number) and abs(number) < 2**31:
                assert read_whole(number_text(int(number))).value == int(number), name
    finally:
        QLocale.setDefault(before)


@pytest.mark.parametrize(
    ("name", "grouped", "foreign"),
    [
        ("en_US", "1,234", "1.234"),
        ("en_IN", "12,34,567", "1.234"),
        ("de_DE", "1.234", "1,234"),
        ("de_CH", "1’234", "1,234"),
        ("fr_FR", f"1{NARROW}234", "1.234"),
        ("nb_NO", f"1{NBSP}234", "1,234"),
    ],
)
def test_a_whole_number_has_the_groups_of_its_locale_only(name: str, grouped: str, foreign: str) -> None:
    before = QLocale()
    QLocale.setDefault(QLocale(name))
    try:
        assert read_whole(grouped).value == int("".join(filter(str.isdecimal, grouped)))
        assert read_whole(foreign).value is None
        assert read_whole("1 234").value == 1234
    finally:
        QLocale.setDefault(before)


@pytest.mark.parametrize("number", [2**31, -(2**31) - 1, 10**19, 99999999999999999999])
def test_a_whole_number_out_of_the_servers_range_is_refused_with_the_range(number: int) -> None:
    for locale in everywhere():
        problem = read_whole(str(number)).problem
        bound = problem.partition("” is ")[2].split(maxsplit=1)[1].partition(",")[0]
        assert read_whole(bound).value == (2**31 - 1 if number > 0 else -(2**31)), (locale, problem)
    with pytest.raises(ValueError, match="Int32"):
        decode(FieldType.INTEGER, f"[I:{number}]")
    assert read_whole(str(2**31 - 1)).value == 2**31 - 1


@pytest.mark.parametrize(("text", "inner"), [("(5)", "5"), ("(1 234)", "1 234"), ("( 12 )", "12")])
def test_a_whole_number_in_brackets_is_asked(text: str, inner: str) -> None:
    for locale in everywhere():
        assert read_whole(text).problem == (
            f"“{text}” can be read in two ways. Write {inner} or -{inner}."
        ), locale
    assert "is not a whole number" in read_whole("(some)").problem


@pytest.mark.parametrize(
    "text", ["nan", "Infinity", "1e999999999", "4E12345678901", "1_0", "9" * 100, "--5", ""]
)
def test_what_is_no_finite_decimal_is_none_to_the_wire_either(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        decode(FieldType.DECIMAL, f"[F:{text}]")
    with pytest.raises(ValueError, match=r"."):
        decode(FieldType.INTEGER, f"[I:{text}]")


@pytest.mark.parametrize("typed", ["\x00", "\u200b\u200e", "\u00a0"])
def test_what_nobody_can_see_is_nothing(typed: str) -> None:
    for _ in everywhere():
        found = read_decimal(typed)
        assert (found.value, found.problem) == (None, "")
