"""What one system's desktop alone wants: macOS names files by events, Windows' taskbar offers tasks."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QProcess, QTimer
from PySide6.QtGui import QFileOpenEvent

from app.child_process import self_command
from app.storage.files.paths import AppPaths
from app.translation.catalogue import used_language

_BEGIN_AFTER_MS: Final = 10_000
"""Whoever has opened the window types first."""


class OpenedFiles(QObject):
    """Takes the files that macOS has the program open, from the start on, and keeps them until asked for.

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


def offer_tasks(paths: AppPaths, parent: QObject, after_ms: int = _BEGIN_AFTER_MS) -> None:
    """Has what the taskbar offers (`app.service.jump_list`) set a while later, in an installed program.

    A child process does it: what it calls in Windows must not be able to end the window. A window with
    another folder than the icon opens leaves it alone.
    """
    is_installed = sys.platform == "win32" and getattr(sys, "frozen", False)
    if is_installed and paths == AppPaths.of(None):
        QTimer.singleShot(after_ms, parent, _set)


def _set() -> None:
    command = [*self_command(), "--language", used_language(), "self-test", "--part", "jump-list"]
    QProcess.startDetached(command[0], command[1:])
