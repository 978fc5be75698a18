"""Reads a file or a pasted text as a table, whatever of the known kinds it is."""

from __future__ import annotations

import re
from typing import Final

from app.model.text_normalization import shortened
from app.recognition.reading.input_limits import what_it_is
from app.recognition.sheets.delimited import read_text_table, unpacked
from app.recognition.sheets.encodings import decoded
from app.recognition.sheets.html_tables import is_html_table, read_html_table
from app.recognition.sheets.letters import mended_sheet, without_long_blanks
from app.recognition.sheets.sheet import MOST_BYTES, Sheet, TableProblem, with_most_columns
from app.recognition.sheets.spreadsheets import is_spreadsheet, read_spreadsheet
from app.recognition.tables.arranging import arranged
from app.recognition.tables.sheet_choice import best_sheet
from app.translation import _

_FIRST_BYTES: Final = 32 * 1024
_LONG: Final = 4
_OTHERS: Final = (
    (re.compile(rb"BEGIN:VCARD", re.IGNORECASE), _("a file of contacts (vCard)")),
    (
        re.compile(rb"(?:(?:From|To|Subject|Date|Received|Return-Path|MIME-Version|Message-ID):[^\n]*\n){2}"),
        _("a mail"),
    ),
    (re.compile(rb"\[?\s*\{\s*\"[^\"\n]*\"\s*:"), _("data in JSON")),
    (re.compile(rb"<\?xml"), _("data in XML")),
)


def read_table(data: bytes, most: int | None = None, wanted: str = "") -> Sheet:
    """Reads CSV, tab-separated text, HTML, XLSX, XLS or ODS. Raises TableProblem with a sentence.

    `most` is how many rows of a workbook are read; None for all. `wanted` is the name of the sheet of it,
    where somebody has chosen one.
    """
    if len(data) > MOST_BYTES:
        raise TableProblem(
            _("The file is too large: at most {megabytes} MB are read. Divide the table.").format(
                megabytes=MOST_BYTES // 1024 // 1024
            )
        )
    if is_spreadsheet(data):
        sheet = mended_sheet(read_spreadsheet(data, best_sheet, most, wanted))
    elif kind := what_it_is(data) or _what_text_it_is(data):
        raise TableProblem(_("The file is {kind}, not a table.").format(kind=kind))
    elif wanted:
        told = _("The file has no sheets, and so none that is called “{name}”.")
        raise TableProblem(told.format(name=shortened(wanted)))
    else:
        text = decoded(data)
        sheet = mended_sheet(read_html_table(text)) if is_html_table(text) else read_text_table(text)
    sheet = without_long_blanks(with_most_columns(unpacked(sheet)))
    if all(row.is_empty for row in sheet.rows):
        raise TableProblem(_("There is nothing in the table."))
    return arranged(sheet)


def is_long_workbook(data: bytes) -> bool:
    """Returns True for a workbook of which the first rows are seen before all others are read."""
    return len(data) >= _FIRST_BYTES and is_spreadsheet(data)  # packed


def first_rows(data: bytes) -> bytes:
    """Returns what a long text begins with, as whole rows; empty for what is read at once, or is no text.

    A quotation mark that is still open may have the rest of the table in one cell: empty then, too.
    """
    first = data[:_FIRST_BYTES]
    if len(data) < _LONG * _FIRST_BYTES or b"\x00" in first or is_spreadsheet(data):
        return b""
    if is_html_table(decoded(first)):
        return b""
    rows = first[: first.rfind(b"\n") + 1]
    return b"" if rows.count(b'"') % 2 else rows


def _what_text_it_is(data: bytes) -> str:
    """Returns what a text is that has no rows; empty for one that may be a table."""
    head = data[:4000].removeprefix(b"\xef\xbb\xbf").lstrip()
    kind = next((kind for pattern, kind in _OTHERS if pattern.match(head)), "")
    return "" if b"<?xml" in head and is_html_table(decoded(data[:200_000])) else kind
