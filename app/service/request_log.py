"""Writes a line per request into the log: method, path template, status, duration, entry.

No line holds a query, a body, a header or an answer: they may contain names of people and companies, and
secrets.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    # Costs a tenth of a second: the worker loads it, after the window is painted.
    from app.webapi.connection import RequestNote

_log = logging.getLogger("app.requests")
_entry: ContextVar[str] = ContextVar("entry", default="-")


@contextmanager
def entry_context(entry_id: str) -> Iterator[None]:
    """Marks every line that this thread logs within the block with the entry's id."""
    token = _entry.set(entry_id)
    try:
        yield
    finally:
        _entry.reset(token)


def current_entry_id() -> str:
    """Returns the id of the entry that this thread is delivering; "-" if there is none."""
    return _entry.get()


def log_request(note: RequestNote) -> None:
    """Writes the log line of one request."""
    status = "-" if note.status is None else str(note.status)
    failure = f" {note.failure}" if note.failure else ""
    _log.info("%s %s %s %d ms%s", note.method, note.path, status, note.milliseconds, failure)
