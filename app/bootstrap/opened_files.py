"""The files that macOS has the program open: it names them by events, where other systems name arguments."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtGui import QFileOpenEvent


class OpenedFiles(QObject):
    """Takes these events, which come from the start on, and keeps the files until they are asked for.

    It sees every event of the program, and so is made on macOS alone. Source: Qt's QFileOpenEvent.
    """

    def __init__(self, application: QCoreApplication) -> None:
        super().__init__(application)
        self._waiting: list[Path] = []
        self._receive: Callable[[tuple[Path, ...]], None] | None = None
        application.installEventFilter(self)

    def hand_to(self, receive: Callable[[tuple[Path, ...]], None]) -> None:
        """Hands over what has come so far, and from now on whatever comes."""
        self._receive = receive
        self._hand_over()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Takes a file to open, and lets everything else pass; an address that is no file is passed over."""
        if not isinstance(event, QFileOpenEvent):
            return False
        if event.file():
            self._waiting.append(Path(event.file()))
            self._hand_over()
        return True

    def _hand_over(self) -> None:
        if self._receive is not None and self._waiting:
            files, self._waiting = tuple(self._waiting), []
            self._receive(files)
