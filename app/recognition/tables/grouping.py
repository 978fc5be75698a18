"""Finds the rows of a table that are of one company, without reading more of them than that takes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import Final

from app.model.internet_domains import domain_of_email
from app.recognition.cells.cell_companies import may_have_remark, name_in_cell, without_remark
from app.recognition.cells.cell_people import parts_of_marks
from app.recognition.cells.company_keys import company_key, same_spelling, without_form
from app.recognition.cells.repairs import LONGEST_NOTHING, NOBODY, clean_cell
from app.recognition.odd_rows.remark_rows import end_of, group_rows, is_hint, is_sum, is_total, may_be_total
from app.recognition.sheets.sheet import Row
from app.recognition.tables.columns import MatchedTable
from app.recognition.tables.continued_rows import ContinuedRows
from app.recognition.tables.row_values import RowValues

_NOBODY: Final = frozenset(company_key(name) for name in NOBODY)
RowGroup = tuple[Row, ...]
"""The rows of one company, in their order."""
_Telling = frozenset[tuple[str, str]]
"""What a row tells of number, department and town."""


class UnsureGroup(tuple[Row, ...]):
    """Rows of which nothing says to which of several companies of their name they belong."""

    __slots__ = ()


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
        groups = [_with_continued(group, continued) for group in groups]
    groups.sort(key=lambda group: group[0].number)
    return tuple(groups)


def _with_continued(group: RowGroup, continued: dict[int, list[Row]]) -> RowGroup:
    return type(group)(one for row in group for one in (row, *continued.get(row.number, ())))


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
    groups = [group for rows in named for group in _parted(matched, sorted(rows))]
    told = [_told_of(matched, group) for group in groups]
    for group in _parted(matched, sorted(bare)):
        own = _told_of(matched, group)
        same = [at for at, one in enumerate(told) if one & own and len(named) == 1]
        if len(same) == 1:
            groups[same[0]] = tuple(sorted([*groups[same[0]], *group]))
        else:
            groups.append(group)
            told.append(set())
    return groups


def _told_of(matched: MatchedTable, rows: RowGroup) -> set[tuple[str, str]]:
    """Returns the numbers, towns and domains that are named in rows which are surely of one company."""
    found: set[tuple[str, str]] = set()
    for row in () if isinstance(rows, UnsureGroup) else rows:
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
            elif may_have_remark(text):
                text = without_remark(text)[0]
            return company_key(text)
    return ""


def _is_marked(folded: str, marks: Sequence[str]) -> bool:
    """Returns True if one of the parts of marks is in a text; a loop of its own, for it is asked often."""
    for mark in marks:  # noqa: SIM110  # `any` takes three times as long
        if mark in folded:
            return True
    return False


def _parted(matched: MatchedTable, rows: list[Row]) -> list[RowGroup]:
    """Parts the rows of one name: a branch in another town, or another number, is a company of its own.

    Rows belong together where they have a number or a place in common; what has none of those that others
    have, such as no town, is of the company that it fits. What fits several that differ is of none.
    """
    by_telling: dict[_Telling, list[Row]] = {}
    for row in rows:
        telling = frozenset(RowValues(matched, row, {}).telling.items())
        by_telling.setdefault(telling, []).append(row)
    if len(by_telling) == 1:
        return [tuple(rows)]
    unsure: list[RowGroup] = []
    for has_common in (True, False):
        fitting = _Fitting(by_telling, has_common=has_common)
        unsure += [UnsureGroup(sorted(own)) for one, own in by_telling.items() if fitting.is_unsure(one)]
        by_telling = {
            frozenset().union(*ones): [row for one in ones for row in by_telling[one]]
            for ones in fitting.joined()
        }
    return [*(tuple(sorted(own)) for own in by_telling.values()), *unsure]


class _Fitting:
    """Which tellings of one name do not contradict each other; a chain has thousands of them."""

    def __init__(self, tellings: Iterable[_Telling], *, has_common: bool) -> None:
        """With `has_common`, those that have nothing in common do not fit either."""
        self._tellings = tuple(tellings)
        self._has_common = has_common
        self._by_part: dict[tuple[frozenset[str], _Telling], list[_Telling]] = {}
        kinds: dict[frozenset[str], list[_Telling]] = {}
        for one in self._tellings:
            kinds.setdefault(_names_of(one), []).append(one)
        self._kinds = tuple(kinds)
        for kind, ones in kinds.items():
            for shared in {kind & other for other in kinds}:
                for one in ones:
                    self._by_part.setdefault((kind, _part(one, shared)), []).append(one)

    def joined(self) -> Iterator[list[_Telling]]:
        """Yields those that fit each other, without those that are unsure."""
        left = dict.fromkeys(one for one in self._tellings if not self.is_unsure(one))
        while left:
            found = [next(iter(left))]
            del left[found[0]]
            for one in found:  # it grows meanwhile
                more = [other for other in self._fitting(one) if other in left]
                for other in more:
                    del left[other]
                found += more
            yield found

    def is_unsure(self, telling: _Telling) -> bool:
        """Returns True for what fits two that contradict each other."""
        return any(_differ(one, other) for one, other in combinations(self._fitting(telling), 2))

    def _fitting(self, telling: _Telling) -> list[_Telling]:
        """Returns those that fit one: of each kind two at most, which contradict each other."""
        own = _names_of(telling)
        found = [
            self._by_part.get((kind, _part(telling, kind & own)), ())
            for kind in self._kinds
            if kind & own or not self._has_common
        ]
        return [one for ones in found for one in ones[:2]]


def _names_of(telling: _Telling) -> frozenset[str]:
    return frozenset(name for name, _text in telling)


def _part(telling: _Telling, names: frozenset[str]) -> _Telling:
    return frozenset(one for one in telling if one[0] in names)


def _differ(one: _Telling, other: _Telling) -> bool:
    known = dict(one)
    return any(known.get(name, text) != text for name, text in other)
