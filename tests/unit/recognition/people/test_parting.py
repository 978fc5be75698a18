"""A cell of people falls apart where somebody else begins, and nowhere within a title."""

import pytest

from app.recognition.people.parting import parts_of, piece_of, pieces_of


@pytest.mark.parametrize(
    ("text", "parts", "is_sure"),
    [
        ("Kari Moe; Per Vik", ["Kari Moe", "Per Vik"], True),
        ("Kari Moe og Per Vik", ["Kari Moe", "Per Vik"], False),
        ("Kari Moe - Per Vik", ["Kari Moe", "Per Vik"], False),
        ("Kari Moe - daglig leder", ["Kari Moe - daglig leder"], False),
        ("Kari Moe, salgs- og markedssjef", ["Kari Moe, salgs- og markedssjef"], False),
        ("Kari Moe (drift / salg; lager)", ["Kari Moe (drift / salg; lager)"], False),
        ("José Ortega y Gasset", ["José Ortega y Gasset"], False),
    ],
)
def test_parts(text: str, parts: list[str], is_sure: bool) -> None:
    assert parts_of(text) == (parts, is_sure)


def test_what_commas_part_outside_brackets() -> None:
    kari, per = pieces_of("Kari Moe (salg, lager), Per Vik 91722333")
    assert (kari.text, kari.is_whole) == ("Kari Moe (salg, lager)", True)
    assert (per.text, per.told) == ("Per Vik", [("Person.Phone", "91722333")])


def test_what_a_piece_is() -> None:
    assert piece_of("Kari").is_one_word and not piece_of("Kari").is_whole
    assert not piece_of("selger").is_one_word
    assert piece_of("Frau Müller").is_addressed and not piece_of("Müller").is_addressed
    assert piece_of("van der Berg").is_of_names and not piece_of("bor i Oslo").is_of_names
