"""Writes tables as CSV files that spreadsheet programs open as they are, and run nothing of; reads those."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from app.model.imports.formulas import as_it_was, harmless
from app.storage.files.atomic_write import write_text_atomically
from app.storage.files.errors import raising_store_problem
from app.storage.files.regular_file import read_regular_file

_MOST_BYTES = 100 * 1024 * 1024


def write_csv(path: Path, lines: Iterable[Sequence[str]], separator: str = ";") -> None:
    """Replaces the file by a table in UTF-8 with its mark, by which alone spreadsheets know it.

    What a spreadsheet would take for a formula has an apostrophe before it: `harmless`. Raises StoreProblem.
    """
    with raising_store_problem(path):
        write_text_atomically(path, "\ufeff" + _as_csv(lines, separator))


def read_csv(path: Path, separator: str = ";") -> list[list[str]]:
    """Returns the cells of a file that `write_csv` has made; nothing if it is gone, too large or none."""
    import csv
    import io

    try:
        content = read_regular_file(path, _MOST_BYTES + 1)
        if len(content) > _MOST_BYTES:
            return []
        text = io.StringIO(content.decode("utf-8-sig"), newline="")
        return [[as_it_was(cell) for cell in line] for line in csv.reader(text, delimiter=separator)]
    except (OSError, UnicodeDecodeError, csv.Error):
        return []


def _as_csv(lines: Iterable[Sequence[str]], separator: str) -> str:
    import csv
    import io

    written = io.StringIO(newline="")
    csv.writer(written, delimiter=separator).writerows([harmless(cell) for cell in line] for line in lines)
    return written.getvalue()
