"""Rows of private persons in lists of customers."""

import pytest

from app.service.imports.table_plan import TablePlan


def doubts(text: str) -> list[list[str]]:
    plan = TablePlan.of(text.encode(), "NO")
    companies = [plan.company(number) for number in range(len(plan.groups))]
    return [[note.told for note in company.notes if note.is_doubt] for company in companies]


@pytest.mark.parametrize(
    ("heading", "private", "company", "said"),
    [
        ("Kundetype", "Privat", "Bedrift", "Privat"),
        ("Customer type", "Individual", "Business", "Individual"),
        ("ER PRIVATPERSON", "Ja", "Nei", "ER PRIVATPERSON: Ja"),
        ("is_company", "False", "True", "is_company: False"),
        ("Klanttype", "Particulier", "Zakelijk", "Particulier"),
    ],
)
def test_a_private_person_is_doubted(heading: str, private: str, company: str, said: str) -> None:
    told = doubts(f"Firma;{heading};By\nOla Moe;{private};Oslo\nFjell AS;{company};Oslo\n")
    sentence = f"Row 2, column B: The list says “{said}” of this row: see whether it is a company."
    assert told == [[sentence], []]


def test_a_first_name_beside_what_may_be_a_surname_is_doubted() -> None:
    told = doubts("Firma / Name;Vorname;Ort\nMüller;Hans;Köln\nKunz GmbH;Eva;Köln\nLicht;;Köln\n")
    sentence = "Row 2, column A: “Müller” may be the surname of “Hans”: see whether it is a company."
    assert [[one for one in each if "surname" in one] for each in told] == [[sentence], [], []]


def test_what_is_called_private_otherwise_is_not_doubted() -> None:
    assert doubts("Firma;Telefon privat;Type\nFjell AS;22 33 44 55;Privat barnehage\n") == [[]]


def test_a_name_that_is_turned_round_is_doubted() -> None:
    rows = "Johansson, Erik\nBygg, Oslo\nHansen, Per AS\nHotel Norge, Bergen\nMoe, Anne Lise\n"
    told = doubts(f"Firma;By\n{rows}".replace("\n", ";Gol\n").replace("Firma;By;Gol", "Firma;By"))
    assert [any("looks like the name of a person" in one for one in each) for each in told] == [
        *(True, False, False, False, True),
    ]
