"""Reads XLSX, XLS and ODS files, by python-calamine; formulas count by the values that were stored."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any, Final, Protocol

from app.model.text_normalization import shortened
from app.recognition.sheets.compound_file import has_sound_chains, streams_of
from app.recognition.sheets.formula_errors import Notes, errors_of_records, has_errors, without_errors
from app.recognition.sheets.sheet import (
    LONGEST_CELL,
    MOST_COLUMNS,
    MOST_ROWS,
    Row,
    Sheet,
    TableProblem,
    too_many_rows,
    with_link,
)
from app.recognition.sheets.workbook_parts import (
    DAMAGED,
    HAS_MACROS,
    PROTECTED,
    Links,
    Span,
    Spans,
    Workbook,
    has_macros,
    problems_told,
    workbook_of,
)
from app.recognition.workbooks.record_reach import check_records
from app.translation import _
from app.translation.joined_names import quoted

_ZIP: Final = b"PK\x03\x04"
_END_OF_ZIP: Final = b"PK\x05\x06"
_COMPOUND: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MOST_SHEETS: Final = 20
_MOST_NAMES: Final = 5
_FIRST_ROWS: Final = 100
_MOST_MERGED: Final = 2_000_000
"""Cells that are merged with one above them; where a file has more, areas lie over each other."""
_NOT_READ: Final = _(
    "The file has companies in other sheets, too, which are not read unless you choose them: {names}."
)
_NO_SHEET: Final = _("The file has no sheet “{name}” with rows in it. These there are: {names}.")
_LONGEST_NAME: Final = 40
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_PANIC: Final = "PanicException"
"""What the library raises for a fault of its own: no Exception, and not to be imported."""


class Choice(Protocol):
    """Chooses among sheets, of which it is given the first rows, unless one of them is `wanted`."""

    def __call__(self, sheets: Sequence[Sheet], wanted: int | None = None, /) -> tuple[int, tuple[int, ...]]:
        """Returns the place of the sheet, and those of others that might be read as well."""


def _first(_sheets: Sequence[Sheet], wanted: int | None = None, /) -> tuple[int, tuple[int, ...]]:
    return wanted or 0, ()


def is_spreadsheet(data: bytes) -> bool:
    """Returns True for the containers in which spreadsheets are stored, and for no more than their mark."""
    return data.startswith((_ZIP, _COMPOUND)) or _is_cut_mark(data)


def _is_cut_mark(data: bytes) -> bool:
    """Returns True for a file of which no more than the first bytes have arrived."""
    return len(data) > 1 and any(mark.startswith(data) for mark in (_ZIP, _COMPOUND))


def read_spreadsheet(
    data: bytes, choose: Choice = _first, most: int | None = None, wanted: str = ""
) -> Sheet:
    """Reads the sheet in view that `choose` names, given the first rows of each, and tells of the others.

    `most` is how many of its rows are read; None for all. `wanted` is the name of the sheet, where somebody
    has chosen it. Where several have rows, the sheet has its name. Raises TableProblem with a sentence.
    """
    if data.startswith(_ZIP):
        book = workbook_of(data)
    elif _is_cut_mark(data):
        raise TableProblem(DAMAGED)
    else:
        book = _checked_records(data)
    try:
        name, chosen = _chosen(book, choose, wanted, most)
    except TableProblem:
        raise
    except BaseException as error:
        if (problem := _problem_of(error)) is None:
            raise
        raise problem from None
    if chosen is None:
        raise TableProblem(_("There is nothing in the table."))
    of_file = (HAS_MACROS,) if has_macros(data) else ()
    return replace(chosen, remarks=(*chosen.remarks, *book.remarks.get(name, ()), *of_file))


def _checked_records(data: bytes) -> Workbook:
    """Returns an XLS file for the library, and what is to be noted of it. Raises TableProblem."""
    if _ENCRYPTED in data:
        raise TableProblem(PROTECTED)
    if not has_sound_chains(data):
        raise TableProblem(DAMAGED)
    # One that the library cannot read is no archive, either, whatever stands at its end.
    data = data.replace(_END_OF_ZIP, b"\0" * len(_END_OF_ZIP))
    with problems_told():
        streams = streams_of(data)
        for stream in streams.values():
            check_records(stream)
    return Workbook(data, notes=errors_of_records(streams.get("workbook", b"")))


def _problem_of(error: BaseException) -> TableProblem | None:
    from python_calamine import CalamineError, PasswordError

    if isinstance(error, PasswordError):
        return TableProblem(PROTECTED)
    is_damage = isinstance(error, CalamineError | ValueError | OSError) or type(error).__name__ == _PANIC
    return TableProblem(DAMAGED) if is_damage else None


def _chosen(of_file: Workbook, choose: Choice, wanted: str, most: int | None) -> tuple[str, Sheet | None]:
    """Returns a sheet, and what it is called."""
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_filelike(io.BytesIO(of_file.file))
    found = [
        (name, sheet) for name in _in_view(book, wanted) if (sheet := book.get_sheet_by_name(name)).width
    ]
    if not found:
        return "", None
    others: tuple[int, ...] = ()
    names = tuple(name for name, _sheet in found)
    at = _place_of(wanted, names) if wanted else 0
    if len(found) > 1:
        of_each = [
            _sheet_of(sheet, of_file.spans.get(name, ()), {}, of_file.links.get(name, {}), _FIRST_ROWS)
            for name, sheet in found
        ]
        named = [replace(one, name=name) for one, name in zip(of_each, names, strict=True)]
        best, others = choose(named, at if wanted else None)
        at = at if wanted else best
    name, sheet = found[at]
    spans, links = of_file.spans.get(name, ()), of_file.links.get(name, {})
    read = _sheet_of(sheet, spans, of_file.notes.get(name, {}), links, most)
    told = ", ".join(quoted(found[other][0]) for other in others[:_MOST_NAMES])
    return name, replace(
        read,
        name=name if len(found) > 1 else "",
        names=names if len(found) > 1 else (),
        remarks=(_NOT_READ.format(names=told),) if told else (),
    )


def _in_view(book: Any, wanted: str) -> list[str]:
    """Returns the names of the sheets that are not hidden; of all, if all are.

    They are the first ones, with that which is wanted.
    """
    names = [one.name for one in book.sheets_metadata if str(one.visible).endswith("Visible")]
    names = names or list(book.sheet_names)
    return [name for at, name in enumerate(names) if at < _MOST_SHEETS or _is_meant(name, wanted)]


def _place_of(wanted: str, names: Sequence[str]) -> int:
    """Returns which of the names is meant: as written, else whatever its capitals. Raises TableProblem."""
    if wanted in names:
        return names.index(wanted)
    if (at := next((at for at, name in enumerate(names) if _is_meant(name, wanted)), None)) is not None:
        return at
    told = ", ".join(quoted(shortened(name, _LONGEST_NAME)) for name in names)
    raise TableProblem(_NO_SHEET.format(name=shortened(wanted, _LONGEST_NAME), names=told))


def _is_meant(name: str, wanted: str) -> bool:
    return name.strip().casefold() == wanted.strip().casefold()


def _sheet_of(sheet: Any, spans: Spans, errors: Notes, links: Links, most: int | None = None) -> Sheet:
    """Returns the rows of a sheet, or as many of the first ones as are asked for."""
    if sheet.height > MOST_ROWS and most is None:
        raise too_many_rows()
    first, left = sheet.start or (0, 0)
    before = ("",) * min(left, MOST_COLUMNS - min(sheet.width, MOST_COLUMNS))
    far = left - len(before)  # of a wide table that begins far to the right, the columns count from there
    rows: list[Row] = []
    notes = {(number, place - far): told for (number, place), told in errors.items()}
    for number, values in enumerate(sheet.to_python(True, most), first + 1):
        # Not by a function: of a long table these are most of the time that it takes.
        texts = [
            one[:LONGEST_CELL].strip() if type(one) is str else _text_of(one) for one in values[:MOST_COLUMNS]
        ]
        if number in links and number > first + 1:  # not of the headings
            for place, target in links[number].items():
                if 0 <= (at := place - left) < len(texts):
                    texts[at] = with_link(texts[at], target)
        cells = before + tuple(texts)
        if has_errors(cells):
            cells, noted = without_errors(number, far, cells)
            notes |= noted
        rows.append(Row(number, cells))
    merged = sheet.merged_cell_ranges or spans
    return Sheet(tuple(_with_merged(rows, first, far, merged) if merged else rows), notes)


def _with_merged(rows: list[Row], first: int, far: int, merged: Iterable[Span]) -> Iterator[Row]:
    """Gives rows below the first one of merged cells their value; the file has it in the first alone.

    `first` and `far` are the row and the column of the file in which the rows begin.
    """
    filled: dict[tuple[int, int], str] = {}
    left = _MOST_MERGED
    for start, end in merged:
        top, last, place = start[0] - first, min(end[0] - first, len(rows) - 1), start[1] - far
        if 0 <= top < len(rows) and left > 0 and (value := rows[top].cell(place)):
            last = min(last, top + left)
            left -= last - top
            filled.update(((row, place), value) for row in range(top + 1, last + 1))
    for offset, row in enumerate(rows):
        cells = (filled.get((offset, place), cell) or cell for place, cell in enumerate(row.cells))
        yield Row(row.number, tuple(cells))


def _text_of(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    return str(value)[:LONGEST_CELL].strip()
