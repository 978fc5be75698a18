import re

import pytest

from app.recognition.language import postcodes


@pytest.mark.parametrize(
    ("code", "city", "countries"),
    [
        ("0155", "Oslo", ["NO"]),
        ("1016 AS", "Amsterdam", ["NL"]),
        ("1434", "København K", ["DK"]),
        ("8000", "Zürich", ["CH"]),
        ("8000", "Aarhus C", ["DK"]),
        ("71032", "Boeblingen", ["DE"]),
        ("2026", "Messe", []),
    ],
)
def test_a_code_and_its_city_tell_the_country(code: str, city: str, countries: list[str]) -> None:
    assert postcodes.countries_of(code, city) == countries


@pytest.mark.parametrize(
    ("country", "text", "code", "city"),
    [
        ("NO", "N-0155 Oslo", "0155", "Oslo"),
        ("SE", "411 35 Göteborg", "411 35", "Göteborg"),
        ("NL", "4041XX Kesteren", "4041XX", "Kesteren"),
        ("GB", "Leeds LS1 4AP", "LS1 4AP", "Leeds"),
        ("IE", "Dublin 4, D04 A1B2", "D04 A1B2", "Dublin 4"),
        ("AU", "Crows Nest NSW 2065", "2065", "Crows Nest"),
        ("US", "Portland, OR 97204", "97204", "Portland"),
    ],
)
def test_each_country_has_its_form(country: str, text: str, code: str, city: str) -> None:
    form = postcodes.form_of(country)
    assert form is not None
    match = form.pattern.fullmatch(text)
    assert match is not None
    assert (match["zip"], match["city"]) == (code, city)


def test_words_are_no_irish_postcode() -> None:
    form = postcodes.form_of("IE")
    assert form is not None
    assert not form.pattern.fullmatch("THE TEAM")


def test_countries_without_postcodes_or_unknown_ones() -> None:
    assert postcodes.form_of("HK") is None
    assert postcodes.form_of("no") is None
    assert [form.country for form in postcodes.forms_for("")] == list(postcodes.ANYWHERE)
    assert [form.country for form in postcodes.forms_for("DK")] == ["DK"]


def test_what_is_known_of_a_country() -> None:
    assert postcodes.knows_country("NO")
    assert not postcodes.knows_country("US")
    assert postcodes.is_postcode("0155", "NO")
    assert not postcodes.is_postcode("0000", "NO")
    assert postcodes.is_place_name("Gjøvik")
    assert not postcodes.is_place_name("Daglig leder")


@pytest.mark.parametrize(
    ("country", "text"), [("GB", "West Yorkshire"), ("IE", "Co. Kildare"), ("IE", "County Cork")]
)
def test_counties(country: str, text: str) -> None:
    assert re.fullmatch(postcodes.county_pattern(country), text)


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("D-80331 München", "DE"),
        ("N-0150 Oslo", "NO"),
        ("Leeds LS1 4AB", "GB"),
        ("0150 Oslo", ""),
        ("X-123", ""),
        ("Clifden, Co. Galway, H71 X2V4", "IE"),
        ("New York, NY 10001", "US"),
        ("Seattle, Washington 98101", "US"),
        ("Ref, XY 10001", ""),
    ],
)
def test_some_postcodes_reveal_their_country(text: str, region: str) -> None:
    assert postcodes.region_of_postcode(text) == region


def test_a_large_receiver_has_a_code_of_its_own() -> None:
    assert postcodes.countries_of("721 89", "Västerås") == ["SE"]
    assert postcodes.countries_of("721 89", "Malmö") == []
    assert postcodes.countries_of("7218", "Västerås") == []


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("D-74348 Lauffen am Neckar", "DE"),
        ("SE-831 41 ÖSTERSUND", "SE"),
        ("FIN-00100 Helsinki", "FI"),
        ("E-28013 Madrid", "ES"),
        ("PL-30-701 Kraków", "PL"),
        ("CIF: B-14567893", ""),
        ("Art. B-1456 78", ""),
        ("A-4020", "AT"),
        ("Ref. D-12345678 Fjell", ""),
        ("Rom B-1234567", ""),
    ],
)
def test_the_letters_of_a_country_stand_before_a_whole_postcode(text: str, country: str) -> None:
    assert postcodes.region_of_postcode(text) == country


@pytest.mark.parametrize(
    ("country", "text", "city", "state"),
    [
        ("IT", "41126 Modena (MO)", "Modena", "MO"),
        ("IT", "20121 Milano", "Milano", None),
        ("ES", "14850 Baena (Córdoba)", "Baena", "Córdoba"),
        ("FR", "29802 BREST CEDEX 9", "BREST CEDEX 9", None),
        ("CH", "1800 Vevey 1", "Vevey 1", None),
        ("CZ", "150 00 Praha 5", "Praha 5", None),
    ],
)
def test_a_province_or_an_office_belongs_to_the_city(
    country: str, text: str, city: str, state: str | None
) -> None:
    form = postcodes.form_of(country)
    match = form.pattern.fullmatch(text) if form else None
    assert match is not None
    assert (match["city"], match.groupdict().get("state")) == (city, state)


def test_a_number_behind_a_city_is_no_part_of_it_elsewhere() -> None:
    form = postcodes.form_of("NO")
    assert form is not None
    assert form.pattern.fullmatch("0155 Oslo 12") is None


@pytest.mark.parametrize(
    ("code", "city", "country"),
    [
        ("2586 JK", "Den Haag", "NL"),
        ("5211 AB", "Den Bosch", "NL"),
        ("1000", "Brussel", "BE"),
        ("4000", "Luik", "BE"),
        ("00100", "Helsingfors", "FI"),
        ("20100", "Åbo", "FI"),
        ("4051", "Bâle", "CH"),
        ("80331", "Munich", "DE"),
        ("411 01", "Gothenburg", "SE"),
    ],
)
def test_a_city_is_known_by_its_other_names(code: str, city: str, country: str) -> None:
    assert postcodes.countries_of(code, city) == [country]
    assert postcodes.is_place_name(city)


@pytest.mark.parametrize(("code", "city"), [("1000", "Luik"), ("80331", "Cologne"), ("00100", "Åbo")])
def test_another_citys_name_is_no_name_of_it(code: str, city: str) -> None:
    assert postcodes.countries_of(code, city) == []


@pytest.mark.parametrize("country", ["DB", "XQ", "no", "", "NOR", "N", "../NO"])
def test_what_is_no_country_has_no_form(country: str) -> None:
    assert postcodes.form_of(country) is None
