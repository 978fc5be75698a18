"""The table once more, with what became of each row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Final

from app.model.imports.shape import TABLE_FILES
from app.model.text_normalization import file_name
from app.recognition.cells.result_columns import (
    LEFT_OUT,
    NOT_REACHED,
    OF_A_ROW,
    STATES,
    result_headings,
)
from app.recognition.odd_rows.left_out_rows import LeftOut
from app.recognition.sheets.sheet import OfResult, Sheet
from app.service.imports.earlier_imports import Before
from app.storage.files.csv_file import read_csv, write_csv
from app.translation import pgettext
from app.translation.every_language import readings

_COLUMNS: Final = 3
_LONGEST_SHEET: Final = 40
_ENDING: Final = ".result.csv"
_USUAL: Final = ";"
_SEPARATORS: Final = (_USUAL, "\t", ",", "|")
_CHANGING: Final = tuple(state for state in STATES if state != LEFT_OUT)
"""The states of rows that are companies."""


@dataclass(frozen=True)
class RowResult:
    """What became of a row: a word that scripts know, the number of the company, and why."""

    state: str
    contact_id: int = 0
    reason: str = ""


def result_of_before(before: Before, reasons: Iterable[str] = ()) -> RowResult:
    """Returns what an earlier import has made of a row: its number, or why it is a draft, or not saved."""
    if before.is_draft:
        return RowResult("draft", 0, " ".join(reasons) or before.sentence)
    return RowResult(before.state, before.contact_id, before.sentence)


def left_out_results(rows: Iterable[LeftOut]) -> dict[int, RowResult]:
    """Returns what is said, by its number, of each row that is no company."""
    return {one.number: RowResult(LEFT_OUT, 0, one.reason) for one in rows}


def not_reached(rows: Iterable[int]) -> dict[int, RowResult]:
    """Returns what is said, by its number, of each row of companies that an import has not come to."""
    return dict.fromkeys(rows, RowResult(NOT_REACHED))


def result_path(source: Path, sheet: Sheet) -> Path:
    """Returns the file of results of a table: ``NAME.result.csv`` beside it. Asks the disk.

    Each sheet of a file with several has its own: ``NAME.SHEET.result.csv``.
    Where another table of that name is beside it, such as fair.csv beside fair.xlsx, each has a file of its
    own: ``fair.xlsx.result.csv``. A file of results that is imported again is written anew itself.
    """
    if sheet.is_result and source.name.lower().endswith(_ENDING):
        return source
    of_sheet = f".{_name_of_sheet(sheet)}" if sheet.name else ""
    has_other = any(
        one.stem in {source.stem, source.stem + of_sheet}
        and one.name != source.name
        and one.suffix.lower() in TABLE_FILES
        for one in _beside(source)
    )
    return source.with_name(f"{source.name if has_other else source.stem}{of_sheet}{_ENDING}")


def _name_of_sheet(sheet: Sheet) -> str:
    """Returns a sheet's name as one of files; with its number, where another sheet has the same one."""
    name = file_name(sheet.name, _LONGEST_SHEET)
    same = [one for one in sheet.names if file_name(one, _LONGEST_SHEET).casefold() == name.casefold()]
    number = str(sheet.names.index(sheet.name) + 1)
    return name if name and len(same) == 1 else f"{name} {number}".strip()


def _beside(source: Path) -> Iterator[Path]:
    with suppress(OSError):
        yield from source.parent.iterdir()


def state_words() -> dict[str, str]:
    """Returns what the file says in the language of the program, by the words that scripts know."""
    return {
        "saved": pgettext("what became of a row", "saved"),
        "kept": pgettext("what became of a row", "kept"),
        "rejected": pgettext("what became of a row", "rejected"),
        "draft": pgettext("what became of a row", "draft"),
        "done": pgettext("what became of a row", "done"),
        "left_out": pgettext("what became of a row", "left_out"),
        "not_reached": pgettext("what became of a row", "not_reached"),
    }


def write_result(path: Path, sheet: Sheet, results: Mapping[int, RowResult], headings_at: int) -> None:
    """Writes the table as CSV with three more columns. Raises StoreProblem.

    Where an earlier import has said something of a row and this one does not yet, that stays. What a
    spreadsheet would take for a formula is written as text: `write_csv`. Cells are parted as in the table, if
    it is a file of text.
    """
    emptied = {row.number: row for row in (*sheet.of_headings, *sheet.left_out)}  # they stand as they were
    rows = [emptied.get(row.number, row) for row in sheet.rows]
    width = max((len(row.cells) for row in rows), default=0)
    lines, words = [], state_words()
    for row in rows:
        padded = [*row.cells, *[""] * (width - len(row.cells))]
        cells = [cell for place, cell in enumerate(padded) if place not in sheet.result_columns]
        if row.number == headings_at:
            cells += result_headings()
        else:
            cells += _told(sheet.said.get(row.number), results.get(row.number), words)
        lines.append(cells)
    write_csv(path, lines, sheet.delimiter or _USUAL)


def lines_of(sheet: Sheet, rows: Mapping[str, tuple[int, ...]]) -> dict[str, tuple[int, ...]]:
    """Returns the lines of the result file, from 0, of what became entries and drafts, by their ids."""
    line_of = {row.number: line for line, row in enumerate(sheet.rows)}
    return {entry_id: tuple(line_of[row] for row in found) for entry_id, found in rows.items()}


def change_result(path: Path, results: Mapping[int, RowResult]) -> bool:
    """Writes other results into the file that `write_result` has made, by line. Raises StoreProblem.

    A file that its user has changed or moved meanwhile is left alone, and False returned. States stay in the
    language in which they were written.
    """
    return any(_change(path, results, separator) for separator in _SEPARATORS)


def _change(path: Path, results: Mapping[int, RowResult], separator: str) -> bool:
    """Changes the file if its cells are parted by that; returns False where it is none of such lines."""
    lines = read_csv(path, separator)
    if not lines or max(results, default=0) >= len(lines):
        return False
    is_other, words = False, dict[str, str]()
    for number, result in results.items():
        state = lines[number][-_COLUMNS] if len(lines[number]) > _COLUMNS else ""
        if state not in words.values():
            words = _words_with(state)
        if not words:
            return False
        cells = _cells_of(result, words)
        is_other = is_other or lines[number][-_COLUMNS:] != cells
        lines[number][-_COLUMNS:] = cells
    if is_other:
        write_csv(path, lines, separator)
    return True


def _told(said: OfResult | None, result: RowResult | None, words: Mapping[str, str]) -> Sequence[str]:
    """Returns the three cells of a row: what an earlier import has said of it stays until this one does."""
    if result is not None and not (said and result.state == NOT_REACHED):
        return _cells_of(result, words)
    return said or [""] * _COLUMNS


def _cells_of(result: RowResult, words: Mapping[str, str]) -> list[str]:
    return [words.get(result.state, result.state), str(result.contact_id or ""), result.reason]


def _words_with(state: str) -> dict[str, str]:
    """Returns the states of companies in the language of one of them; none for what is none in any."""
    words = state_words()
    each = chain(({one: words[one] for one in _CHANGING},), readings(OF_A_ROW, _CHANGING))
    return next((one for one in each if state and state in one.values()), {})
