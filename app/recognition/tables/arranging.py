"""Puts the rows of a table so that each is a company, whatever its author had stand where."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import zip_longest
from typing import Final

from app.recognition.cells.cell_looks import MOSTLY, are_companies
from app.recognition.cells.cell_people import parted_at_mark
from app.recognition.cells.repairs import nothing_words
from app.recognition.cells.result_columns import without_results
from app.recognition.odd_rows.left_out_rows import emptied
from app.recognition.odd_rows.parent_rows import with_parents
from app.recognition.odd_rows.remark_rows import remark_doubts
from app.recognition.sheets.sheet import MOST_COLUMNS, Row, Sheet, column_letters
from app.recognition.tables.columns import find_headings
from app.recognition.tables.place_columns import fields_with_addresses, postal_columns
from app.recognition.values.headings import (
    ANY_NAME,
    field_of_heading,
    halves_of_heading,
    normal,
    plain_headings,
)
from app.translation import _

_SAMPLE: Final = 100
_FEWEST_RECORDS: Final = 2
_MANY: Final = 0.7
_SAMPLE_OF_MARKS: Final = 200
_FEWEST_HEADINGS: Final = 3
_DITTO: Final = frozenset(
    (
        '"',
        '""',
        "''",
        "″",
        "〃",
        "„",
        "”",
        '-"-',
        '--"--',
        '- " -',
        "-''-",
        "-”-",
        ",,",
        "do.",
        "ditto",
        "dito",
        "idem",
    )
)
"""What lists have for what stands in the row above."""
_SAME_ELSEWHERE: Final = ("Person.Name", "Person.Firstname", "Person.Lastname", ANY_NAME, "Description")
"""Where words for what stands above are read later, or are a part of a text."""
_OF_ONE: Final = (
    "Phone",
    "Phones",
    "Faxes",
    "Email",
    "Emails",
    "Urls",
    "Address1",
    "Address.Street",
    "OrgNr",
)
"""What two companies seldom have in common."""
_READ_AS: Final = _("“{text}” is read as {repaired}.")
_BETWEEN: Final = re.compile(r"\s*[\n;|]\s*|\s*/\s+|\s+/\s*|\s+[-–]\s+")
_BESIDE: Final = _(
    "Another list stands beside the first one, from column {column} on: it is not read. "
    "Put it on a sheet of its own."
)
Halves = tuple[tuple[str, str], ...]


def arranged(sheet: Sheet) -> Sheet:
    """Returns a table so that each row is a company, and each column has one kind of value.

    Columns of two kinds ("Company / Contact") are parted, the second ones behind the last column; marks for
    "as above" are what stands above; companies that stand side by side stand below each other.
    The columns of a file of results are taken out before.
    """
    sheet = _stacked(without_results(sheet))
    at, headings = find_headings(sheet.rows)
    if not at:
        return _upright(sheet)
    sheet, headings = with_parents(sheet, headings)
    if place := _list_beside(sheet.rows, at, headings.cells):
        told = _BESIDE.format(column=column_letters(place))
        sheet = replace(sheet, rows=_until(sheet.rows, place), remarks=(*sheet.remarks, told))
        headings = Row(at, headings.cells[:place])
    halves = {place: both for place, cell in enumerate(headings.cells) if (both := halves_of_heading(cell))}
    rows = _under_first_headings(sheet.rows, at, headings.cells)
    of_headings = emptied(sheet.rows, rows)
    if any(not _DITTO.isdisjoint(row.cells) for row in rows[:_SAMPLE_OF_MARKS]):
        rows = list(_without_marks(rows, postal_columns(headings.cells)))
    rows, read = _with_words_for_above(rows, headings)
    if halves:
        width = max(len(row.cells) for row in rows)
        rows = [Row(row.number, _parted(row, at, halves, width)) for row in rows]
    rows = _with_companies_above(rows, at)
    doubts = remark_doubts([row for row in rows if row.number > at])
    return replace(sheet, rows=tuple(rows), notes=doubts | read | sheet.notes, of_headings=of_headings)


def _under_first_headings(rows: Sequence[Row], at: int, headings: tuple[str, ...]) -> list[Row]:
    """Returns rows without headings that are repeated; those below other headings stand under the first ones.

    What has no column there has one behind the others.
    """
    words, plain = {cell for cell in headings if cell}, plain_headings()
    near = [row.cells for row in rows if at - 1 <= row.number <= at + 1]
    result: list[Row] = []
    places: dict[int, int] = {}
    all_headings = list(headings)
    for row in rows:
        if row.number == at + 1 and _is_below_headings(row, headings):
            result.append(Row(row.number, ()))
            continue
        cells = row.cells
        is_known = not words.isdisjoint(cells) or (cells and cells[0].casefold() in plain)
        if (
            is_known
            and row.number > at
            and (row.cells in near or (any(row.cells[1:]) and find_headings([row])[0]))
        ):
            places = {} if row.cells in near else _places_of(row.cells, all_headings)
            _drop_title(result)
            result.append(Row(row.number, ()) if row.number > at + 1 or row.cells == headings else row)
        else:
            result.append(_moved(row, places) if places else row)
    if len(all_headings) > len(headings):
        result = [Row(at, tuple(all_headings)) if row.number == at else row for row in result]
    return result


def _with_companies_above(rows: list[Row], at: int) -> list[Row]:
    """Returns rows of people with the company that stands in a row of its own above them, in a last column.

    Where no column has companies, the first row has one alone in the column of names, and most of those that
    stand alone there say with their legal form that they are companies.
    """
    headings = next(row for row in rows if row.number == at)
    fields = [field_of_heading(heading) for heading in headings.cells]
    names = [place for place, field in enumerate(fields) if field in (ANY_NAME, "Person.Name")]
    below = [row for row in rows if row.number > at and not row.is_empty]
    if "Name" in fields or len(names) != 1 or len(fields) < len(("name", "mail")) or not below:
        return rows
    alone = {row.number: row.cell(names[0]) for row in below if "".join(row.cells) == row.cell(names[0])}
    if below[0].number not in alone or not are_companies(list(alone.values()), MOSTLY):
        return rows
    width = max(len(row.cells) for row in rows)
    result: list[Row] = []
    company = ""
    for row in rows:
        company = alone.get(row.number, company)
        said = "Company" if row.number == at else company
        cells = (*row.cells, *[""] * (width - len(row.cells)), said) if row.number >= at else row.cells
        result.append(Row(row.number, () if row.number in alone or row.is_empty else cells))
    return result


def _list_beside(rows: Sequence[Row], at: int, headings: Sequence[str]) -> int:
    """Returns the column in which a second list begins beside the first one; 0 if there is none.

    Its headings begin as those of the first, and more of them are the same; its companies are others.
    """
    fields = [field_of_heading(heading) if heading else None for heading in headings]
    if fields.count("Name") < len(("one", "other")):
        return 0
    first = fields.index("Name")
    for place in range(first + 1, len(headings)):
        left, right = {*filter(None, fields[:place])}, {*filter(None, fields[place:])}
        if normal(headings[place]) == normal(headings[first]) and left & right - {"Name"}:
            names = [row.cell(place) for row in rows if row.number > at and row.cell(place)]
            same = [row for row in rows if row.number > at and row.cell(place) == row.cell(first) != ""]
            return place if len(same) < MOSTLY * len(names) else 0
    return 0


def _until(rows: Sequence[Row], place: int) -> tuple[Row, ...]:
    return tuple(Row(row.number, row.cells[:place]) for row in rows)


def _is_below_headings(row: Row, headings: Sequence[str]) -> bool:
    """Returns True for units and words below the headings, beside which no company stands: "mill. kr"."""
    names = [at for at, heading in enumerate(headings) if field_of_heading(heading) == "Name"]
    texts = [cell for cell in row.cells if cell]
    if not names or not texts or any(row.cell(at) for at in names):
        return False
    is_plain = all(text.islower() and not any(map(str.isdigit, text)) and "@" not in text for text in texts)
    return is_plain and any(field_of_heading(text) is not None for text in texts)


def _drop_title(rows: list[Row]) -> None:
    """Takes out what stands alone in the row above headings: the title of what follows."""
    if rows and sum(map(bool, rows[-1].cells)) == 1:
        rows[-1] = Row(rows[-1].number, ())


def _places_of(cells: Sequence[str], headings: list[str]) -> dict[int, int]:
    """Returns where the column of each heading stands among the first ones; new ones are added to them."""
    known = {normal(heading): at for at, heading in reversed([*enumerate(headings)]) if heading}
    fields = {field_of_heading(heading): at for at, heading in reversed([*enumerate(headings)]) if heading}
    places: dict[int, int] = {}
    for at, cell in enumerate(cells):
        target = known.get(normal(cell), fields.get(field_of_heading(cell) or None))
        if cell and (target is None or target in places.values()):
            target = len(headings)
            headings.append(cell)
        if cell and target is not None:
            places[at] = target
    return {} if all(at == target for at, target in places.items()) else places


def _moved(row: Row, places: Mapping[int, int]) -> Row:
    cells = [""] * (max(places.values()) + 1)
    for at, cell in enumerate(row.cells):
        if at in places:
            cells[places[at]] = cell
    return Row(row.number, tuple(cells))


def _stacked(sheet: Sheet) -> Sheet:
    """Returns records that stand below each other, a heading and a value in each row, as rows.

    Any other sheet as it is. A record has the number of its last row, the headings that of the first one.
    """
    filled = [row for row in sheet.rows if not row.is_empty]
    fields = [field_of_heading(row.cell(0)) for row in filled[:_SAMPLE]]
    known = len(fields) - fields.count(None)
    if fields.count("Name") < _FEWEST_RECORDS or known < _MANY * len(fields):
        return sheet
    filled = filled[next(at for at, field in enumerate(fields) if field) :]
    headings = list(dict.fromkeys(row.cell(0) for row in filled))
    if len(headings) > MOST_COLUMNS or any(any(row.cells[2:]) for row in filled):
        return sheet
    records: list[Row] = []
    notes: dict[tuple[int, int], str] = {}
    cells: dict[str, str] = {}
    told: dict[str, str] = {}
    for row, following in zip(filled, [*filled[1:], None], strict=True):
        cells.setdefault(row.cell(0), row.cell(1))
        if note := sheet.notes.get((row.number, 1)):
            told[row.cell(0)] = note
        if following is None or following.cell(0) == headings[0]:
            records.append(Row(row.number, tuple(cells.get(one, "") for one in headings)))
            notes |= {(row.number, headings.index(one)): note for one, note in told.items()}
            cells, told = {}, {}
    return replace(sheet, rows=(Row(filled[0].number, tuple(headings)), *records), notes=notes)


def _upright(sheet: Sheet) -> Sheet:
    """Returns a table whose headings stand below each other, as rows; any other as it is."""
    rows = [row for row in sheet.rows if not row.is_empty]
    fields = [field_of_heading(row.cell(0)) for row in rows[:_SAMPLE] if row.cell(0)]
    known = [field for field in fields if field]
    width = max((len(row.cells) for row in rows), default=0)
    is_turned = len(known) >= _FEWEST_HEADINGS and 2 * len(known) > len(fields) and "Name" in known
    if not is_turned or width < len(("heading", "value")) or len(rows) > MOST_COLUMNS:
        return sheet
    turned = (Row(place + 1, tuple(row.cell(place) for row in rows)) for place in range(width))
    places = {row.number: place for place, row in enumerate(rows)}
    notes = {(place + 1, places[number]): text for (number, place), text in sheet.notes.items()}
    return replace(sheet, rows=tuple(turned), notes=notes)


def _without_marks(rows: Iterable[Row], postal: Container[int]) -> Iterator[Row]:
    above: list[str] = []
    for row in rows:
        above += [""] * (len(row.cells) - len(above))
        cells = tuple(
            there if cell in _DITTO and not (cell.strip(".").isalpha() and at in postal) else cell
            for at, (cell, there) in enumerate(zip(row.cells, above, strict=False))
        )
        above[: len(cells)] = [cell or there for cell, there in zip(cells, above, strict=False)]
        yield Row(row.number, cells)


def _with_words_for_above(rows: list[Row], headings: Row) -> tuple[list[Row], dict[tuple[int, int], str]]:
    """Returns rows in which words for what stands above are that: ``samme``, ``dto.``; and doubts.

    What two companies seldom have in common is doubted below another one. Names of people are read with
    their row, a postal address that is the same is none.
    """
    fields = fields_with_addresses(headings.cells)
    places = [at for at, field in enumerate(fields) if field and not field.startswith(_SAME_ELSEWHERE)]
    name = fields.index("Name") if "Name" in fields else -1
    words = _same_as_above()
    result: list[Row] = []
    above: list[str] = [""] * len(fields)
    doubts: dict[tuple[int, int], str] = {}
    for row in rows:
        if row.number <= headings.number or row.is_empty or name < 0:
            result.append(row)
            continue
        cells = list(row.cells)
        if not words.isdisjoint(cells):
            company = cells[name] if name < len(cells) else ""
            is_same = not company or company == above[name] or _means_above(company, is_name=True)
            for at in (
                at for at in places if at < len(cells) and _means_above(cells[at], is_name=at == name)
            ):
                is_postal = fields[at].startswith("Address.Postal")
                told, cells[at] = cells[at], "" if is_postal else above[at]
                if cells[at] and not is_same and fields[at].endswith(_OF_ONE):
                    doubts[(row.number, at)] = _READ_AS.format(text=told, repaired=cells[at])
            row = Row(row.number, tuple(cells))  # noqa: PLW2901  # as it is read
        above = [cell or there for cell, there in zip_longest(row.cells[: len(fields)], above, fillvalue="")]
        result.append(row)
    return result, doubts


def _means_above(text: str, *, is_name: bool) -> bool:
    """Returns True for a word for what stands above; companies are called "Same" and "Dito", too."""
    is_word = text in _same_as_above()
    return is_word and (not is_name or text.islower() or text.endswith("."))


@cache
def _same_as_above() -> frozenset[str]:
    """Returns the words for what stands above, as they are written."""
    words = nothing_words("ditto", "words")
    return frozenset(one for word in words for one in (word, word.capitalize(), word.upper(), f"({word})"))


def _parted(row: Row, at: int, halves: Mapping[int, Halves], width: int) -> tuple[str, ...]:
    """Returns the cells of a row with the second values of some columns behind the others."""
    cells = [*row.cells, *[""] * (width - len(row.cells))]
    behind = []
    for place, both in halves.items():
        if row.number == at:
            (cells[place], _field), (second, _other) = both
        else:
            cells[place], second = _both_values(cells[place])
        behind.append(second)
    return (*cells, *behind)


def _both_values(text: str) -> tuple[str, str]:
    before, mark, who = parted_at_mark(text)
    if mark:
        return before, who  # "Fjell AS v/ Kari Moe"
    first, *rest = _BETWEEN.split(text, maxsplit=1)
    return first, rest[0] if rest else ""
