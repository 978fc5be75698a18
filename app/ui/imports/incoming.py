"""Which pasted or dropped things are tables: files by their names, texts by their look, nothing read yet."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from app.model.imports.shape import TABLE_FILES
from app.ui.inputs.incoming import local_files

_LOOKED_AT: Final = 20_000  # characters
_STYLES: Final = 200_000
"""Characters of HTML in which a table begins."""
_FEWEST_CELLS, _FEWEST_HEADED, _FEWEST_ROWS = 3, 2, 3
"""One row with its headings is read into the form, as any text is."""
_MOSTLY: Final = 0.8
_MAIL: Final = re.compile(r"\s*[^\s@]+@[^\s@]+\.\w+\s*")
_QUOTED: Final = re.compile(r'(?<![^\t\r\n;,])"(?:[^"]|""){0,2000}"(?=[\t\r\n;,]|$)')


def table_file_in(data: QMimeData) -> Path | None:
    """Returns the one file that is dropped, if its name is that of a table."""
    files = local_files(data)
    return files[0] if len(files) == 1 and is_table_file(files[0]) else None


def is_table_file(path: Path) -> bool:
    """Returns True for names that tables have."""
    return path.suffix.lower() in TABLE_FILES


def copied() -> QMimeData:
    """Returns what is on the clipboard; some systems have none at all."""
    found: QMimeData | None = QGuiApplication.clipboard().mimeData()
    return QMimeData() if found is None else found


def data_of_table(data: QMimeData, *, is_meant: bool = False) -> bytes:
    """Returns the rows that were copied, as a spreadsheet or browser has them; nothing if they are none.

    Both put a text with tabs beside their HTML, which alone keeps lines within a cell apart from rows where
    the text has no quotation marks around them. `is_meant` is for what somebody calls a table: two columns
    and two rows are enough then.
    """
    text, html = data.text() if data.hasText() else "", data.html() if data.hasHtml() else ""
    has_table = _begin_of_table(html) >= 0
    is_of_text = looks_like_table(text) or (is_meant and _is_meant(text))
    if not is_of_text and not (has_table and _has_rows(html, is_meant=is_meant)):
        return b""
    return (html if has_table else text).encode("utf-8", "replace")


def data_of_rows(rows: Sequence[Sequence[str]]) -> bytes:
    """Returns rows as a spreadsheet copies them: lines of one cell within quotation marks."""
    import csv  # here, with the next: nobody needs them at the start
    import io

    text = io.StringIO()
    csv.writer(text, delimiter="\t").writerows(rows)
    return text.getvalue().encode("utf-8", "replace")


def looks_like_table(text: str) -> bool:
    """Returns True for several rows with as many tabs in most of them: a signature has none such.

    Two columns are those of a table if each has a heading: a signature has a label and its value. So are
    two rows if each has an e-mail address in the same place, which a signature has not, either.
    """
    rows = _rows(text)
    usual = _usual(rows)
    if len(rows) < _FEWEST_ROWS:
        columns = zip(*rows, strict=True) if usual >= _FEWEST_CELLS else ()
        return any(all(map(_MAIL.fullmatch, cells)) for cells in columns)
    return usual >= _FEWEST_CELLS or (usual >= _FEWEST_HEADED and _are_headings(rows[0]))


def _is_meant(text: str) -> bool:
    """Returns True for rows of several columns, also where a text was copied that has no tabs."""
    if _usual(_rows(text)) >= _FEWEST_HEADED:
        return True
    by_mark = [(mark, rows) for mark in ";," if _usual(rows := _rows(text, mark)) >= _FEWEST_HEADED]
    # Sentences have commas.
    return any(
        _are_headings(rows[0]) or (mark == ";" and len(rows) >= _FEWEST_ROWS) for mark, rows in by_mark
    )


def _has_rows(html: str, *, is_meant: bool) -> bool:
    """Returns True for a table with headings, or any that somebody means: mails have tables to lay out."""
    from app.recognition.sheets.html_tables import read_html_table

    begin = _begin_of_table(html)
    rows = [
        list(row.cells) for row in read_html_table(html[begin : begin + _LOOKED_AT]).rows if any(row.cells)
    ]
    if is_meant:
        return _usual(rows) >= _FEWEST_HEADED
    return len(rows) >= _FEWEST_ROWS and _are_headings(rows[0])


def _begin_of_table(html: str) -> int:
    """Returns where a table begins, behind the styles of the program that it is of; -1 for none."""
    return html[:_STYLES].lower().find("<table")


def _rows(text: str, mark: str = "\t") -> list[list[str]]:
    """Returns the rows at the beginning of a text, each as its cells; in quotation marks lines are one."""
    beginning = _QUOTED.sub(_in_one_line, text[:_LOOKED_AT])
    lines = [line.split(mark) for line in beginning.splitlines() if line.strip()]
    return lines if len(text) <= _LOOKED_AT else lines[:-1]


def _in_one_line(found: re.Match[str]) -> str:
    return re.sub(r"[\r\n\t;,]+", " ", found[0])


def _usual(rows: Sequence[Sequence[str]]) -> int:
    """Returns how many cells most rows have; 0 where there are not two rows, or too few are alike."""
    counts = [len(row) for row in rows]
    usual = max(set(counts), key=counts.count, default=0)
    return usual if len(rows) > 1 and counts.count(usual) >= _MOSTLY * len(rows) else 0


def _are_headings(cells: Sequence[str]) -> bool:
    """Returns True if two cells at least, and half of all, are what columns are called."""
    from app.recognition.values.headings import field_of_heading

    filled = [cell for cell in cells if cell.strip()]
    known = {field for cell in filled if (field := field_of_heading(cell)) is not None}
    return len(known) >= _FEWEST_HEADED and len(known) * 2 >= len(filled)
