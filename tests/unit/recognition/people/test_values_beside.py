"""Mails and phones of a row with several people: each has their own, or the row is doubtful."""

import pytest

from app.recognition.cells.cell_values import Cells
from app.recognition.people.several import people_apart
from app.recognition.people.values_beside import without_values


@pytest.mark.parametrize(
    ("mails", "own", "is_doubtful"),
    [
        ("lund@x.example", ["lund@x.example", ""], False),
        ("per@x.example", ["", "per@x.example"], False),
        ("per@x.example; kari@x.example", ["kari@x.example", "per@x.example"], False),
        ("a@x.example; b@x.example", ["a@x.example", "b@x.example"], False),
        ("a@x.example; b@x.example; c@x.example", ["a@x.example; b@x.example; c@x.example", ""], True),
    ],
)
def test_whose_mails_are(mails: str, own: list[str], is_doubtful: bool) -> None:
    cells = Cells()
    cells.cells = {"Person.Name": [("Kari Moe / Per Vik", "A")], "Person.Email": [(mails, "B")]}
    parted = people_apart(cells)
    assert [one.first("Person.Email") for one in parted.people] == own
    assert bool(parted.doubts) == is_doubtful


@pytest.mark.parametrize(
    ("text", "name", "told"),
    [
        ("Kari Moe <kari@x.example>", "Kari Moe", [("Person.Email", "kari@x.example")]),
        ("Kari Moe (91722333)", "Kari Moe", [("Person.Phone", "91722333")]),
        ("Kari Moe mob. 91722333", "Kari Moe", [("Person.MobilePhone", "91722333")]),
        ("Kari Moe 01.01.1970", "Kari Moe 01.01.1970", []),
        ("Kari Moe 2026-11-01", "Kari Moe 2026-11-01", []),
    ],
)
def test_values_in_the_cell_of_a_name(text: str, name: str, told: list[tuple[str, str]]) -> None:
    assert without_values(text) == (name, told)


def test_what_the_heading_of_names_says_is_said_of_each() -> None:
    cells = Cells()
    cells.cells = {
        "Person.Name": [("Maier, Anna; Maier, Josef", "A")],
        "Person.Title": [("Geschäftsführer", "A")],
    }
    titles = [one.first("Person.Title") for one in people_apart(cells).people]
    assert titles == ["Geschäftsführer", "Geschäftsführer"]
    cells.cells["Person.Title"] = [("Geschäftsführer", "B")]
    assert [one.first("Person.Title") for one in people_apart(cells).people] == ["Geschäftsführer", ""]
