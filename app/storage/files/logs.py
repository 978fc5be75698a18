"""The log file for support: what the program did, without secrets and without user input.

Only the program's own loggers write to it; those of libraries would quote URLs and names. Callers log no
private data; the patterns here are a second line of defence.
"""

from __future__ import annotations

import logging
import os
import re
import time
from collections.abc import Callable
from contextlib import suppress
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import Final

from app.storage.files.errors import StoreProblem, places_of
from app.storage.files.paths import private_folder
from app.translation.catalogue import language_problem

LOG_NAME: Final = "contact-entry.log"
_BYTES, _FILES = 1_000_000, 9
_LOGGER_NAME: Final = "app"
_FORMAT: Final = "%(asctime)sZ %(levelname)s [%(entry)s] %(name)s: %(message)s"
_MASK: Final = "•••"
_SECRETS: Final = (
    re.compile(r"\b(Basic|Bearer|SOTicket)\s+\S+", re.IGNORECASE),
    re.compile(
        r"\b((?:\w*token|\w*password|\w*secret|code|code_verifier|authorization|cookie|ticket)"
        r"[\"']?\s*[=:]\s*)[^\s&,;]+",
        re.IGNORECASE,
    ),
    re.compile(r"()\b[78][AT]:\S+"),
    re.compile(r"()[^\s@<>\"']+@[^\s@<>\"']+\.\w+"),
    re.compile(r"()\beyJ[\w-]+\.[\w.-]+"),
)


def redacted(text: str) -> str:
    """Masks everything that looks like a secret or an e-mail address."""
    for pattern in _SECRETS:
        text = pattern.sub(lambda found: f"{found[1]} {_MASK}".strip(), text)
    return text


class LogFile:
    """Writes records of the program's loggers, from `start` to `stop`, to rotating files in one folder."""

    def __init__(self, folder: Path, entry: Callable[[], str]) -> None:
        """`entry` returns the id of the entry that the current thread handles, or "-"."""
        self.path = folder / LOG_NAME
        self._entry = entry
        self._handler: logging.Handler | None = None

    def start(self, level: str) -> None:
        """Starts logging at `level`, a level name of `logging`.

        Raises StoreProblem for an unusable folder.
        """
        private_folder(self.path.parent)
        handler = _LogFileHandler(self.path)
        handler.setFormatter(_Formatter(_FORMAT))
        handler.addFilter(self._add_entry)
        logger = logging.getLogger(_LOGGER_NAME)
        logger.addHandler(handler)
        logger.setLevel(level)
        self._handler = handler

    def stop(self) -> None:
        """Stops logging and closes the file."""
        if self._handler is not None:
            logger = logging.getLogger(_LOGGER_NAME)
            logger.removeHandler(self._handler)
            logger.setLevel(logging.NOTSET)
            # A full disk loses log lines and nothing else, not even the outcome of a command.
            with suppress(OSError):
                self._handler.close()
            self._handler = None

    def tail(self, lines: int) -> str:
        """Returns the last lines; empty if there are none or the file cannot be read."""
        try:
            text = self.path.read_text(encoding="utf-8", errors="replace")
        except OSError:
            return ""
        return "\n".join(text.splitlines()[-lines:])

    def __enter__(self) -> LogFile:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _add_entry(self, record: logging.LogRecord) -> bool:
        record.entry = self._entry()
        return True


def start_log(log: LogFile, level: str) -> str:
    """Starts the log; returns a sentence if that fails, else "". The program works without a log.

    It begins with why the texts are English, if another language was asked for.
    """
    try:
        log.start(level)
    except StoreProblem as problem:
        return problem.message
    if why := language_problem():
        logging.getLogger(__name__).warning(why)
    return ""


class _LogFileHandler(RotatingFileHandler):
    """A rotating file, readable by its owner only; a full disk loses log lines and nothing else."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, maxBytes=_BYTES, backupCount=_FILES, encoding="utf-8", delay=True)

    def _open(self) -> TextIOWrapper:
        descriptor = os.open(self.baseFilename, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        return os.fdopen(descriptor, "a", encoding="utf-8", errors="backslashreplace")

    def doRollover(self) -> None:  # noqa: N802  # logging's name
        """Rotates the files, unless another process has the log open on Windows, where it cannot be renamed.

        A trial rename comes first: the base class moves the older files before this one.
        """
        if self.stream:
            self.stream.close()
            self.stream = None
        file, aside = Path(self.baseFilename), Path(f"{self.baseFilename}.moving")
        try:
            file.replace(aside)
            aside.replace(file)
        except OSError:
            return
        super().doRollover()

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802  # logging's name
        """Ignores errors of the log: a message on standard error would not help the user."""


class _Formatter(logging.Formatter):
    """Formats records in UTC, on one line, without secrets."""

    converter = staticmethod(time.gmtime)
    default_msec_format = "%s.%03d"

    def format(self, record: logging.LogRecord) -> str:
        # One line per record, so that foreign text cannot forge another record.
        return redacted(" | ".join(super().format(record).splitlines()))

    def formatException(  # noqa: N802  # logging's name
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None],
    ) -> str:
        """Formats the class and the stack, without the message, which may quote user input."""
        error = ei[1]
        return f"{type(error).__name__} at {places_of(error)}" if error is not None else "no error"
