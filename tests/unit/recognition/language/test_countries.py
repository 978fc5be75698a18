import pytest

from app.model.carriers.lists import Country
from app.recognition.language.countries import (
    country_in_cell,
    region_of_code,
    region_of_domain,
    region_of_name,
    region_of_phone,
    region_of_vat,
)


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("Norge", "NO"),
        ("(Sverige)", "SE"),
        ("DEUTSCHLAND", "DE"),
        ("The Netherlands", "NL"),
        ("England and Wales", "GB"),
        ("U.K.", "GB"),
        ("Oslo", ""),
        ("", ""),
    ],
)
def test_a_country_is_known_in_the_languages_of_signatures(text: str, region: str) -> None:
    assert region_of_name(text) == region


def test_the_tenants_own_names_count_too() -> None:
    countries = (
        Country(country_id=88, name="Færøyene", english_name="Faroe Islands", two_letter_iso_country="FO"),
        Country(country_id=89, name=""),
    )
    assert region_of_name("FÆRØYENE", countries) == region_of_name("faroe islands", countries) == "FO"
    assert region_of_name("", countries) == ""


@pytest.mark.parametrize(
    ("domain", "region"),
    [("fjell.no", "NO"), ("example.co.uk", "GB"), ("x.is", "IS"), ("x.com", ""), ("x.io", ""), ("", "")],
)
def test_a_national_top_level_domain_tells_the_country(domain: str, region: str) -> None:
    assert region_of_domain(domain) == region


@pytest.mark.parametrize(
    ("number", "region"),
    [
        ("NO 923609016 MVA", "NO"),
        ("DE811907980", "DE"),
        ("ATU12345678", "AT"),
        ("se556036079301", "SE"),
        ("923609016", ""),
        ("ISBN", ""),
        ("NO", ""),
    ],
)
def test_a_vat_number_begins_with_its_country(number: str, region: str) -> None:
    assert region_of_vat(number) == region


@pytest.mark.parametrize(
    ("number", "region"),
    [
        ("+47 22 86 54 00", "NO"),
        ("0046 8 465 004 22", "SE"),
        ("(+49) 30 1234567", "DE"),
        ("+1 415 555 0100", "US"),
        ("22 86 54 00", ""),
        ("+999", ""),
        ("", ""),
    ],
)
def test_an_international_number_tells_its_country(number: str, region: str) -> None:
    assert region_of_phone(number) == region


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("SE", "SE"),
        ("se", "SE"),
        ("SWE", "SE"),
        ("UK", "GB"),
        ("Deu", "DE"),
        ("XX", ""),
        ("Oslo", ""),
        ("", ""),
    ],
)
def test_a_field_for_a_country_may_hold_a_code(text: str, region: str) -> None:
    assert region_of_code(text) == region


def test_the_tenants_codes_of_three_letters_are_known() -> None:
    brazil = Country(country_id=30, two_letter_iso_country="BR", three_letter_iso_country="BRA")
    assert region_of_code("BRA", [brazil]) == "BR"


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("Česká republika", "CZ"),
        ("Slovenská republika", "SK"),
        ("Bundesrepublik Deutschland", "DE"),
        ("Noorwegen", "NO"),
        ("Pays-Bas", "NL"),
        ("TÜRKİYE", ""),  # the dotted capital is another letter
        ("Türkiye", "TR"),
        ("Magyarország", "HU"),
        ("Føroyar", "FO"),
        ("Grand-Duché de Luxembourg", "LU"),
        ("Hellas", ""),  # many clubs are called so
    ],
)
def test_a_country_is_known_by_its_official_name_too(text: str, region: str) -> None:
    assert region_of_name(text) == region


@pytest.mark.parametrize("number", ["00340434161094021847", "+47 123", "0000000000000", "+999 12 34 56 78"])
def test_what_cannot_be_called_has_no_country(number: str) -> None:
    assert region_of_phone(number) == ""


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Norge", "NO"),
        ("NOR", "NO"),
        ("SE - Sweden", "SE"),
        ("Danmark (DK)", "DK"),
        ("Germany/Deutschland", "DE"),
        ("CH-Schweiz", "CH"),
        ("Holland", "NL"),
        ("Great Britain", "GB"),
        ("South Korea", "KR"),
        ("UAE", "AE"),
        ("La Réunion", "RE"),
        ("Réunion", "RE"),
        ("Puerto Rico", "PR"),
        ("Norwegia", "NO"),
        ("Estados Unidos", "US"),
        ("Alankomaat", "NL"),
        ("Elfenbenskysten", "CI"),
        ("CÔTE D’IVOIRE", "CI"),
        ("Ελλάδα", "GR"),
        ("Kongo", ""),  # two of them
        ("Norge/Sverige", ""),
        ("Atlantis", ""),
        ("", ""),
    ],
)
def test_a_field_for_a_country(text: str, country: str) -> None:
    assert country_in_cell(text) == country
