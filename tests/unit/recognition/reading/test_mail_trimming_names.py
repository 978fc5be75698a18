"""A heading beside a name, and a name in capitals over two lines."""

import pytest

from app.recognition import recognise
from app.recognition.reading.line_parts import split_into_parts
from app.recognition.reading.mail_trimming import extract_signature


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ("Kontaktpersoner – Fjell Kran ApS", "Fjell Kran ApS"),
        ("Ansprechpartner - Hagen & Söhne GmbH", "Hagen & Söhne GmbH"),
        ("Våre ansatte — Vidde AS", "Vidde AS"),
        ("Contact – Atelier Morvan", "Atelier Morvan"),
        ("Impressum – Bäckerei Lind", "Bäckerei Lind"),
        ("Fjell AS - Kontakt oss", "Fjell AS"),
        ("Kontaktperson – Kari Lie", "Kontaktperson: Kari Lie"),
        # No headings, or not all of them.
        ("Personal – HR Manager", "Personal – HR Manager"),
        ("Kontakt - og kundesenter AS", "Kontakt - og kundesenter AS"),
        ("Kontaktpersoner-Forum AS", "Kontaktpersoner-Forum AS"),
        ("Studio Elf – Büro für Film", "Studio Elf – Büro für Film"),
        ("Selger – Kari Lie", "Selger – Kari Lie"),
    ],
)
def test_a_heading_before_a_dash_is_no_part_of_the_name(line: str, left: str) -> None:
    assert extract_signature(f"{line}\nTlf. 22 86 54 00").lines[0] == left


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("WEINGUT\nSTROHMAYR\nweingut-strohmayr.at", "WEINGUT STROHMAYR"),
        ("BLUE HERON\nLANDSCAPING LLC\ntricia@blueheronlandscaping.com", "BLUE HERON LANDSCAPING LLC"),
        ("BRØNNØY\nMASKIN AS\npost@bronnoymaskin.no", "BRØNNØY MASKIN AS"),
        ("MÜLLER &\nSÖHNE\nwww.mueller-soehne.de", "MÜLLER & SÖHNE"),
        ("ATELIER\nKEROUAN\nhttps://atelier-kerouan.fr", "ATELIER KEROUAN"),
    ],
)
def test_a_name_in_capitals_over_two_lines_is_one(text: str, names: str) -> None:
    assert split_into_parts(tuple(text.split("\n")))[0].text == names


@pytest.mark.parametrize(
    "text",
    [
        "KARI LIE\nFJELL AS\nkari.lie@fjell.no",  # a person and the company
        "DAGLIG LEDER\nFJELL AS\npost@fjell.no",
        "OSLO\nFJELL AS\npost@fjell.no",
        "Weingut\nStrohmayr\nweingut-strohmayr.at",  # a title and a town may stand so
        "FJELL\nVIDDE\npost@annet.no",
        "FJELL GARTNERI\nKARI OG PÅL FJELL\npost@fjellgartneri.no",  # its owners
    ],
)
def test_other_lines_stay_apart(text: str) -> None:
    assert [part.text for part in split_into_parts(tuple(text.split("\n")))] == text.split("\n")


def test_a_card_whose_company_is_in_two_lines_names_its_person() -> None:
    found = recognise(
        "WEINGUT\nLINDGRUBER\nIng. Josef Lindgruber\nKellermeister\nKellergasse 2, 3550 Langenlois\n"
        "Tel. 02734 / 31 88\nMobil 0699 117 043 22\noffice@weingut-lindgruber.at",
        "AT",
    )
    assert {one.path: one.value for one in found.company}["Name"] == "WEINGUT LINDGRUBER"
    assert [one.value for one in found.persons[0]][:2] == ["Josef", "Lindgruber"]
