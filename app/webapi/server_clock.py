"""How far a server's clock is from that of this computer, as its answers tell."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from app.webapi.http.reply import http_date


def _now() -> datetime:
    return datetime.now(UTC)


class ServerClock:
    """The clock of one server. Threads may share it: the latest answer counts.

    `ahead` is by how much it is ahead of this computer's, nothing until an answer has told. It may be a
    second too small, since a Date has no parts of seconds, and by as much as the answer took.
    """

    def __init__(self) -> None:
        self.ahead = timedelta()
        self._is_told = False

    @property
    def now(self) -> datetime | None:
        """The time on the server, whatever this computer's clock says; None if no answer has told."""
        return _now() + self.ahead if self._is_told else None

    def note(self, headers: Mapping[str, str]) -> None:
        """Takes the Date of an answer (RFC 9110, 6.6.1); one without it changes nothing."""
        told = http_date(headers.get("date", ""))
        if told is not None:
            self.ahead = told - _now()
            self._is_told = True
