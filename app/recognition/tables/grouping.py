"""Finds the rows of a table that are of one company, without reading more of them than that takes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from app.model.internet_domains import domain_of_email
from app.recognition.cells.cell_companies import name_in_cell
from app.recognition.cells.cell_people import parts_of_marks
from app.recognition.cells.company_keys import company_key, same_spelling, without_form
from app.recognition.cells.repairs import LONGEST_NOTHING, NOBODY, clean_cell
from app.recognition.sheets.remark_rows import end_of, group_rows, is_hint, is_sum, is_total, may_be_total
from app.recognition.sheets.sheet import Row
from app.recognition.tables.columns import MatchedTable
from app.recognition.tables.continued_rows import ContinuedRows
from app.recognition.tables.row_values import RowValues

_NOBODY: Final = frozenset(company_key(name) for name in NOBODY)
RowGroup = tuple[Row, ...]
"""The rows of one company, in their order."""


def row_groups(matched: MatchedTable) -> tuple[RowGroup, ...]:
    """Returns the rows of each company, in the order of their first rows.

    Totals, names of groups, what a list says at its end and headings that are repeated are nothing, nor are
    rows without anything in a column that is read. Rows without a name are of the company above where they
    go on about it (`ContinuedRows`), else a company each.
    """
    by_name, continued = _rows_by_name(matched)
    nobodies = _NOBODY & by_name.keys()  # looked for once: rows are many
    for name in nobodies:
        by_name |= {f"\x00{row.number}": [row] for row in by_name.pop(name)}
    groups = _in_one_spelling(matched, by_name)
    if continued:
        groups = [
            tuple(one for row in group for one in (row, *continued.get(row.number, ()))) for group in groups
        ]
    groups.sort(key=lambda group: group[0].number)
    return tuple(groups)


def _with_continued(group: RowGroup, continued: dict[int, list[Row]]) -> RowGroup:
    return tuple(one for row in group for one in (row, *continued.get(row.number, ())))


def _rows_by_name(matched: MatchedTable) -> tuple[dict[str, list[Row]], dict[int, list[Row]]]:
    """Returns the rows of each name, and by the number of a row those that go on about its company."""
    headings = tuple(column.heading for column in matched.columns)
    names = [column.place for column in matched.columns if column.field == "Name"]
    read = [column.place for column in matched.columns if column.field]
    groups = group_rows(matched.rows, matched.other_columns)
    marks = parts_of_marks(row.cell(place) for place in names for row in matched.rows)
    compared = ContinuedRows(matched)
    by_name: dict[str, list[Row]] = {}
    continued: dict[int, list[Row]] = {}
    above: Row | None = None
    last = 0
    for row in matched.rows[: end_of(matched.rows)]:
        cells = row.cells
        if may_be_total(cells) and (row.number in groups or is_total(row)):
            above = None
            continue
        if (cells[0] == headings[0] and cells[: len(headings)] == headings) or (
            cells[0][:1] == "(" and is_hint(cells)
        ):
            continue
        key = _key(cells, names, marks)
        if not key:
            if names and not _says_something(cells, read):
                continue
            if above is not None and row.number == last + 1 and compared.is_of(above, row):
                continued.setdefault(above.number, []).append(row)
                last = row.number
                continue
            key = f"\x00{row.number}"
        above, last = (None if key[0] == "\x00" else row), row.number
        if (rows := by_name.get(key)) is None:
            by_name[key] = [row]
        else:
            rows.append(row)
    return by_name, continued


def _in_one_spelling(matched: MatchedTable, by_name: dict[str, list[Row]]) -> list[RowGroup]:
    """Returns the rows of each company: "Vik A/S" and "Vik AS" are one, and "Vik" in the same place."""
    spellings: dict[str, list[Row]] = {}
    for key, rows in by_name.items():
        spellings.setdefault(key if key[0] == "\x00" else same_spelling(key), []).extend(rows)
    bases = {key: without_form(key)[0] for key in spellings if key[0] != "\x00"}
    shared = {base for key, base in bases.items() if base != key and base in spellings}
    groups: list[RowGroup] = []
    for key, rows in spellings.items():
        if not shared or bases.get(key) not in shared:
            groups += [tuple(rows)] if len(rows) == 1 else _parted(matched, sorted(rows))
    named: dict[str, list[list[Row]]] = {base: [] for base in shared}
    for key, base in bases.items() if shared else ():
        if base in shared and base != key:
            named[base].append(spellings[key])
    for base, rows_of_each in named.items():
        groups += _with_bare(matched, rows_of_each, spellings[base])
    return groups


def _with_bare(matched: MatchedTable, named: list[list[Row]], bare: list[Row]) -> list[RowGroup]:
    """Joins rows of a name without a legal form to those with one that have the same town or number."""
    groups = [list(group) for rows in named for group in _parted(matched, sorted(rows))]
    told = [_told_of(matched, group) for group in groups]
    for group in _parted(matched, sorted(bare)):
        own = _told_of(matched, list(group))
        same = [at for at, one in enumerate(told) if one & own and len(named) == 1]
        if len(same) == 1:
            groups[same[0]] = sorted([*groups[same[0]], *group])
        else:
            groups.append(list(group))
            told.append(set())
    return [tuple(group) for group in groups]


def _told_of(matched: MatchedTable, rows: list[Row]) -> set[tuple[str, str]]:
    """Returns the numbers, towns and domains that are named in rows."""
    found: set[tuple[str, str]] = set()
    for row in rows:
        values = RowValues(matched, row, {})
        mails = [text for one in (values, *values.people) for text, _l in one.all("Person.Email")]
        mails += [text for text, _letters in values.all("Emails")]
        found |= {("Domain", domain) for mail in mails if (domain := domain_of_email(mail))}
        found |= {(name, text) for name, text in values.telling.items() if name != "Department"}
    return found


def _says_something(cells: Sequence[str], read: Sequence[int]) -> bool:
    """Returns True for a value in a column that is read, but for the sums of all rows."""
    texts = [cells[place] for place in read if place < len(cells) and cells[place]]
    return bool(texts) and not all(map(is_sum, filter(None, cells)))


def name_in(group: RowGroup, matched: MatchedTable) -> str:
    """Returns the name of a company as its first row has it; empty without one."""
    names = [column.place for column in matched.columns if column.field == "Name"]
    texts = (clean_cell(name_in_cell(text), "Name") for place in names if (text := group[0].cell(place)))
    return next((" ".join(text.split()) for text in texts), "")


def _key(cells: Sequence[str], names: Sequence[int], marks: Sequence[str]) -> str:
    """Returns what the name of a company is without letter case and signs; empty without a name."""
    for place in names:
        text = cells[place] if place < len(cells) else ""
        if text and (len(text) > LONGEST_NOTHING or clean_cell(text, "Name")):
            if "\n" in text or (marks and _is_marked(text.casefold(), marks)):
                text = name_in_cell(text)
            return company_key(text)
    return ""


def _is_marked(folded: str, marks: Sequence[str]) -> bool:
    """Returns True if one of the parts of marks is in a text; a loop of its own, for it is asked often."""
    for mark in marks:  # noqa: SIM110  # `any` takes three times as long
        if mark in folded:
            return True
    return False


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
