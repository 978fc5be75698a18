"""The rows of a table that are no companies, each with why: sums, remarks, groups, headings once more."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from app.recognition.odd_rows.remark_rows import end_of, group_rows, is_total, may_be_total
from app.recognition.sheets.sheet import Row, Sheet
from app.translation import _

_LONGEST_TOLD: Final = 100
_OF_HEADINGS: Final = _("It repeats the headings, or says something of them.")
_SUM: Final = _("It is a sum, or a remark.")
_GROUP: Final = _("It is the name of a group.")
_NOTHING: Final = _("It says nothing in the columns that are read.")


class LeftOut(NamedTuple):
    """A row that is left out: its number, what stands in it, and why, as a sentence."""

    number: int
    text: str
    reason: str

    @property
    def told(self) -> str:
        """The row in one line."""
        return _("Row {row}: “{text}” – {reason}").format(row=self.number, text=self.text, reason=self.reason)


def emptied(before: Iterable[Row], after: Iterable[Row]) -> tuple[Row, ...]:
    """Returns the rows that had something before, and have nothing after."""
    both = zip(before, after, strict=False)
    return tuple(row for row, now in both if not any(now.cells) and any(row.cells))


def left_out_rows(
    sheet: Sheet, rows: Sequence[Row], used: Collection[int], others: Collection[int]
) -> tuple[LeftOut, ...]:
    """Returns the rows that none of the companies has, and those that were emptied, in their order.

    `rows` are those of the sheet below its headings, `used` the numbers of those of companies, `others` the
    columns that are read and have no name of a company.
    """
    known = [LeftOut(row.number, _text_of(row), _OF_HEADINGS) for row in sheet.of_headings]
    said = sheet.said
    known += [
        LeftOut(one.number, _text_of(one), said[one.number].reason or _NOTHING) for one in sheet.left_out
    ]
    if len(used) < len(rows):
        known += _told(rows, used, others)
    return tuple(sorted(known))


def _told(rows: Sequence[Row], used: Collection[int], others: Collection[int]) -> Iterator[LeftOut]:
    end = end_of(rows)
    groups = group_rows(rows, others)
    for at, row in enumerate(rows):
        if row.number in used:
            continue
        is_short = may_be_total(row.cells)
        if at >= end or (is_short and is_total(row)):
            reason = _SUM
        elif row.number in groups:
            reason = _GROUP
        else:
            reason = _NOTHING
        yield LeftOut(row.number, _text_of(row), reason)


def _text_of(row: Row) -> str:
    text = " ".join(" · ".join(filter(None, row.cells)).split())
    return text if len(text) <= _LONGEST_TOLD else f"{text[:_LONGEST_TOLD]}…"
