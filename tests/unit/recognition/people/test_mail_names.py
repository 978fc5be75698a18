"""Names beside mail addresses: each address is whose name it has, and nobody is lost."""

import pytest

from app.recognition.cells.cell_people import name_of
from app.recognition.people.mail_names import mails_with_names
from app.recognition.sheets.delimited import read_text_table
from app.recognition.tables.columns import match_columns
from app.recognition.tables.row_values import RowValues


def row_of(mails: str, name: str = "Kari Hansen") -> RowValues:
    quoted = mails.replace('"', '""')
    text = f'Firma;Navn;E-post\nAlfa AS;"{name}";"{quoted}"\nBeta AS;Ida Lie;ida@beta.example'
    matched = match_columns(read_text_table(text))
    return RowValues(matched, matched.rows[0], {})


def people_of(row: RowValues) -> list[str]:
    def shown(mails: list[str], name: str) -> str:
        return f"{name}: {' '.join(mails)}"

    people = [
        shown([mail for mail, _letters in one.all("Person.Email")], " ".join(name_of(one).values()))
        for one in row.people
    ]
    return [*people, "?"] if any(note.is_doubt for note in row.notes) else people


KARI, PER = "Kari Hansen: kari@x.example", "Per Olsen: per@x.example"


@pytest.mark.parametrize(
    "mails",
    [
        "Kari Hansen <kari@x.example>; Per Olsen <per@x.example>",
        "Kari Hansen <kari@x.example>, Per Olsen <per@x.example>",
        "kari@x.example (Kari Hansen), per@x.example (Per Olsen)",
        "Kari Hansen: kari@x.example / Per Olsen: per@x.example",
        "Kari Hansen kari@x.example\nPer Olsen per@x.example",
        "\"Hansen, Kari\" <kari@x.example>; 'Olsen, Per' <per@x.example>",
        "kari@x.example; Per Olsen <per@x.example>",
    ],
)
def test_who_is_not_named_otherwise_becomes_a_person(mails: str) -> None:
    assert people_of(row_of(mails)) == [KARI, PER]


@pytest.mark.parametrize(
    ("name", "mails", "people"),
    [
        ("", "Per Olsen <per@x.example>", [PER]),
        ("", '"Hansen, Kari" <kari@x.example>', [KARI]),
        ("Kari Hansen / Per Olsen", "Per Olsen <per@x.example>, Kari Hansen <kari@x.example>", [KARI, PER]),
        ("Kari Hansen / Per Olsen", "per@x.example; kari@x.example", [KARI, PER]),
        ("Kari Hansen", "Kari <kari@x.example>", [KARI]),
        ("Kari Hansen", "E-post: kari@x.example", [KARI]),
        ("Kari Hansen", "kari@x.example (privat)", [KARI]),
        ("Kari Hansen", "mailto:kari@x.example", [KARI]),
        ("Kari Hansen", "Per Olsen <per@x.example>", ["Kari Hansen: ", PER, "?"]),
        ("Kari Hansen", "kari@x.example; per@x.example", [f"{KARI} per@x.example", "?"]),
        ("Kari Hansen", "kari@x.example og per.olsen@x.example", [f"{KARI} per.olsen@x.example", "?"]),
        ("Kari Hansen", "kari@x.example; karihan@y.example", [f"{KARI} karihan@y.example"]),
        ("Kari Hansen", "bruk kari@x.example etter 1. mai", [KARI, "?"]),
    ],
)
def test_whose_an_address_is(name: str, mails: str, people: list[str]) -> None:
    assert people_of(row_of(mails, name)) == people


def test_a_title_beside_an_address() -> None:
    (kari,) = row_of("Kari Hansen, salgssjef <kari@x.example>").people
    assert kari.first("Person.Title") == "salgssjef"


def test_the_address_of_the_company_stays_the_companys() -> None:
    text = "Firma;E-post\nAlfa AS;Alfa AS <post@alfa.example>\nBeta AS;Per Olsen <per@beta.example>"
    matched = match_columns(read_text_table(text))
    alfa, beta = (RowValues(matched, row, {}) for row in matched.rows)
    assert alfa.first("Emails") == "post@alfa.example"
    assert [one.first("Person.Name") for one in beta.people] == ["Per Olsen"]


@pytest.mark.parametrize("text", ["kari@x.example", "a@x.example; b@x.example", "Kari Moe", "<a@x.example>"])
def test_addresses_without_names(text: str) -> None:
    assert mails_with_names(text) == []
