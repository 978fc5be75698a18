"""Whether something may have been posted before without this outbox knowing it: then it is looked for first.

A store that was restored from an older copy still has as waiting what has been sent since. And a server may
have taken what it has answered with "not now" or "not signed in": of that, a look proves no more than after a
lost answer, since lists lag behind.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final, TypeVar

from app.model.entry import Entry, State, Step
from app.service.delivery import transitions
from app.service.delivery.search_times import UNPROVEN_SEARCH_DELAYS
from app.service.delivery.working_copy import DeliveryStopped, WorkingCopy
from app.service.search.list_lag import LATELY
from app.service.search.result import REFUSED
from app.webapi.errors import SignInError, Verdict, WebApiError

_LONG: Final = timedelta(minutes=10)
"""Lists may lag as long. Whatever waited less is sent without a question, so that Save costs one request."""
_NOT_SIGNED_IN: Final = 401
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


def may_be_taken(step: Step) -> bool:
    """Returns True for a queued step that its server has answered with 401 or 429."""
    return step.state is State.QUEUED and bool(step.posted_by) and step.first_not_found_at is not None


def note_refused_sign_in(copy: WorkingCopy, number: int, error: WebApiError) -> None:
    """Notes of a step that was answered with 401 that nothing was taken, where that is so.

    That is where the same sign-in is refused for a question that changes nothing: nobody is let in with it.
    """
    if error.verdict is not Verdict.SIGN_IN or error.status != _NOT_SIGNED_IN:
        return
    copy.api.forget_refusal()
    try:
        copy.api.current_principal()
    except SignInError:
        copy.put(replace(copy.steps[number], posted_by=""))
    except WebApiError:
        return


def is_surely_missing(copy: WorkingCopy, step: Step) -> bool:
    """Returns True for a step that a look has just not found, and that may be posted.

    What may have been taken is looked for once more, a minute after that answer, unless the lists are up to
    date; where they surely lag, until they are. Raises DeliveryStopped.
    """
    if not may_be_taken(step):
        return True
    company, now = copy.steps[0], copy.clock()
    step = transitions.with_first_search_by(step, now)
    copy.put(step)
    if copy.ask(lambda: copy.lag.have_caught_up(step, company, now), searching=True):
        return True
    since = transitions.time_since_first_search(step, now, copy.uptime())
    left = copy.second_search_delay - since
    if left <= timedelta():
        if since >= LATELY or not copy.ask(lambda: copy.lag.is_certain(step, now), searching=True):
            return True
        left = copy.second_search_delay * UNPROVEN_SEARCH_DELAYS
    copy.waits.append(now + left)
    return False


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
