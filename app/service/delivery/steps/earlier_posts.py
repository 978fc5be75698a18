"""Whether something may have been posted before without this outbox knowing it: then it is looked for first.

A store that was restored from an older copy still has as waiting what has been sent since. And a server may
have taken what it has answered with "not now" or "not signed in".
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final, TypeVar

from app.model.entry import Entry, Step
from app.service.delivery.working_copy import DeliveryStopped, WorkingCopy
from app.service.search.result import REFUSED
from app.webapi.errors import WebApiError

_LONG: Final = timedelta(minutes=10)
"""Lists may lag as long. Whatever waited less is sent without a question, so that Save costs one request."""
_MOST_TRIES: Final = 3
"""So many deliveries that came to nothing show that the server answers no such question at all."""

Answer = TypeVar("Answer")


def may_be_there(entry: Entry, step: Step, now: datetime) -> bool:
    """Returns True for a queued step that was posted before, or that has waited for long.

    It has waited since its company was posted, or else since Save. After a clock was set back, that is not
    known.
    """
    since = entry.created if step.number == 0 else entry.company.sent or entry.created
    return step.sent is not None or abs(now - since) >= _LONG


def may_company_be_there(entry: Entry, now: datetime) -> bool:
    """Returns True if the queued company of an entry is looked for before it is posted.

    Without a key, of ours or its user's, nothing shows that a company of that name is this one.
    """
    return bool(entry.company.token or entry.body.get("DbiKey")) and may_be_there(entry, entry.company, now)


def ask_first(copy: WorkingCopy, look: Callable[[], Answer]) -> Answer | None:
    """Returns what is found before something is posted; None where the server refuses to tell each time.

    Another replica may have refused it, or not given a record that its list names. Raises DeliveryStopped.
    """
    try:
        return look()
    except WebApiError as error:
        if error.verdict in REFUSED and copy.entry.tries >= _MOST_TRIES:
            return None
        raise DeliveryStopped(error, searching=True) from error
