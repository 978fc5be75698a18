"""Reads a file or a pasted text as a table, whatever of the known kinds it is."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from app.recognition.reading.input_limits import what_it_is
from app.recognition.tables.columns import match_columns
from app.recognition.tables.delimited import decoded, read_text_table
from app.recognition.tables.html_tables import is_html_table, read_html_table
from app.recognition.tables.sheet import MOST_BYTES, Sheet, TableProblem
from app.recognition.tables.spreadsheets import is_spreadsheet, read_spreadsheet
from app.translation import _

_SAMPLE: Final = 100
_OTHERS: Final = (
    (re.compile(rb"BEGIN:VCARD", re.IGNORECASE), _("a file of contacts (vCard)")),
    (
        re.compile(rb"(?:(?:From|To|Subject|Date|Received|Return-Path|MIME-Version|Message-ID):[^\n]*\n){2}"),
        _("a mail"),
    ),
    (re.compile(rb"\[?\s*\{\s*\"[^\"\n]*\"\s*:"), _("data in JSON")),
    (re.compile(rb"<\?xml"), _("data in XML")),
)


def read_table(data: bytes) -> Sheet:
    """Reads CSV, tab-separated text, HTML, XLSX, XLS or ODS. Raises TableProblem with a sentence."""
    if len(data) > MOST_BYTES:
        raise TableProblem(
            _("The file is too large: at most {megabytes} MB are read. Part the table.").format(
                megabytes=MOST_BYTES // 1024 // 1024
            )
        )
    if is_spreadsheet(data):
        sheet = read_spreadsheet(data, _names_companies)
    elif kind := what_it_is(data) or _what_text_it_is(data):
        raise TableProblem(_("The file is {kind}, not a table.").format(kind=kind))
    else:
        text = decoded(data)
        sheet = read_html_table(text) if is_html_table(text) else read_text_table(text)
    if all(row.is_empty for row in sheet.rows):
        raise TableProblem(_("There is nothing in the table."))
    return sheet


def _names_companies(sheet: Sheet) -> bool:
    """Returns True for a sheet with headings, one of which is that of companies."""
    matched = match_columns(replace(sheet, rows=sheet.rows[:_SAMPLE]))
    return matched.headings_at > 0 and any(column.field == "Name" for column in matched.columns)


def _what_text_it_is(data: bytes) -> str:
    """Returns what a text is that has no rows; empty for one that may be a table."""
    head = data[:4000].removeprefix(b"\xef\xbb\xbf").lstrip()
    kind = next((kind for pattern, kind in _OTHERS if pattern.match(head)), "")
    return "" if b"<?xml" in head and is_html_table(decoded(data[:200_000])) else kind
