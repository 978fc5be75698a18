import pytest

from app.recognition.language.postcodes import form_of
from app.recognition.values.postcode_lines import find_postcode


@pytest.mark.parametrize(
    ("country", "parts", "code", "city", "before"),
    [
        ("NO", ["Torget 4", "2815 Gjøvik"], "2815", "Gjøvik", ["Torget 4"]),
        ("NO", ["Torget 4 2815 Gjøvik"], "2815", "Gjøvik", ["Torget 4"]),
        ("NO", ["Torget 4", "Gjøvik 2815"], "2815", "Gjøvik", ["Torget 4"]),
        ("DK", ["Kirkevej 9", "Hjortshøj", "8530"], "8530", "Hjortshøj", ["Kirkevej 9"]),
        ("AT", ["A-4020 Linz", "Hafenstraße 47"], "4020", "Linz", ["Hafenstraße 47"]),
        ("US", ["1 Main St", "Portland", "OR 97204"], "97204", "Portland", ["1 Main St"]),
        ("IN", ["Plot 4", "Coimbatore - 641 021"], "641 021", "Coimbatore -", ["Plot 4"]),
        (
            "JP",
            ["1-8-2 Marunouchi", "Chiyoda-ku", "Tokyo 100-0005"],
            "100-0005",
            "Chiyoda-ku",
            ["1-8-2 Marunouchi"],
        ),
    ],
)
def test_the_postcode_is_found_with_its_city(
    country: str, parts: list[str], code: str, city: str, before: list[str]
) -> None:
    form = form_of(country)
    assert form is not None
    match, rest = find_postcode(parts, form)
    assert match is not None
    assert (match["zip"], match["city"], rest) == (code, city, before)


@pytest.mark.parametrize(
    "parts", [["Messe 2026"], ["Gjøvik 8530"], ["Prosjekt", "2815"], ["Torget 4"], ["Fjell AS 2815"], []]
)
def test_other_numbers_behind_words_are_none(parts: list[str]) -> None:
    form = form_of("NO")
    assert form is not None
    assert find_postcode(parts, form)[0] is None
