"""What becomes of cells that are one, of errors of formulas, and of files that only look like workbooks."""

import io
import zipfile
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

from app.recognition.sheets import spreadsheets, workbook_parts
from app.recognition.sheets.sheet import LONGEST_CELL, MOST_COLUMNS, Sheet, TableProblem, column_letters
from app.recognition.sheets.spreadsheets import is_spreadsheet, read_spreadsheet
from tests.helpers.data.workbooks import as_xlsx, with_part

DATA = Path(__file__).parents[3] / "data" / "tables"
SHEET = "xl/worksheets/sheet1.xml"
PEOPLE = (
    ("Firma", "", "Navn"),
    ("Fjell AS", "", "Kari Moe"),
    ("", "", "Ola Li"),
    ("Vann AS", "", "Liv By"),
)


def workbook(tmp_path: Path, rows: Sequence[Sequence[str]], *merged: str) -> bytes:
    """Returns a workbook in which these areas are one cell each."""
    file = tmp_path / "book.xlsx"
    file.write_bytes(as_xlsx(rows))
    areas = "".join(f'<mergeCell ref="{one}"/>' for one in merged)
    return with_part(file, SHEET, "</sheetData>", f"</sheetData><mergeCells>{areas}</mergeCells>")


def cells(data: bytes) -> list[tuple[str, ...]]:
    return [row.cells for row in read_spreadsheet(data).rows]


@pytest.mark.parametrize("merged", [("A2:A3",), ("A1:B1", "A2:B3", "A4:B4")])
def test_cells_that_are_one_have_their_value_in_each_row(tmp_path: Path, merged: tuple[str, ...]) -> None:
    filled = [("Fjell AS", *cells[1:]) if cells[2] == "Ola Li" else cells for cells in PEOPLE]
    assert cells(workbook(tmp_path, PEOPLE, *merged)) == filled


def test_an_area_that_reaches_beyond_the_table_fills_what_is_there(tmp_path: Path) -> None:
    assert cells(workbook(tmp_path, PEOPLE, "A3:A9")) == list(PEOPLE)
    assert cells(workbook(tmp_path, PEOPLE, "A4:A9", "C90:C95")) == list(PEOPLE)
    moved = [("", "", ""), *(("", *row) for row in PEOPLE)]
    assert cells(workbook(tmp_path, moved, "B3:B4"))[2] == ("", "Fjell AS", "", "Ola Li")


def test_the_spans_of_open_document(tmp_path: Path) -> None:
    file = tmp_path / "fair.ods"
    file.write_bytes((DATA / "fair.ods").read_bytes())
    before = read_spreadsheet(file.read_bytes())
    data = with_part(
        file,
        "content.xml",
        "</table:table>",
        '<table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row>'
        '<table:table-row><table:table-cell table:number-columns-repeated="2"/>'
        '<table:table-cell table:number-rows-spanned="2" office:value-type="string"><text:p>A</text:p>'
        "</table:table-cell></table:table-row>"
        "<table:table-row><table:table-cell/><table:covered-table-cell/><table:covered-table-cell/>"
        '<table:table-cell office:value-type="string"><text:p>B</text:p></table:table-cell>'
        "</table:table-row></table:table>",
    )
    rows = read_spreadsheet(data).rows[len(before.rows) :]
    assert [row.cells[:4] for row in rows] == [("",) * 4, ("",) * 4, ("", "", "A", ""), ("", "", "A", "B")]


@pytest.mark.parametrize(
    ("text", "number"),
    [(None, 1), ("", 1), ("3", 3), ("-1", 1), ("²", 1), ("x", 1), ("9999999", 100_000), ("10000000", 1)],
)
def test_how_often_a_cell_is_repeated(text: str | None, number: int) -> None:
    assert workbook_parts._number(text) == number


def test_an_error_of_a_formula_is_noted_and_empty() -> None:
    data = with_part(
        DATA / "fair.xlsx",
        SHEET,
        '<c r="J4"><f>1/0</f><v /></c>',
        '<c r="J4" t="e"><f>1/0</f><v>#DIV/0!</v></c>',
    )
    sheet = read_spreadsheet(data)
    assert [row.cell(9) for row in sheet.rows[3:5]] == ["", ""]
    assert sheet.notes == {
        (4, 9): "Cell J4 has the error #DIV/0! of a formula.",
        (5, 9): "Cell J5 has the error #N/A of a formula.",
    }


def test_an_error_is_noted_where_its_cell_stands(tmp_path: Path) -> None:
    rows = [("", "", "", ""), ("", "Firma", "", "Navn"), ("", "Fjell AS", "#REF!", "Kari Moe")]
    file = tmp_path / "book.xlsx"
    file.write_bytes(as_xlsx(rows))
    data = with_part(file, SHEET, "</row></sheetData>", '<c r="E3" t="e"><v>#N/A</v></c></row></sheetData>')
    sheet = read_spreadsheet(data)
    assert sheet.rows[-1] == (3, ("", "Fjell AS", "", "Kari Moe", ""))
    assert sheet.notes == {
        (3, 2): "Cell C3 has the error #REF! of a formula.",
        (3, 4): "Cell E3 has the error #N/A of a formula.",
    }


