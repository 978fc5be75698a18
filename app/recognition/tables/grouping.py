"""Finds the rows of a table that are of one company, without reading more of them than that takes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from app.recognition.cells.cell_companies import name_in_cell
from app.recognition.cells.cell_people import may_be_marked
from app.recognition.cells.repairs import LONGEST_NOTHING, NOBODY, clean_cell
from app.recognition.sheets.sheet import Row
from app.recognition.tables.columns import MatchedTable
from app.recognition.tables.remark_rows import end_of, is_group, is_hint, is_sum, is_total, may_be_total
from app.recognition.tables.row_values import RowValues

_SIGNS: Final = re.compile(r"[\W_]+")
_NOBODY: Final = frozenset(_SIGNS.sub(" ", name) for name in NOBODY)
RowGroup = tuple[Row, ...]
"""The rows of one company, in their order."""


def row_groups(matched: MatchedTable) -> tuple[RowGroup, ...]:
    """Returns the rows of each company, in the order of their first rows.

    Totals, names of groups, what a list says at its end and headings that are repeated are nothing, nor are
    rows without anything in a column that is read. Other rows without a name are a company each.
    """
    by_name = _rows_by_name(matched)
    nobodies = _NOBODY & by_name.keys()  # looked for once: rows are many
    for name in nobodies:
        by_name |= {f"\x00{row.number}": [row] for row in by_name.pop(name)}
    groups: list[RowGroup] = []
    for rows in by_name.values():
        if len(rows) == 1:
            groups.append(tuple(rows))
        else:
            groups += _parted(matched, rows)
    if len(groups) > len(by_name) or nobodies:  # else they are in the order of their first rows
        groups.sort(key=lambda group: group[0].number)
    return tuple(groups)


def _rows_by_name(matched: MatchedTable) -> dict[str, list[Row]]:
    headings = tuple(column.heading for column in matched.columns)
    names = [column.place for column in matched.columns if column.field == "Name"]
    read = [column.place for column in matched.columns if column.field]
    others = {*read} - {*names}
    end = end_of(matched.rows)
    by_name: dict[str, list[Row]] = {}
    for at, row in enumerate(matched.rows[:end]):
        cells = row.cells
        if may_be_total(cells) and (is_total(row) or is_group(matched.rows, at, others)):
            continue
        if (cells[0] == headings[0] and cells[: len(headings)] == headings) or (
            cells[0][:1] == "(" and is_hint(cells)
        ):
            continue
        key = _key(cells, names)
        if not key:
            if names and not _says_something(cells, read):
                continue
            key = f"\x00{row.number}"
        if (rows := by_name.get(key)) is None:
            by_name[key] = [row]
        else:
            rows.append(row)
    return by_name


def _says_something(cells: Sequence[str], read: Sequence[int]) -> bool:
    """Returns True for a value in a column that is read, but for the sums of all rows."""
    texts = [cells[place] for place in read if place < len(cells) and cells[place]]
    return bool(texts) and not all(map(is_sum, filter(None, cells)))


def name_in(group: RowGroup, matched: MatchedTable) -> str:
    """Returns the name of a company as its first row has it; empty without one."""
    names = [column.place for column in matched.columns if column.field == "Name"]
    texts = (name_in_cell(text) for place in names if (text := group[0].cell(place)))
    return next((" ".join(text.split()) for text in texts), "")


def _key(cells: Sequence[str], names: Sequence[int]) -> str:
    """Returns what the name of a company is without letter case and signs; empty without a name."""
    for place in names:
        text = cells[place] if place < len(cells) else ""
        if text and (len(text) > LONGEST_NOTHING or clean_cell(text, "Name")):
            if "\n" in text or may_be_marked(text):
                text = name_in_cell(text)
            folded = text.casefold()
            # Most names have these signs or none: that takes a third of what the pattern does.
            words = folded.replace("&", " ").replace(".", " ").replace("-", " ").split()
            return " ".join(words) if "".join(words).isalnum() else _SIGNS.sub(" ", folded).strip()
    return ""


def _parted(matched: MatchedTable, rows: list[Row]) -> list[RowGroup]:
    """Parts the rows of one name: a branch in another town, or another number, is a company of its own."""
    parts: list[tuple[list[Row], dict[str, str]]] = []
    for row in rows:
        telling = RowValues(matched, row, {}).telling
        part = next((one for one in parts if _may_be_of(one[1], telling)), None)
        if part is None:
            parts.append(part := ([], {}))
        part[0].append(row)
        part[1].update(telling | part[1])
    return [tuple(part) for part, _telling in parts]


def _may_be_of(known: dict[str, str], telling: dict[str, str]) -> bool:
    return all(known.get(name, text) == text for name, text in telling.items())
