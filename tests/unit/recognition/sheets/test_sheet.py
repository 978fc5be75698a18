"""Rows, and how columns are named."""

from app.recognition.sheets.sheet import Row, TableProblem, column_letters, too_many_rows


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
