"""The country that is told by what is typed into a form."""

from typing import Any

import pytest

from app.recognition.filling.country import country_told_by
from app.recognition.language import postcodes


def address(code: str, city: str, **others: Any) -> dict[str, Any]:
    return {"Address": {"Street": {"Zipcode": code, "City": city}}, **others}


@pytest.mark.parametrize(
    ("form", "told"),
    [
        (address("10115", "Berlin"), ("DE", "10115 Berlin")),
        (address("0155", "Oslo"), ("NO", "0155 Oslo")),
        (address("411 36", "Göteborg"), ("SE", "411 36 Göteborg")),
        (address("8000", "Aarhus C"), ("DK", "8000 Aarhus C")),
        (address("LS1 4AP", "Leeds"), ("GB", "LS1 4AP Leeds")),
        (address("D-80331", "München"), ("DE", "D-80331 München")),
        (address("", "Oslo"), ("", "")),
        (address("10115", ""), ("", "")),
        (address("1000", "Nowhere"), ("", "")),
        ({"OrgNr": "DE129273398"}, ("DE", "DE129273398")),
        ({"OrgNr": "999 888 777"}, ("", "")),
        (address("0155", "Oslo", OrgNr="DE129273398"), ("NO", "0155 Oslo")),
        ({"Phones": [{"Value": "+49 30 123456"}]}, ("", "")),
        ({}, ("", "")),
    ],
)
def test_what_tells_the_country(form: dict[str, Any], told: tuple[str, str]) -> None:
    assert country_told_by(form) == told


def test_two_addresses_in_two_countries_tell_none() -> None:
    form = address("10115", "Berlin")
    form["Address"]["Postal"] = {"Zipcode": "0155", "City": "Oslo"}
    assert country_told_by(form) == ("", "")


@pytest.mark.parametrize(
    ("code", "city"),
    [
        ("10115", "Berlin"),
        ("411 36", "Göteborg"),
        ("1012 AB", "Amsterdam"),
        ("9999", "Nowhere"),
        ("", "Oslo"),
    ],
)
def test_one_look_up_says_what_the_whole_table_says_and_keeps_none_of_it(code: str, city: str) -> None:
    postcodes._places.cache_clear()
    alone = postcodes.countries_at(code, city)
    assert not code or not postcodes._places.cache_info().currsize
    assert alone == postcodes.countries_of(code, city)
