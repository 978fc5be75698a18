"""The newest companies of whoever is signed in, read once for all the entries that wait.

What waits and was never sent, as far as its store knows, can have been sent only before the program was
started: a store is restored while nothing runs. A list that was read since has it, if it lags or not by then.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from time import monotonic
from typing import TYPE_CHECKING, Final
from weakref import WeakKeyDictionary

from app.webapi.archive import CompanyRow

if TYPE_CHECKING:
    # Costs a tenth of a second: the worker loads it, after the window is painted.
    from app.webapi.client import WebApi

_LONGEST: Final = timedelta(minutes=10)
"""Lists may lag as long."""
_read: Final[WeakKeyDictionary[WebApi, tuple[float, tuple[CompanyRow, ...]]]] = WeakKeyDictionary()


def recent_companies(
    api: WebApi, *, was_sent: bool, clock: Callable[[], float] = monotonic
) -> tuple[CompanyRow, ...]:
    """Returns the newest companies of the signed-in user; read anew where what is looked for was sent.

    Raises WebApiError.
    """
    now = clock()
    read_at, rows = _read.get(api, (-_LONGEST.total_seconds(), ()))
    if was_sent or now - read_at >= _LONGEST.total_seconds():
        rows = api.recent_contacts(None)
        _read[api] = (now, rows)
    return rows
