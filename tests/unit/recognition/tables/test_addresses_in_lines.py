"""Addresses whose lines have columns of their own."""

import pytest

from tests.unit.recognition.tables.test_addresses import read


@pytest.mark.parametrize(
    "headings",
    ["Adr1;Adr2;Adr3", "Adr.1;Adr.2;Adr.3", "Adresse;Adresse;Adresse", "Adresse 1;Adresse 2;Adresse 3"],
)
def test_no_line_of_an_address_is_lost(headings: str) -> None:
    found = read(headings, "Havna 2;;3290 STAVERN")
    assert found.parts == {
        "Address.Street.Address1": "Havna 2",
        "Address.Street.Zipcode": "3290",
        "Address.Street.City": "STAVERN",
    }
    parts = read(headings, "c/o Havna AS;Kaigata 3;").parts
    assert sorted(parts.values()) == ["Kaigata 3", "c/o Havna AS"]


def test_an_address_beside_another_one_is_told() -> None:
    found = read("Adresse;Adresse", "Havna 2, 3290 Stavern;Kaigata 3, 3770 Kragerø")
    assert found.parts["Address.Street.City"] == "Stavern"
    assert [note.told for note in found.notes if note.is_doubt] == [
        "Row 2, column B: “Kaigata 3, 3770 Kragerø” is another address: it is left out."
    ]
