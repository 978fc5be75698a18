"""Rows, and how columns are named."""

import pytest

from app.recognition.sheets.sheet import (
    MOST_COLUMNS,
    Row,
    Sheet,
    TableProblem,
    column_letters,
    too_many_rows,
    with_link,
    with_most_columns,
)


def test_columns_have_the_letters_of_spreadsheets() -> None:
    assert [column_letters(place) for place in (0, 25, 26, 27, 51, 52, 701, 702)] == [
        *("A", "Z", "AA", "AB", "AZ", "BA", "ZZ", "AAA")
    ]


def test_cells_beyond_the_last_one_are_empty() -> None:
    assert [Row(1, ("a",)).cell(place) for place in (0, 1, 5)] == ["a", "", ""]
    assert Row(1, ("", "")).is_empty
    assert not Row(1, ("", "x")).is_empty


def test_a_problem_is_its_sentence() -> None:
    assert (TableProblem("Odd.").message, str(TableProblem("Odd."))) == ("Odd.", "Odd.")
    assert (
        too_many_rows().message
        == "The table has more than 100000 rows. Part it, and read one part after the other."
    )


def test_a_table_is_called_as_its_file_and_its_sheet_where_there_are_several() -> None:
    assert [Sheet((), name=name).called("fair.xlsx") for name in ("", "Day 1")] == [
        "fair.xlsx",
        "fair.xlsx, Day 1",
    ]
    assert Sheet((), name="Day 1").called("") == "", "it comes from a program"


def test_columns_beyond_the_most_are_left_out_and_told() -> None:
    sheet = Sheet((Row(1, ("x",) * MOST_COLUMNS), Row(2, ("y",))), remarks=("Odd.",))
    assert with_most_columns(sheet) is sheet
    wide = with_most_columns(Sheet((*sheet.rows, Row(3, ("z",) * 16_000)), remarks=sheet.remarks))
    assert max(len(row.cells) for row in wide.rows) == MOST_COLUMNS
    assert wide.remarks == ("Odd.", "Only the first 500 columns of the table are read.")


@pytest.mark.parametrize(
    ("said", "target", "text"),
    [
        ("Klikk her", "mailto:a@fjell.example", "a@fjell.example"),
        ("E-Mail senden »", "mailto:a@fjell.example", "a@fjell.example"),
        ("", "mailto:a@fjell.example", "a@fjell.example"),
        ("Skriv til oss", "mailto:a@fjell.example?subject=x", "a@fjell.example"),
        ("Kari Hansen", "mailto:a@fjell.example", "Kari Hansen <a@fjell.example>"),
        ("Fjell AS", "mailto:a@fjell.example", "Fjell AS"),
        ("Daglig leder", "mailto:a@fjell.example", "Daglig leder"),
        ("b@fjell.example", "mailto:a@fjell.example", "b@fjell.example"),
        ("Fjell AS", "https://fjell.example", "Fjell AS"),
        ("Nettside", "https://fjell.example", "https://fjell.example"),
        ("Nettside", "#Ark2!A1", "Nettside"),
    ],
)
def test_the_address_behind_words(said: str, target: str, text: str) -> None:
    assert with_link(said, target) == text
