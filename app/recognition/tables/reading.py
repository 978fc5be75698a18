"""Reads a file or a pasted text as a table, whatever of the known kinds it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from app.recognition.cells.cell_people import parted_at_mark
from app.recognition.reading.input_limits import what_it_is
from app.recognition.sheets.delimited import read_text_table
from app.recognition.sheets.encodings import decoded
from app.recognition.sheets.html_tables import is_html_table, read_html_table
from app.recognition.sheets.letters import mended_sheet
from app.recognition.sheets.sheet import MOST_BYTES, MOST_COLUMNS, Row, Sheet, TableProblem
from app.recognition.sheets.spreadsheets import is_spreadsheet, read_spreadsheet
from app.recognition.tables.columns import find_headings, match_columns
from app.recognition.values.headings import field_of_heading, halves_of_heading
from app.translation import _

_FIRST_BYTES: Final = 32 * 1024
_LONG: Final = 4
_SAMPLE: Final = 100
_SAMPLE_OF_MARKS: Final = 200
_FEWEST_HEADINGS: Final = 3
_DITTO: Final = frozenset(
    (
        '"',
        '""',
        "''",
        "″",
        "〃",
        "„",
        "”",
        '-"-',
        '--"--',
        '- " -',
        "-''-",
        "-”-",
        ",,",
        "do.",
        "ditto",
        "dito",
        "idem",
    )
)
"""What lists have for what stands in the row above."""
_BETWEEN: Final = re.compile(r"\s*[\n;|]\s*|\s*/\s+|\s+/\s*|\s+[-–]\s+")
Halves = tuple[tuple[str, str], ...]
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
        sheet = mended_sheet(read_spreadsheet(data, _names_companies))
    elif kind := what_it_is(data) or _what_text_it_is(data):
        raise TableProblem(_("The file is {kind}, not a table.").format(kind=kind))
    else:
        text = decoded(data)
        sheet = mended_sheet(read_html_table(text)) if is_html_table(text) else read_text_table(text)
    if all(row.is_empty for row in sheet.rows):
        raise TableProblem(_("There is nothing in the table."))
    return arranged(sheet)


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


def _names_companies(sheet: Sheet) -> bool:
    """Returns True for a sheet with headings, one of which is that of companies."""
    matched = match_columns(replace(sheet, rows=sheet.rows[:_SAMPLE]))
    return matched.headings_at > 0 and any(column.field == "Name" for column in matched.columns)


def _what_text_it_is(data: bytes) -> str:
    """Returns what a text is that has no rows; empty for one that may be a table."""
    head = data[:4000].removeprefix(b"\xef\xbb\xbf").lstrip()
    kind = next((kind for pattern, kind in _OTHERS if pattern.match(head)), "")
    return "" if b"<?xml" in head and is_html_table(decoded(data[:200_000])) else kind


def arranged(sheet: Sheet) -> Sheet:
    """Returns a table so that each row is a company, and each column has one kind of value.

    Columns of two kinds ("Company / Contact") are parted, the second ones behind the last column; marks for
    "as above" are what stands above; companies that stand side by side stand below each other.
    """
    at, headings = find_headings(sheet.rows)
    if not at:
        return _upright(sheet)
    halves = {place: both for place, cell in enumerate(headings.cells) if (both := halves_of_heading(cell))}
    rows = list(sheet.rows)
    if any(not _DITTO.isdisjoint(row.cells) for row in rows[:_SAMPLE_OF_MARKS]):
        rows = list(_without_marks(rows))
    if halves:
        width = max(len(row.cells) for row in rows)
        rows = [Row(row.number, _parted(row, at, halves, width)) for row in rows]
    return replace(sheet, rows=tuple(rows))


def _upright(sheet: Sheet) -> Sheet:
    """Returns a table whose headings stand below each other, as rows; any other as it is."""
    rows = [row for row in sheet.rows if not row.is_empty]
    fields = [field_of_heading(row.cell(0)) for row in rows[:_SAMPLE] if row.cell(0)]
    known = [field for field in fields if field]
    width = max((len(row.cells) for row in rows), default=0)
    is_turned = len(known) >= _FEWEST_HEADINGS and 2 * len(known) > len(fields) and "Name" in known
    if not is_turned or width < len(("heading", "value")) or len(rows) > MOST_COLUMNS:
        return sheet
    turned = (Row(place + 1, tuple(row.cell(place) for row in rows)) for place in range(width))
    places = {row.number: place for place, row in enumerate(rows)}
    notes = {(place + 1, places[number]): text for (number, place), text in sheet.notes.items()}
    return replace(sheet, rows=tuple(turned), notes=notes)


def _without_marks(rows: Iterable[Row]) -> Iterator[Row]:
    above: list[str] = []
    for row in rows:
        above += [""] * (len(row.cells) - len(above))
        cells = tuple(
            there if cell in _DITTO else cell for cell, there in zip(row.cells, above, strict=False)
        )
        above[: len(cells)] = [cell or there for cell, there in zip(cells, above, strict=False)]
        yield Row(row.number, cells)


def _parted(row: Row, at: int, halves: Mapping[int, Halves], width: int) -> tuple[str, ...]:
    """Returns the cells of a row with the second values of some columns behind the others."""
    cells = [*row.cells, *[""] * (width - len(row.cells))]
    behind = []
    for place, both in halves.items():
        if row.number == at:
            (cells[place], _field), (second, _other) = both
        else:
            cells[place], second = _both_values(cells[place])
        behind.append(second)
    return (*cells, *behind)


def _both_values(text: str) -> tuple[str, str]:
    before, mark, who = parted_at_mark(text)
    if mark:
        return before, who  # "Fjell AS v/ Kari Moe"
    first, *rest = _BETWEEN.split(text, maxsplit=1)
    return first, rest[0] if rest else ""
