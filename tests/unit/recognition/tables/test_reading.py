"""A file is read by what it is, whatever it is called."""

from pathlib import Path

import pytest

from app.recognition.sheets.sheet import TableProblem
from app.recognition.tables import reading
from app.recognition.tables.reading import first_rows, read_table
from tests.helpers.data.workbooks import as_xlsx

DATA = Path(__file__).parents[3] / "data" / "tables"
HTML = b"<table><tr><td>Firma<td>By<tr><td>A<td>Oslo</table>"


@pytest.mark.parametrize(
    ("data", "cells"),
    [
        (b"Firma;By\nA;Oslo\n", ("A", "Oslo")),
        (HTML, ("A", "Oslo")),
        ("Firma\tBy\nA\tÅl".encode("utf-16"), ("A", "Ål")),
    ],
)
def test_kinds(data: bytes, cells: tuple[str, ...]) -> None:
    assert read_table(data).rows[1].cells == cells


def test_a_spreadsheet() -> None:
    assert len(read_table((DATA / "fair.xlsx").read_bytes()).rows) == 7


def test_the_sheet_that_names_companies() -> None:
    assert read_table((DATA / "sheets.xlsx").read_bytes()).name == "Deltakere"


def test_a_text_has_no_sheet_that_could_be_chosen() -> None:
    for data in (b"Firma;By\nA;Oslo\n", HTML):
        with pytest.raises(TableProblem, match="no sheets, and so none that is called “Onsdag”"):
            read_table(data, wanted="Onsdag")


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "nothing in the table"),
        (b"\n  \n", "nothing in the table"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "is a picture"),
        (b"%PDF-1.7\n", "is a PDF"),
        (bytes(range(32)) * 20, "no text"),
        (b"\xef\xbb\xbfBEGIN:VCARD\nFN:Kari\nEND:VCARD\n", "is a file of contacts"),
        (b"From: a@b.example\nSubject: x\n\nHello\n", "is a mail"),
        (b'[{"name": "Fjell AS"}]', "is data in JSON"),
        (b'<?xml version="1.0"?><root><a>1</a></root>', "is data in XML"),
        (b"BEGIN:VCALENDAR\n", "is a calendar"),
    ],
)
def test_what_is_no_table(data: bytes, sentence: str) -> None:
    with pytest.raises(TableProblem, match=sentence):
        read_table(data)


def test_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_BYTES", 10)
    with pytest.raises(TableProblem, match="too large"):
        read_table(b"Firma;By\nA;Oslo\n")


@pytest.mark.parametrize("name", ["fair.xls", "fair.xlsx", "fair.ods", "visits.xls"])
def test_a_file_of_which_only_the_beginning_has_arrived(name: str) -> None:
    data = (DATA / name).read_bytes()
    for size in (2, 3, 4, 7, 8, 30, 500, 512, 513, 1000, 4096, 4224, 5120, len(data) - 100):
        if size < len(data):
            with pytest.raises(TableProblem, match="damaged"):
                read_table(data[:size])


LINE = b"Fjell AS;Oslo\n"
LONG = LINE * (128 * 1024 // len(LINE) + 1)


def test_what_a_long_text_begins_with_is_whole_rows() -> None:
    first = first_rows(LONG)
    assert first == LINE * (32 * 1024 // len(LINE))
    assert first_rows(LONG[: 128 * 1024]) == first
    assert first_rows(LONG[: 128 * 1024 - 1]) == b"", "it is read at once"
    quoted = b'"Fjell; AS";Oslo\n'
    assert first_rows(quoted + LONG).startswith(quoted)


@pytest.mark.parametrize(
    "begin", [b'"Fjell AS;', b"\x00", HTML, b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]
)
def test_what_may_go_on_or_is_no_text_has_no_first_rows(begin: bytes) -> None:
    assert first_rows(begin + LONG) == b""


def test_as_many_bytes_as_may_be_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    data = b"Firma;By\nA;Oslo\n"
    monkeypatch.setattr(reading, "MOST_BYTES", len(data))
    assert len(read_table(data).rows) == 2


def test_xml_with_a_table_is_one() -> None:
    assert read_table(b'<?xml version="1.0"?>' + HTML).rows[1].cells == ("A", "Oslo")


def test_what_is_noted_of_cells_of_a_workbook_stays_with_them() -> None:
    assert list(read_table((DATA / "fair.xlsx").read_bytes()).notes) == [(4, 9), (5, 9)]


def test_csv_that_a_spreadsheet_has_opened_as_one_column() -> None:
    sheet = read_table(as_xlsx([["Firma;Kontakt;Sted"], ["Vik AS;Kari Moe;Oslo"]]))
    assert [row.cells for row in sheet.rows] == [("Firma", "Kontakt", "Sted"), ("Vik AS", "Kari Moe", "Oslo")]


def test_letters_of_a_workbook_that_were_encoded_twice() -> None:
    sheet = read_table(as_xlsx([["Firma", "Sted"], ["MÃ¸lla AS", "TromsÃ¸"]]))
    assert sheet.rows[1].cells == ("Mølla AS", "Tromsø")
    assert len(sheet.remarks) == 1


def test_a_second_list_of_a_workbook() -> None:
    first, second = ["Firma", "Navn", "Mobil"], ["Navn", "Firma", "E-post", "Mobil"]
    rows = [
        first,
        ["Vik AS", "Kari", "91"],
        [],
        ["Andre"],
        second,
        ["Per", "Sand AS", "p@sand.example", "92"],
    ]
    sheet = read_table(as_xlsx(rows))
    assert sheet.rows[0].cells == ("Firma", "Navn", "Mobil", "", "E-post")
    assert [row.cells for row in sheet.rows if row.number in (2, 6)] == [
        ("Vik AS", "Kari", "91", ""),
        ("Sand AS", "Per", "92", "", "p@sand.example"),
    ]
    assert all(row.is_empty for row in sheet.rows if row.number in (3, 4, 5))
