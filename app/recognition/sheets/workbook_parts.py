"""Looks into the parts of an XLSX or ODS file: how far cells reach, what is hidden, what is merged."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from html import unescape
from typing import Final, TypeVar

from app.recognition.sheets.formula_errors import (
    Notes,
    cell_name,
    error_told,
    errors_of_part,
    never_calculated,
    place_of,
)
from app.recognition.sheets.sheet import MOST_ROWS, TableProblem
from app.translation import _, ngettext

_MOST_UNPACKED: Final = 200 * 1024 * 1024
_OPEN_DOCUMENT: Final = "content.xml"
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
Told = TypeVar("Told")
Span = tuple[tuple[int, int], tuple[int, int]]
Spans = tuple[Span, ...]
"""Cells that are one, by the row and column, from 0, of the first and the last of them."""
Links = dict[int, dict[int, str]]
"""Addresses behind the words of cells, by the number of the row and the column from 0."""
_VALUE_LINK: Final = re.compile(r"(?:mailto|tel|https?):", re.IGNORECASE)
_HYPERLINK: Final = re.compile(rb"<(?:\w+:)?hyperlink\s[^>]*>")
_REF: Final = re.compile(r"\sref=\"(?P<column>[A-Z]{1,3})(?P<row>\d{1,7})(?::[A-Z]+\d+)?\"")
_HREF: Final = re.compile(rb"<text:a\s[^>]*xlink:href=\"([^\"]+)\"")
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
_MANIFEST: Final = "META-INF/manifest.xml"
_MACROS: Final = (b"xl/vbaProject.bin", "_VBA_PROJECT_CUR".encode("utf-16-le"))
HAS_MACROS: Final = _("The file has macros: they are not run.")
_OF_NUMBERS: Final = _("The file is of Numbers: export it as Excel or CSV there, then read that.")
PROTECTED: Final = _("The file is protected by a password. Save it without one, then read it again.")
DAMAGED: Final = _("The file is damaged, or it is no table: save it again as .xlsx or .csv, then read that.")


def checked(data: bytes) -> tuple[dict[str, tuple[str, ...]], dict[str, Notes]]:
    """Returns what is to be said of the sheets, and noted of their cells, by the names of the sheets.

    Raises TableProblem for a file that unpacks to too much, or whose cells are too far apart: the library
    makes a cell for each place between the first and the last one, and one letter in the last cell of an
    empty sheet takes more memory than there is.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(one.file_size for one in archive.infolist()) > _MOST_UNPACKED:
                raise TableProblem(_UNPACKED.format(megabytes=_MOST_UNPACKED // 1024 // 1024))
            _check_kind(archive)
            told: dict[str, tuple[str, ...]] = {}
            errors: dict[str, Notes] = {}
            for name in filter(_PARTS.fullmatch, archive.namelist()):
                content = archive.read(name)
                _check_part(content, name)
                if name == _OPEN_DOCUMENT:
                    told |= _remarks_of_document(content)
                    errors |= _errors_of_document(content)
                else:
                    empty = never_calculated(_pieces(content))
                    told[name] = _remarks_of_part(content, next(iter(empty), None))
                    errors[name] = empty | errors_of_part(_pieces(content))
            return _by_names(told, archive), _by_names(errors, archive)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError, zlib.error):
        raise TableProblem(DAMAGED) from None


def _check_kind(archive: zipfile.ZipFile) -> None:
    """Raises TableProblem for a document with a password, and for one of Numbers."""
    names = archive.namelist()
    if _MANIFEST in names and b"encryption-data" in archive.read(_MANIFEST):
        raise TableProblem(PROTECTED)
    if any(name.endswith(".iwa") for name in names):
        raise TableProblem(_OF_NUMBERS)


def has_macros(data: bytes) -> bool:
    """Returns True for a workbook with macros in it."""
    return any(mark in data for mark in _MACROS)


def _check_part(content: bytes, name: str) -> None:
    if name.endswith(".bin"):
        raise TableProblem(DAMAGED)  # how far its cells reach cannot be seen
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


def _remarks_of_part(content: bytes, empty: tuple[int, int] | None) -> tuple[str, ...]:
    """Returns what is to be said of a sheet of an XLSX file; `empty` is the first cell not calculated."""
    hidden = 0
    for piece in _pieces(content):
        hidden += sum(1 for _row in _HIDDEN_ROW.finditer(piece)) if b"hidden=" in piece else 0
    told = _hidden_told(hidden)
    return (*told, _NEVER_CALCULATED.format(cell=cell_name(*empty))) if empty else told


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


def _by_names(told: dict[str, Told], archive: zipfile.ZipFile) -> dict[str, Told]:
    """Returns by the names of sheets what is told by the paths of their parts in an XLSX file."""
    there = archive.namelist()
    if _OPEN_DOCUMENT in there or not any(told.values()):
        return told
    book, links = (archive.read(one).decode("utf-8", "replace") if one in there else "" for one in _BOOK)
    files = {
        _value(_ID, link): _value(_TARGET, link).rpartition("/")[2] for link in _RELATIONSHIP.findall(links)
    }
    return {
        unescape(_value(_NAME, sheet)): told[part]
        for sheet in _SHEET.findall(book)
        if (part := f"xl/worksheets/{files.get(_value(_ID, sheet), '')}") in told
    }


def _value(attribute: re.Pattern[str], tag: str) -> str:
    match = attribute.search(tag)
    return match[1] if match else ""


def links_of(data: bytes) -> dict[str, Links]:
    """Returns the addresses behind the words of cells of an XLSX or ODS file, by sheet: `Links`.

    Of what is damaged there are none.
    """
    try:
        return _links_in(data)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError, zlib.error):
        return {}


def _links_in(data: bytes) -> dict[str, Links]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        there = set(archive.namelist())
        if _OPEN_DOCUMENT in there:
            return _links_of_document(archive.read(_OPEN_DOCUMENT))
        told: dict[str, Links] = {}
        for part in filter(_PARTS.fullmatch, there):
            folder, _slash, file = part.rpartition("/")
            named = archive.read(rels) if (rels := f"{folder}/_rels/{file}.rels") in there else b""
            targets = dict(_targets_in(named.decode("utf-8", "replace")))
            told[part] = _links_of_part(archive.read(part), targets) if targets else {}
        return _by_names(told, archive)


def _targets_in(links: str) -> Iterator[tuple[str, str]]:
    for link in _RELATIONSHIP.findall(links):
        target = unescape(_value(_TARGET, link))
        if _VALUE_LINK.match(target):
            yield _value(_ID, link), target


def _links_of_part(content: bytes, targets: dict[str, str]) -> Links:
    links: Links = {}
    for tag in _HYPERLINK.finditer(content, max(content.rfind(b"</sheetData>"), 0)):
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


def spans_of_document(data: bytes) -> dict[str, Spans]:
    """Returns the cells that span rows in an ODS file, by sheet: the library tells those of others."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        content = archive.read(_OPEN_DOCUMENT) if _OPEN_DOCUMENT in archive.namelist() else b""
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
