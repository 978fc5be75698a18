"""Knows a file that the program itself has written: a table with what became of its rows.

Its three columns belong to no company. Read as such, they would go to an address, keep sums from looking like
sums, and have the headings that are repeated move cells that were moved before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Final

from app.model.imports.formulas import as_it_was
from app.recognition.sheets.sheet import OfResult, Row, Sheet
from app.recognition.values.headings import normal
from app.translation import _, pgettext
from app.translation.every_language import readings

OF_A_ROW: Final = "what became of a row"
LEFT_OUT: Final = "left_out"
NOT_REACHED: Final = "not_reached"
STATES: Final = ("saved", "kept", "rejected", "draft", "done", LEFT_OUT, NOT_REACHED)
_OF_AN_ENTRY: Final = "of an entry"
_COLUMNS: Final = 3
_MOST_ABOVE: Final = 30  # rows
_IN_EACH: Final = "superoffice"
"""Stands in the headings of all languages: without it none is read from its file."""

Triple = tuple[int, int, int]


def result_headings() -> tuple[str, str, str]:
    """Returns the headings of the three columns in the language of the program."""
    return pgettext("of an entry", "State"), _("Id in SuperOffice"), _("Reason")


def without_results(sheet: Sheet) -> Sheet:
    """Returns a table without the columns that a result file has more; any other as it is.

    They are known by their headings, all three in one language; of a table without headings, by what they
    say. What they say of each row is kept, and rows that were left out are emptied: they are no companies now
    either.
    """
    at, triples = _found(sheet.rows[:_MOST_ABOVE])
    triples = triples or list(_without_headings(sheet.rows))
    if not triples:
        return sheet
    own = {place for triple in triples for place in triple}
    width = max((at for row in sheet.rows for at in range(len(row.cells)) if at not in own), default=-1) + 1
    words = {one[LEFT_OUT] for one in readings(OF_A_ROW, STATES)}
    rows, said, left_out = list[Row](), dict[int, OfResult](), list[Row]()
    for row in sheet.rows:
        if row.number < at:  # such as a title: it has as many cells as all others, and says nothing in these
            rows.append(row if any(row.cells[width:]) else Row(row.number, row.cells[:width]))
            continue
        cells = tuple(as_it_was("" if place in own else cell) for place, cell in enumerate(row.cells[:width]))
        plain = Row(row.number, cells)
        told = _said(row, triples)
        if row.number > at and told.state:
            said[row.number] = told
        if told.state in words and row.number > at and not plain.is_empty:
            left_out.append(plain)
            plain = Row(row.number, ())
        rows.append(plain)
    places = tuple(sorted(place for place in own if place < width))
    return replace(
        sheet,
        rows=tuple(rows),
        said=said,
        left_out=tuple(left_out),
        result_columns=places,
        is_result=True,
    )


def _said(row: Row, triples: Sequence[Triple]) -> OfResult:
    """Returns what stands in the columns; the last ones that say something, where there are several."""
    each = [OfResult(*(row.cell(place).strip() for place in triple)) for triple in triples]
    return next((one for one in reversed(each) if one.state), OfResult())


def _found(rows: Sequence[Row]) -> tuple[int, list[Triple]]:
    """Returns the number of the row of headings, and where the three columns are, each time; none else."""
    for row in rows:
        if not any(_IN_EACH in cell.casefold() for cell in row.cells):
            continue
        cells = [normal(cell) for cell in row.cells]
        for words in _headings_of_languages():
            if triples := _beside(cells, words) or _apart(cells, words, rows, row.number):
                return row.number, triples
    return 0, []


@cache
def _headings_of_languages() -> tuple[tuple[str, ...], ...]:
    texts = ("Id in SuperOffice", "Reason")
    both = zip(readings(_OF_AN_ENTRY, ("State",)), readings("", texts), strict=True)
    return tuple(
        (normal(state["State"]), *(normal(others[text]) for text in texts)) for state, others in both
    )


def _beside(cells: Sequence[str], words: Sequence[str]) -> list[Triple]:
    """Returns where the three stand beside each other, in whatever order."""
    found: list[Triple] = []
    at = 0
    while at + _COLUMNS <= len(cells):
        three = cells[at : at + _COLUMNS]
        if sorted(three) == sorted(words):
            state, number, reason = (at + three.index(word) for word in words)
            found.append((state, number, reason))
            at += _COLUMNS
        else:
            at += 1
    return found


def _apart(cells: Sequence[str], words: Sequence[str], rows: Sequence[Row], at: int) -> list[Triple]:
    """Returns where the three stand apart from each other, if the first says nothing but states."""
    if not all(word in cells for word in words):
        return []
    state, number, reason = (len(cells) - 1 - cells[::-1].index(word) for word in words)
    known = {word for one in readings(OF_A_ROW, STATES) for word in one.values()}
    texts = {row.cell(state).strip() for row in rows if row.number > at} - {""}
    return [(state, number, reason)] if texts and texts <= known else []


def _without_headings(rows: Sequence[Row]) -> Iterator[Triple]:
    """Yields where the last three columns are such without headings; again, those before them.

    The last of them may be gone where no row had a reason.
    """
    width = max((len(row.cells) for row in rows), default=0)
    ways = ((at, at + 1, at + 2) for at in range(max(1, width - _COLUMNS), width - 1))
    if triple := next((one for one in ways if _say_results(rows, one)), None):
        before = [Row(row.number, row.cells[: triple[0]]) for row in rows]
        yield from (*_without_headings(before), triple)


def _say_results(rows: Sequence[Row], triple: Triple) -> bool:
    """Returns True where each row has a state, with a number if it is saved, or nothing in all three."""
    by_state: dict[str, set[str]] = {}
    for row in rows:
        state, number, reason = (row.cell(place).strip() for place in triple)
        if (number and not number.isdecimal()) or (not state and (number or reason)):
            return False
        if state:
            by_state.setdefault(state, set()).add(number)
        if len(by_state) > len(STATES):
            return False
    if not by_state:
        return False
    words = next((one for one in readings(OF_A_ROW, STATES) if by_state.keys() <= {*one.values()}), {})
    return bool(words) and "" not in by_state.get(words["saved"], ())
