"""Who of those that the server has found is the person that is typed."""

from typing import Any

import pytest

from app.model.company_search.known_people import KnownPerson, known_as, other_name
from app.model.company_search.similar_companies import reaches_of

KARI = KnownPerson(7, "Kari Hansen", 2, "Bakery", "kari@bakery.example")
OLE = KnownPerson(8, "Ole Berg", 2, "Bakery", "90000021")
UNSAID = KnownPerson(9, "Eva  HOLM", 3, "Harbour")


@pytest.mark.parametrize(
    ("person", "known"),
    [
        ({"Firstname": "K", "Email": "KARI@bakery.example"}, KARI),
        ({"Emails": [{"Value": "k@x.example"}, {"Value": "kari@bakery.example"}]}, KARI),
        ({"MobilePhone": "+47 900 00 021"}, OLE),
        ({"MobilePhones": [{"Value": "90 00 00 21"}]}, OLE),
        ({"Firstname": "Eva", "Lastname": "Holm", "Email": "eva@harbour.example"}, UNSAID),
        ({"Firstname": "Kari", "Lastname": "Hansen", "Email": "other@bakery.example"}, None),
        ({"Firstname": None, "Email": "kari@bakery"}, None),
        ({}, None),
    ],
)
def test_somebody_is_known_by_address_or_number_and_by_name_where_neither_is_told(
    person: dict[str, Any], known: KnownPerson | None
) -> None:
    assert known_as(person, (KARI, OLE, UNSAID), reaches_of(person, "NO")) == known


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        ("Åse", "Ås", "Åse Ås"),
        ("Kari", "Berg", "Kari Berg"),
        ("", "Nordmann", "Nordmann"),
        ("Kari", "Hansen", ""),
        ("kari anne", "HANSEN", ""),
        ("K.", "Hansen", ""),
        ("Kári", "Hanssen", ""),
        ("", "Hansen", ""),
        ("", "", ""),
    ],
)
def test_another_name_than_that_which_was_found_is_told(first: str, last: str, told: str) -> None:
    assert other_name({"Firstname": first, "Lastname": last}, KARI) == told
