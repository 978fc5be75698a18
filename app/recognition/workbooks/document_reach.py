"""How far the cells of an ODS document reach, and how long their texts are, before the library reads them.

Cells and rows are written once for many: a row of one letter may stand for a hundred thousand.
"""

from __future__ import annotations

from typing import Final

from app.recognition.workbooks.bounds import FAR_ROW, MOST_CELLS, MOST_UNPACKED, TooFar, TooMuch
from app.recognition.workbooks.parser import local, parse, parser

_MOST_CELLS: Final = MOST_CELLS // 2
"""The library keeps each cell with its formula, and twice."""
_FAR_COLUMN: Final = 1024
_CELLS: Final = frozenset(("table-cell", "covered-table-cell"))


def check_document(content: bytes) -> None:
    """Raises TooFar or TooMuch for a document that takes too much memory; ValueError for what is no XML."""
    _Document(content)


class _Document:
    """The tables of a document, cell by cell; each ends where the next one begins."""

    def __init__(self, content: bytes) -> None:
        self._places = self._said = 0
        self._bottom = self._right = 0
        """The last row and column of the table with something in it, from 1."""
        self._row = self._column = self._written = self._end = self._length = 0
        """Where row and cell begin; of the row, how many cells are kept, the last filled one, and letters."""
        self._rows = self._columns = self._letters = 0
        """How often the row and the cell are repeated, and what the cell says."""
        self._is_filled = False
        reader = parser(content)
        reader.StartElementHandler = self._begin
        reader.CharacterDataHandler = self._say
        parse(reader, content)
        self._end_table()

    def _begin(self, name: str, given: dict[str, str]) -> None:
        name = local(name)
        if name in _CELLS:
            self._end_cell()
            self._written = self._column  # once another cell is behind them, those that are empty are kept
            self._columns = _count(given, "number-columns-repeated")
            for key, value in given.items():
                if "value" in key or key.endswith("formula"):
                    self._is_filled = True
                    self._letters += len(value)
        elif name == "table-row":
            self._end_row()
            self._rows = _count(given, "number-rows-repeated")
        elif name == "table":
            self._end_table()
        elif name == "s":
            self._letters += _count(given, "c")

    def _say(self, text: str) -> None:
        self._letters += len(text)
        self._is_filled = self._is_filled or not text.isspace()

    def _end_cell(self) -> None:
        """Adds the cell that was read last to its row."""
        self._column += self._columns
        if self._is_filled:
            self._end = self._column
            self._length += self._letters * self._columns
        self._columns = self._letters = 0
        self._is_filled = False

    def _end_row(self) -> None:
        """Adds the row that was read last to its table."""
        self._end_cell()
        self._row += self._rows
        self._places += max(self._written, self._end)
        if self._end:
            self._bottom, self._right = self._row, max(self._right, self._end)
            self._said += self._length * self._rows
            if self._row >= FAR_ROW or self._right > _FAR_COLUMN:
                raise TooFar(self._bottom, self._right - 1)
        if self._said > MOST_UNPACKED:
            raise TooMuch
        if self._places > _MOST_CELLS:
            raise TooFar(self._row, max(self._written, self._end))
        self._column = self._written = self._end = self._length = self._rows = 0

    def _end_table(self) -> None:
        """Adds the table that was read last to its document."""
        self._end_row()
        self._places += self._bottom * self._right
        if self._places > _MOST_CELLS:
            raise TooFar(self._bottom, self._right - 1)
        self._row = self._bottom = self._right = 0


def _count(given: dict[str, str], name: str) -> int:
    """Returns how often something is repeated, as an attribute with any prefix says. Raises ValueError."""
    for key, value in given.items():
        if key.endswith(name) and local(key) == name:
            return max(int(value), 1)
    return 1
