"""How far cells of XLSX sheets reach, however they are written; what the library reads, is told by itself."""

import pytest

from app.recognition.workbooks import sheet_reach
from app.recognition.workbooks.bounds import TooFar, TooMuch
from app.recognition.workbooks.sheet_reach import check_sheets

FIRST = '<row r="1"><c r="A1"><v>1</v></c></row>'


def sheet(rows: str, name: str = "worksheet") -> bytes:
    """Returns a sheet of such rows."""
    return f'<?xml version="1.0"?><{name}><sheetData>{rows}</sheetData></{name}>'.encode()


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="XFD1048576"><v>1</v></c>',
        "<c r='XFD1048576'><v>1</v></c>",
        '<c r = "XFD1048576"><v>1</v></c>',
        '<c\n\tr="XFD1048576"><v>1</v></c>',
        '<c r="xfd1048576"><v>1</v></c>',
        '<c r="&#88;FD1048576"><v>1</v></c>',
        '<c x=">" r="XFD1048576"><v>1</v></c>',
        "<c x='r=\"A1\"' r='XFD1048576'><v>1</v></c>",
        '<c t="s" s="1" r="XFD1048576"><v>1</v></c>',
        '<x:c r="XFD1048576"><v>1</v></x:c>',
        '<c r="XFD1048576"><is><t>1</t></is></c>',
        '<c r="XFD1048576"><f>1</f></c>',
        '<c r="AAAAAA1"><v>1</v></c>',
        '<c r="A00000000100000"><v>1</v></c>',
        "<c><v>1</v></c>" * 703,
    ],
)
def test_a_far_cell_is_seen_however_it_is_written(cell: str) -> None:
    with pytest.raises(TooFar):
        check_sheets([sheet(f"{FIRST}<row>{cell}</row>")], b"")


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1048576"><c><v>1</v></c></row>',
        "<row/>" * 100_000 + "<row><c><v>1</v></c></row>",
        "<row r='999999'></row><row><c><v>1</v></c></row>",
    ],
)
def test_cells_without_a_place_are_counted(rows: str) -> None:
    with pytest.raises(TooFar):
        check_sheets([sheet(FIRST + rows)], b"")


def test_of_two_places_the_library_takes_the_last() -> None:
    """Such a tag is no XML; the library reads it all the same."""
    for cell in ('<c r="A1" r="XFD9"><v>1</v></c>', '<c r="A1"r="XFD9"><v>1</v></c>', "<c r=A1 r='XFD9'/>"):
        with pytest.raises(ValueError):
            check_sheets([sheet(f"<row>{cell}</row>")], b"")


@pytest.mark.parametrize(
    "rows",
    [
        FIRST,
        FIRST.replace('"', "'"),
        FIRST.replace("<", "<x:").replace("<x:/", "</x:"),
        '<row r="1" spans="1:8" x14ac:dyDescent="0.25"><c s="1" t="n" r="ZZ99999"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="1"/><c r="XFD2" s="2"></c></row>',
        '<row r="1048576" hidden="1"/>',
        "<row><c><v>1</v></c><c><v>2</v></c></row>" * 10,
        '<row r="1"><!-- <c r="XFD1048576"><v>1</v></c> --><c r="A1"><is><t>r="XFD1" &lt;</t></is></c></row>',
    ],
)
def test_what_programs_write_is_read(rows: str) -> None:
    check_sheets([sheet(rows)], b"")
    check_sheets([sheet(rows, "x:worksheet")], b"")


def test_many_places_between_near_cells_are_too_many() -> None:
    """Each cell is near enough, and so is each sheet; all of them together are not."""
    corner = sheet(f'{FIRST}<row r="9999"><c r="ZZ9999"><v>1</v></c></row>')
    check_sheets([corner] * 2, b"")
    with pytest.raises(TooFar):
        check_sheets([corner] * 3, b"")
    with pytest.raises(TooFar):
        check_sheets([sheet(f'{FIRST}<row r="99999"><c r="ZZ99999"><v>1</v></c></row>')], b"")
    narrow = sheet(f'{FIRST}<row r="99999"><c r="B99999"><v>1</v></c></row>')
    check_sheets([narrow] * 50, b"")


def test_an_encoding_of_two_bytes_is_read_as_one() -> None:
    far = sheet(f'{FIRST}<row><c r="XFD9"><v>1</v></c></row>').decode().encode("utf-16")
    with pytest.raises(TooFar):
        check_sheets([far], b"")


CELLS = sheet("<row>" + '<c t="s"><v>0</v></c>' * 100 + "</row>")


def test_a_text_that_many_cells_refer_to_is_counted_for_each(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet_reach, "MOST_UNPACKED", 5000)
    short, long = "x" * 50, "x" * 51
    check_sheets([CELLS], f"<sst><si><t>{short}</t></si></sst>".encode())
    check_sheets([CELLS], f"<sst><si><t>{short}</t></si><si><t>{'y' * 4000}</t></si></sst>".encode())
    for texts in (
        f"<sst><si><t>{long}</t></si></sst>",
        f"<x:sst><x:si><x:t>{long}</x:t></x:si></x:sst>",
        f"<sst><si><!-- </si> --><t>{long}</t></si></sst>",
        f"<sst><si><t>{'x' * 25}</t><?y </si> ?><t>{'x' * 26}</t></si></sst>",
    ):
        with pytest.raises(TooMuch):
            check_sheets([CELLS], texts.encode())
    with pytest.raises(ValueError):
        check_sheets([CELLS], f'<sst><si><t y="</si>">{long}</t></si></sst>'.encode())


def test_references_beyond_the_last_text_say_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet_reach, "MOST_UNPACKED", 5000)
    beyond = CELLS.replace(b"<v>0", b"<v>7")
    check_sheets([beyond], f"<sst><si><t>{'x' * 4000}</t></si></sst>".encode())
