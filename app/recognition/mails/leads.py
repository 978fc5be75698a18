"""Finds the list of companies or people that a mail has as a table: its headings, and a row for each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from app.recognition.sheets.html_tables import is_html_table, tables_of_html
from app.recognition.values.headings import field_of_heading

Rows = tuple[tuple[str, ...], ...]
_FEWEST, _TITLES = 2, 3
"""How many companies or people are a list, and in which of its rows the headings are at the latest."""
_FEWEST_HEADED: Final = 2
_AHEAD, _MOST_LINES = 3, 4
"""Rows that may come next, where one reads otherwise in the text; lines of a cell, with those between."""
_NAMES: Final = ("Name", "AnyName", "Person.Name", "Person.Lastname", "Person.Firstname")


def rows_listed(page: str) -> Rows:
    """Returns the longest such table of a page, with its headings; nothing where there is none.

    Mails have tables to lay out, too: of those, no first row has what columns are called.
    """
    if not is_html_table(page):
        return ()
    return max((_list_in(_filled(table)) for table in tables_of_html(page)), key=len, default=())


def without_rows(text: str, rows: Rows) -> str:
    """Returns the text of a mail without its list: none of those in it is who has sent it."""
    lines, kept = text.splitlines(), list[str]()
    at = number = 0
    while at < len(lines):
        ahead = rows[number : number + _AHEAD] if lines[at].strip() else ()
        ends = ((_end_of(row, lines, at), place) for place, row in enumerate(ahead, number + 1))
        end, number = next((one for one in ends if one[0]), (0, number))
        kept += [] if end else [lines[at]]
        at = end or at + 1
    return "\n".join(kept)


def _end_of(row: Sequence[str], lines: Sequence[str], begin: int) -> int:
    """Returns the number of the line behind those that say a row, in one or with a line for each cell; 0."""
    wanted, said = _squeezed(" ".join(row)), ""
    for place in range(begin, min(len(lines), begin + _MOST_LINES * len(row))):
        said += _squeezed(lines[place])
        if said == wanted:
            return place + 1
        if not wanted.startswith(said):
            return 0
    return 0


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _filled(table: Sequence[Sequence[str]]) -> Rows:
    stripped = (tuple(cell.strip() for cell in row) for row in table)
    return tuple(row for row in stripped if any(row))


def _list_in(rows: Rows) -> Rows:
    """Returns the rows from the headings on; nothing where there are none, or too few below them."""
    begins = range(max(0, min(_TITLES, len(rows) - _FEWEST)))
    return next((rows[place:] for place in begins if _are_headings(rows[place])), ())


def _are_headings(row: Sequence[str]) -> bool:
    filled = [cell for cell in row if cell]
    known = {field for cell in filled if (field := field_of_heading(cell)) is not None}
    is_headed = len(known) >= _FEWEST_HEADED and 2 * len(known) >= len(filled)
    return is_headed and any(name in known for name in _NAMES)
