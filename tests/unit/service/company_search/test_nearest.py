"""The company at the place of the line comes before others of its name."""

from __future__ import annotations

from typing import cast

import pytest

from app.model.carriers.contact import ContactEntity
from app.model.carriers.lists import DuplicateEntry
from app.model.carriers.reading import read_as
from app.model.company_search.places import Place
from app.service.company_search.nearest import nearest_first
from app.service.company_search.same_name import CompanyOfName, Likeness
from app.webapi.client import WebApi

CITIES = {6: ("Bodø", "8006"), 7: ("Stavanger", "4005"), 8: ("Stavanger", "4010"), 9: ("Oslo", "0150")}


class Server:
    """A client whose server has companies in `CITIES`."""

    def __init__(self) -> None:
        self.read: list[int] = []

    def contact(self, number: int) -> ContactEntity:
        self.read.append(number)
        city, code = CITIES[number]
        return read_as(ContactEntity, {"Address": {"Street": {"City": city, "Zipcode": code}}})


def there(number: int, likeness: Likeness = Likeness.ONE_HAS_NO_FORM) -> CompanyOfName:
    entry = DuplicateEntry(so_primary_key=number, entry_name="Havbris AS")
    return CompanyOfName(entry, "Havbris AS", likeness)


@pytest.mark.parametrize(
    ("place", "numbers", "others"),
    [
        (Place("Stavanger", "4010"), [8, 7, 6], 0),
        (Place("Stavanger"), [7, 8, 6], 2),
        (Place("Bodø", "8000"), [6, 7, 8], 0),
        (Place("Molde", "6400"), [6, 7, 8], 2),
        (Place(), [6, 7, 8], 2),
    ],
)
def test_the_nearest_one_is_first_and_several_are_counted(
    place: Place, numbers: list[int], others: int
) -> None:
    api = cast("WebApi", Server())
    found, count = nearest_first(api, [there(6), there(7), there(8)], place)
    assert [one.entry.so_primary_key for one in found] == numbers
    assert count == others


def test_a_more_similar_name_comes_before_a_nearer_place_and_one_alone_is_not_read() -> None:
    server = Server()
    similar = [there(9, Likeness.EQUAL), there(7), there(6)]
    assert nearest_first(cast("WebApi", server), similar, Place("Stavanger")) == (similar, 0)
    assert server.read == []
    assert nearest_first(cast("WebApi", server), [], Place("Stavanger")) == ([], 0)


def test_one_without_a_number_is_anywhere_and_two_can_change_places() -> None:
    server = Server()
    nobody = CompanyOfName(
        DuplicateEntry(so_primary_key=0, entry_name="Havbris AS"), "Havbris AS", Likeness.EQUAL
    )
    similar = [nobody, there(7, Likeness.EQUAL)]
    found, count = nearest_first(cast("WebApi", server), similar, Place("Stavanger"))
    assert ([one.entry.so_primary_key for one in found], count) == ([7, 0], 0)
    assert server.read == [7]
