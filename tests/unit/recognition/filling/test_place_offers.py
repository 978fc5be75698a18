"""The other half of a place is offered: one city, several, or the postcode of a city that has one."""

from typing import Any

import pytest

from app.recognition.filling.offers import half_places, with_offer
from app.recognition.filling.place_offers import place_offers


def street(**values: str) -> dict[str, Any]:
    return {"Address": {"Street": values}}


@pytest.mark.parametrize(
    ("form", "country", "told"),
    [
        (street(Zipcode="5003"), "NO", [("Address.Street.City", "City Bergen", "postcode 5003")]),
        (street(City="Vaduz"), "LI", [("Address.Street.Zipcode", "Postcode 9490", "Vaduz")]),
        (street(Zipcode="5003", City="Bergen"), "NO", []),
        (street(Zipcode="5003"), "", []),
        (street(City="Oslo"), "NO", []),
        (street(Address1="Storgata 1"), "NO", []),
        ({"Address": "damaged"}, "NO", []),
        ({"Address": {"Street": ["damaged"]}}, "NO", []),
        ({}, "NO", []),
    ],
)
def test_what_is_offered(form: dict[str, Any], country: str, told: list[tuple[str, str, str]]) -> None:
    assert [(one.path, one.text, one.source) for one in place_offers(form, country)] == told


def test_several_cities_are_several_offers_for_one_field() -> None:
    found = place_offers(street(Zipcode="01454"), "DE")
    assert len(found) > 1
    assert {one.path for one in found} == {"Address.Street.City"}


def test_both_addresses_are_completed_each_for_itself() -> None:
    form = {
        "Address": {"Street": {"Zipcode": "5003", "Address1": "Storgata 1"}, "Postal": {"Zipcode": "0155"}}
    }
    assert [part for part, _code, _city in half_places(form)] == ["Street", "Postal"]
    for offer in place_offers(form, "NO"):
        form = with_offer(form, offer)
    assert form["Address"] == {
        "Street": {"Zipcode": "5003", "Address1": "Storgata 1", "City": "Bergen"},
        "Postal": {"Zipcode": "0155", "City": "Oslo"},
    }
