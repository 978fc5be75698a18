"""XLSX, XLS and ODS, made by the libraries for them (openpyxl, xlwt, odfpy)."""

import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from app.recognition.sheets import spreadsheets
from app.recognition.sheets.sheet import Sheet, TableProblem
from app.recognition.sheets.spreadsheets import is_spreadsheet, read_spreadsheet
from app.translation.catalogue import use_language
from tests.helpers.data.workbooks import as_workbook, with_part

DATA = Path(__file__).parents[3] / "data" / "tables"


@pytest.mark.parametrize("ending", ["xlsx", "xls", "ods"])
def test_a_table_of_a_fair(ending: str) -> None:
    data = (DATA / f"fair.{ending}").read_bytes()
    assert is_spreadsheet(data)
    rows = read_spreadsheet(data).rows
    assert rows[0].cells[0] == "Besøkende på Bygg Reis Deg 2026"
    assert rows[1].is_empty
    assert rows[3].number == 4
    assert rows[3].cells[:9] == (
        *("Fjell & Sønn AS", "923609016", "Kari Nordmann", "kari@fjell.example", "99887766", "22 33 44 55"),
        *("Storgata 12", "0155 Oslo", "2026-10-14"),
    )
    assert rows[4].cells[0] == "Fjell & Sønn AS", "merged cells have their value in each row"


@pytest.mark.parametrize("ending", ["xlsx", "xls", "ods"])
def test_a_damaged_file(ending: str) -> None:
    data = (DATA / f"fair.{ending}").read_bytes()
    for broken in (data[: len(data) // 2], data[:600] + b"\x00" * (len(data) - 600)):
        with pytest.raises(TableProblem, match="damaged"):
            read_spreadsheet(broken)


def test_a_password() -> None:
    protected = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le")
    with pytest.raises(TableProblem, match="protected by a password"):
        read_spreadsheet(protected)


def test_an_archive_is_no_table() -> None:
    with pytest.raises(TableProblem, match="no table"):
        read_spreadsheet(b"PK\x03\x04" + bytes(200))


def test_too_many_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreadsheets, "MOST_ROWS", 3)
    with pytest.raises(TableProblem, match="more than"):
        read_spreadsheet((DATA / "fair.xlsx").read_bytes())


def longest(sheets: Sequence[Sheet], _wanted: int | None = None) -> tuple[int, tuple[int, ...]]:
    return max(range(len(sheets)), key=lambda at: len(sheets[at].rows)), ()


def test_of_several_sheets_in_view_the_chosen_one_is_read() -> None:
    data = (DATA / "sheets.xlsx").read_bytes()
    sheet = read_spreadsheet(data, longest)
    assert (sheet.name, sheet.rows[1].cells) == ("Deltakere", ("Fjell AS", "22334455", "Oslo"))
    assert (read_spreadsheet(data).name, read_spreadsheet(data).remarks) == ("Forside", ())


def test_others_that_might_be_read_are_named() -> None:
    (told,) = read_spreadsheet(
        (DATA / "sheets.xlsx").read_bytes(), lambda _sheets, _wanted=None: (0, (1,))
    ).remarks
    assert told == (
        "The file has companies in other sheets, too, which are not read unless you choose them: “Deltakere”."
    )


@pytest.mark.parametrize(("language", "name"), [("de", "„Deltakere“"), ("nb", "«Deltakere»")])
def test_sheets_stand_in_the_quotation_marks_of_the_language(language: str, name: str) -> None:
    data = (DATA / "sheets.xlsx").read_bytes()
    use_language(language)
    try:
        (told,) = read_spreadsheet(data, lambda _sheets, _wanted=None: (0, (1,))).remarks
        with pytest.raises(TableProblem, match=name):
            read_spreadsheet(data, wanted="Nope")
    finally:
        use_language("en")
    assert told.endswith(f" {name}.")


@pytest.mark.parametrize("ending", ["xls", "ods"])
@pytest.mark.parametrize("wanted", ["Onsdag", " ONSDAG"])
def test_a_sheet_that_somebody_has_chosen_is_read(ending: str, wanted: str) -> None:
    sheet = read_spreadsheet((DATA / f"days.{ending}").read_bytes(), longest, wanted=wanted)
    assert (sheet.name, sheet.names, sheet.remarks) == ("Onsdag", ("Tirsdag", "Onsdag"), ())
    assert [row.cells[0] for row in sheet.rows] == ["Firma", "Fjell AS", "Sand AS"]


def test_a_sheet_that_is_called_just_so_comes_before_one_with_other_capitals() -> None:
    book = as_workbook({"onsdag": [["A"]], "Onsdag": [["B"]]})
    assert [read_spreadsheet(book, wanted=one).rows[0].cells[0] for one in ("onsdag", "Onsdag")] == ["A", "B"]


def test_a_sheet_that_is_not_there_is_told_with_those_that_are() -> None:
    for file, wanted, names in (
        ("days.xls", "Tom", "“Tirsdag”, “Onsdag”"),  # it is empty
        ("sheets.xlsx", "Skjult", "“Forside”, “Deltakere”"),
        ("fair.ods", "Ark1", "“Deltakere”"),
    ):
        told = f"The file has no sheet “{wanted}” with rows in it. These there are: {names}."
        with pytest.raises(TableProblem, match=re.escape(told)):
            read_spreadsheet((DATA / file).read_bytes(), wanted=wanted)


def test_the_only_sheet_can_be_chosen_by_its_name() -> None:
    read = read_spreadsheet((DATA / "fair.ods").read_bytes(), wanted="deltakere")
    assert (read.name, read.names) == ("", ())


def test_a_sheet_far_behind_is_read_where_it_is_chosen() -> None:
    book = as_workbook({f"Ark {number}": [[f"A{number}"]] for number in range(1, 31)})
    read = read_spreadsheet(book, wanted="Ark 30")
    assert (read.rows[0].cells, len(read.names), read.names[-1]) == (("A30",), 21, "Ark 30")
    assert "Ark 30" not in read_spreadsheet(book).names


def test_what_is_said_of_another_sheet_is_not_said() -> None:
    for number, count in ((1, 1), (3, 0)):
        part = f"xl/worksheets/sheet{number}.xml"
        book = with_part(DATA / "sheets.xlsx", part, '<row r="1">', '<row hidden="true" r="1">')
        assert len(read_spreadsheet(book).remarks) == count
        assert len(read_spreadsheet(book, longest).remarks) == 1 - count


def test_errors_of_formulas_in_an_old_file_are_told() -> None:
    sheet = read_spreadsheet((DATA / "errors.xls").read_bytes())
    assert sheet.rows[1].cells == ("Vik AS", "", "Oslo")
    assert sheet.notes == {
        (2, 1): "Cell B2 has the error #N/A of a formula.",
        (3, 1): "Cell B3 has the error #DIV/0! of a formula.",
        (3, 2): "Cell C3 has the error #REF! of a formula.",
    }
