"""Rows that go on about the company above."""

import pytest

from app.recognition.sheets.delimited import read_text_table
from app.recognition.sheets.sheet import Sheet
from app.recognition.tables.columns import match_columns
from app.recognition.tables.companies import companies_of
from app.recognition.tables.continued_rows import company_above
from app.recognition.tables.grouping import row_groups


def numbers(text: str) -> list[list[int]]:
    return [[row.number for row in group] for group in row_groups(match_columns(read_text_table(text)))]


ADDRESSES = "Firma;Adresse;Postnr;Sted;Navn;Mobil;E-post\nVik AS;Gata 1;5009;Bergen;Trond Vik;91150001;\n"
MAILS = "Firma;Navn;E-post\nVik AS;Trond Vik;trond@vik.example\n"


def test_blank_cells_below_an_address_are_those_of_the_company() -> None:
    rows = (
        ";;;;Silje Nes;91150002;\n;;;;Odd Lie;;\nVann AS;Gata 2;5528;Haugesund;Rita Moe;;\n;;;;Svein Aa;;\n"
    )
    assert numbers(ADDRESSES + rows) == [[2, 3, 4], [5, 6]]


def test_a_row_whose_name_is_an_error_is_none() -> None:
    rows = read_text_table(ADDRESSES + ";;;;Silje Nes;91150002;\n").rows
    sheet = Sheet(rows, {(3, 0): "Cell A3 has the error #REF! of a formula."})
    assert [len(group) for group in row_groups(match_columns(sheet))] == [1, 1]


def test_a_row_with_an_error_elsewhere_goes_on_about_the_company() -> None:
    rows = read_text_table(ADDRESSES + ";;;;Silje Nes;;\n").rows
    sheet = Sheet(rows, {(3, 5): "Cell F3 has the error #REF! of a formula."})
    assert [len(group) for group in row_groups(match_columns(sheet))] == [2]


def test_a_row_that_may_be_a_remark_does_not() -> None:
    rows = read_text_table(ADDRESSES + ";;;;Silje Nes;;\n").rows
    sheet = Sheet(rows, {(3, 4): "It may be a remark."})
    assert [len(group) for group in row_groups(match_columns(sheet))] == [1, 1]


def test_a_branch_keeps_its_people() -> None:
    rows = "Vik AS;Gata 2;0155;Oslo;Rita Moe;;\n;;;;Svein Aa;;\n"
    rows += "Vik AS;Gata 1;5009;Bergen;Siv Bø;;\n;;;;Per Li;;\n"
    assert numbers(ADDRESSES + rows) == [[2, 5, 6], [3, 4]]


@pytest.mark.parametrize(
    "row",
    [
        ";;;Oslo;Silje Nes;91150002;\n",
        ";Gata 1;5009;Bergen;Silje Nes;91150002;\n",
        ";;;;Silje Nes;;silje@gmail.com\n",
        ";;;;;91150002;\n",
        "\n;;;;Silje Nes;91150002;\n",
        "Sum;1;;;;;\n;;;;Silje Nes;91150002;\n",
    ],
    ids=[
        "another town",
        "the same town alone",
        "a private mailbox",
        "nobody",
        "an empty row between",
        "a sum between",
    ],
)
def test_others_remain_without_a_company(row: str) -> None:
    assert len(numbers(ADDRESSES + row)) == 2


def test_a_mailbox_tells_the_company() -> None:
    assert numbers(f"{MAILS};Silje Nes;silje@vik.example\n") == [[2, 3]]
    assert numbers(f"{MAILS};Silje Nes;silje@vann.example\n") == [[2], [3]]
    people = "Navn;Firma;E-post\nTrond Vik;Vik AS;trond@vik.example\n"
    assert numbers(f"{people}Silje Nes;;silje@vik.example\n") == [[2, 3]]
    assert numbers(f"{people}Silje Nes;;\n") == [[2], [3]]


def test_a_list_in_which_many_names_are_blank_is_written_so() -> None:
    rows = "Firma;Navn\nVik AS;Trond Vik\n;Silje Nes\n;Odd Lie\nVann AS;Rita Moe\n;Svein Aa\n"
    assert numbers(rows) == [[2, 3, 4], [5, 6]]
    assert numbers("Firma;Navn\nVik AS;Trond Vik\n;Silje Nes\nVann AS;Rita Moe\n") == [[2], [3], [4]]


def test_people_below_rows_of_companies_alone_are_theirs() -> None:
    headings = "Firma;Sted;Navn;Mobil;E-post\n"
    rows = "Vik AS;Bergen;;;\n;;Trond Vik;91150001;trond@vik.example\n;;Siv Bø;;\nNes AS;Voss;;;\n"
    assert numbers(headings + rows + ";;Per Nes;;per@nes.example\n") == [[2, 3, 4], [5, 6]]
    assert numbers(headings + rows + ";;Per Nes;;per@gmail.com\n") == [[2, 3, 4], [5], [6]], "private"
    mixed = rows + "Fjell AS;Oslo;Kari Moe;;\n;;Per Nes;;per@nes.example\n"
    assert numbers(headings + mixed) == [[2], [3], [4], [5], [6], [7]], "not written so"


@pytest.mark.parametrize(
    ("rows", "above"),
    [
        (";Ola Lie;;\n", "Vik AS"),
        (";Silje Nes;;Oslo\n;Ola Lie;;Oslo\n", "Vik AS"),
        (";Ola Lie;ola@gmail.com;Oslo\n", "Vik AS"),
        (";Ola Lie;ola@vann.example;\n", ""),
        (";Ola Lie;;Bergen\n", ""),
        (";;post@gmail.com;\n", ""),
        ("\n;Ola Lie;;\n", ""),
        ("Sum;1;;\n;Ola Lie;;\n", ""),
        (";Ola Lie;;\n" * 30, ""),
    ],
)
def test_a_person_without_a_company_may_be_of_the_one_above(rows: str, above: str) -> None:
    matched = match_columns(
        read_text_table("Firma;Navn;E-post;Sted\nVik AS;Kari Moe;k@vik.example;Oslo\n" + rows)
    )
    assert company_above(matched.rows[-1], matched) == above
    assert company_above(matched.rows[0], matched) == "", "it has one"


def test_the_company_that_may_be_meant_is_told() -> None:
    table = read_text_table("Firma;Navn;Sted\nVik AS;Kari Moe;Oslo\n;Ola Lie;\n")
    vik, nameless = companies_of(match_columns(table), table.notes, "NO")
    assert not vik.notes
    (note,) = nameless.notes
    assert (note.row, note.column, note.is_doubt) == (3, "A", True)
    assert note.sentence == "The row has no company: “Vik AS” above may be meant."
