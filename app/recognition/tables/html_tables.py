"""Reads the largest table of an HTML text, as spreadsheets and browsers put it on the clipboard."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Final

from app.recognition.tables.sheet import LONGEST_CELL, MOST_COLUMNS, MOST_ROWS, Row, Sheet

_CELLS: Final = ("td", "th")
_BREAKS: Final = ("br", "p", "div", "li")
_SILENT: Final = ("style", "script", "title", "head")
_MOST_SPANNED: Final = 1000


def is_html_table(text: str) -> bool:
    """Returns True if a text has a table in it."""
    return re.search(r"<table[\s>]", text[:200_000], re.IGNORECASE) is not None


def read_html_table(text: str) -> Sheet:
    """Returns the table with the most cells. A cell that spans several is in the first one alone."""
    parser = _Tables()
    parser.feed(text)
    parser.close()
    found = max(parser.tables, key=lambda rows: sum(map(len, rows)), default=[])
    rows = (tuple(cell.strip() for cell in cells) for cells in found)
    return Sheet(tuple(Row(number, cells) for number, cells in enumerate(rows, 1)))


class _Tables(HTMLParser):
    """Collects all tables; one within another is a table of its own."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[list[list[str]]] = []
        self._open: list[list[list[str]]] = []
        self._cell: list[str] | None = None
        self._span = 1
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Opens a table, row or cell; a break within a cell is a line of its text."""
        if tag in _SILENT:
            self._silent += tag != "head"
        elif tag == "table":
            self._open.append([])
            self.tables.append(self._open[-1])
        elif tag == "tr" and self._open and len(self._open[-1]) < MOST_ROWS:
            self._end_cell()
            self._open[-1].append([])
        elif tag in _CELLS and self._open and self._open[-1]:
            self._end_cell()
            self._cell = []
            span = dict(attrs).get("colspan") or "1"
            self._span = min(int(span), _MOST_SPANNED) if span.isdigit() and len(span) < 5 else 1
        elif tag in _BREAKS and self._cell:
            self._cell.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """Closes a cell or table."""
        if tag in _SILENT:
            self._silent = max(0, self._silent - (tag != "head"))
        elif tag in (*_CELLS, "tr"):
            self._end_cell()
        elif tag == "table" and self._open:
            self._end_cell()
            self._open.pop()

    def handle_data(self, data: str) -> None:
        """Takes the text of a cell; line breaks of the source are blanks."""
        if self._cell is not None and not self._silent:
            self._cell.append(re.sub(r"\s+", " ", data))

    def _end_cell(self) -> None:
        if self._cell is not None and self._open and self._open[-1]:
            row = self._open[-1][-1]
            if len(row) < MOST_COLUMNS:
                row.append("".join(self._cell)[:LONGEST_CELL])
                row += [""] * min(self._span - 1, MOST_COLUMNS - len(row))
        self._cell, self._span = None, 1
