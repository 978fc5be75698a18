"""What is told of cells that have the error of a formula: such a cell is empty, and why is noted."""

from __future__ import annotations

import re
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
_VALUE: Final = re.compile(rb"<(?:\w+:)?v>([^<]{1,20})</")


def errors_of_part(pieces: Iterator[bytes]) -> Notes:
    """Returns what is to be noted of a sheet of an XLSX file: the library gives an error as an empty cell."""
    return {
        (int(cell["row"]), _place(cell["column"])): error_told(
            _place(cell["column"]), int(cell["row"]), error
        )
        for piece in pieces
        if _OF_AN_ERROR in piece
        for cell in _CELL.finditer(piece)
        if (error := _error_behind(piece, cell.end()))
    }


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
    return told.format(cell=f"{column_letters(place)}{number}", error=error)


def _place(letters: bytes) -> int:
    """Returns the column from 0 that spreadsheets call so."""
    place = 0
    for letter in letters:
        place = place * 26 + letter - ord("A") + 1
    return place - 1
