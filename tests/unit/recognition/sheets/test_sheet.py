"""Rows, and how columns are named."""

from app.recognition.sheets.sheet import Row, column_letters


def test_columns_have_the_letters_of_spreadsheets() -> None:
    assert [column_letters(place) for place in (0, 25, 26, 27, 51, 52, 701, 702)] == [
        *("A", "Z", "AA", "AB", "AZ", "BA", "ZZ", "AAA")
    ]


def test_cells_beyond_the_last_one_are_empty() -> None:
    assert Row(1, ("a",)).cell(5) == ""
    assert Row(1, ("", "")).is_empty
    assert not Row(1, ("", "x")).is_empty
