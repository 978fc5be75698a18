"""What spreadsheets do to numbers is repaired where the country says so."""

import pytest

from app.recognition.tables.repairs import kind_of_phone, repaired_phone, repaired_postcode, why_lost


@pytest.mark.parametrize(
    ("code", "country", "repaired"),
    [
        ("151", "NO", "0151"),
        ("2138", "US", "02138"),
        ("1067", "DE", "01067"),
        ("800", "DK", "0800"),
        ("0151", "NO", "0151"),
        ("9008", "NO", "9008"),
        ("9", "NO", "9"),
        ("151", "", "151"),
        ("151", "GB", "151"),
        ("999", "NO", "999"),  # there is no 0999
        ("SW1A", "GB", "SW1A"),
    ],
)
def test_postcodes(code: str, country: str, repaired: str) -> None:
    assert repaired_postcode(code, country) == repaired


@pytest.mark.parametrize(
    ("typed", "country", "repaired"),
    [
        ("701234567", "SE", "0701234567"),
        ("15112345678", "DE", "015112345678"),
        ("612345678", "NL", "0612345678"),
        ("22445566", "NO", "22445566"),
        ("6175550142", "US", "6175550142"),
        ("070-123 45 67", "SE", "070-123 45 67"),
        ("+46701234567", "SE", "+46701234567"),
        ("701234567", "", "701234567"),
        ("12", "SE", "12"),
    ],
)
def test_phones(typed: str, country: str, repaired: str) -> None:
    assert repaired_phone(typed, country) == repaired


def test_a_number_says_whether_it_is_a_mobile_one() -> None:
    assert kind_of_phone("911 22 333", "NO") == "MobilePhone"
    assert kind_of_phone("22 44 55 66", "NO") == "DirectPhone"
    assert kind_of_phone("ask Kari", "NO") == "DirectPhone"


@pytest.mark.parametrize("text", ["4.41E+11", "4,79123E+10", "1e+12"])
def test_a_number_that_is_lost(text: str) -> None:
    assert "the number is lost" in why_lost(text)
    assert why_lost("22 44 55 66") == ""
