"""Who stands at the beginning of a part, and which lines are headings of an office."""

import pytest

from app.recognition.language.names import parse_name
from app.recognition.reading.leading_names import (
    NamedPerson,
    has_role_below,
    is_above_own_firm,
    leading_name,
    lone_first_name,
    office_of_heading,
)
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
        ("Tomáš Havránek, Ph.D. - vedoucí prodeje", "Havránek", "vedoucí prodeje"),
        ("Petra Malá, MBA – obchodní ředitelka", "Malá", "obchodní ředitelka"),
        ("Helen Moss, MRICS, Director", "Moss", "Director"),
        ("Helen Moss, CEO – Board member", "Moss", "CEO – Board member"),
        ("Youssef el Amrani – Werkvoorbereider", "el Amrani", "Werkvoorbereider"),
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


@pytest.mark.parametrize(
    ("name", "firm", "is_own"),
    [
        ("Gert Jan Wiersma", "Wiersma Dakwerken (eenmanszaak)", True),
        ("Pieter de Wit", "De Wit Stukadoors", True),
        ("Ole Wiig", "Wiig Takservice", True),
        ("Anna Keane", "Keane Hardware", True),
        ("Lars Holm", "Holms Bygg", True),
        ("Ole Wiig", "Wiigveien 4", False),
        ("Ole Wiig", "Hansen Tak", False),
        ("Tveit Landbruk", "Tveitvegen 12", False),
    ],
)
def test_a_firm_may_bear_the_name_above_it(name: str, firm: str, is_own: bool) -> None:
    parsed = parse_name(name)
    who = NamedPerson(parsed, 0, name) if parsed else None
    parts = [LinePart(0, name, words=name), LinePart(1, firm, words=firm)]
    assert (who is not None and is_above_own_firm(who, parts)) is is_own


@pytest.mark.parametrize(
    ("below", "has_role"),
    [
        (["Technischer Vertrieb"], True),
        (["Order & Logistik", "Fjell AB"], True),
        (["Boekhouding", "Dakwerken BV"], True),
        (["Fjell AS"], True),
        (["Disposition", "Lie GmbH"], True),
        (["Storgata 4", "2815 Gjøvik"], False),
        (["Nina Moe"], False),
        ([], False),
    ],
)
def test_a_role_or_a_company_may_stand_below_a_name(below: list[str], has_role: bool) -> None:
    parsed = parse_name("Kari Lie")
    assert parsed is not None
    parts = [LinePart(at, text, words=text) for at, text in enumerate(["Kari Lie", *below])]
    assert has_role_below(NamedPerson(parsed, 0, "Kari Lie"), parts) is has_role
