"""Finds the rows of a table that are of one company, without reading more of them than that takes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from app.recognition.tables.columns import MatchedTable, is_total, may_be_total
from app.recognition.tables.repairs import LONGEST_NOTHING, clean_cell
from app.recognition.tables.row_values import RowValues
from app.recognition.tables.sheet import Row

_SIGNS: Final = re.compile(r"[\W_]+")
RowGroup = tuple[Row, ...]
"""The rows of one company, in their order."""


def row_groups(matched: MatchedTable) -> tuple[RowGroup, ...]:
    """Returns the rows of each company, in the order of their first rows.

    Totals and headings that are repeated are nothing. Rows without a name are a company each.
    """
    headings = tuple(column.heading for column in matched.columns)
    names = [column.place for column in matched.columns if column.field == "Name"]
    by_name: dict[str, list[Row]] = {}
    for row in matched.rows:
        cells = row.cells
        if (may_be_total(cells) and is_total(row)) or (
            cells[0] == headings[0] and cells[: len(headings)] == headings
        ):
            continue
        key = _key(cells, names) or f"\x00{row.number}"
        if (rows := by_name.get(key)) is None:
            by_name[key] = [row]
        else:
            rows.append(row)
    groups: list[RowGroup] = []
    for rows in by_name.values():
        if len(rows) == 1:
            groups.append(tuple(rows))
        else:
            groups += _parted(matched, rows)
    if len(groups) > len(by_name):  # else they are in the order of their first rows
        groups.sort(key=lambda group: group[0].number)
    return tuple(groups)


def name_in(group: RowGroup, matched: MatchedTable) -> str:
    """Returns the name of a company as its first row has it; empty without one."""
    names = [column.place for column in matched.columns if column.field == "Name"]
    return next((" ".join(text.split()) for place in names if (text := group[0].cell(place))), "")


def _key(cells: Sequence[str], names: Sequence[int]) -> str:
    """Returns what the name of a company is without letter case and signs; empty without a name."""
    for place in names:
        text = cells[place] if place < len(cells) else ""
        if text and (len(text) > LONGEST_NOTHING or clean_cell(text, "Name")):
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
