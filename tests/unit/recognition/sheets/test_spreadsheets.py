"""XLSX, XLS and ODS, made by the libraries for them (openpyxl, xlwt, odfpy)."""

import io
import zipfile
from contextlib import nullcontext
from pathlib import Path

import pytest

from app.recognition.sheets import spreadsheets
from app.recognition.sheets.sheet import TableProblem
from app.recognition.sheets.spreadsheets import is_spreadsheet, read_spreadsheet
from tests.helpers.data.workbooks import with_part

SHEET = "xl/worksheets/sheet1.xml"
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


def test_of_several_sheets_the_fitting_one_in_view_is_read() -> None:
    data = (DATA / "sheets.xlsx").read_bytes()
    sheet = read_spreadsheet(data, lambda one: len(one.rows) > 1)
    assert (sheet.name, sheet.rows[1].cells) == ("Deltakere", ("Fjell AS", "22334455", "Oslo"))
    assert read_spreadsheet(data).name == "Forside"
    assert read_spreadsheet(data, lambda _one: False).name == "Forside"


def test_a_letter_in_the_last_cell_is_named() -> None:
    with pytest.raises(TableProblem, match="as far as XFD1048576"):
        read_spreadsheet((DATA / "far.xlsx").read_bytes())
    assert len(read_spreadsheet((DATA / "coloured.xlsx").read_bytes()).rows) == 2, "a colour is no letter"


def changed(name: str, part: str, old: str, new: str) -> bytes:
    """Returns a file with something else at one place of a part of it."""
    return with_part(DATA / name, part, old, new)


LETTER = '<table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell>'
ROWS = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>'
COLUMNS = '<table:table-cell table:number-columns-repeated="16000"/>'


@pytest.mark.parametrize(
    ("rows", "is_far"),
    [
        (ROWS, False),
        (f"<table:table-row>{COLUMNS}</table:table-row>", False),
        (f"{ROWS}<table:table-row>{LETTER}</table:table-row>", True),
        (f"<table:table-row>{COLUMNS}{LETTER}</table:table-row>", True),
    ],
)
def test_far_cells_of_open_document(rows: str, is_far: bool) -> None:
    data = changed("fair.ods", "content.xml", "</table:table>", f"{rows}</table:table>")
    with pytest.raises(TableProblem, match="too far") if is_far else nullcontext():
        assert len(read_spreadsheet(data).rows) == 7


def test_what_unpacks_to_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreadsheets, "_MOST_UNPACKED", 1000)
    with pytest.raises(TableProblem, match="too large: unpacked"):
        read_spreadsheet((DATA / "fair.xlsx").read_bytes())


def test_how_far_a_binary_sheet_reaches_cannot_be_seen() -> None:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("xl/worksheets/sheet1.bin", b"")
    with pytest.raises(TableProblem, match="save it again"):
        read_spreadsheet(written.getvalue())


def test_a_formula_that_was_never_calculated_is_named() -> None:
    """openpyxl writes it so; Excel and LibreOffice write what came out."""
    never = "Cell J4 has a formula that was never calculated"
    (told,) = read_spreadsheet((DATA / "fair.xlsx").read_bytes()).remarks
    assert told.startswith(never)
    before = '<c r="J4"><f>1/0</f><v /></c>'
    for cell, is_told in (
        ('<c r="J4"><f>1/0</f></c>', True),
        ('<c r="J4" s="1"><f t="shared" si="0"/><v></v></c>', True),
        ('<c r="J4"><f>A1</f><v>7</v></c>', False),
        ('<c r="J4" t="str"><f>A1</f><v></v></c>', False),
    ):
        remarks = read_spreadsheet(changed("fair.xlsx", SHEET, before, cell)).remarks
        assert [one.startswith(never) for one in remarks] == [True] * is_told


def test_hidden_rows_are_counted() -> None:
    book = changed("fair.xlsx", SHEET, '<row r="6">', '<row r="6" hidden="1">')
    assert read_spreadsheet(book).remarks[0] == ("1 row is hidden in the file, and is read like the others.")
    empty = "<table:table-row><table:table-cell/>"
    document = changed(
        "fair.ods", "content.xml", empty, empty.replace("-row>", '-row table:visibility="collapse">')
    )
    assert read_spreadsheet(document).remarks == (), "it has nothing in it"
    first = '<table:table-row><table:table-cell office:value-type="string">'
    document = changed(
        "fair.ods", "content.xml", first, first.replace("-row>", '-row table:visibility="filter">')
    )
    assert len(read_spreadsheet(document).remarks) == 1


def test_what_is_said_of_another_sheet_is_not_said() -> None:
    for number, count in ((1, 1), (3, 0)):
        part = f"xl/worksheets/sheet{number}.xml"
        book = changed("sheets.xlsx", part, '<row r="1">', '<row hidden="true" r="1">')
        assert len(read_spreadsheet(book).remarks) == count
        assert len(read_spreadsheet(book, lambda one: len(one.rows) > 1).remarks) == 1 - count
