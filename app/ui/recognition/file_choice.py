"""Asks for the files to be recognised: mails, cards, pictures and texts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QFileDialog, QWidget

from app.translation import _

ROW_FILES: Final = (".csv", ".tsv", ".tab")
"""Tables that may have one row alone, which is read into the form; what has more is imported."""
_FILES: Final = (".eml", ".msg", ".vcf", ".vcard", ".txt", ".png", ".jpg", ".jpeg", ".bmp", *ROW_FILES)


def ask_for_files(window: QWidget, chosen: Callable[[list[Path]], object]) -> QFileDialog:
    """Opens the dialog; `chosen` gets the files."""
    dialog = QFileDialog(window, _("Read a file"))
    dialog.setObjectName("recognition.chooser")
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.setOption(QFileDialog.Option.HideNameFilterDetails)  # no line has room for all of them
    patterns = " ".join(f"*{suffix}" for suffix in _FILES)
    dialog.setNameFilters(
        [_("Mails, cards, pictures and texts ({patterns})").format(patterns=patterns), _("All files (*)")]
    )
    # What Qt tells of the files comes while its own dialog is still open, and nothing is read beneath one.
    dialog.accepted.connect(lambda: chosen([Path(name) for name in dialog.selectedFiles()]))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog
