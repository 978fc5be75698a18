"""CSV of any delimiter and quoting."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.recognition.sheets import delimited
from app.recognition.sheets.delimited import read_text_table, unpacked
from app.recognition.sheets.encodings import decoded
from app.recognition.sheets.sheet import LONGEST_CELL, MOST_COLUMNS, Row, Sheet, TableProblem


@pytest.mark.parametrize("delimiter", ["\t", ";", ",", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_delimiters_and_ends_of_lines(delimiter: str, end: str) -> None:
    text = end.join(
        delimiter.join(cells) for cells in (("Firma", "By"), ("A, B og C AS", "Oslo"), ("D", "Bergen"))
    )
    if delimiter == ",":
        text = text.replace("A, B og C AS", '"A, B og C AS"')
    rows = read_text_table(text).rows
    assert [row.cells for row in rows] == [("Firma", "By"), ("A, B og C AS", "Oslo"), ("D", "Bergen")]


def test_commas_within_addresses_are_no_delimiter() -> None:
    text = (
        "Firma;Adresse\nA;Storgata 1, 0155 Oslo, Norge\nB;Kaigata 2, 9008 Tromsø, Norge\nC;Vei 3, 1 By, N\n"
    )
    assert {len(row.cells) for row in read_text_table(text).rows} == {2}


def test_quotes_hold_lines_delimiters_and_quotes() -> None:
    rows = read_text_table('Firma;Adresse\n"Kai ""Nord""; AS";"Gata 1\n0155 Oslo"\n').rows
    assert rows[1].cells == ('Kai "Nord"; AS', "Gata 1\n0155 Oslo")


def test_excel_may_name_the_delimiter() -> None:
    assert read_text_table("sep=|\r\nA|B\r\nC, D|E\r\n").rows[1].cells == ("A", "B")


def test_rows_count_from_one_and_empty_ones_count_too() -> None:
    rows = read_text_table("Title;\n;\nFirma;By\nA;B").rows
    assert [(row.number, row.is_empty) for row in rows] == [(1, False), (2, True), (3, False), (4, False)]


def test_too_many_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delimited, "MOST_ROWS", 3)
    with pytest.raises(TableProblem, match="more than"):
        read_text_table("a;b\n" * 4)


def test_one_column_is_a_table_too() -> None:
    assert read_text_table("Firma\nA, Ltd\n").rows[0].cells == ("Firma",)


@pytest.mark.parametrize("text", ['Firma;Sted\nA;"Oslo\nB;Bergen\nC;Ås\n', 'Firma;Sted\n"A\nB;Bergen\nC;Ås'])
def test_a_quotation_mark_without_an_end_swallows_nothing(text: str) -> None:
    with pytest.raises(TableProblem, match="line 2"):
        read_text_table(text)


def test_a_single_quotation_mark_is_one_of_inches() -> None:
    rows = read_text_table('Firma;Merknad\nA;24" skjerm\n').rows
    assert rows == ((1, ("Firma", "Merknad")), (2, ("A", '24" skjerm')))


@given(st.binary(max_size=300))
def test_anything_can_be_read(data: bytes) -> None:
    try:
        sheet = read_text_table(decoded(data))
    except TableProblem as problem:
        assert problem.message  # the sentence is what it is about
    else:
        assert all(isinstance(cell, str) for row in sheet.rows for cell in row.cells)


@pytest.mark.parametrize("tail", ["", '"'])
def test_as_many_rows_as_may_be_are_read(monkeypatch: pytest.MonkeyPatch, tail: str) -> None:
    """With a quotation mark that has no other, each row is read by itself."""
    monkeypatch.setattr(delimited, "MOST_ROWS", 3)
    assert len(read_text_table("a;b\n" * 2 + f"a;b{tail}\n").rows) == 3
    with pytest.raises(TableProblem, match="more than"):
        read_text_table("a;b\n" * 3 + f"a;b{tail}\n")


@pytest.mark.parametrize("tail", ["", '"'])
def test_a_cell_is_cut_and_a_row_too(tail: str) -> None:
    cells = ["x" * (LONGEST_CELL + 5), *map(str, range(MOST_COLUMNS + 5))]
    for text in (";".join(cells), "\t".join(cells)):
        (row, _) = read_text_table(f"{text}\nb;c{tail}\n").rows
        assert len(row.cells[0]) == LONGEST_CELL
        assert row.cells[1:] == tuple(map(str, range(MOST_COLUMNS - 1)))


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('"Firma;Sted\nA;Oslo\n', 1),
        ('Firma;Sted\n"A;Oslo\nB;Bergen\n', 2),
        ('Firma;Sted\n"A\nB";Oslo\n"C;Ås\nD;Vik\n', 4),
    ],
)
def test_the_line_of_a_quotation_mark_without_an_end_is_told(text: str, line: int) -> None:
    with pytest.raises(TableProblem, match=f"wrong at line {line}:"):
        read_text_table(text)


def test_rules_between_rows_are_no_rows_but_count() -> None:
    rows = read_text_table("| Firma | By |\n|---|:--:|\n| Fjell AS | Oslo |\n").rows
    assert [(row.number, row.is_empty) for row in rows] == [(1, False), (2, True), (3, False)]
    assert rows[2].cells == ("", "Fjell AS", "Oslo", "")
    plain = read_text_table("Firma;By\n=====;===-\n-;-\n-x;-\n;\n").rows
    assert [row.cells for row in plain] == [("Firma", "By"), (), (), ("-x", "-"), ("", "")]


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        # A sign that parts one row of many, and one that parts them all, if only in two.
        ("Firma;By\nA, B;Oslo\nC;Bergen\nD;Ås\n", ("Firma", "By")),
        ("a,b,c;d\ne,f,g;h\n", ("a", "b", "c;d")),
        ("Firma|By;Land\nA|Oslo;NO\nB|Ås\n", ("Firma", "By;Land")),
        ("\n\n;\nFirma;By\n", ("Firma", "By")),
    ],
)
def test_the_delimiter_parts_most_rows_into_most_cells(text: str, cells: tuple[str, ...]) -> None:
    assert next(row for row in read_text_table(text).rows if not row.is_empty).cells == cells


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("Firma\nFjell AS\nBerg, Moe og Li AS\nVann AS\n", [1, 1, 1, 1]),
        ("Firma\n\nSmith, Jones & Co\n\nElv AS\n", [1, 0, 1, 0, 1]),
        ("Firma\nFjell AS\nBerg,Moe\nVann AS\n", [1, 1, 2, 1]),
        ("Firma, By\nA, Oslo\nB\n", [2, 2, 1]),
        ("Besøkende\nFirma, By\nA, Oslo\nB, Ås\n", [1, 2, 2, 2]),
        ("Besøkende\nFirma,By\nA,Oslo\nSum\n", [1, 2, 2, 1]),
        ("Besøkende\nFirma, By\nA,\nSum\n", [1, 2, 2, 1]),
    ],
)
def test_commas_within_names_of_a_list_part_nothing(text: str, cells: list[int]) -> None:
    assert [len(row.cells) for row in read_text_table(text).rows] == cells


def test_the_delimiter_is_that_of_the_beginning() -> None:
    begun = "".join(f"Fjell {number} AS;Oslo\n" for number in range(50))
    rows = read_text_table(begun + "a,b\n" * 200).rows
    assert (rows[0].cells, rows[50].cells) == (("Fjell 0 AS", "Oslo"), ("a,b",))


def test_texts_in_apostrophes() -> None:
    rows = read_text_table("'Firma','Sted'\n'Vik, Sand AS','Oslo'\n'Nord \"X\" AS','Bodø'\n").rows
    assert [row.cells for row in rows[1:]] == [("Vik, Sand AS", "Oslo"), ('Nord "X" AS', "Bodø")]


@pytest.mark.parametrize("is_parted", [False, True])
def test_a_table_in_the_first_column_of_another(is_parted: bool) -> None:
    lines = "Firma;Adresse;Telefon", "Vik AS;Gata 1, 0155 Oslo;22334455", "Sand AS;Veien 2;"
    rows = tuple(
        Row(number, tuple(line.split(",")) if is_parted else (line, ""))
        for number, line in enumerate(("", *lines), 1)
    )
    sheet = unpacked(Sheet(rows, name="Ark1", remarks=("One row is hidden.",)))
    assert (sheet.name, sheet.remarks) == ("Ark1", ("One row is hidden.",))
    assert [(row.number, row.cells) for row in sheet.rows[2:]] == [
        (3, ("Vik AS", "Gata 1, 0155 Oslo", "22334455")),
        (4, ("Sand AS", "Veien 2", "")),
    ]
    names = Sheet((Row(1, ("Firma",)), Row(2, ("Vik, Sand og Co; Oslo",))))
    assert unpacked(names) is names


@pytest.mark.parametrize("sign", ["^", "~", "|", ":", "#", "¤", "*", "!"])
def test_other_signs_part_what_each_line_has_alike(sign: str) -> None:
    rows = [("Firma", "Adresse", "E-post"), ("Ås, Bær & Øl AS", "Vei 1", "a@b.no"), ("Ström AB", "", "")]
    text = "\n".join(sign.join(row) for row in rows)
    assert [row.cells for row in read_text_table(text).rows] == rows


def test_several_blanks_part_columns_below_headings() -> None:
    text = "Firma       Kontakt    E-post\nAlfa Bygg AS   Kari Moe   kari@a.no\nBeta AS   Per Li  p@b.no\n"
    assert [row.cells for row in read_text_table(text).rows][1:] == [
        ("Alfa Bygg AS", "Kari Moe", "kari@a.no"),
        ("Beta AS", "Per Li", "p@b.no"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Firma: Fjell AS\nKontakt: Kari Moe\n",
        "Åpent 08:00\nStengt 16:00\n",
        "Fjell AS #1\nVann AS #2\n",
        "Fjell  AS\nVann  AS\n",
    ],
)
def test_signs_within_texts_part_nothing(text: str) -> None:
    assert {len(row.cells) for row in read_text_table(text).rows} == {1}


def test_a_known_delimiter_that_parts_all_lines_comes_first() -> None:
    text = "Firma;Kontakt^Rolle\nFjell AS;Kari^Sjef\n"
    assert read_text_table(text).rows[0].cells == ("Firma", "Kontakt^Rolle")


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ('"Hansen "Rør" AS";"Kari Moe"', ('Hansen "Rør" AS', "Kari Moe")),
        ('"Hansen "Rør" og "Bad" AS";"x"', ('Hansen "Rør" og "Bad" AS', "x")),
        ('"Rør 5" og 6" AS";"x"', ('Rør 5" og 6" AS', "x")),
        ('"Per ""Pelle""";"x"', ('Per "Pelle"', "x")),
        ('"";"Per "Pelle" Moe"', ("", 'Per "Pelle" Moe')),
        ('Hansen "Rør" AS;x', ('Hansen "Rør" AS', "x")),
        ('"Rør" AS;x', ("Rør AS", "x")),
        ('"a" ;"b" ', ("a", "b")),
    ],
)
def test_quotation_marks_within_a_quoted_cell_stay(line: str, cells: tuple[str, ...]) -> None:
    rows = read_text_table(f'"Firma";"Kontakt"\n{line}\n"Vik AS";"Ola Li"\n').rows
    assert [row.cells for row in rows] == [("Firma", "Kontakt"), cells, ("Vik AS", "Ola Li")]


def test_many_odd_quotation_marks_take_no_time() -> None:
    rows = read_text_table("Firma;Kontakt\n" + '"Rør" AS;Kari "Kaja" Moe\n' * 10_000).rows
    assert len(rows) == 10_001
    assert rows[-1].cells == ("Rør AS", 'Kari "Kaja" Moe')


def test_headings_that_are_all_known_tell_the_sign_between_them() -> None:
    rows = read_text_table("Firma:E-post:Nettside\nA AS:a@b.no:https://a.no\nB AS\n").rows
    assert [row.cells[0] for row in rows] == ["Firma", "A AS", "B AS"]
