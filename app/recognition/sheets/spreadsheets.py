"""Reads XLSX, XLS and ODS files, by python-calamine; formulas count by the values that were stored."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from html import unescape
from typing import Any, Final

from app.recognition.sheets.compound_file import has_sound_chains
from app.recognition.sheets.sheet import (
    LONGEST_CELL,
    MOST_COLUMNS,
    MOST_ROWS,
    Row,
    Sheet,
    TableProblem,
    column_letters,
    too_many_rows,
)
from app.translation import _, ngettext

_ZIP: Final = b"PK\x03\x04"
_COMPOUND: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MOST_UNPACKED: Final = 200 * 1024 * 1024
_MOST_SHEETS: Final = 20
_OPEN_DOCUMENT: Final = "content.xml"
_SPANNED: Final = b"number-rows-spanned"
_TAGS: Final = re.compile(
    rb"<table:(?:covered-)?(?P<tag>table-cell|table-row|table)(?=[\s/>])(?P<given>[^>]*)>"
)
_GIVEN: Final = re.compile(
    rb"table:(name|number-(?:rows-spanned|rows-repeated|columns-repeated))=\"([^\"]*)\""
)
Span = tuple[tuple[int, int], tuple[int, int]]
Spans = tuple[Span, ...]
"""Cells that are one, by the row and column, from 0, of the first and the last of them."""
_PARTS: Final = re.compile(r"xl/worksheets/[^/]*\.(?:xml|bin)|content\.xml")
# Of three letters (from column 703 on), or in a row of six digits; a cell that is only coloured is none.
_FAR_CELL: Final = re.compile(
    rb"<(?:\w+:)?c\s[^>]*?\br=\"(?P<cell>[A-Z]{3}\d+|[A-Z]{1,2}\d{6,7})\"[^>]*(?<!/)>"
    rb"|<(?:\w+:)?row\s[^>]*?\br=\"(?P<row>\d{6,7})\"[^>]*(?<!/)>\s*<(?:\w+:)?c(?:>|\s(?![^>]*\br=)[^>]*(?<!/)>)"
)
_MAY_BE_FAR: Final = re.compile(rb"r=\"(?:[A-Z]{3}[0-9]|[A-Z]{0,2}[0-9]{6})")
_FAR_COLUMNS: Final = re.compile(
    rb"number-columns-repeated=\"(\d{4,})\"[^>]*(?:/>|>\s*</table:(?:covered-)?table-cell>)\s*"
    rb"<table:(?:covered-)?table-cell(?:\s[^>]*)?(?<!/)>"
)
_FAR_ROWS: Final = re.compile(rb"number-rows-repeated=\"(\d{6,})\"")
_PIECE: Final = 128 * 1024
_HIDDEN_ROW: Final = re.compile(rb"<(?:\w+:)?row\s(?=[^>]*\bhidden=\"(?:1|true)\")[^>]*(?<!/)>")
# A formula whose value is an empty text says so: it was calculated.
_NOT_CALCULATED: Final = re.compile(
    rb"<(?:\w+:)?c\s(?![^>]*\bt=\"str\")[^>]*\br=\"(?P<cell>[A-Z]+\d+)\"[^>]*>\s*"
    rb"<(?:\w+:)?f(?:/>|(?:\s[^>]*)?(?:/>|>[^<]*</(?:\w+:)?f>))\s*"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>|</(?:\w+:)?c>)"
)
_HIDDEN_OR_SHEET: Final = re.compile(
    rb"<table:table\s[^>]*?table:name=\"(?P<sheet>[^\"]*)\""
    rb"|<table:table-row\s(?=[^>]*:visibility=\"(?:filter|collapse)\")[^>]*(?<!/)>(?P<cells>.*?)</table:table-row>",
    re.DOTALL,
)
_BOOK: Final = ("xl/workbook.xml", "xl/_rels/workbook.xml.rels")
_SHEET: Final = re.compile(r"<(?:\w+:)?sheet\s[^>]*>")
_RELATIONSHIP: Final = re.compile(r"<(?:\w+:)?Relationship\s[^>]*>")
_NAME: Final = re.compile(r"\sname=\"([^\"]*)\"")
_ID: Final = re.compile(r"(?:\s|:)[Ii]d=\"([^\"]*)\"")
_TARGET: Final = re.compile(r"\sTarget=\"([^\"]*)\"")
_NEVER_CALCULATED: Final = _(
    "Cell {cell} has a formula that was never calculated, so it is empty here, and others may be: open the "
    "file in Excel or LibreOffice, save it, and read it again."
)
_FAR: Final = _(
    "The sheet reaches as far as {cell}: that is too far. "
    "Delete what stands outside the table, then read it again."
)
_UNPACKED: Final = _("The file is too large: unpacked it has more than {megabytes} MB. Part the table.")
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_PANIC: Final = "PanicException"
"""What the library raises for a fault of its own: no Exception, and not to be imported."""
_DAMAGED: Final = _("The file is damaged, or it is no table: save it again as .xlsx or .csv, then read that.")
_PROTECTED: Final = _("The file is protected by a password. Save it without one, then read it again.")
_ERRORS: Final = frozenset(
    ("#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#FEIL", "#I/T")
)


def is_spreadsheet(data: bytes) -> bool:
    """Returns True for the containers in which spreadsheets are stored, and for no more than their mark."""
    return data.startswith((_ZIP, _COMPOUND)) or _is_cut_mark(data)


def _is_cut_mark(data: bytes) -> bool:
    """Returns True for a file of which no more than the first bytes have arrived."""
    return len(data) > 1 and any(mark.startswith(data) for mark in (_ZIP, _COMPOUND))


def read_spreadsheet(data: bytes, is_fit: Callable[[Sheet], bool] = lambda _sheet: True) -> Sheet:
    """Reads the first sheet in view with rows that `is_fit`, else the first with rows.

    Where several have rows, it has its name. Raises TableProblem with a sentence.
    """
    remarks = _checked(data) if data.startswith(_ZIP) else {}
    if data.startswith(_COMPOUND) and _ENCRYPTED in data:
        raise TableProblem(_PROTECTED)
    if _is_cut_mark(data) or (data.startswith(_COMPOUND) and not has_sound_chains(data)):
        raise TableProblem(_DAMAGED)
    try:
        name, first = _first_fitting(data, is_fit)
    except TableProblem:
        raise
    except BaseException as error:
        if (problem := _problem_of(error)) is None:
            raise
        raise problem from None
    if first is None:
        raise TableProblem(_("There is nothing in the table."))
    return replace(first, remarks=remarks.get(name, ()))


def _problem_of(error: BaseException) -> TableProblem | None:
    from python_calamine import CalamineError, PasswordError

    if isinstance(error, PasswordError):
        return TableProblem(_PROTECTED)
    is_damage = isinstance(error, CalamineError | ValueError | OSError) or type(error).__name__ == _PANIC
    return TableProblem(_DAMAGED) if is_damage else None


def _first_fitting(data: bytes, is_fit: Callable[[Sheet], bool]) -> tuple[str, Sheet | None]:
    """Returns a sheet, and what it is called."""
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    found = [(name, sheet) for name in _in_view(book) if (sheet := book.get_sheet_by_name(name)).width]
    spans = _spans_of_document(data) if data.startswith(_ZIP) else {}
    if len(found) == 1:
        return found[0][0], _sheet_of(found[0][1], spans.get(found[0][0], ()))
    read = (replace(_sheet_of(sheet, spans.get(name, ())), name=name) for name, sheet in found)
    first = None
    for one in read:
        first = first or one
        if is_fit(one):
            return one.name, one
    return (first.name if first else ""), first


def _in_view(book: Any) -> list[str]:
    """Returns the names of the sheets that are not hidden; of all, if all are."""
    names = [one.name for one in book.sheets_metadata if str(one.visible).endswith("Visible")]
    return (names or list(book.sheet_names))[:_MOST_SHEETS]


def _checked(data: bytes) -> dict[str, tuple[str, ...]]:
    """Returns what is to be said of the sheets, by their names.

    Raises TableProblem for a file that unpacks to too much, or whose cells are too far apart: the library
    makes a cell for each place between the first and the last one, and one letter in the last cell of an
    empty sheet takes more memory than there is.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(one.file_size for one in archive.infolist()) > _MOST_UNPACKED:
                raise TableProblem(_UNPACKED.format(megabytes=_MOST_UNPACKED // 1024 // 1024))
            told: dict[str, tuple[str, ...]] = {}
            for name in filter(_PARTS.fullmatch, archive.namelist()):
                content = archive.read(name)
                _check_part(content, name)
                told |= (
                    _remarks_of_document(content)
                    if name == _OPEN_DOCUMENT
                    else _remarks_of_part(name, content)
                )
            return _by_names(told, archive)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError, zlib.error):
        raise TableProblem(_DAMAGED) from None


def _check_part(content: bytes, name: str) -> None:
    if name.endswith(".bin"):
        raise TableProblem(_DAMAGED)  # how far its cells reach cannot be seen
    if name != _OPEN_DOCUMENT:
        if _MAY_BE_FAR.search(content) and (match := _FAR_CELL.search(content)):
            raise TableProblem(_FAR.format(cell=(match["cell"] or match["row"]).decode()))
        return
    far = _FAR_COLUMNS.search(content)
    for match in _FAR_ROWS.finditer(content):
        rest = content[match.start() : content.find(b"</table:table>", match.start())]
        far = far or (match if b"<text:p" in rest or b"office:value" in rest else None)
    if far:
        raise TableProblem(_FAR.format(cell=far[1].decode()))


def _pieces(content: bytes) -> Iterator[bytes]:
    """Yields a sheet some rows at a time: what looks through all of it at once holds the window as long."""
    at = 0
    while at < len(content):
        end = content.find(b"row>", at + _PIECE)
        end = len(content) if end < 0 else end + len(b"row>")
        yield content[at:end]
        at = end


def _remarks_of_part(part: str, content: bytes) -> dict[str, tuple[str, ...]]:
    """Returns what is to be said of a sheet of an XLSX file, by the path of its part."""
    hidden, cell = 0, ""
    for piece in _pieces(content):
        hidden += sum(1 for _row in _HIDDEN_ROW.finditer(piece)) if b"hidden=" in piece else 0
        if not cell and b"<f" in piece and (found := _NOT_CALCULATED.search(piece)):
            cell = found["cell"].decode()
    told = _hidden_told(hidden)
    return {part: (*told, _NEVER_CALCULATED.format(cell=cell)) if cell else told}


def _remarks_of_document(content: bytes) -> dict[str, tuple[str, ...]]:
    """Returns what is to be said of the sheets of an ODS file, by their names."""
    found: dict[str, int] = {}
    name = ""
    for piece in _pieces(content) if b":visibility=" in content else ():
        for tag in _HIDDEN_OR_SHEET.finditer(piece):
            if tag["sheet"] is not None:
                name = unescape(tag["sheet"].decode("utf-8", "replace"))
            elif b"<text:p" in tag["cells"]:
                found[name] = found.get(name, 0) + 1
    return {name: _hidden_told(count) for name, count in found.items()}


def _hidden_told(count: int) -> tuple[str, ...]:
    told = ngettext(
        "{count} row is hidden in the file, and is read like the others.",
        "{count} rows are hidden in the file, and are read like the others.",
        count,
    )
    return (told.format(count=count),) if count else ()


def _by_names(told: dict[str, tuple[str, ...]], archive: zipfile.ZipFile) -> dict[str, tuple[str, ...]]:
    """Returns by the names of sheets what is told by the paths of their parts in an XLSX file."""
    there = archive.namelist()
    if _OPEN_DOCUMENT in there or not any(told.values()):
        return told
    book, links = (archive.read(one).decode("utf-8", "replace") if one in there else "" for one in _BOOK)
    files = {
        _value(_ID, link): _value(_TARGET, link).rpartition("/")[2] for link in _RELATIONSHIP.findall(links)
    }
    return {
        unescape(_value(_NAME, sheet)): told.get(f"xl/worksheets/{files.get(_value(_ID, sheet), '')}", ())
        for sheet in _SHEET.findall(book)
    }


def _value(attribute: re.Pattern[str], tag: str) -> str:
    match = attribute.search(tag)
    return match[1] if match else ""


def _sheet_of(sheet: Any, spans: Spans = ()) -> Sheet:
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
    merged = sheet.merged_cell_ranges or spans
    return Sheet(tuple(_with_merged(sheet, rows, first, merged) if merged else rows), notes)


def _spans_of_document(data: bytes) -> dict[str, Spans]:
    """Returns the cells that span rows in an ODS file, by sheet: the library tells those of others."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        content = archive.read(_OPEN_DOCUMENT) if _OPEN_DOCUMENT in archive.namelist() else b""
    found: dict[str, list[Span]] = {}
    name, row, place, repeated = "", 0, 0, 0
    for tag in _TAGS.finditer(content) if _SPANNED in content else ():
        given = {key: value.decode("utf-8", "replace") for key, value in _GIVEN.findall(tag["given"])}
        if tag["tag"] == b"table":
            name, row, repeated = unescape(given.get(b"name", "")), 0, 0
        elif tag["tag"] == b"table-row":
            row, place, repeated = row + repeated, 0, _number(given.get(b"number-rows-repeated"))
        else:
            down = _number(given.get(b"number-rows-spanned"))
            if down > 1:
                found.setdefault(name, []).append(((row, place), (row + down - 1, place)))
            place += _number(given.get(b"number-columns-repeated"))
    return {name: tuple(spans) for name, spans in found.items()}


def _number(text: str | None) -> int:
    return min(int(text), MOST_ROWS) if text and text.isascii() and text.isdigit() and len(text) < 8 else 1


def _with_merged(sheet: Any, rows: list[Row], first: int, merged: Iterable[Span]) -> Iterator[Row]:
    """Gives rows below the first one of merged cells their value; the file has it in the first alone."""
    filled: dict[tuple[int, int], str] = {}
    left = sheet.start[1] if sheet.start else 0
    for start, end in merged:
        top, last = start[0] - first, min(end[0] - first, len(rows))
        if start[1] == end[1] and 0 <= top < len(rows):
            value = rows[top].cell(start[1] - left)
            filled |= {(row, start[1] - left): value for row in range(top + 1, last + 1)}
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
