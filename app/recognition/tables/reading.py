"""Reads a file or a pasted text as a table, whatever of the known kinds it is."""

from __future__ import annotations

from app.recognition.reading.input_limits import why_no_text
from app.recognition.tables.delimited import decoded, read_text_table
from app.recognition.tables.html_tables import is_html_table, read_html_table
from app.recognition.tables.sheet import MOST_BYTES, Sheet, TableProblem
from app.recognition.tables.spreadsheets import is_spreadsheet, read_spreadsheet
from app.translation import _


def read_table(data: bytes) -> Sheet:
    """Reads CSV, tab-separated text, HTML, XLSX, XLS or ODS. Raises TableProblem with a sentence."""
    if len(data) > MOST_BYTES:
        raise TableProblem(
            _("The file is too large: at most {megabytes} MB are read. Part the table.").format(
                megabytes=MOST_BYTES // 1024 // 1024
            )
        )
    if is_spreadsheet(data):
        sheet = read_spreadsheet(data)
    elif kind := why_no_text(data):
        raise TableProblem(_("The file is {kind}, not a table.").format(kind=kind))
    else:
        text = decoded(data)
        sheet = read_html_table(text) if is_html_table(text) else read_text_table(text)
    if all(row.is_empty for row in sheet.rows):
        raise TableProblem(_("There is nothing in the table."))
    return sheet
