"""Asks where a file is to be written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QDir, QLocale, QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from app.model.text_normalization import file_name
from app.translation import _

_LONGEST_NAME = 80


def list_separator() -> str:
    """Returns what stands between the values of a CSV file in the user's language, as spreadsheets read it.

    Qt does not know it: it is the semicolon wherever the comma is in numbers.
    """
    return ";" if QLocale().decimalPoint() == "," else ","


@dataclass(frozen=True)
class FileKind:
    """A kind of file as a file dialog names it, and the suffix of its names."""

    text: str
    suffix: str


PDF = FileKind(_("PDF files (*.pdf)"), "pdf")
TABLE = FileKind(_("Tables (*.csv)"), "csv")


def ask_for_file(
    owner: QWidget, title: str, kind: FileKind, name: str, chosen: Callable[[Path], object]
) -> QFileDialog:
    """Opens a file dialog in front of `owner`, with `name` proposed; `chosen` gets the path.

    The dialog asks before it replaces a file.
    """
    dialog = QFileDialog(owner, title)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilter(kind.text)
    dialog.setDefaultSuffix(kind.suffix)
    begin_in(dialog)
    dialog.selectFile(f"{file_name(name, _LONGEST_NAME)}.{kind.suffix}")
    dialog.fileSelected.connect(lambda path: chosen(Path(path)))
    dialog.open()
    return dialog


def begin_in(dialog: QFileDialog, folder: str = "") -> None:
    """Has a file dialog begin in a folder, else among the documents, else at home: whichever is there."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    dialog.setDirectory(
        next((one for one in (folder, documents) if one and QDir(one).exists()), QDir.homePath())
    )
