"""What the log says of requests, and of which entry they are for. Never a query, a body, a header or a host's
answer: names of people and companies, and secrets, could be in them.
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
def about_entry(entry_id: str) -> Iterator[None]:
    """Everything that is logged meanwhile, by this thread, carries the entry's id."""
    token = _entry.set(entry_id)
    try:
        yield
    finally:
        _entry.reset(token)


def current_entry() -> str:
    """The id of the entry that is being delivered by this thread; "-" for none."""
    return _entry.get()


def note_request(note: RequestNote) -> None:
    status = "-" if note.status is None else str(note.status)
    failure = f" {note.failure}" if note.failure else ""
    _log.info("%s %s %s %d ms%s", note.method, note.path, status, note.milliseconds, failure)