@pytest.mark.parametrize(("left", "before", "far"), [(2, 2, 0), (MOST_COLUMNS - 4, 496, 0), (600, 496, 104)])
def test_columns_are_those_of_the_file(tmp_path: Path, left: int, before: int, far: int) -> None:
    """Unless the table begins so far to the right that its last one would be left out."""
    rows = [
        ("",) * left + one for one in (("Firma", "", "", "By"), ("Fjell AS", "#N/A", "", "Oslo"), ("",) * 4)
    ]
    data = workbook(tmp_path, rows, f"{column_letters(left)}2:{column_letters(left)}3")
    sheet = read_spreadsheet(data)
    assert [row.cells[before:] for row in sheet.rows] == [
        ("Firma", "", "", "By"),
        ("Fjell AS", "", "", "Oslo"),
    ]
    assert sheet.rows[0].cells[:before] == ("",) * before
    assert before + far == left
    assert sheet.notes == {
        (2, before + 1): f"Cell {column_letters(left + 1)}2 has the error #N/A of a formula."
    }


def archive(**parts: str) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as file:
        for name, text in parts.items():
            file.writestr(name, text)
    return written.getvalue()


def test_an_archive_of_something_else_is_no_table() -> None:
    for data in (archive(), archive(readme="x"), archive(**{"xl/workbook.xml": "<workbook/>"})):
        assert is_spreadsheet(data) or data.startswith(b"PK\x05\x06")
        with pytest.raises(TableProblem, match="damaged, or it is no table"):
            read_spreadsheet(data)


@pytest.mark.parametrize("count", [2, 3, 4, 8, 9])
def test_a_file_of_which_only_the_mark_has_arrived_is_damaged(count: int) -> None:
    for mark in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        data = mark[:count]
        assert is_spreadsheet(data)
        with pytest.raises(TableProblem, match="damaged"):
            read_spreadsheet(data)
    assert not is_spreadsheet(b"P")
    assert not is_spreadsheet(b"PX\x03\x04")


def test_a_fault_of_ours_is_no_damage_of_the_file() -> None:
    def choose(_sheets: Sequence[Sheet], _wanted: int | None = None) -> tuple[int, tuple[int, ...]]:
        raise LookupError

    with pytest.raises(LookupError):
        read_spreadsheet((DATA / "sheets.xlsx").read_bytes(), choose)
    with pytest.raises(TableProblem, match="nothing in the table"):
        read_spreadsheet(as_xlsx([]))


def test_a_long_cell_and_a_wide_row_are_cut() -> None:
    row = ["x" * (LONGEST_CELL + 5), *map(str, range(MOST_COLUMNS + 5))]
    (read,) = cells(as_xlsx([row]))
    assert (len(read[0]), len(read)) == (LONGEST_CELL, MOST_COLUMNS)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (" A ", "A"),
        (True, "true"),
        (False, "false"),
        (2.0, "2"),
        (-2.0, "-2"),
        (2.5, "2.5"),
        (999_999_999_999_999.0, "999999999999999"),
        (1e15, "1000000000000000.0"),
        (datetime(2026, 3, 1), "2026-03-01"),  # noqa: DTZ001  # as the library gives it
        (datetime(2026, 3, 1, 14, 30), "2026-03-01 14:30"),  # noqa: DTZ001  # as above
        (date(2026, 3, 1), "2026-03-01"),
        (time(14, 30), "14:30:00"),
        (timedelta(hours=1), "1:00:00"),
        (7, "7"),
    ],
)
def test_how_a_value_is_written(value: object, text: str) -> None:
    assert spreadsheets._text_of(value) == text


def test_a_sheet_has_its_name_where_there_are_others() -> None:
    assert read_spreadsheet((DATA / "fair.xlsx").read_bytes()).name == ""
    several = read_spreadsheet((DATA / "sheets.xlsx").read_bytes())
    assert (several.name, several.names) == ("Forside", ("Forside", "Deltakere"))


def test_areas_that_lie_over_each_other_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No spreadsheet merges cells twice: of a damaged one each area was gone through again."""
    monkeypatch.setattr(spreadsheets, "_MOST_MERGED", 3)
    rows = [("a", "b"), ("x", "y"), *[("", "z")] * 5]
    read = cells(workbook(tmp_path, rows, *["A2:A7"] * 1000))
    assert [row[0] for row in read] == ["a", "x", "x", "x", "x", "", ""]


def test_an_archive_behind_an_old_workbook_is_not_read() -> None:
    """The library tries one kind of file after the other, and finds an archive by its end."""
    old = (DATA / "fair.xls").read_bytes()
    name = "Workbook".encode("utf-16-le")
    with pytest.raises(TableProblem, match="damaged, or it is no table"):
        read_spreadsheet(old.replace(name, name[::-1]) + (DATA / "fair.xlsx").read_bytes())


def test_an_old_workbook_that_asks_for_too_much_memory_is_refused() -> None:
    """It says itself how many cells and texts it has, and is believed by the library."""
    old = (DATA / "fair.xls").read_bytes()
    dimensions = old.index(b"\x00\x02\x0e\x00") + 4
    with pytest.raises(TableProblem, match="too far"):
        read_spreadsheet(old[: dimensions + 4] + b"\xff\xff\xff\x7f" + old[dimensions + 8 :])
    texts = old.index(b"\xfc\x00") + 8
    with pytest.raises(TableProblem, match="damaged"):
        read_spreadsheet(old[:texts] + b"\xff\xff\xff\x7f" + old[texts + 4 :])
