"""What is offered where files are dropped on a note: to read them into the card, or to take their text."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from app.model.text_normalization import shortened
from app.translation import _
from app.translation.joined_names import quoted
from app.ui.common.plain_text import plain_line, without_mnemonic


class DropOffer(QMenu):
    """A menu at the place of the drop; closing it changes nothing. Enter takes the first, to read.

    Signals: reading_asked(files to be recognised), text_asked(files whose text goes into the note).
    """

    reading_asked = Signal(object)
    text_asked = Signal(object)

    def __init__(self, files: list[Path], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("dropOffer")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._files = files
        name = (
            quoted(shortened(files[0].name, 40))
            if len(files) == 1
            else _("{count} files").format(count=len(files))
        )
        self.setAccessibleName(plain_line(_("What to do with {name}").format(name=name)))
        # An action, since a section's title is not painted by every style.
        self.addAction(without_mnemonic(plain_line(_("Dropped: {name}").format(name=name)))).setEnabled(False)
        read = self.addAction(_("&Recognise people, addresses and numbers …"))
        read.triggered.connect(self._on_read)
        take = self.addAction(_("Put the &text into this note"))
        take.triggered.connect(self._on_text)
        self.setActiveAction(read)

    def _on_read(self) -> None:
        self.reading_asked.emit(self._files)

    def _on_text(self) -> None:
        self.text_asked.emit(self._files)
