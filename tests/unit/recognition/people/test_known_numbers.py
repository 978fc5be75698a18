"""Phone numbers, each once, and two people of one name."""

import pytest

from app.recognition.people.known_numbers import KnownNumbers
from app.recognition.tables.columns import match_columns
from app.recognition.tables.companies import companies_of
from app.recognition.tables.reading import read_table


def test_a_number_is_known_in_every_way_of_writing() -> None:
    numbers = KnownNumbers()
    assert not numbers.is_known("Phones", "77 11 22 33")
    assert numbers.is_known("Phones", "+47 77 11 22 33")
    assert not numbers.is_known("Faxes", "77 11 22 33")
    assert not numbers.is_known("Phones", "112")
    assert not numbers.is_known("Phones", "112")


@pytest.mark.parametrize(
    ("one", "other", "count", "is_doubtful"),
    [
        ("Per Moe;90 55 11 22;per@x.no", "Per Moe;90 55 11 99;perjr@x.no", 2, True),
        ("Per Moe;90 55 11 22;per@x.no", "per moe;+47 90 55 11 99;Per2@x.no", 2, True),
        ("Per Moe;90 55 11 22;per@x.no", "Per Moe;+47 90 55 11 22;perjr@x.no", 1, False),
        ("Per Moe;90 55 11 22;per@x.no", "Per Moe;90 55 11 99;PER@x.no", 1, False),
        ("Per Moe;90 55 11 22;per@x.no", "Per Moe;90 55 11 99;", 1, False),
        ("Per Moe;90 55 11 22;", "Per Moe;;per@x.no", 1, False),
        ("Ola Vik sr.;90 55 11 22;ola@x.no", "Ola Vik jr.;90 55 11 99;jr@x.no", 2, False),
        ("Ola Vik sen.;;ola@x.no", "Ola Vik jun.;;jr@x.no", 2, False),
        ("Ola Vik;90 55 11 22;ola@x.no", "Ola Vik Jr;;", 2, False),
        ("Ola Vik jun;90 55 11 22;ola@x.no", "Ola Vik jun.;;jr@x.no", 1, False),
    ],
)
def test_whom_a_name_means(one: str, other: str, count: int, is_doubtful: bool) -> None:
    sheet = read_table(f"Firma;Kontakt;Mobil;E-post\nX AS;{one}\nX AS;{other}\n".encode())
    (company,) = companies_of(match_columns(sheet), sheet.notes, "NO")
    assert len(company.found.persons) == count
    assert any(note.is_doubt for note in company.notes) == is_doubtful


def test_a_second_one_of_a_name_is_found_again() -> None:
    rows = ("90 55 11 22;per@x.no", "90 55 11 99;jr@x.no", "90 55 11 99;jr@x.no", "22 33 44 55;jr@x.no")
    text = "".join(f"X AS;Per Moe;{row}\n" for row in rows)
    sheet = read_table(f"Firma;Kontakt;Mobil;E-post\n{text}".encode())
    (company,) = companies_of(match_columns(sheet), sheet.notes, "NO")
    assert len(company.found.persons) == 2
    assert sum(note.is_doubt for note in company.notes) == 1
