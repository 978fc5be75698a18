"""The table once more, with what became of each row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from app.model.imports.shape import TABLE_FILES
from app.model.text_normalization import file_name
from app.recognition.sheets.left_out_rows import LeftOut
from app.recognition.sheets.sheet import Sheet
from app.service.imports.plan import Before
from app.storage.files.csv_file import read_csv, write_csv
from app.translation import _, pgettext

_COLUMNS: Final = 3
_LONGEST_SHEET: Final = 40
STATES: Final = ("saved", "kept", "rejected", "draft", "done")
"""What can become of a row, in the words that scripts know."""


@dataclass(frozen=True)
class RowResult:
    """What became of a row: a word that scripts know, the number of the company, and why."""

    state: str
    contact_id: int = 0
    reason: str = ""


def result_of_before(before: Before, reasons: Iterable[str] = ()) -> RowResult:
    """Returns what an earlier import has made of a row: its number, or why it is a draft, or not saved."""
    if before.is_draft:
        return RowResult("draft", 0, " ".join(reasons))
    return RowResult(before.state, before.contact_id, before.sentence)


def left_out_results(rows: Iterable[LeftOut]) -> dict[int, RowResult]:
    """Returns what is said, by its number, of each row that is no company."""
    return {one.number: RowResult("left_out", 0, one.reason) for one in rows}


def result_path(source: Path, sheet: Sheet) -> Path:
    """Returns the file of results of a table: ``NAME.result.csv`` beside it. Asks the disk.

    Each sheet of a file with several has its own: ``NAME.SHEET.result.csv``.
    Where another table of that name is beside it, such as fair.csv beside fair.xlsx, each has a file of its
    own: ``fair.xlsx.result.csv``.
    """
    of_sheet = f".{_name_of_sheet(sheet)}" if sheet.name else ""
    has_other = any(
        one.stem in {source.stem, source.stem + of_sheet}
        and one.name != source.name
        and one.suffix.lower() in TABLE_FILES
        for one in _beside(source)
    )
    return source.with_name(f"{source.name if has_other else source.stem}{of_sheet}.result.csv")


def _name_of_sheet(sheet: Sheet) -> str:
    """Returns a sheet's name as one of files; with its number, where another sheet has the same one."""
    name = file_name(sheet.name, _LONGEST_SHEET)
    same = [one for one in sheet.names if file_name(one, _LONGEST_SHEET).casefold() == name.casefold()]
    number = str(sheet.names.index(sheet.name) + 1)
    return name if name and len(same) == 1 else f"{name} {number}".strip()


def _beside(source: Path) -> Iterator[Path]:
    with suppress(OSError):
        yield from source.parent.iterdir()


def write_result(path: Path, sheet: Sheet, results: Mapping[int, RowResult], headings_at: int) -> None:
    """Writes the table as CSV with three more columns. Raises StoreProblem.

    What a spreadsheet would take for a formula is written as text: `write_csv`.
    """
    width = max((len(row.cells) for row in sheet.rows), default=0)
    lines = []
    for row in sheet.rows:
        cells = [*row.cells, *[""] * (width - len(row.cells))]
        if row.number == headings_at:
            cells += [pgettext("of an entry", "State"), _("Id in SuperOffice"), _("Reason")]
        elif result := results.get(row.number):
            cells += [result.state, str(result.contact_id or ""), result.reason]
        lines.append(cells)
    write_csv(path, lines)


def lines_of(sheet: Sheet, rows: Mapping[str, tuple[int, ...]]) -> dict[str, tuple[int, ...]]:
    """Returns the lines of the result file, from 0, of what became entries and drafts, by their ids."""
    line_of = {row.number: line for line, row in enumerate(sheet.rows)}
    return {entry_id: tuple(line_of[row] for row in found) for entry_id, found in rows.items()}


def change_result(path: Path, results: Mapping[int, RowResult]) -> bool:
    """Writes other results into the file that `write_result` has made, by line. Raises StoreProblem.

    A file that its user has changed or moved meanwhile is left alone, and False returned.
    """
    lines = read_csv(path)
    if not lines or max(results, default=0) >= len(lines):
        return False
    is_other = False
    for number, result in results.items():
        if len(lines[number]) <= _COLUMNS or lines[number][-_COLUMNS] not in STATES:
            return False
        cells = [result.state, str(result.contact_id or ""), result.reason]
        is_other = is_other or lines[number][-_COLUMNS:] != cells
        lines[number][-_COLUMNS:] = cells
    if is_other:
        write_csv(path, lines)
    return True
