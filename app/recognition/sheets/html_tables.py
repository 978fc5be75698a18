"""Reads the largest table of an HTML text, as spreadsheets and browsers put it on the clipboard.

The XML that Excel 2003 stored, and that web programs still export, has the same parts by other names.
"""

from __future__ import annotations

import re
from typing import Final

from app.recognition.sheets.sheet import LONGEST_CELL, MOST_COLUMNS, MOST_ROWS, Row, Sheet, with_link
from app.recognition.values.html_text import HtmlReader, attributes

_CELLS: Final = ("td", "th", "cell")
_ROWS: Final = ("tr", "row")
_BREAKS: Final = ("br", "p", "div", "li")
_SILENT: Final = ("style", "script", "title", "head")
_MOST_SPANNED: Final = 1000


def is_html_table(text: str) -> bool:
    """Returns True if a text has a table in it."""
    return re.search(r"<table[\s>]", text[:200_000], re.IGNORECASE) is not None


def tables_of_html(text: str) -> list[list[list[str]]]:
    """Returns the cells of all tables, in the order in which they begin."""
    reader = _Tables()
    reader.read(text)
    return reader.tables


def read_html_table(text: str) -> Sheet:
    """Returns the table with the most cells, and the rows of others that have the same headings.

    A cell that spans columns is in the first one, one that spans rows in each.
    """
    tables = tables_of_html(text)
    found = max(tables, key=lambda rows: sum(map(len, rows)), default=[])
    same = [rows for rows in tables if found and rows and rows[0] == found[0]]
    alike = [*found[:1], *(cells for rows in same for cells in rows[1:])] if any(found[:1]) else found
    rows = (tuple(cell.strip() for cell in cells) for cells in alike[:MOST_ROWS])
    return Sheet(tuple(Row(number, cells) for number, cells in enumerate(rows, 1)))


class _Tables(HtmlReader):
    """Collects all tables; one within another is a table of its own."""

    def __init__(self) -> None:
        self.tables: list[list[list[str]]] = []
        self._open: list[list[list[str]]] = []
        self._cell: list[str] | None = None
        self._span = self._down = 1
        self._silent = 0
        self._link = ""
        self._from_above: dict[int, tuple[int, str]] = {}

    def start(self, name: str, more: str) -> None:
        """Opens a table, row or cell; a break within a cell is a line of its text."""
        if name in _SILENT:
            self._silent += name != "head"
        elif name == "table":
            self._from_above = {}
            self._open.append([])
            self.tables.append(self._open[-1])
        elif name in _ROWS and self._open and len(self._open[-1]) < MOST_ROWS:
            self._end_row()
            self._open[-1].append([])
        elif name in _CELLS and self._open and self._open[-1]:
            self._end_cell()
            self._begin_cell(attributes(more))
        elif name == "a" and self._cell is not None:
            self._link = attributes(more).get("href", "")
        elif name in _BREAKS and self._cell:
            self._cell.append("\n")

    def end(self, name: str) -> None:
        """Closes a cell or table."""
        if name in _SILENT:
            self._silent = max(0, self._silent - (name != "head"))
        elif name == "a":
            self._end_link()
        elif name in (*_CELLS, *_ROWS):
            self._end_cell()
        elif name == "table" and self._open:
            self._end_row()
            self._open.pop()

    def text(self, text: str) -> None:
        """Takes the text of a cell."""
        if self._cell is not None and not self._silent:
            self._cell.append(text)

    def _end_link(self) -> None:
        """Takes the address or number of a link whose words do not say it: "Write to us", "Website"."""
        if self._link and self._cell:
            self._cell[-1] = with_link(self._cell[-1], self._link)
        self._link = ""

    def _begin_cell(self, attrs: dict[str, str]) -> None:
        """Opens a cell at the place where it stands: beside those that reach down from above."""
        row, at = self._open[-1][-1], _count(attrs.get("ss:index"), 0)
        while len(row) in self._from_above or len(row) < at - 1 < MOST_COLUMNS:
            row.append(self._taken(len(row)))
        self._cell = []
        across = _count(attrs.get("ss:mergeacross"), 0) + 1
        self._span = max(_count(attrs.get("colspan"), 1), across)
        self._down = max(_count(attrs.get("rowspan"), 1), _count(attrs.get("ss:mergedown"), 0) + 1)

    def _taken(self, place: int) -> str:
        """Returns what reaches down to a place from above, for one row less."""
        left, text = self._from_above.pop(place, (0, ""))
        if left > 1:
            self._from_above[place] = (left - 1, text)
        return text

    def _end_row(self) -> None:
        """Ends the row, with what reaches down from above behind its last cell."""
        self._end_cell()
        row = self._open[-1][-1] if self._open[-1] else []
        for place in sorted(place for place in self._from_above if place >= len(row)):
            row += [""] * (place - len(row))
            row.append(self._taken(place))

    def _end_cell(self) -> None:
        if self._cell is not None and self._open and self._open[-1]:
            row = self._open[-1][-1]
            if len(row) < MOST_COLUMNS:
                at, text = len(row), "".join(self._cell)[:LONGEST_CELL]
                row.append(text)
                row += [""] * min(self._span - 1, MOST_COLUMNS - len(row))
                if self._down > 1:
                    self._from_above |= {place: (self._down - 1, row[place]) for place in range(at, len(row))}
        self._cell, self._span, self._down = None, 1, 1


def _count(text: str | None, usual: int) -> int:
    return (
        min(int(text), _MOST_SPANNED)
        if text and text.isascii() and text.isdigit() and len(text) < 5
        else usual
    )
