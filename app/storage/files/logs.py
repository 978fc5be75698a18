"""The log: what the program did, for somebody who helps. Never secrets, never what a person typed.

Only the program's own loggers write to it; the libraries' would quote addresses and names. What reaches it is
chosen where it is logged; the patterns here are the second line of defence.
"""

from __future__ import annotations

import logging
import os
import re
import time
from collections.abc import Callable
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import Final

from app.storage.files.errors import StoreProblem
from app.storage.files.paths import private_folder

LOG_NAME: Final = "contact-entry.log"
_BYTES, _FILES = 1_000_000, 9
_OURS: Final = "app"
_FORMAT: Final = "%(asctime)sZ %(levelname)s [%(entry)s] %(name)s: %(message)s"
_HIDDEN: Final = "•••"
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
    """Without anything that looks like a secret or an e-mail address."""
    for pattern in _SECRETS:
        text = pattern.sub(lambda found: f"{found[1]} {_HIDDEN}".strip(), text)
    return text


class LogFile:
    """Writes what the program's loggers say, from `start` to `stop`, into rotating files of one folder."""

    def __init__(self, folder: Path, entry: Callable[[], str]) -> None:
        """`entry` answers what the current thread is busy with: an entry's id, or "-"."""
        self.path = folder / LOG_NAME
        self._entry = entry
        self._handler: logging.Handler | None = None

    def start(self, level: str) -> None:
        """`level` is a name of logging. Raises StoreProblem where the folder cannot be used."""
        private_folder(self.path.parent)
        handler = _File(self.path)
        handler.setFormatter(_Formatter(_FORMAT))
        handler.addFilter(self._stamp)
        logger = logging.getLogger(_OURS)
        logger.addHandler(handler)
        logger.setLevel(level)
        self._handler = handler

    def stop(self) -> None:
        if self._handler is not None:
            logger = logging.getLogger(_OURS)
            logger.removeHandler(self._handler)
            logger.setLevel(logging.NOTSET)
            self._handler.close()
            self._handler = None

    def tail(self, lines: int) -> str:
        """The last lines; empty where there are none or they cannot be read."""
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

    def _stamp(self, record: logging.LogRecord) -> bool:
        record.entry = self._entry()
        return True


def try_to_start(log: LogFile, level: str) -> str:
    """Starts it, and answers "" or the sentence for why there is no log. The program works without one."""
    try:
        log.start(level)
    except StoreProblem as problem:
        return problem.message
    return ""


class _File(RotatingFileHandler):
    """For its owner's eyes; a full disk costs lines of the log and nothing else."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, maxBytes=_BYTES, backupCount=_FILES, encoding="utf-8", delay=True)

    def _open(self) -> TextIOWrapper:
        descriptor = os.open(self.baseFilename, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        return os.fdopen(descriptor, "a", encoding="utf-8", errors="backslashreplace")

    def doRollover(self) -> None:  # noqa: N802  # logging's name
        """Windows moves no file that another process has open, as a command has beside the window: then the
        log grows on. Tried first, since the older files are moved before this one.
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
        """Nothing: to complain about a log on standard error would be a nuisance."""


class _Formatter(logging.Formatter):
    converter = staticmethod(time.gmtime)
    default_msec_format = "%s.%03d"

    def format(self, record: logging.LogRecord) -> str:
        # One line a record: a text from elsewhere must not be able to look like another record.
        return redacted(" | ".join(super().format(record).splitlines()))

    def formatException(  # noqa: N802  # logging's name
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None],
    ) -> str:
        """Classes and places, without messages: those may quote what a person typed."""
        kind, _error, trace = ei
        places = []
        while trace is not None:
            code = trace.tb_frame.f_code
            places.append(f"{Path(code.co_filename).name}:{trace.tb_lineno} {code.co_name}")
            trace = trace.tb_next
        return f"{kind.__name__ if kind else 'no error'} at " + " < ".join(reversed(places))
