"""The table once more, with what became of each row."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from app.recognition.tables.sheet import Sheet
from app.storage.files.atomic_write import write_text_atomically
from app.storage.files.errors import raising_store_problem
from app.translation import _

_NO_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class RowResult:
    """What became of a row: a word that scripts know, the number of the company, and why."""

    state: str
    contact_id: int = 0
    reason: str = ""


def write_result(path: Path, sheet: Sheet, results: Mapping[int, RowResult], headings_at: int) -> None:
    """Writes the table as CSV with three more columns. Raises StoreProblem.

    What a spreadsheet would take for a formula is written as text.
    """
    width = max((len(row.cells) for row in sheet.rows), default=0)
    lines = []
    for row in sheet.rows:
        cells = [*row.cells, *[""] * (width - len(row.cells))]
        if row.number == headings_at:
            cells += [_("State"), _("SuperOffice’s number"), _("Reason")]
        elif result := results.get(row.number):
            cells += [result.state, str(result.contact_id or ""), result.reason]
        lines.append([_harmless(cell) for cell in cells])
    with raising_store_problem(path):
        # Spreadsheets read UTF-8 by its mark alone.
        write_text_atomically(path, "\ufeff" + _as_csv(lines))


def _as_csv(lines: list[list[str]]) -> str:
    import io

    written = io.StringIO(newline="")
    csv.writer(written, delimiter=";").writerows(lines)
    return written.getvalue()


def _harmless(cell: str) -> str:
    looks_like_number = cell[1:].replace(" ", "").isdigit()
    return f"'{cell}" if cell.startswith(_NO_FORMULA) and not looks_like_number else cell
