"""Which of several companies is at the place that is typed."""

from typing import Any

import pytest

from app.model.carriers.contact import ContactEntity
from app.model.carriers.reading import read_as
from app.model.company_search.places import FAR, Place
from app.model.company_search.similar_companies import CompanyDetails

STAVANGER = CompanyDetails("Havbris", "Sentrum", "Stavanger", postcode="4005")


@pytest.mark.parametrize(
    ("place", "full_name", "there", "distance"),
    [
        (Place("Stavanger", "4005"), "Havbris", STAVANGER, 0),
        (Place("", "N-4005"), "Havbris", STAVANGER, FAR),
        (Place("", "40 05"), "Havbris", STAVANGER, 0),
        (Place("STAVANGER", "4006"), "Havbris", STAVANGER, 1),
        (Place("Stavanger"), "Havbris AS, Stavanger", None, 1),
        (Place("Bodø"), "Havbris AS, Bodo", CompanyDetails(), 1),
        (Place("Bodø", "8006"), "Havbris", STAVANGER, FAR),
        (Place("", ""), "Havbris", CompanyDetails(), FAR),
        (Place("Stavanger"), "Stavanger", None, FAR),
    ],
)
def test_a_postcode_is_nearer_than_a_city(
    place: Place, full_name: str, there: CompanyDetails | None, distance: int
) -> None:
    assert place.distance(full_name, there) == distance


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ({"Street": {"City": " Oslo ", "Zipcode": "0150"}}, Place("Oslo", "0150")),
        ({"Street": {"Address1": "Gate 1"}, "Postal": {"City": "Oslo"}}, Place("Oslo")),
        ({"Street": None}, Place()),
        (None, Place()),
    ],
)
def test_the_visiting_address_comes_before_the_postal_one(address: Any, place: Place) -> None:
    assert Place.in_form({"Address": address}) == place
    if isinstance(address, dict):
        entity = read_as(ContactEntity, {"Address": address})
        assert Place.of(entity).city == place.city
