import pytest

from app.model.carriers.lists import Country
from app.recognition.reading.postal_addresses import AddressLine, PostalAddress, read_addresses


def read(region: str, *lines: str) -> list[PostalAddress]:
    return read_addresses([AddressLine(index, text) for index, text in enumerate(lines)], region)


@pytest.mark.parametrize(
    ("region", "lines", "parts"),
    [
        ("NO", ("Storgata 1", "0150 Oslo"), {"Address1": "Storgata 1", "Zipcode": "0150", "City": "Oslo"}),
        ("NO", ("Storgata 1, 0150 Oslo",), {"Address1": "Storgata 1", "Zipcode": "0150", "City": "Oslo"}),
        (
            "SE",
            ("Kungsgatan 8, 2 tr", "111 43 Stockholm"),
            {"Address1": "Kungsgatan 8", "Address2": "2 tr", "Zipcode": "111 43", "City": "Stockholm"},
        ),
        (
            "DE",
            ("Hauptstraße 5", "D-80331 München"),
            {"Address1": "Hauptstraße 5", "Zipcode": "80331", "City": "München"},
        ),
        (
            "NL",
            ("Damrak 1", "1012 LG Amsterdam"),
            {"Address1": "Damrak 1", "Zipcode": "1012 LG", "City": "Amsterdam"},
        ),
        (
            "GB",
            ("Unit 5, 12 Mill Lane, Leeds LS1 4AB",),
            {"Address1": "Unit 5", "Address2": "12 Mill Lane", "Zipcode": "LS1 4AB", "City": "Leeds"},
        ),
        (
            "US",
            ("500 Main Street, Suite 4", "Portland, OR 97204"),
            {
                "Address1": "500 Main Street",
                "Address2": "Suite 4",
                "City": "Portland",
                "State": "OR",
                "Zipcode": "97204",
            },
        ),
    ],
)
def test_an_address_in_the_format_of_its_country(
    region: str, lines: tuple[str, ...], parts: dict[str, str]
) -> None:
    (address,) = read(region, *lines)
    assert address.parts == parts
    assert address.kind == "Street"
    assert address.lines == set(range(len(lines)))
    assert address.snippet == " · ".join(lines)


@pytest.mark.parametrize("line", ["Postboks 7, 0150 Oslo", "Postadresse: Storgata 1, 0150 Oslo"])
def test_a_box_or_a_label_makes_a_postal_address(line: str) -> None:
    (address,) = read("NO", line)
    assert address.kind == "Postal"


def test_two_addresses_stay_apart() -> None:
    street, postal = read("NO", "Besøksadresse: Storgata 1, 0150 Oslo", "Postadresse: Postboks 7, 0151 Oslo")
    assert (street.kind, street.parts["Zipcode"]) == ("Street", "0150")
    assert (postal.kind, postal.parts["Zipcode"]) == ("Postal", "0151")


def test_a_country_behind_the_city_is_no_part_of_it() -> None:
    (address,) = read("SE", "Kungsgatan 8, 111 43 Stockholm Sweden")
    assert (address.parts["City"], address.region) == ("Stockholm", "SE")


def test_the_tenants_own_countries_are_known() -> None:
    lines = [AddressLine(0, "Niels Finsens gøta 1, 1000 Tórshavn, Færøyene")]
    faroes = Country(country_id=88, name="Færøyene", two_letter_iso_country="FO")
    (address,) = read_addresses(lines, "DK", [faroes])
    assert (address.parts["City"], address.region) == ("Tórshavn", "FO")


def test_a_street_without_a_postcode_needs_a_label_or_clear_words() -> None:
    (address,) = read("NO", "Besøksadresse: Storgata 1")
    assert address.parts == {"Address1": "Storgata 1"}
    assert read("NO", "Kari Nordmann", "Fjell AS", "Selger") == []


def test_a_box_beside_a_street_is_an_address_of_its_own() -> None:
    lines = [AddressLine(0, "Rådhusgata 4, Pb. 123 Sentrum, 0102 Oslo")]
    street, box = read_addresses(lines, "NO")
    assert (street.kind, street.parts) == ("Street", {"Address1": "Rådhusgata 4", "City": "Oslo"})
    assert box.parts == {"Address1": "Pb. 123 Sentrum", "Zipcode": "0102", "City": "Oslo"}


def test_an_irish_address_may_end_with_its_county() -> None:
    (found,) = read_addresses([AddressLine(0, "5 Main Street, Swords, Co. Dublin")], "IE")
    assert found.parts == {"Address1": "5 Main Street", "City": "Swords", "County": "Co. Dublin"}


def test_a_number_before_a_word_is_no_postcode_by_itself() -> None:
    assert read_addresses([AddressLine(0, "2026 Messe")], "NO") == []
    assert read_addresses([AddressLine(0, "9999 Kunder")], "NO") == []


def test_what_stands_between_the_company_and_its_town_is_the_street() -> None:
    def lines(text: str) -> list[AddressLine]:
        return [AddressLine(1, text, is_below_name=True), AddressLine(2, "29610 Plouigneau")]

    (found,) = read_addresses(lines("ZA de Kerbriant"), "FR")
    assert found.parts == {"Address1": "ZA de Kerbriant", "Zipcode": "29610", "City": "Plouigneau"}
    for other in ("Service commercial", "Teknik og Miljø"):
        (found,) = read_addresses(lines(other), "FR")
        assert "Address1" not in found.parts


def test_an_irish_address_that_ends_with_its_county_needs_no_word_for_a_street() -> None:
    (found,) = read_addresses([AddressLine(0, "Strand Line, Kilkee, Co. Clare")], "IE")
    assert found.parts == {"Address1": "Strand Line", "City": "Kilkee", "County": "Co. Clare"}


@pytest.mark.parametrize(
    "label",
    [
        "Fakturor skickas till:",
        "Faktura sendes til:",
        "Fakturaadresse:",
        "Invoices to:",
        "Rechnungsanschrift:",
        "Factuuradres:",
        "Adresse de facturation :",
        "Laskutusosoite:",
    ],
)
def test_where_invoices_go_is_no_place_to_visit(label: str) -> None:
    lines = [AddressLine(0, "Spårgatan 6"), AddressLine(4, f"{label} FE 4127, 838 77 Frösön")]
    streets = [one for one in read_addresses(lines, "SE") if not one.is_postal]
    assert [one.parts for one in streets] == [{"Address1": "Spårgatan 6"}]


@pytest.mark.parametrize("rest", ["eller", "eller e-post", "samt", "e-post", "or", "tlf"])
def test_what_joined_an_address_and_a_mailbox_is_no_part_of_the_city(rest: str) -> None:
    (found,) = read_addresses([AddressLine(0, f"Storgatan 4, 838 77 Frösön {rest}")], "SE")
    assert found.parts["City"].split()[0] == "Frösön"
    assert "eller" not in found.parts["City"].split()
