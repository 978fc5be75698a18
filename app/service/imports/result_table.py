"""The table once more, with what became of each row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from app.recognition.tables.sheet import Sheet
from app.storage.files.csv_file import write_csv
from app.translation import _


@dataclass(frozen=True)
class RowResult:
    """What became of a row: a word that scripts know, the number of the company, and why."""

    state: str
    contact_id: int = 0
    reason: str = ""


def write_result(path: Path, sheet: Sheet, results: Mapping[int, RowResult], headings_at: int) -> None:
    """Writes the table as CSV with three more columns. Raises StoreProblem.

    What a spreadsheet would take for a formula is written as text: `write_csv`.
    """
    width = max((len(row.cells) for row in sheet.rows), default=0)
    lines = []
    for row in sheet.rows:
        cells = [*row.cells, *[""] * (width - len(row.cells))]
        if row.number == headings_at:
            cells += [_("State"), _("SuperOffice’s number"), _("Reason")]
        elif result := results.get(row.number):
            cells += [result.state, str(result.contact_id or ""), result.reason]
        lines.append(cells)
    write_csv(path, lines)
