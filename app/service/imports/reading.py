"""Reads a table, and of a long one its first rows before all others: they are looked at meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from app.model.carriers.lists import UserDefinedFieldInfo
from app.model.imports.shape import TableColumn, TableShape
from app.recognition.sheets.sheet import MOST_BYTES, TableProblem
from app.recognition.tables.companies import TableCompany
from app.recognition.tables.reading import first_rows, is_long_workbook
from app.service.imports.custom_values import fields_by_label
from app.service.imports.table_plan import TablePlan
from app.storage.files.regular_file import read_regular_file

FIRST_COMPANIES: Final = 15
"""As many as are in view at first; a higher window asks for more as soon as it paints them."""
_FIRST_ROWS: Final = 300
"""Of a long workbook: as many as a screen has, with titles above the list and companies of several rows."""
_SAMPLES: Final = 4
_LONGEST_SAMPLE: Final = 60  # characters
Layout = Iterable[UserDefinedFieldInfo]
FieldsOf = Callable[[str], Mapping[int, str]]
"""Returns what the user has matched before, by place from 0, for the `headings_key` of a table."""


@dataclass(frozen=True)
class TableRead:
    """A table with its first companies; where it has only the first rows, `rest` is the whole content."""

    plan: TablePlan
    companies: Mapping[int, TableCompany]
    rest: bytes = b""


def read_first(
    given: Path | bytes, region: str, fields_of: FieldsOf, wanted: str = "", *, layout: Layout = ()
) -> TableRead:
    """Reads a table, a file or its content; of a long one its first rows. Raises TableProblem, OSError.

    `wanted` is the sheet that somebody has chosen, `layout` has the custom fields that headings may name.
    """
    content = given if isinstance(given, bytes) else read_regular_file(given, MOST_BYTES + 1)
    most = _FIRST_ROWS if is_long_workbook(content) else None
    if first := first_rows(content) or (content if most else b""):
        with suppress(TableProblem):  # whether it is a table is known when all of it is read
            read = read_whole(first, region, fields_of, most, wanted, layout=layout)
            if read.plan.has_names:
                return replace(read, rest=content)
    return read_whole(content, region, fields_of, wanted=wanted, layout=layout)


def read_whole(
    content: bytes,
    region: str,
    fields_of: FieldsOf,
    most: int | None = None,
    wanted: str = "",
    *,
    layout: Layout = (),
) -> TableRead:
    """Reads all of a table, or at `most` so many rows of a workbook. Raises TableProblem."""
    plan = TablePlan.of(content, region, most, wanted, fields_by_label(layout))
    fields = fields_of(plan.headings_key)
    return with_companies(plan.with_fields(fields) if fields else plan)


def with_companies(plan: TablePlan) -> TableRead:
    """Returns the plan with its first companies: nothing else works yet that would slow their reading."""
    plan.look_through()
    numbers = range(min(FIRST_COMPANIES, len(plan.groups)))
    return TableRead(plan, {number: plan.company(number) for number in numbers})


def shape_of(name: str, plan: TablePlan, *, is_whole: bool) -> TableShape:
    """Returns what is told of a table that is called so."""
    columns = tuple(
        TableColumn(one.place, one.heading, one.field, _samples(plan, one.place))
        for one in plan.matched.columns
    )
    counts = len(plan.matched.rows), len(plan.groups)
    told = tuple(one.told for one in plan.left_out)
    remarks, of_sheets = plan.remarks, (plan.sheet.name, plan.sheet.names)
    return TableShape(name, columns, *counts, plan.has_names, is_whole, remarks, told, *of_sheets)


def _samples(plan: TablePlan, place: int) -> tuple[str, ...]:
    """Returns the first values of a column."""
    found: list[str] = []
    for row in plan.matched.rows[:200]:
        if text := row.cell(place):
            found.append(" ".join(text[: 2 * _LONGEST_SAMPLE].split())[:_LONGEST_SAMPLE])
        if len(found) == _SAMPLES:
            break
    return tuple(found)
