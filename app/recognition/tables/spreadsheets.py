"""Reads XLSX, XLS and ODS files, by python-calamine; formulas count by the values that were stored."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from app.recognition.tables.compound_file import has_sound_chains
from app.recognition.tables.sheet import (
    LONGEST_CELL,
    MOST_COLUMNS,
    MOST_ROWS,
    Row,
    Sheet,
    TableProblem,
    column_letters,
    too_many_rows,
)
from app.translation import _

_ZIP: Final = b"PK\x03\x04"
_COMPOUND: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_DAMAGED: Final = _("The file is damaged, or it is no table: save it again as .xlsx or .csv, then read that.")
_PROTECTED: Final = _("The file is protected by a password. Save it without one, then read it again.")
_ERRORS: Final = frozenset(
    ("#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#FEIL", "#I/T")
)


def is_spreadsheet(data: bytes) -> bool:
    """Returns True for the containers in which spreadsheets are stored."""
    return data.startswith((_ZIP, _COMPOUND))


def read_spreadsheet(data: bytes) -> Sheet:
    """Reads the first sheet that has rows. Raises TableProblem with a sentence."""
    if data.startswith(_COMPOUND) and _ENCRYPTED in data:
        raise TableProblem(_PROTECTED)
    if data.startswith(_COMPOUND) and not has_sound_chains(data):
        raise TableProblem(_DAMAGED)
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        for name in book.sheet_names:
            sheet = book.get_sheet_by_name(name)
            if sheet.height and sheet.width:
                return _sheet_of(sheet)
    except PasswordError:
        raise TableProblem(_PROTECTED) from None
    except (CalamineError, ValueError, OSError):
        raise TableProblem(_DAMAGED) from None
    raise TableProblem(_("There is nothing in the table."))


def _sheet_of(sheet: Any) -> Sheet:
    if sheet.height > MOST_ROWS:
        raise too_many_rows()
    first = sheet.start[0] if sheet.start else 0
    rows: list[Row] = []
    notes: dict[tuple[int, int], str] = {}
    for number, values in enumerate(sheet.to_python(skip_empty_area=True), first + 1):
        cells = tuple(map(_text_of, values[:MOST_COLUMNS]))
        if not _ERRORS.isdisjoint(cells):
            for place, cell in enumerate(cells):
                if cell in _ERRORS:
                    notes[number, place] = _("Cell {cell} has the error {error} of a formula.").format(
                        cell=f"{column_letters(place)}{number}", error=cell
                    )
            cells = tuple("" if cell in _ERRORS else cell for cell in cells)
        rows.append(Row(number, cells))
    return Sheet(tuple(_with_merged(sheet, rows, first) if sheet.merged_cell_ranges else rows), notes)


def _with_merged(sheet: Any, rows: list[Row], first: int) -> Iterator[Row]:
    """Gives rows below the first one of merged cells their value; the file has it in the first alone."""
    filled: dict[tuple[int, int], str] = {}
    left = sheet.start[1] if sheet.start else 0
    for start, end in sheet.merged_cell_ranges or ():
        top = start[0] - first
        if start[1] == end[1] and 0 <= top < len(rows):
            value = rows[top].cell(start[1] - left)
            filled |= {(row - first, start[1] - left): value for row in range(start[0] + 1, end[0] + 1)}
    for offset, row in enumerate(rows):
        cells = (filled.get((offset, place), cell) or cell for place, cell in enumerate(row.cells))
        yield Row(row.number, tuple(cells))


def _text_of(value: Any) -> str:
    return value[:LONGEST_CELL].strip() if type(value) is str else _text_of_other(value)


def _text_of_other(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    return str(value)[:LONGEST_CELL].strip()
