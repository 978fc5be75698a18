"""Rows that are put so that each is a company."""

from app.recognition.sheets.delimited import read_text_table
from app.recognition.tables.arranging import arranged


def cells(text: str) -> list[tuple[str, ...]]:
    return [row.cells for row in arranged(read_text_table(text)).rows]


def test_columns_of_two_kinds_are_parted() -> None:
    assert cells("Firma / Kontakt;Sted\nFjell AS / Kari Moe;Oslo\nVann AS;Bergen\n") == [
        ("Firma", "Sted", "Kontakt"),
        ("Fjell AS", "Oslo", "Kari Moe"),
        ("Vann AS", "Bergen", ""),
    ]


def test_marks_are_what_stands_above() -> None:
    text = "Firma;Navn\nFjell AS;Kari Moe\n-”-;Per Lie\n-”-;Siv Bø\n"
    assert [row[0] for row in cells(text)[1:]] == ["Fjell AS"] * 3


def test_companies_side_by_side_stand_below_each_other() -> None:
    text = "Firma;Fjell AS;Vann AS\nTelefon;22334455;55334455\nSted;Oslo;Bergen\n"
    assert cells(text)[1:] == [("Fjell AS", "22334455", "Oslo"), ("Vann AS", "55334455", "Bergen")]


def test_what_may_be_a_remark_is_told_of_its_cell() -> None:
    text = "Firma;Navn\nFjell AS;Kari Moe\nVann AS;Per Lie\nAlt er veiledende.;\n"
    assert list(arranged(read_text_table(text)).notes) == [(4, 0)]


def test_headings_that_are_repeated_are_no_row_and_others_put_their_rows_under_the_first() -> None:
    text = "Firma;Navn;Telefon\nA AS;Kari;1\nFirma;Navn;Telefon\nB AS;Per;2\n"
    assert cells(text)[2:] == [(), ("B AS", "Per", "2")]
    text = "Firma;Navn;Telefon\nA AS;Kari;1\n\nNavn;Firma;E-post;Tlf\nPer;B AS;p@b.example;2\nSiv;C AS;;3\n"
    assert cells(text) == [
        ("Firma", "Navn", "Telefon", "E-post"),
        ("A AS", "Kari", "1"),
        (),
        (),
        ("B AS", "Per", "2", "p@b.example"),
        ("C AS", "Siv", "3", ""),
    ]


def test_a_word_of_the_headings_in_a_row_makes_no_headings_of_it() -> None:
    text = "Firma;Navn;Telefon\nKontakt AS;Navn;22334455\nTelefon;;\nB AS;Per;2\n"
    assert cells(text)[1:] == [("Kontakt AS", "Navn", "22334455"), ("Telefon", "", ""), ("B AS", "Per", "2")]
