"""Cities of postcodes and back, for pairs that anybody can look up on an envelope."""

import pytest

from app.recognition.language.places import cities_at, only_code_of


@pytest.mark.parametrize(
    ("country", "code", "city"),
    [
        *(
            ("NO", "0155", "Oslo"),
            ("NO", "5003", "Bergen"),
            ("NO", "7010", "Trondheim"),
            ("NO", "9008", "Tromsø"),
        ),
        *(("NO", "4006", "Stavanger"), ("NO", "3015", "Drammen"), ("NO", "8006", "Bodø")),
        *(("SE", "111 22", "Stockholm"), ("SE", "41136", "Göteborg"), ("SE", "211 20", "Malmö")),
        *(
            ("DK", "2880", "Bagsværd"),
            ("DK", "5000", "Odense C"),
            ("DK", "8000", "Aarhus C"),
            ("DK", "9000", "Aalborg"),
        ),
        *(
            ("FI", "00100", "Helsinki"),
            ("FI", "33100", "Tampere"),
            ("FI", "20100", "Turku"),
            ("FI", "02150", "Espoo"),
        ),
        *(
            ("IS", "101", "Reykjavík"),
            ("DE", "10115", "Berlin"),
            ("DE", "20095", "Hamburg"),
            ("DE", "80331", "München"),
        ),
        *(
            ("DE", "01067", "Dresden"),
            ("AT", "1010", "Wien"),
            ("AT", "5020", "Salzburg"),
            ("CH", "8001", "Zürich"),
        ),
        *(
            ("CH", "3011", "Bern"),
            ("NL", "1012 AB", "Amsterdam"),
            ("NL", "3011", "Rotterdam"),
            ("BE", "9000", "Gent"),
        ),
        *(
            ("LU", "1611", "Luxembourg"),
            ("LI", "9490", "Vaduz"),
            ("FO", "100", "Tórshavn"),
            ("GL", "3900", "Nuuk"),
        ),
    ],
)
def test_a_postcode_has_its_city(country: str, code: str, city: str) -> None:
    assert city in cities_at(code, country)


def test_one_name_that_begins_all_others_is_the_town_and_several_towns_are_several() -> None:
    assert cities_at("01067", "DE") == ("Dresden",)
    assert len(cities_at("01454", "DE")) > 1


@pytest.mark.parametrize(
    ("code", "country"), [("", "NO"), ("0000", "NO"), ("abc", "NO"), ("0155", ""), ("SW1A", "GB")]
)
def test_what_nobody_knows_is_nothing(code: str, country: str) -> None:
    assert cities_at(code, country) == ()


@pytest.mark.parametrize(
    ("city", "country", "code"),
    [
        ("bagsværd", "DK", "2880"),
        ("Vaduz", "LI", "9490"),
        ("Oslo", "NO", ""),
        ("Amsterdam", "NL", ""),
        ("X", "", ""),
    ],
)
def test_a_city_with_one_postcode_has_that(city: str, country: str, code: str) -> None:
    assert only_code_of(city, country) == code
