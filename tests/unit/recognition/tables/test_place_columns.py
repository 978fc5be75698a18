"""Postcodes and towns of two addresses."""

import pytest

from app.recognition.tables.place_columns import with_addresses
from app.recognition.values.headings import field_of_heading

_SHORT = {
    "Address.Street.Address1": "street",
    "Address.Street": "street",
    "Address.Street.Zipcode": "zip",
    "Address.Street.City": "city",
    "Address.Street.ZipCity": "zip city",
    "Address.Postal": "POSTAL",
    "Address.Postal.Zipcode": "ZIP",
    "Address.Postal.City": "CITY",
    "": "-",
}


def told(headings: str, chosen: tuple[int, ...] = ()) -> str:
    words = headings.split("|")
    fields = with_addresses([field_of_heading(word) for word in words], words, chosen)
    return "|".join(_SHORT[field or ""] for field in fields)


@pytest.mark.parametrize(
    ("headings", "fields"),
    [
        ("Besøksadresse|Postnr|Poststed|Postadresse|Postnr|Poststed", "street|zip|city|POSTAL|ZIP|CITY"),
        ("Postadress|Postnr|Ort|Besöksadress|Postnr|Ort", "POSTAL|ZIP|CITY|street|zip|city"),
        ("Straße|PLZ|Ort|Postfach|PLZ|Ort", "street|zip|city|POSTAL|ZIP|CITY"),
        ("Straße|PLZ|Ort|PLZ|Postfach", "street|zip|city|ZIP|POSTAL"),
        ("Gateadresse|Postboks|Postnr|Sted|Postboks postnr|Postboks sted", "street|POSTAL|zip|city|ZIP|CITY"),
        ("Bezoekadres|Postcode|Plaats|Postadres|Postcode|Plaats", "street|zip|city|POSTAL|ZIP|CITY"),
        ("Address|Postcode|Town|Postal address|Postcode|Town", "street|zip|city|POSTAL|ZIP|CITY"),
        ("Besøksadresse|Postadresse|Postnr|By", "street|POSTAL|ZIP|CITY"),
        (
            "Katuosoite|Postinumero|Kaupunki|Postiosoite|Postinumero|Kaupunki",
            "street|zip|city|POSTAL|ZIP|CITY",
        ),
        ("Adresse|Postnr/sted|Postadresse|Postnr/sted", "street|zip city|POSTAL|CITY"),
        ("Adresse|Postnr|Sted|Leveringsadresse|Postnr|Sted", "street|zip|city|-|-|-"),
        ("Street|City|PO Box|Postal Code", "street|city|POSTAL|zip"),
        ("Postadress|Postnr|Ort|Besöksadress|Besök postnr|Besök ort", "POSTAL|ZIP|CITY|street|zip|city"),
        ("Fakturaadresse|Postnr|Sted|Besøksadresse|Postnr|Sted", "POSTAL|ZIP|CITY|street|zip|city"),
        ("Fakturaadresse|Postnr|Sted", "POSTAL|zip|city"),
        ("Fakturaadresse", "POSTAL"),
        ("Adresse|Postnr|Sted|Faktureringsadresse", "street|zip|city|POSTAL"),
        ("Adresse|Postadresse|Fakturaadresse", "street|POSTAL|-"),
        ("Address|Billing address", "street|POSTAL"),
        ("Billing address|Shipping address", "street|-"),
        ("Adres|Facturatieadres", "street|POSTAL"),
        ("Osoite|Laskutusosoite", "street|POSTAL"),
        ("Rechnungsadresse|PLZ|Ort|Straße|PLZ|Ort|Postfach", "-|-|-|street|zip|city|POSTAL"),
        ("Postadresse|Postnr|Sted", "POSTAL|zip|city"),
        ("Gatuadress|Postnr|Ort|Box|Postnr box|Ort box", "street|zip|city|POSTAL|ZIP|CITY"),
        ("Adresse|Postnr|By|Postboks|Postnr (postboks)|By (postboks)", "street|zip|city|POSTAL|ZIP|CITY"),
        ("Straße|PLZ Straße|Ort|Postfach|PLZ Postfach|Ort Postfach", "street|zip|city|POSTAL|ZIP|CITY"),
        ("Straße|PLZ|Ort|Postfach|Post-PLZ|Post-Ort", "street|zip|city|POSTAL|ZIP|CITY"),
        (
            "Bezoekadres|Postcode|Plaats|Postbus|Postcode postbus|Plaats post",
            "street|zip|city|POSTAL|ZIP|CITY",
        ),
        (
            "Address|Zip|City|Mailing address|Zip (mailing)|City (mailing)",
            "street|zip|city|POSTAL|ZIP|CITY",
        ),
        (
            "Address|Zip|Town|PO box|Postal address zip code|Post address town",
            "street|zip|city|POSTAL|ZIP|CITY",
        ),
        (
            "Katuosoite|Postinumero|Kaupunki|Postiosoite|Postinumero (postiosoite)|Kaupunki posti",
            "street|zip|city|POSTAL|ZIP|CITY",
        ),
    ],
)
def test_whose_a_postcode_is(headings: str, fields: str) -> None:
    assert told(headings) == fields


def test_what_somebody_has_chosen_stays() -> None:
    assert told("Adresse|Postnr|Postadresse|Postnr", (3,)) == "street|zip|POSTAL|zip"


def test_an_addition_right_behind_the_name_is_of_the_name() -> None:
    assert with_addresses(["Name", "Address.Street.HouseNumber"], ["Firma", "Zusatz"])[1] == "Department"
    assert (
        with_addresses(["Person.Firstname", "Address.Street.HouseNumber"], ["Vorname", "Zusatz"])[1]
        == "Department"
    )
    fields = ["Name", "Address.Street.Address1", "Address.Street.HouseNumber"]
    assert with_addresses(fields, ["Firma", "Straße", "Zusatz"]) == fields
