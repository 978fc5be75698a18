"""How much of a workbook is read: the library ends the whole program where there is no memory for more.

It makes a cell for each place between the first and the last one of a sheet, and a copy of a text for each
cell that refers to it: a file of two kilobytes may ask for more than there is.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

MOST_UNPACKED: Final = 200 * 1024 * 1024
"""Bytes of all parts of a file, and letters of all its cells."""
MOST_CELLS: Final = 20_000_000
"""Places between the first and the last cell of each sheet, all sheets together: some 600 MB."""
FAR_ROW: Final = 100_000
FAR_COLUMN: Final = 702
"""The first row and column, from 1 and from 0, that are too far: of six digits, of three letters."""
_PIECE: Final = 128 * 1024


class TooFar(Exception):
    """A cell that is too far away. `row` is its number, from 1, `column` counts from 0."""

    def __init__(self, row: int, column: int) -> None:
        super().__init__()
        self.row = row
        self.column = column


class TooMuch(Exception):
    """A file that unpacks to too much, or whose cells say more than fits into the memory."""


def check_cell(row: int, column: int) -> None:
    """Raises TooFar for a cell that is too far from the first, by its number from 1 and its column from 0."""
    if row >= FAR_ROW or column >= FAR_COLUMN:
        raise TooFar(row, column)


def pieces(content: bytes) -> Iterator[bytes]:
    """Yields a sheet some rows at a time: what looks through all of it at once holds the window as long."""
    at = 0
    while at < len(content):
        end = content.find(b"row>", at + _PIECE)
        end = len(content) if end < 0 else end + len(b"row>")
        yield content[at:end]
        at = end
