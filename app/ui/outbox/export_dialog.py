"""Asks where the list of the outbox is to be written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QDate, QDir, QLocale, QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from app.translation import _


def list_separator() -> str:
    """Returns what stands between the values of a CSV file in the user's language, as spreadsheets read it.

    Qt does not know it: it is the semicolon wherever the comma is in numbers.
    """
    return ";" if QLocale().decimalPoint() == "," else ","


def ask_for_file(owner: QWidget, chosen: Callable[[Path], object]) -> None:
    """Opens a file dialog in front of `owner`; `chosen` gets the path. The dialog asks before it replaces."""
    dialog = QFileDialog(owner, _("Export the outbox"))
    dialog.setObjectName("outbox.export")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilter(_("Tables (*.csv)"))
    dialog.setDefaultSuffix("csv")
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    dialog.setDirectory(documents if QDir(documents).exists() else QDir.homePath())
    today = QDate.currentDate().toString(Qt.DateFormat.ISODate)
    dialog.selectFile(f"{_('Outbox')} {today}.csv")
    dialog.fileSelected.connect(lambda path: chosen(Path(path)))
    dialog.open()
