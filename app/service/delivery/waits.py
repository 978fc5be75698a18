"""How long an entry waits: what a failed call has others wait for, and for how long a server may ask."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final

from app.model.entry import Entry, State
from app.service.delivery.backoff import LONGEST_SECONDS
from app.service.delivery.search_times import UNDECIDED_RECHECK_DELAY
from app.webapi.errors import ChangedMeanwhileError, Verdict, WebApiError

# A server that asks for more is asked again once a day.
_LONGEST_NAMED: Final = 24 * 60 * 60.0
# What fails oftener than that in a row may be the only one that does.
_TRIES_IN_ORDER: Final = 5
# The connection or the server is in trouble, not the entry.
_SERVER_OR_NETWORK: Final = frozenset(
    (Verdict.NOT_SENT, Verdict.LATER, Verdict.SEARCH_THEN_LATER, Verdict.SIGN_IN, Verdict.WRONG_HOST)
)

LONGEST_BACKOFF: Final = timedelta(seconds=LONGEST_SECONDS)
LONG_AGO: Final = datetime.min.replace(tzinfo=UTC)


def next_try_of(entry: Entry) -> datetime:
    """Returns when an entry is tried next; long ago where that is at once."""
    return entry.next_try or LONG_AGO


def is_too_long(entry: Entry, now: datetime) -> bool:
    """Returns True for a wait that is longer than any that we or the server chose."""
    longest = UNDECIDED_RECHECK_DELAY if entry.undecided else LONGEST_BACKOFF
    return next_try_of(entry) > now + max(longest, timedelta(seconds=entry.named_wait))


def named_wait(error: WebApiError | None) -> float:
    """Returns the seconds that an answer asks to wait; somebody in between knows no better than we."""
    if error is None:
        return 0
    return min(error.retry_after or 0, LONGEST_SECONDS if error.intercepted else _LONGEST_NAMED)


def pauses_connection(entry: Entry, error: WebApiError, *, searching: bool) -> bool:
    """Returns True if nothing else is sent through the connection of an entry after this error.

    `searching` tells that something was looked for when it came.
    """
    if isinstance(error, ChangedMeanwhileError):
        return False
    is_in_trouble = error.intercepted or error.verdict in _SERVER_OR_NETWORK
    return is_in_trouble and not _may_be_the_only_one(entry, error, searching)


def _may_be_the_only_one(entry: Entry, error: WebApiError, searching: bool) -> bool:
    """Returns True for what has failed so often that others are tried before it.

    The oldest is the first one after each pause: it would hold up all that follow, for ever. A company whose
    own POST fails is no such case: it rests between two searches.
    """
    is_posting = entry.company.state is not State.SAVED and not entry.is_addition and not searching
    is_late = error.intercepted or error.verdict is Verdict.SEARCH_THEN_LATER
    return is_late and not is_posting and not error.retry_after and entry.tries > _TRIES_IN_ORDER
