import pytest

from app.recognition.cards.card_names import name_of
from app.recognition.cards.properties import Property


@pytest.mark.parametrize(
    ("structured", "full", "name"),
    [
        ("Moe;Kari;;;", "Kari Moe", ("Kari", "", "Moe")),
        ("Moe;Kari;Marie;Dr.;", "", ("Kari", "Marie", "Moe")),
        (";;;;", "Moe, Kari", ("Kari", "", "Moe")),
        (";;;;", "Dr. Kari Moe", ("Kari", "", "Moe")),
        (";;;;", "Moe, MBA", ("", "", "Moe")),
        (";;;;", "Kari Moe, MBA", ("Kari", "", "Moe")),
        ("Kari Moe;;;;", "Kari Moe", ("Kari", "", "Moe")),
        ("Moe\\, Kari;;;;", "Kari Moe", ("Kari", "", "Moe")),
        (";Kari Moe;;;", "Kari Moe", ("Kari", "", "Moe")),
        (";Kari Moe;;;", "", ("Kari", "", "Moe")),
        ("von der Heide;;;;", "von der Heide", ("", "", "von der Heide")),
        ("Moe Lie;;;;", "Kari Moe Lie", ("", "", "Moe Lie")),
        (";Kari;;;", "Kari", ("Kari", "", "")),
        ("Szabó-Gyöngyösi;Gábor;Béla;;", "", ("Gábor", "Béla", "Szabó-Gyöngyösi")),
        ("", "kari@moe.example", ("", "", "")),
        ("", "", ("", "", "")),
    ],
)
def test_names_are_parted(structured: str, full: str, name: tuple[str, str, str]) -> None:
    found = name_of([Property("N", structured)], full)
    assert (found.first, found.middle, found.last) == name
    assert bool(found) == any(name)
