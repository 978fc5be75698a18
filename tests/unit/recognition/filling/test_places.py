"""Cities of postcodes and back, for pairs that anybody can look up on an envelope."""

import csv
from pathlib import Path

import pytest

from app.recognition.filling.places import cities_at, only_code_of

_PAIRS = Path(__file__).parents[3] / "data" / "postcodes.csv"


def pairs() -> dict[str, list[tuple[str, str]]]:
    """Returns codes and cities by country, as people know them; none was taken from the table."""
    found: dict[str, list[tuple[str, str]]] = {}
    with _PAIRS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault(row["country"], []).append((row["code"], row["city"]))
    return found


def test_a_hundred_pairs_of_twelve_countries() -> None:
    assert len(pairs()) >= 12
    assert sum(map(len, pairs().values())) >= 100


@pytest.mark.parametrize("country", sorted(pairs()))
def test_a_postcode_has_its_city(country: str) -> None:
    wrong = [(code, city) for code, city in pairs()[country] if city not in cities_at(code, country)]
    assert wrong == []


def test_one_name_that_begins_all_others_is_the_town_and_several_towns_are_several() -> None:
    assert cities_at("01067", "DE") == ("Dresden",)
    assert len(cities_at("01454", "DE")) > 1


@pytest.mark.parametrize(
    ("code", "country"), [("", "NO"), ("0000", "NO"), ("abc", "NO"), ("0155", ""), ("SW1A", "GB")]
)
def test_what_nobody_knows_is_nothing(code: str, country: str) -> None:
    assert cities_at(code, country) == ()


@pytest.mark.parametrize(
    ("city", "country", "code"),
    [
        ("bagsværd", "DK", "2880"),
        ("Vaduz", "LI", "9490"),
        ("Schaan", "LI", "9494"),
        ("Kongens Lyngby", "DK", "2800"),
        ("Nuuk", "GL", "3900"),
        ("Sisimiut", "GL", "3911"),
        ("Innsbruck", "AT", "6020"),
        ("Leuven", "BE", "3000"),
        ("Stockholm", "SE", ""),
        ("Berlin", "DE", ""),
        ("Oslo", "NO", ""),
        ("Amsterdam", "NL", ""),
        ("X", "", ""),
    ],
)
def test_a_city_with_one_postcode_has_that(city: str, country: str, code: str) -> None:
    assert only_code_of(city, country) == code
