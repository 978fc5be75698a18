"""A table on its way: read, its columns matched, its companies planned one by one and only while needed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from app.recognition.cells.cell_looks import kind_of
from app.recognition.cells.column_guesses import texts_of
from app.recognition.odd_rows.left_out_rows import LeftOut, left_out_rows
from app.recognition.sheets.sheet import Sheet
from app.recognition.tables.columns import MatchedTable, match_columns
from app.recognition.tables.companies import TableCompany, company_of
from app.recognition.tables.grouping import RowGroup, name_in, row_groups
from app.recognition.tables.reading import read_table
from app.recognition.values.headings import normal


@dataclass(frozen=True)
class TablePlan:
    """The rows of each company, by which they are read again whenever one is needed: tables are long."""

    sheet: Sheet
    matched: MatchedTable
    region: str
    groups: tuple[RowGroup, ...]

    @classmethod
    def of(
        cls,
        data: bytes,
        region: str,
        most: int | None = None,
        wanted: str = "",
        chosen: Mapping[str, str] | None = None,
    ) -> TablePlan:
        """Reads a table, at `most` so many rows of a workbook. Raises TableProblem.

        `region` is the country of rows that name none, `wanted` the sheet that somebody has chosen;
        `chosen` are fields by heading, as `match_columns` has them.
        """
        sheet = read_table(data, most, wanted)
        matched = match_columns(sheet, chosen)
        return cls(sheet, matched, region, row_groups(matched))

    def with_fields(self, fields: Mapping[int, str]) -> TablePlan:
        """Returns the plan with other fields for some columns, by their places from 0."""
        columns = tuple(replace(one, field=fields.get(one.place, one.field)) for one in self.matched.columns)
        unsure = self.matched.unsure_names_at
        unsure = None if unsure in fields or "Name" in fields.values() else unsure
        by_hand = self.matched.by_hand | {place for place, field in fields.items() if not field}
        matched = replace(self.matched, columns=columns, unsure_names_at=unsure, by_hand=by_hand)
        return replace(self, matched=matched, groups=row_groups(matched))

    @cached_property
    def left_out(self) -> tuple[LeftOut, ...]:
        """The rows that are no companies, with why."""
        used = {row.number for group in self.groups for row in group}
        matched = self.matched
        return left_out_rows(self.sheet, matched.rows, used, matched.other_columns)

    @cached_property
    def remarks(self) -> tuple[str, ...]:
        """What is to be said of all of the table."""
        return *self.sheet.remarks, *self.matched.remarks

    def look_through(self) -> None:
        """Finds what is told of the table: of a long one that takes too long for a window's thread."""
        _known = self.remarks, self.left_out

    @cached_property
    def headings_key(self) -> str:
        """What tables of the same headings have in common: by it is remembered what a user has matched.

        Without headings it is what the columns look like: others of that width have nothing else in common.
        """
        told = [normal(one.heading) for one in self.matched.columns]
        if not any(told):
            rows = self.matched.rows
            told = [f"looks like {kind_of(texts_of(rows, one.place))}" for one in self.matched.columns]
        return hashlib.sha256("\n".join(told).encode()).hexdigest()[:32]

    @property
    def has_names(self) -> bool:
        """True if a column holds names of companies."""
        return any(column.field == "Name" for column in self.matched.columns)

    def name(self, number: int) -> str:
        """Returns the name of a company as its first row has it."""
        return name_in(self.groups[number], self.matched)

    def rows(self, number: int) -> tuple[int, ...]:
        """Returns the numbers of the rows of a company."""
        return tuple(row.number for row in self.groups[number])

    def company(self, number: int) -> TableCompany:
        """Reads a company; it takes half a millisecond."""
        return company_of(self.groups[number], self.matched, self.sheet.notes, self.region)
