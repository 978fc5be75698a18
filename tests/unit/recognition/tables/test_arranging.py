"""Rows that are put so that each is a company."""

from dataclasses import replace

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


def test_units_below_the_headings_are_no_row() -> None:
    text = "Firma;Kontakt;Omsetning\n;navn;mill. kr\nVik AS;Kari;12\n"
    assert cells(text)[1:] == [(), ("Vik AS", "Kari", "12")]
    assert cells(text.replace(";navn", ";Navn"))[1] == ("", "Navn", "mill. kr")


def test_the_title_above_other_headings_is_no_row() -> None:
    text = "Firma;Navn\nA AS;Kari\nLeverandører;\nNavn;Firma\nPer;B AS\n"
    assert cells(text)[2:] == [(), (), ("B AS", "Per")]


def test_records_below_each_other_are_rows_with_the_numbers_of_their_last_ones() -> None:
    record = "Firma;{} AS\nTelefon;2233445{}\nSted;Oslo\n\n"
    sheet = arranged(read_text_table("Kunder;\n\n" + record.format("A", 5) + record.format("B", 6)))
    assert [(row.number, row.cells) for row in sheet.rows] == [
        (3, ("Firma", "Telefon", "Sted")),
        (5, ("A AS", "22334455", "Oslo")),
        (9, ("B AS", "22334456", "Oslo")),
    ]


def test_what_is_noted_of_a_record_goes_with_it() -> None:
    text = "Firma;A AS\nSted;\nFirma;B AS\nSted;Ås\n"
    sheet = replace(read_text_table(text), notes={(2, 1): "Cell B2 has an error."})
    assert arranged(sheet).notes == {(2, 1): "Cell B2 has an error."}


def test_a_list_beside_the_first_one_is_not_read_and_told() -> None:
    text = "Firma;Kontakt;Ort;;Firma;E-Mail;Ort\nFjell AS;Kari Moe;Oslo;;Vik AS;a@vik.example;Voss\n"
    text += "Nes AS;Ola Lie;Bergen;;Vann AS;b@vann.example;Oslo\n"
    sheet = arranged(read_text_table(text))
    assert [row.cells[:4] for row in sheet.rows][2] == ("Nes AS", "Ola Lie", "Bergen", "")
    assert max(len(row.cells) for row in sheet.rows) == 4
    assert "from column E on" in sheet.remarks[-1]
    joined = text.replace("Vik AS", "Fjell AS").replace("Vann AS", "Nes AS")
    assert len(arranged(read_text_table(joined)).rows[1].cells) == 7, "of the same companies"
    other = "Firma;Kontakt;Firma;Merknad\nFjell AS;Kari Moe;Vik AS;ring\n"
    assert not arranged(read_text_table(other)).remarks, "only a name"


def test_companies_above_their_people_are_theirs() -> None:
    text = "Navn;Tittel\nNes AS;\nKari Moe;Leder\n\nOla Lie;\nVik AS;\nSiv Bø;Selger\n"
    assert cells(text.replace("Ola Lie;", "Ola Lie;Selger"))[:4] == [
        *(("Navn", "Tittel", "Company"), (), ("Kari Moe", "Leder", "Nes AS"), ())
    ]
    people = "Navn;Tittel\nOla Lie;\nKari Moe;Leder\nVik AS;\nSiv Bø;Selger\n"
    assert cells(people)[0] == ("Navn", "Tittel"), "the first one is nobody's"
    assert cells("Firma;Navn\nNes AS;\nVik AS;Kari Moe\n")[0] == ("Firma", "Navn")


def test_words_for_what_stands_above() -> None:
    table = (
        "Firma;Tittel;Telefon;Postadresse;Sted\n"
        "Vik AS;Leder;22 33 44 55;Boks 1;Oslo\n"
        "Vik AS;samme;Samme;samme som over;dto.\n"
        "dto.;ditto;same;se over;SAMME\n"
        "Sol AS;Selger;samme;Boks 2;(samme)\n"
        "Same;Sjef;55 33 44 55;Boks 3;Voss\n"
    )
    sheet = arranged(read_text_table(table))
    assert [row.cells for row in sheet.rows[2:]] == [
        ("Vik AS", "Leder", "22 33 44 55", "", "Oslo"),
        ("Vik AS", "Leder", "22 33 44 55", "", "Oslo"),
        ("Sol AS", "Selger", "22 33 44 55", "Boks 2", "Oslo"),
        ("Same", "Sjef", "55 33 44 55", "Boks 3", "Voss"),
    ]
    assert sheet.notes == {(5, 2): "“samme” is read as 22 33 44 55."}
