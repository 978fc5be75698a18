"""Who stands at the beginning of a part, and which lines are headings of an office."""

import pytest

from app.recognition.reading.leading_names import leading_name, lone_first_name, office_of_heading
from app.recognition.reading.line_parts import LinePart


@pytest.mark.parametrize(
    ("words", "last", "rest"),
    [
        ("Kari Lie, Daglig leder", "Lie", "Daglig leder"),
        ("Kari Lie – Salg", "Lie", "Salg"),
        ("Kari Lie (Salgssjef)", "Lie", "Salgssjef"),
        ("Daglig leder: Kari Lie", "Lie", "Daglig leder"),
        ("Prosjektleder Nina Solbakken", "Solbakken", "Prosjektleder"),
        ("Helen Moss, MRICS", "Moss", ""),
    ],
)
def test_a_name_stands_first_or_behind_an_office(words: str, last: str, rest: str) -> None:
    found = leading_name(LinePart(0, words, words=words), 0)
    assert found is not None
    assert (found.name.last, found.rest) == (last, rest)


@pytest.mark.parametrize("words", ["", "Salg", "Fjell AS", "ring oss", "Storgata 1"])
def test_other_words_are_nobody(words: str) -> None:
    assert leading_name(LinePart(0, words, words=words), 0) is None


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("Vertreten durch die Geschäftsführer:", "Geschäftsführer"),
        ("Daglig leder:", "Daglig leder"),
        ("Gérante :", "Gérante"),
        ("Geschäftsführer", ""),
        ("Daglig leder: 911 00 234:", ""),
        ("Telefon:", ""),
        ("Unser Geschäftsführer freut sich auf Sie und Ihre Freunde:", ""),
    ],
)
def test_a_heading_names_an_office(text: str, office: str) -> None:
    assert office_of_heading(text) == office


@pytest.mark.parametrize(
    ("words", "mail", "first"),
    [
        ("Jonas", "jonas@hof.de", "Jonas"),
        ("Anna-Karin", "anna@hof.se", ""),
        ("jonas", "jonas@hof.de", ""),
        ("Jonas", "post@hof.de", ""),
        ("", "jonas@hof.de", ""),
    ],
)
def test_a_first_name_alone_is_known_by_its_mailbox(words: str, mail: str, first: str) -> None:
    found = lone_first_name([LinePart(0, words, words=words)], mail)
    assert (found.name.first if found else "") == first
