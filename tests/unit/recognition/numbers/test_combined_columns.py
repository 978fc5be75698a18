"""Columns that have numbers of several kinds."""

import pytest

from app.recognition.numbers.combined_columns import labels_in_heading, with_labels_of_heading


@pytest.mark.parametrize(
    ("heading", "labels"),
    [
        ("Tel. / Mobil / Fax", ("Tel", "Mobil", "Fax")),
        ("Telefon, mobil og faks", ("Telefon", "mobil", "faks")),
        ("Tel Mobil Fax", ("Tel", "Mobil", "Fax")),
        ("Telefoon / Mobiel", ("Telefoon", "Mobiel")),
        ("Tel - Mob - Fax", ("Tel", "Mob", "Fax")),
        ("Fax, arbeid", ()),
        ("Mobiltelefon, privat", ()),
        ("Telefon", ()),
        ("Telefon / Phone", ()),
        ("Direkte tlf.", ()),
        ("Tel/Mob/E-post", ()),
    ],
)
def test_what_a_heading_calls_each_kind(heading: str, labels: tuple[str, ...]) -> None:
    assert labels_in_heading(heading) == labels


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("0671 12345 / 0170 1234567 / 0671 12346", "Tel: 0671 12345, Mobil: 0170 1234567, Fax: 0671 12346"),
        ("0671/12345; 0170/1234567; 0671/12346", "Tel: 0671/12345, Mobil: 0170/1234567, Fax: 0671/12346"),
        ("0671 12345 / - / 0671 12346", "Tel: 0671 12345, Fax: 0671 12346"),
        ("0671 12345 / 0170 1234567", "0671 12345 / 0170 1234567"),
        ("0671 12345", "0671 12345"),
        ("T 0671 12345, F 0671 12346", "T 0671 12345, F 0671 12346"),
    ],
)
def test_numbers_of_a_cell_have_the_kinds_of_its_heading(text: str, read: str) -> None:
    assert with_labels_of_heading(text, ("Tel", "Mobil", "Fax"), "DE") == (read, "")


@pytest.mark.parametrize("text", ["0671 12345 / 0671 12346", "0170 1234567 / 0671 12345 / 0671 12346"])
def test_which_is_the_fax_is_doubted_where_nothing_says_it(text: str) -> None:
    told = f"Nothing says which of the numbers “{text}” is the fax: they are read as phone numbers."
    assert with_labels_of_heading(text, ("Tel", "Mobil", "Fax"), "DE") == (text, told)
