"""Which pasted or dropped things are tables: files by their names, texts by their look, nothing read yet."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from app.model.imports.shape import TABLE_FILES
from app.ui.inputs.incoming import local_files

_LOOKED_AT: Final = 20_000  # characters
_FEWEST_CELLS, _FEWEST_ROWS = 3, 3
"""One row with its headings is read into the form, as any text is."""
_MOSTLY: Final = 0.8


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


def data_of_table(data: QMimeData) -> bytes:
    """Returns the rows that were copied, as a spreadsheet or browser has them; nothing if they are none.

    Both put a text with tabs beside their HTML, which alone keeps lines within a cell apart from rows.
    """
    text = data.text() if data.hasText() else ""
    if not looks_like_table(text):
        return b""
    if data.hasHtml() and "<table" in (html := data.html()).lower():
        return html.encode("utf-8", "replace")
    return text.encode("utf-8", "replace")


def looks_like_table(text: str) -> bool:
    """Returns True for several rows with as many tabs in most of them: a signature has none such."""
    lines = [line for line in text[:_LOOKED_AT].splitlines() if line.strip()]
    if len(lines) < _FEWEST_ROWS:
        return False
    cells = [line.count("\t") + 1 for line in lines[: None if len(text) <= _LOOKED_AT else -1]]
    usual = max(set(cells), key=cells.count)
    return usual >= _FEWEST_CELLS and cells.count(usual) >= _MOSTLY * len(cells)
