"""Words and signs in the place of a name that say that there is nobody."""

import pytest

from app.recognition.cells.cell_values import Cells
from app.recognition.people.placeholders import stands_for_nobody, without_nobody


@pytest.mark.parametrize(
    "text",
    [
        *("None", "NULL", "null", "(null)", "undefined", "#N/A", "N.A.", "k.A.", "n.v.t.", "nan", "x", "xxx"),
        *("-", "—", "?", ".", "0", "00", "...", "TBD", "tba", "mangler", "ukjent", "unknown", "saknas"),
        *(
            "puuttuu",
            "brak",
            "inconnu",
            "keine Angabe",
            "ej angivet",
            "not available",
            "ikke oppgitt",
            "N.N.",
        ),
        *("None None", "0 0", "? ?", "n/a n/a", "ukjent ukjent", "Ingen mobil", "Ukjent navn", "No contact"),
        *("kein Ansprechpartner", "Geen contactpersoon", "ingen kontaktperson", "Unknown name"),
    ],
)
def test_nobody(text: str) -> None:
    assert stands_for_nobody(text)


@pytest.mark.parametrize(
    "text", ["Kari", "Na Li", "Inga By", "Kari Null", "Tom", "No Thi", "Ukjent AS", "Per Olsen", "X Æ"]
)
def test_somebody(text: str) -> None:
    assert not stands_for_nobody(text)


@pytest.mark.parametrize(
    ("first", "last", "kept"),
    [
        ("None", "None", ""),
        ("0", "0", ""),
        ("Kari", "Null", "Kari Null"),
        ("Kari", "null", "Kari"),
        ("Kari", "ukjent", "Kari"),
        ("Kari", "-", "Kari"),
        ("?", "Hansen", "Hansen"),
        ("Malcolm", "X", "Malcolm X"),
        ("Mi", "Na", "Mi Na"),
    ],
)
def test_parts_of_a_name(first: str, last: str, kept: str) -> None:
    person = Cells()
    person.cells = {"Person.Firstname": [(first, "A")], "Person.Lastname": [(last, "B")]}
    without_nobody(person)
    assert " ".join(text for one in person.cells.values() for text, _letters in one) == kept


@pytest.mark.parametrize(
    ("first", "last"),
    [
        *(("keine", "Angabe"), ("Angabe", "keine"), ("ikke", "angitt"), ("Ikke", "Oppgitt"), ("No", "Name")),
        *(("Not", "Available"), ("Ukjent", "Navn"), ("Navn", "Ukjent"), ("Ingen", "Kontakt")),
        *(("ikke angivet", "ukendt"), ("tomt", "-"), ("Unknown", "Contact"), ("nicht", "bekannt")),
        *(("Geen", "contactpersoon"), ("UKJENT", "NAVN"), ("ej", "angivet"), ("Okänt", "namn")),
    ],
)
def test_two_cells_together_say_that_there_is_nobody(first: str, last: str) -> None:
    person = Cells()
    person.cells = {"Person.Firstname": [(first, "A")], "Person.Lastname": [(last, "B")]}
    without_nobody(person)
    assert not person.cells


@pytest.mark.parametrize(
    ("first", "last"),
    [("No", "Thi"), ("Ingen", "Hansen"), ("Tom", "Navnes"), ("Kari", "Kontakt"), ("Na", "Li")],
)
def test_names_over_two_cells_stay(first: str, last: str) -> None:
    person = Cells()
    person.cells = {"Person.Firstname": [(first, "A")], "Person.Lastname": [(last, "B")]}
    without_nobody(person)
    assert person.first("Person.Lastname") == last
