"""Chooses the sheet of a workbook that has the list: others have covers, legends or sums."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from app.recognition.sheets.sheet import Sheet
from app.recognition.tables.arranging import arranged
from app.recognition.tables.columns import match_columns
from app.recognition.values.headings import heading_words, normal

_WITHOUT_HEADINGS: Final = 0.4
_ASIDE: Final = 0.2
"""By how much less a sheet is worth that has no headings, or is named as one of examples or of help."""
_HALF: Final = 0.5
_FEWEST_FIELDS: Final = 2


def best_sheet(sheets: Sequence[Sheet], wanted: int | None = None, /) -> tuple[int, tuple[int, ...]]:
    """Returns which of several sheets is read, by some rows of each, and which others have companies, too.

    It is the one that says most of its companies, by the values that it has for them, of those that have
    about as many fields as any: a list has names and what stands beside them, a summary, which may be longer,
    has names and numbers, a cover neither. Of two that say as much it is the first. One that somebody has
    `wanted` is read whatever it says.
    """
    each = [_worth(sheet) for sheet in sheets]
    most = max(fields for fields, _values in each)
    as_good = [at for at, (fields, _values) in enumerate(each) if fields >= _HALF * most]
    lists = [at for at, (fields, _values) in enumerate(each) if fields >= _FEWEST_FIELDS]
    if wanted is None:
        wanted = max((at for at in as_good if at in lists), key=lambda at: each[at][1], default=as_good[0])
    return wanted, tuple(at for at in lists if at != wanted)


def _worth(sheet: Sheet) -> tuple[float, float]:
    """Returns how many fields a sheet has for its companies, and how many values in them."""
    read = arranged(sheet)
    matched = match_columns(read)
    names = [column.place for column in matched.columns if column.field == "Name"]
    if not any(row.cell(place) for row in matched.rows for place in names):
        return 0, 0
    fields = {column.field for column in matched.columns if column.field}
    is_aside = normal(sheet.name).partition(" ")[0] in heading_words("sheets", "asides")
    is_aside |= len(matched.rows) == 1 and len(read.rows) != len(sheet.rows)  # headings below each other
    is_told = matched.headings_at > 0 and matched.unsure_names_at is None
    share = (1 if is_told else _WITHOUT_HEADINGS) * (_ASIDE if is_aside else 1)
    places = [column.place for column in matched.columns if column.field]
    values = sum(bool(row.cell(place)) for row in matched.rows for place in places)
    return len(fields) * share, values * share
