"""The other half of a place is offered: one city, several, or the postcode of a city that has one."""

from typing import Any

import pytest

from app.recognition.filling.merge import merge, review
from app.recognition.filling.offers import found_in_offers, half_places
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


def test_of_several_cities_none_is_ticked_and_one_alone_can_be() -> None:
    form = street(Zipcode="01454", Address1="Hauptstr. 1")
    lines = review(form, found_in_offers(form, place_offers(form, "DE")))
    assert len(lines) > 1
    assert not any(line.begins_ticked or line.reason for line in lines)
    assert {line.one_of for line in lines} == {"Address.Street"}
    assert len({line.key for line in lines}) == len(lines)
    assert all(line.value.startswith("Hauptstr. 1, 01454 ") for line in lines)


def test_both_addresses_are_completed_each_for_itself() -> None:
    form = {
        "Address": {"Street": {"Zipcode": "5003", "Address1": "Storgata 1"}, "Postal": {"Zipcode": "0155"}}
    }
    assert [part for part, _code, _city in half_places(form)] == ["Street", "Postal"]
    found = found_in_offers(form, place_offers(form, "NO"))
    lines = review(form, found)
    assert [line.value for line in lines] == ["Storgata 1, 5003 Bergen", "0155 Oslo"]
    form = merge(form, found, {line.key for line in lines if line.begins_ticked})
    assert form["Address"] == {
        "Street": {"Zipcode": "5003", "Address1": "Storgata 1", "City": "Bergen"},
        "Postal": {"Zipcode": "0155", "City": "Oslo"},
    }
