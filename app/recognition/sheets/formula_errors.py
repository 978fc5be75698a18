"""What is told of cells whose formula has an error, or no value: such a cell is empty, and why is noted."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from typing import Final

from app.recognition.sheets.sheet import column_letters
from app.translation import _

Notes = dict[tuple[int, int], str]
"""Sentences about single cells, by row number and column from 0."""
_ERRORS: Final = frozenset(
    ("#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#FEIL", "#I/T")
)
_OF_AN_ERROR: Final = b't="e"'
_CELL: Final = re.compile(
    rb"<(?:\w+:)?c\s(?=[^>]*\bt=\"e\")[^>]*\br=\"(?P<column>[A-Z]{1,3})(?P<row>\d{1,7})\"[^>]*(?<!/)>"
)
_END: Final = b"c>"
# A formula whose value is an empty text says so: it was calculated.
_NOT_CALCULATED: Final = re.compile(
    rb"<(?:\w+:)?c\s(?![^>]*\bt=\"str\")[^>]*\br=\"(?P<column>[A-Z]{1,3})(?P<row>\d{1,7})\"[^>]*>\s*"
    rb"<(?:\w+:)?f(?:/>|(?:\s[^>]*)?(?:/>|>[^<]*</(?:\w+:)?f>))\s*"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>|</(?:\w+:)?c>)"
)
_VALUE: Final = re.compile(rb"<(?:\w+:)?v>([^<]{1,20})</")

# Of [MS-XLS]: the records by their numbers, and 2.5.10 for what an error is called.
_BOUND_SHEET, _BOOL_ERR, _FORMULA, _END_OF_SHEET = 0x85, 0x205, 0x06, 0x0A
_CODES: Final = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}
_MAY_BE_ERROR: Final = re.compile(
    rb"\x05\x02\x08\x00.{6}[\x00\x07\x0f\x17\x1d\x24\x2a]\x01|\x06\x00.{8}\x02.[\x00\x07\x0f\x17\x1d\x24\x2a].{3}\xff\xff",
    re.DOTALL,
)


def errors_of_records(stream: bytes) -> dict[str, Notes]:
    """Returns what is to be noted of each sheet in the stream "Workbook" of an XLS file, by its name.

    The library gives an error as an empty cell, and so does it with what is damaged.
    """
    found: dict[str, Notes] = {}
    if not _MAY_BE_ERROR.search(stream):  # looked for at once: records are many
        return found
    for number, content in _records(stream, 0):
        if number == _BOUND_SHEET and len(content) > 8:
            (offset,) = struct.unpack_from("<I", content)
            name = content[8:].decode("utf-16-le" if content[7] & 1 else "latin-1", "replace")
            found[name] = dict(_errors_of_sheet(stream, offset))
    return found


def _errors_of_sheet(stream: bytes, offset: int) -> Iterator[tuple[tuple[int, int], str]]:
    for number, content in _records(stream, offset):
        is_error, code = False, 0
        if number == _BOOL_ERR and len(content) >= 8:
            is_error, code = content[7] == 1, content[6]
        elif number == _FORMULA and len(content) >= 14:
            is_error, code = content[12:14] == b"\xff\xff" and content[6] == 2, content[8]
        if is_error and code in _CODES:
            row, place = struct.unpack_from("<HH", content)
            yield (row + 1, place), error_told(place, row + 1, _CODES[code])


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """Yields number and content of the records from a place on, to the end of their sheet."""
    while at + 4 <= len(stream):
        number, length = struct.unpack_from("<HH", stream, at)
        if number == _END_OF_SHEET:
            return
        yield number, stream[at + 4 : at + 4 + length]
        at += 4 + length


def errors_of_part(pieces: Iterator[bytes]) -> Notes:
    """Returns what is to be noted of a sheet of an XLSX file: the library gives an error as an empty cell."""
    return {
        (int(cell["row"]), place_of(cell["column"])): error_told(
            place_of(cell["column"]), int(cell["row"]), error
        )
        for piece in pieces
        if _OF_AN_ERROR in piece
        for cell in _CELL.finditer(piece)
        if (error := _error_behind(piece, cell.end()))
    }


def never_calculated(pieces: Iterator[bytes]) -> Notes:
    """Returns what is to be noted of cells of an XLSX file whose formulas have no value, nor an error."""
    told = _("Cell {cell} has a formula that was never calculated, so it is empty here.")
    places = (
        (int(cell["row"]), place_of(cell["column"]))
        for piece in pieces
        if b"<f" in piece or b":f" in piece
        for cell in _NOT_CALCULATED.finditer(piece)
    )
    return {(row, place): told.format(cell=cell_name(row, place)) for row, place in places}


def _error_behind(piece: bytes, at: int) -> str:
    found = _VALUE.search(piece, at, max(piece.find(_END, at), at))
    return found[1].decode("utf-8", "replace") if found else ""


def has_errors(cells: tuple[str, ...]) -> bool:
    """Returns True if a cell has an error as its text."""
    return not _ERRORS.isdisjoint(cells)


def without_errors(number: int, left: int, cells: tuple[str, ...]) -> tuple[tuple[str, ...], Notes]:
    """Returns the cells of a row, empty where they have an error as their text, and what is to be noted.

    `left` is the column, from 0, of the first of them.
    """
    notes = {
        (number, place): error_told(left + place, number, cell)
        for place, cell in enumerate(cells)
        if cell in _ERRORS
    }
    return tuple("" if cell in _ERRORS else cell for cell in cells), notes


def error_told(place: int, number: int, error: str) -> str:
    """Returns the sentence about the error in a cell, by its column from 0 and the number of its row."""
    told = _("Cell {cell} has the error {error} of a formula.")
    return told.format(cell=cell_name(number, place), error=error)


def cell_name(number: int, place: int) -> str:
    """Returns what spreadsheets call a cell, by the number of its row and its column from 0."""
    return f"{column_letters(place)}{number}"


def place_of(letters: bytes) -> int:
    """Returns the column from 0 that spreadsheets call so."""
    place = 0
    for letter in letters:
        place = place * 26 + letter - ord("A") + 1
    return place - 1
