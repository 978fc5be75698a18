"""Turns the contacts of Odoo, whose column of names has companies and people, into people of companies.

Source: Odoo documentation, "Export and import data", fields of `res.partner`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from app.recognition.sheets.sheet import Row, Sheet
from app.recognition.values.headings import normal

_PARENTS: Final = (
    *("parent id name", "parent id display name", "parent id", "related company", "parent name"),
    *("related company display name", "related company name"),
)
_NAMES: Final = ("name", "complete name", "display name")
_KINDS: Final = ("company type", "is company", "is a company")
_COMPANY, _PERSON = "Company", "Contact person"


def with_parents(sheet: Sheet, headings: Row) -> tuple[Sheet, Row]:
    """Returns the table with a column of companies and one of their people, and its headings.

    A row with a parent is somebody at that company; one without is the company itself.
    """
    called = [normal(cell) for cell in headings.cells]
    parents = [called.index(one) for one in _PARENTS if one in called]
    names = [called.index(one) for one in _NAMES if one in called]
    below = [row for row in sheet.rows if row.number > headings.number]
    if not parents or not names or not any(row.cell(parents[0]) for row in below):
        return sheet, headings
    kinds = [at for at, one in enumerate(called) if one in _KINDS]
    left_out = {*parents[1:], *names[1:]}
    told = dict.fromkeys(left_out, "") | {parents[0]: _COMPANY, names[0]: _PERSON}
    headings = Row(headings.number, _changed(headings.cells, told))
    rows = []
    for row in sheet.rows:
        if row.number > headings.number and any(row.cells):
            parent, name = row.cell(parents[0]), row.cell(names[0])
            changes = dict.fromkeys(left_out, "")
            if parent:
                own = name.removeprefix(f"{parent},").strip() if name != parent else name
                changes |= {names[0]: own, **dict.fromkeys(kinds, "")}
            else:
                changes |= {parents[0]: name, names[0]: ""}
            row = Row(row.number, _changed(row.cells, changes))  # noqa: PLW2901 - as it is from now on
        rows.append(headings if row.number == headings.number else row)
    return replace(sheet, rows=tuple(rows)), headings


def _changed(cells: tuple[str, ...], changes: dict[int, str]) -> tuple[str, ...]:
    return tuple(changes.get(at, cell) for at, cell in enumerate(cells))
