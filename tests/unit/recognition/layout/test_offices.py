"""Several offices: the first one, or that in the country of who signs."""

import pytest

from app.recognition import RecognitionResult, recognise
from app.recognition.layout.offices import of_one_office

OSLO = "Oslo\nPilestredet 12\n0180 Oslo\nTlf. 22 11 33 00\n"
BERGEN = "Bergen\nStrandgaten 55\n5004 Bergen\nTlf. 55 11 33 00\n"
WIEN = "Standort Wien\nMariahilfer Straße 20, 1070 Wien\nTel. +43 1 2233440\n"
KIEL = "Standort Kiel\nHafenstr. 3, 24103 Kiel\nTel. +49 431 223344\n"


def company(text: str, region: str) -> dict[str, str]:
    return {one.path: one.value for one in recognise(text, region).company}


def phones(found: RecognitionResult) -> list[str]:
    return [one.value for one in found.company if one.path.startswith("Phones")]


@pytest.mark.parametrize(
    ("text", "region", "city", "number"),
    [
        (f"Fossen Arkitekter AS\n\n{OSLO}\n{BERGEN}", "NO", "Oslo", "22 11 33 00"),
        (f"Beck Logistik GmbH\n\n{KIEL}\n{WIEN}", "DE", "Kiel", "+49 431 223344"),
        (f"Beck Logistik GmbH\nm.beck@beck-logistik.at\n\n{KIEL}\n{WIEN}", "AT", "Wien", "+43 1 2233440"),
        (
            (
                "Norr Konsult AB\n\nUmeå\nKungsgatan 3\n903 25 Umeå\nTel 090-12 33 00\n\n"
                "Luleå\nStorgatan 9\n972 31 Luleå\nTel 0920-12 33 00"
            ),
            "SE",
            "Umeå",
            "090-12 33 00",
        ),
        (
            (
                "Dahl Rådgivning ApS\n\nHovedkontor\nHavnegade 3\n5000 Odense C\nTlf. 66 11 22 33\n\n"
                "Afdeling Aalborg\nVestergade 8\n9000 Aalborg\nTlf. 98 11 22 33"
            ),
            "DK",
            "Odense C",
            "66 11 22 33",
        ),
    ],
)
def test_one_office_is_that_of_the_company(text: str, region: str, city: str, number: str) -> None:
    found = recognise(text, region)
    assert company(text, region)["Address.Street.City"] == city
    assert phones(found) == [number]


def test_offices_in_a_line_each_are_told_apart() -> None:
    text = "Sand & Lie AS\nOslo: Karl Johans gate 5, 0154 Oslo\nLondon: 12 Gresham Street, London EC2V 7AB"
    assert of_one_office(text.split("\n")) == ["Sand & Lie AS", "Karl Johans gate 5, 0154 Oslo"]


@pytest.mark.parametrize(
    "text",
    [
        "Fjell AS\nBesøksadresse: Storgata 1, 0155 Oslo\nPostadresse: Postboks 3, 0101 Oslo",
        OSLO,  # one alone
        "Oslo\nKari Lie\nRådgiver\n911 00 234\n\nBergen\nOla Moe\nRådgiver\n911 00 235",
        "Oslo\nkari@fjell.no\n\nBergen\nola@fjell.no",
        "Kontor\nStorgata 1\n0155 Oslo\n\nkontor\nLillegata 1\n0155 Oslo",
        "Fjell AS\nStorgata 1\n0155 Oslo\n\nVik AS\nStrandgata 2\n5004 Bergen",
    ],
)
def test_what_are_no_offices_stays(text: str) -> None:
    assert of_one_office(text.split("\n")) == text.split("\n")
