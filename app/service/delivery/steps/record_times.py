"""When a record was changed, as whoever writes it next has to know."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from app.service.delivery.working_copy import WorkingCopy

_SECOND: Final = timedelta(seconds=2)
"""Times of changes are in seconds: two changes of one second have the same."""
_FURTHEST_AHEAD: Final = timedelta(seconds=30)
"""A server's answers and its records may have two clocks, and an answer may take long."""


def is_just_changed(copy: WorkingCopy, changed: datetime) -> bool:
    """Returns True for a record that was changed within this second, by the clock of whoever says so.

    Written now, it could get the very time that it has, and If-Unmodified-Since would tell no difference to
    others who have read it. The clock of this computer may be wrong: that of the server counts as well.
    """
    now = copy.clock()
    by_server = now + copy.api.server_clock.ahead - changed
    return abs(now - changed) < _SECOND or -_FURTHEST_AHEAD < by_server < _SECOND
