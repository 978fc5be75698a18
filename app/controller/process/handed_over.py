"""What commands and further starts hand to the window: files to read, a new company, the outbox to show."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal


class HandedOver(QObject):
    """Keeps it until the last draft is back, which would take the place of what came before it."""

    files_given = Signal(object)  # paths of files to read, a tuple
    asked = Signal(str)  # a new company: "empty", with the "clipboard", "template:…"; or to see the "outbox"

    def __init__(self, files: Sequence[Path] = (), begins: str = "", parent: QObject | None = None) -> None:
        """`begins` is what the start of the program asks for: "" nothing, else as `asked`."""
        super().__init__(parent)
        self._files = tuple(files)
        self._begins = begins
        self._is_ready = False

    @property
    def is_ready(self) -> bool:
        """True once the last draft is back."""
        return self._is_ready

    def begin(self) -> None:
        """Hands over what has come so far, and from now on whatever comes."""
        self._is_ready = True
        self._hand_over()

    def take_files(self, files: Sequence[Path]) -> None:
        """Takes files; those that are named again before they are handed over are read once."""
        self._files = tuple(dict.fromkeys((*self._files, *files)))
        self._hand_over()

    def take_asked(self, begins: str) -> None:
        """Takes what is asked for, as `asked` tells it."""
        self._begins = begins
        self._hand_over()

    def _hand_over(self) -> None:
        if not self._is_ready:
            return
        begins, self._begins = self._begins, ""
        files, self._files = self._files, ()
        if begins:
            self.asked.emit(begins)
        if files:
            self.files_given.emit(files)
