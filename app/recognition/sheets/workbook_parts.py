"""Looks into the parts of an XLSX or ODS file: how far cells reach, what is hidden, what is merged."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import unescape
from typing import Final

from app.recognition.sheets.formula_errors import (
    Notes,
    cell_name,
    error_told,
    errors_of_part,
    never_calculated,
    place_of,
)
from app.recognition.sheets.sheet import MOST_ROWS, TableProblem
from app.recognition.workbooks.bounds import MOST_UNPACKED, TooFar, TooMuch, pieces
from app.recognition.workbooks.parts import Archive, Part, book_of, document_of
from app.translation import _, ngettext

_SPANNED: Final = b"number-rows-spanned"
_TAGS: Final = re.compile(
    rb"<table:(?:covered-)?(?P<tag>table-cell|table-row|table)(?=[\s/>])(?P<given>[^>]*)>"
)
_GIVEN: Final = re.compile(
    rb"(?:table:(?=n)|calcext:(?=v))(name|number-(?:rows-spanned|rows-repeated|columns-repeated)"
    rb"|value-type(?==\"error\"))=\"([^\"]*)\""
)
_ERROR: Final = b'calcext:value-type="error"'
_TEXT: Final = re.compile(rb"\s*<text:p[^>]*>([^<]{1,20})</text:p>")
Span = tuple[tuple[int, int], tuple[int, int]]
Spans = tuple[Span, ...]
"""Cells that are one, by the row and column, from 0, of the first and the last of them."""
Links = dict[int, dict[int, str]]
"""Addresses behind the words of cells, by the number of the row and the column from 0."""
_VALUE_LINK: Final = re.compile(r"(?:mailto|tel|https?):", re.IGNORECASE)
_HYPERLINK: Final = re.compile(rb"<(?:\w+:)?hyperlink\s[^>]*>")
_REF: Final = re.compile(r"\sref=\"(?P<column>[A-Z]{1,3})(?P<row>\d{1,7})(?::[A-Z]+\d+)?\"")
_HREF: Final = re.compile(rb"<text:a\s[^>]*xlink:href=\"([^\"]+)\"")
_HIDDEN_ROW: Final = re.compile(rb"<(?:\w+:)?row\s(?=[^>]*\bhidden=\"(?:1|true)\")[^>]*(?<!/)>")
_HIDDEN_OR_SHEET: Final = re.compile(
    rb"<table:table\s[^>]*?table:name=\"(?P<sheet>[^\"]*)\""
    rb"|<table:table-row\s(?=[^>]*:visibility=\"(?:filter|collapse)\")[^>]*(?<!/)>(?P<cells>.*?)</table:table-row>",
    re.DOTALL,
)
_ID: Final = re.compile(r"(?:\s|:)[Ii]d=\"([^\"]*)\"")
_NEVER_CALCULATED: Final = _(
    "Cell {cell} has a formula that was never calculated, so it is empty here, and others may be: open the "
    "file in Excel or LibreOffice, save it, and read it again."
)
_FAR: Final = _(
    "The sheet reaches as far as {cell}: that is too far. "
    "Delete what stands outside the table, then read it again."
)
_UNPACKED: Final = _("The file is too large: unpacked it has more than {megabytes} MB. Divide the table.")
_MACROS: Final = (b"xl/vbaProject.bin", "_VBA_PROJECT_CUR".encode("utf-16-le"))
HAS_MACROS: Final = _("The file has macros: they are not run.")
_OF_NUMBERS: Final = _("The file is of Numbers: export it as Excel or CSV there, then read that.")
PROTECTED: Final = _("The file is protected by a password. Save it without one, then read it again.")
DAMAGED: Final = _("The file is damaged, or it is no table: save it again as .xlsx or .csv, then read that.")


@dataclass(frozen=True)
class Workbook:
    """What the library may read of an XLSX or ODS file, and what is known of its sheets, by their names."""

    file: bytes
    remarks: dict[str, tuple[str, ...]] = field(default_factory=dict)
    notes: dict[str, Notes] = field(default_factory=dict)
    links: dict[str, Links] = field(default_factory=dict)
    spans: dict[str, Spans] = field(default_factory=dict)


def workbook_of(data: bytes) -> Workbook:
    """Returns what is read of an XLSX or ODS file, and what is to be said of its sheets.

    Raises TableProblem for a file that unpacks to too much, or whose cells are too far apart: the library
    makes a cell for each place between the first and the last one, and one letter in the last cell of an
    empty sheet takes more memory than there is.
    """
    with problems_told():
        archive = Archive(data)
        _check_kind(archive)
        parts, file = book_of(archive)
        if file:
            return _of_parts(parts, file)
        content, file = document_of(archive)
    return Workbook(
        file,
        _remarks_of_document(content),
        _errors_of_document(content),
        _links_of_document(content),
        _spans_of_document(content),
    )


@contextmanager
def problems_told() -> Iterator[None]:
    """Raises TableProblem, with a sentence, for what is wrong with a file."""
    try:
        yield
    except TooFar as far:
        raise TableProblem(_FAR.format(cell=cell_name(far.row, far.column))) from None
    except TooMuch:
        raise TableProblem(_UNPACKED.format(megabytes=MOST_UNPACKED // 1024 // 1024)) from None
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError, zlib.error):
        raise TableProblem(DAMAGED) from None


def _check_kind(archive: Archive) -> None:
    """Raises TableProblem for a document with a password, and for one of Numbers."""
    if archive.is_encrypted():
        raise TableProblem(PROTECTED)
    if any(name.endswith(".iwa") for name in archive.names):
        raise TableProblem(_OF_NUMBERS)


def _of_parts(parts: list[Part], file: bytes) -> Workbook:
    remarks: dict[str, tuple[str, ...]] = {}
    errors: dict[str, Notes] = {}
    links: dict[str, Links] = {}
    for part in parts:
        empty = never_calculated(pieces(part.content))
        remarks[part.name] = _remarks_of_part(part.content, next(iter(empty), None))
        errors[part.name] = empty | errors_of_part(pieces(part.content))
        links[part.name] = _links_of_part(part)
    return Workbook(file, remarks, errors, links)


def has_macros(data: bytes) -> bool:
    """Returns True for a workbook with macros in it."""
    return any(mark in data for mark in _MACROS)


def _remarks_of_part(content: bytes, empty: tuple[int, int] | None) -> tuple[str, ...]:
    """Returns what is to be said of a sheet of an XLSX file; `empty` is the first cell not calculated."""
    hidden = 0
    for piece in pieces(content):
        hidden += sum(1 for _row in _HIDDEN_ROW.finditer(piece)) if b"hidden=" in piece else 0
    told = _hidden_told(hidden)
    return (*told, _NEVER_CALCULATED.format(cell=cell_name(*empty))) if empty else told


def _remarks_of_document(content: bytes) -> dict[str, tuple[str, ...]]:
    """Returns what is to be said of the sheets of an ODS file, by their names."""
    found: dict[str, int] = {}
    name = ""
    for piece in pieces(content) if b":visibility=" in content else ():
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


def _value(attribute: re.Pattern[str], tag: str) -> str:
    match = attribute.search(tag)
    return match[1] if match else ""


def _links_of_part(part: Part) -> Links:
    links: Links = {}
    targets = {key: target for key, target in part.targets.items() if _VALUE_LINK.match(target)}
    content = part.content
    for tag in _HYPERLINK.finditer(content, max(content.rfind(b"</sheetData>"), 0)) if targets else ():
        given = tag[0].decode("utf-8", "replace")
        cell, target = _REF.search(given), targets.get(_value(_ID, given))
        if cell and target:
            links.setdefault(int(cell["row"]), {})[place_of(cell["column"].encode())] = target
    return links


def _links_of_document(content: bytes) -> dict[str, Links]:
    found: dict[str, Links] = {}
    for name, (row, place), _given, end in _cells_of_document(content) if b"<text:a" in content else ():
        link = _HREF.search(content, end, max(content.find(b"</table:table-cell>", end), end))
        target = unescape(link[1].decode("utf-8", "replace")) if link else ""
        if _VALUE_LINK.match(target):
            found.setdefault(name, {}).setdefault(row + 1, {})[place] = target
    return found


def _spans_of_document(content: bytes) -> dict[str, Spans]:
    """Returns the cells that span rows in an ODS file, by sheet: the library tells those of others."""
    found: dict[str, list[Span]] = {}
    for name, (row, place), given, _end in _cells_of_document(content) if _SPANNED in content else ():
        down = _number(given.get(b"number-rows-spanned"))
        if down > 1:
            found.setdefault(name, []).append(((row, place), (row + down - 1, place)))
    return {name: tuple(spans) for name, spans in found.items()}


def _errors_of_document(content: bytes) -> dict[str, Notes]:
    """Returns what is to be noted of errors of formulas in an ODS file, by sheet: the library drops them."""
    found: dict[str, Notes] = {}
    for name, (row, place), given, end in _cells_of_document(content) if _ERROR in content else ():
        if b"value-type" in given and (text := _TEXT.match(content, end)):
            error = text[1].decode("utf-8", "replace")
            found.setdefault(name, {})[row + 1, place] = error_told(place, row + 1, error)
    return found


def _cells_of_document(content: bytes) -> Iterator[tuple[str, tuple[int, int], dict[bytes, str], int]]:
    """Yields the sheet, the row and column from 0, what is given, and the end of the tag of each cell."""
    name, row, place, repeated = "", 0, 0, 0
    for tag in _TAGS.finditer(content):
        given = {key: value.decode("utf-8", "replace") for key, value in _GIVEN.findall(tag["given"])}
        if tag["tag"] == b"table":
            name, row, repeated = unescape(given.get(b"name", "")), 0, 0
        elif tag["tag"] == b"table-row":
            row, place, repeated = row + repeated, 0, _number(given.get(b"number-rows-repeated"))
        else:
            yield name, (row, place), given, tag.end()
            place += _number(given.get(b"number-columns-repeated"))


def _number(text: str | None) -> int:
    return min(int(text), MOST_ROWS) if text and text.isascii() and text.isdigit() and len(text) < 8 else 1
