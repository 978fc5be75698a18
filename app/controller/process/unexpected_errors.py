"""What nobody caught: told in the window and in the log, never silent."""

from __future__ import annotations

import logging
import sys
import threading
from types import TracebackType
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.storage.files.errors import places_of
from app.translation import _

SENTENCE = _(
    "Something went wrong in this program. What you typed is kept as a draft. "
    "If it happens again, please send your administrator what Help, Copy diagnostics puts into the clipboard."
)

_log = logging.getLogger(__name__)


class UnexpectedErrors(QObject):
    """Catches what slots, threads and destructors raise; Qt itself would go on without a word.

    Signals: caught (a sentence; from any thread, so receivers are QObjects of the GUI thread).
    """

    caught = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._is_telling = False
        self._before: tuple[Any, Any, Any] | None = None

    def install(self) -> None:
        """Catches from now on, until `remove`; what was installed before is called, too."""
        self._before = (sys.excepthook, sys.unraisablehook, threading.excepthook)
        sys.excepthook = self._on_exception
        sys.unraisablehook = self._on_unraisable
        threading.excepthook = self._on_exception_in_thread

    def remove(self) -> None:
        if self._before is not None:
            sys.excepthook, sys.unraisablehook, threading.excepthook = self._before
            self._before = None

    def _on_exception(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if self._before is not None:
            self._before[0](kind, error, trace)
        if issubclass(kind, Exception):
            self._tell(kind, error)

    def _on_unraisable(self, caught: sys.UnraisableHookArgs) -> None:
        if self._before is not None:
            self._before[1](caught)
        if issubclass(caught.exc_type, Exception):
            self._tell(caught.exc_type, caught.exc_value)

    def _on_exception_in_thread(self, caught: threading.ExceptHookArgs) -> None:
        if self._before is not None:
            self._before[2](caught)
        if issubclass(caught.exc_type, Exception):
            self._tell(caught.exc_type, caught.exc_value)

    def _tell(self, kind: type[BaseException], error: BaseException | None) -> None:
        # What is told may fail in turn: once is enough.
        if self._is_telling:
            return
        self._is_telling = True
        try:
            # Class and places alone: a message may quote what a person typed.
            places = places_of(error) if error is not None else ""
            _log.error("Nobody caught: %s at %s", kind.__name__, places)
            self.caught.emit(SENTENCE)
        finally:
            self._is_telling = False
