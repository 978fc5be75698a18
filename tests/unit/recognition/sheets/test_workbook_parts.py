"""What is seen in the parts of XLSX and ODS files, made by openpyxl and odfpy."""

import io
import zipfile
from contextlib import nullcontext
from pathlib import Path

import pytest

from app.recognition.sheets import workbook_parts
from app.recognition.sheets.sheet import TableProblem
from app.recognition.sheets.spreadsheets import read_spreadsheet
from app.recognition.workbooks import parts
from tests.helpers.data.workbooks import as_xlsx, with_links, with_part

SHEET = "xl/worksheets/sheet1.xml"
DATA = Path(__file__).parents[3] / "data" / "tables"


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
    monkeypatch.setattr(parts, "MOST_UNPACKED", 1000)
    with pytest.raises(TableProblem, match="too large: unpacked"):
        read_spreadsheet((DATA / "fair.xlsx").read_bytes())
    with zipfile.ZipFile(DATA / "fair.xlsx") as archive:
        size = sum(one.file_size for one in archive.infolist())
    monkeypatch.setattr(parts, "MOST_UNPACKED", size)
    assert read_spreadsheet((DATA / "fair.xlsx").read_bytes()).rows


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


def archive(**parts: str) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as book:
        for name, content in parts.items():
            book.writestr(name, content)
    return written.getvalue()


def test_macros_are_told() -> None:
    written = io.BytesIO((DATA / "coloured.xlsx").read_bytes())
    with zipfile.ZipFile(written, "a") as book:
        book.writestr("xl/vbaProject.bin", b"x")
    assert read_spreadsheet(written.getvalue()).remarks == ("The file has macros: they are not run.",)
    assert read_spreadsheet((DATA / "coloured.xlsx").read_bytes()).remarks == ()
    assert workbook_parts.has_macros(b"\xd0\xcf" + "_VBA_PROJECT_CUR".encode("utf-16-le"))


def test_a_document_with_a_password_and_one_of_numbers_are_told() -> None:
    manifest = "<manifest:encryption-data/>"
    with pytest.raises(TableProblem, match="protected by a password"):
        read_spreadsheet(archive(**{"META-INF/manifest.xml": manifest, "content.xml": "?"}))
    with pytest.raises(TableProblem, match="is of Numbers"):
        read_spreadsheet(archive(**{"Index/Document.iwa": "x"}))


def test_the_error_of_a_formula_of_open_document_is_noted() -> None:
    error = '<table:table-cell office:value-type="string" office:string-value="" calcext:value-type="error">'
    row = (
        '<table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row>'
        f'<table:table-row><table:table-cell table:number-columns-repeated="2"/>{LETTER}'
        f"{error}<text:p>#DIV/0!</text:p></table:table-cell>{error}</table:table-cell>"
        '<table:table-cell office:value-type="float" calcext:value-type="float" office:value="1">'
        "<text:p>1</text:p></table:table-cell></table:table-row>"
    )
    sheet = read_spreadsheet(changed("fair.ods", "content.xml", "</table:table>", f"{row}</table:table>"))
    last = sheet.rows[-1]
    assert last.cells[:6] == ("", "", "x", "", "", "1")
    assert sheet.notes == {(last.number, 3): f"Cell D{last.number} has the error #DIV/0! of a formula."}


def test_addresses_behind_words_are_read() -> None:
    rows = [
        ("Firma", "Kontakt", "E-post", "Web", "Telefon"),
        ("Alfa AS", "Kari Hansen", "Send e-post", "Nettside", "Ring"),
        ("Beta AS", "Per Olsen", "per@beta.example", "beta.example", "22 33 44 55"),
    ]
    links = {
        "A2": "mailto:post@alfa.example",
        "B2": "mailto:kari@alfa.example?subject=Hei&amp;body=x",
        "C1": "mailto:heading@alfa.example",
        "C2": "mailto:kari%2Bmesse@alfa.example",
        "D2": "https://alfa.example/",
        "E2": "tel:+4791722333",
        "C3": "mailto:other@beta.example",
        "E3": "tel:+4722334455",
    }
    sheet = read_spreadsheet(with_links(as_xlsx(rows), links))
    assert [row.cells for row in sheet.rows] == [
        rows[0],
        (
            "Alfa AS",
            "Kari Hansen <kari@alfa.example>",
            "kari+messe@alfa.example",
            "https://alfa.example/",
            "+4791722333",
        ),
        rows[2],
    ]


def test_addresses_behind_words_of_open_document_are_read() -> None:
    cell = (
        '<table:table-cell office:value-type="string"><text:p><text:a xlink:type="simple" '
        'xlink:href="mailto:kari@alfa.example">Send e-post</text:a></text:p></table:table-cell>'
    )
    row = f"<table:table-row>{LETTER}{cell}</table:table-row>"
    sheet = read_spreadsheet(changed("fair.ods", "content.xml", "</table:table>", f"{row}</table:table>"))
    assert sheet.rows[-1].cells[:2] == ("x", "kari@alfa.example")
