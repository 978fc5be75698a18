"""Puts texts together that a delimiter within a value has taken apart: ``Smith, Jones and Co,Leeds``."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Sequence
from typing import Final

from app.recognition.sheets.sheet import Row
from app.translation import _

_MOST_TO_ONE: Final = 5
"""Of all rows to one that is too wide; where more are, the table has a column without a heading."""
_JOINED: Final = _("“{text}” is read as one value: the table has a delimiter within it.")
_SHIFTED: Final = _("The row has more cells than others: its values may stand in the wrong columns.")
Notes = dict[tuple[int, int], str]


def joined_rows(text: str, delimiter: str, rows: list[Row]) -> tuple[list[Row], Notes]:
    """Returns rows as wide as the others, where a blank tells that a delimiter is one of the value.

    What is told of single cells is a reason to doubt the row.
    """
    widths = Counter(len(row.cells) for row in rows if row.cells)
    headings = next((row.cells for row in rows if sum(map(bool, row.cells)) > 1), ())
    usual = max(widths.most_common(1)[0][0], len(headings)) if widths else 0
    wide = {row.number for row in rows if len(row.cells) > usual and any(row.cells[usual:])}
    if usual < len("ab") or not wide or len("ab") * len(wide) > len(rows):
        return rows, {}
    is_column = _MOST_TO_ONE * len(wide) > len(rows)
    notes: Notes = {}
    result = list(rows)
    for number, cells in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), 1):
        if number not in wide:
            continue
        places = [at for at in range(1, len(cells)) if cells[at].startswith(" ") and cells[at].strip()]
        if len(places) != len(cells) - usual:
            notes |= {} if is_column else {(number, usual): _SHIFTED}
            continue
        joined = _joined(cells, places, delimiter)
        result[number - 1] = Row(number, tuple(cell.strip() for cell in joined))
        at = places[0] - 1
        notes[number, at] = _JOINED.format(text=joined[at].strip())
    return result, notes


def _joined(cells: Sequence[str], places: Sequence[int], delimiter: str) -> list[str]:
    joined: list[str] = []
    for at, cell in enumerate(cells):
        if at in places:
            joined[-1] += delimiter + cell
        else:
            joined.append(cell)
    return joined
