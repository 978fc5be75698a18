"""Whether something may have been posted before without this outbox knowing it: then it is looked for first.

A store that was restored from an older copy still has as waiting what has been sent since. And a server may
have taken what it has answered with "not now" or "not signed in": of that, a look proves no more than after a
lost answer, since lists lag behind.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final, TypeVar

from app.model.entry import Entry, State, Step
from app.service.delivery import transitions
from app.service.delivery.search_times import UNPROVEN_SEARCH_DELAYS
from app.service.delivery.working_copy import DeliveryStopped, WorkingCopy
from app.service.search.list_lag import LATELY
from app.service.search.result import REFUSED, Ambiguous
from app.translation.message import codes_of
from app.webapi.errors import (
    NoRightError,
    NotFoundError,
    OtherCompanyError,
    RejectedError,
    ServerFailedError,
    SignInError,
    UnexpectedAnswerError,
    Verdict,
    WebApiError,
)
from app.webapi.errors.verdict import code_of

_LONG: Final = timedelta(minutes=10)
"""Lists may lag as long. Whatever waited less is sent without a question, so that Save costs one request."""
_NOT_SIGNED_IN: Final = 401
_MOST_TRIES: Final = 3
"""So many deliveries have come to nothing, the last of them by a refusal, before one is believed."""
_IN_A_ROW: Final = 3
"""So many looks of one delivery are refused then: of replicas that take turns, one may be behind or ill."""
_CODES_OF_UNREAD: Final = frozenset((code_of(UnexpectedAnswerError),))
_CODES_OF_REFUSALS: Final = frozenset(
    map(code_of, (NoRightError, NotFoundError, OtherCompanyError, RejectedError, ServerFailedError))
)

Answer = TypeVar("Answer")

_log = logging.getLogger(__name__)


def may_be_there(entry: Entry, step: Step, now: datetime) -> bool:
    """Returns True for a queued step that was posted before, or that has waited for long.

    It has waited since its company was posted, or else since Save. After a clock was set back, that is not
    known. Where no look has told anything its user has said a moment ago that it is not there.
    """
    if transitions.is_said_to_be_missing(step) and not _is_long_ago(entry, now):
        return False
    since = entry.created if step.number == 0 else entry.company.sent or entry.created
    return step.sent is not None or abs(now - since) >= _LONG


def forget_old_word(copy: WorkingCopy) -> None:
    """Has what its user has said to be missing, and waits since, be looked for like all that waits.

    In a store that was restored from an older copy it has been sent since.
    """
    if _is_long_ago(copy.entry, copy.clock()):
        for step in filter(transitions.is_said_to_be_missing, tuple(copy.steps)):
            copy.put(replace(step, useless_looks=0))


def _is_long_ago(entry: Entry, now: datetime) -> bool:
    return abs(now - entry.updated) >= _LONG


def may_company_be_there(entry: Entry, now: datetime) -> bool:
    """Returns True if the queued company of an entry is looked for before it is posted.

    Without a key, of ours or its user's, nothing shows that a company of that name is this one.
    """
    return bool(entry.company.token or entry.body.get("DbiKey")) and may_be_there(entry, entry.company, now)


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


def is_refused(error: WebApiError) -> bool:
    """Returns True for a refusal of the server's own, which may come after it has saved all the same.

    It reads a record back to answer with it, which its user may have no right to, and scripts of the tenant
    do more than that. Or something in between has sent it twice, and the second is what was refused. So one
    look follows, and no more: what is plainly refused goes back to its user at once.
    """
    is_own = error.verdict is Verdict.REJECTED or type(error) is RejectedError
    return is_own and error.status is not None


def is_surely_missing(copy: WorkingCopy, step: Step) -> bool:
    """Returns True for a step that a look has just not found, and that may be posted.

    What may have been taken is looked for once more, a minute after that answer, unless the lists are up to
    date; where they surely lag, until they are. Where they are not what was asked for, it is looked for as
    after a lost answer. Raises DeliveryStopped.
    """
    if not step.may_be_taken:
        return True
    company, now = copy.steps[0], copy.clock()
    if copy.lag.is_doubtful(step):
        copy.put(replace(step, state=State.UNKNOWN, state_if_not_found=State.QUEUED))
        copy.waits.append(now + copy.second_search_delay)
        return False
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


def ask_first(copy: WorkingCopy, look: Callable[[], Answer], *, may_be_sent: bool = True) -> Answer | None:
    """Returns what is found before something is posted; None where the server refuses to tell each time.

    That is in this delivery and, of what `may_be_sent` already, in the one before it. What else came to
    nothing before, in a downtime, says nothing of what the server answers to this question. Raises
    DeliveryStopped.
    """
    for asked in range(1, _IN_A_ROW + 1):
        try:
            return look()
        except WebApiError as error:
            if error.verdict not in REFUSED or (may_be_sent and not _was_refused_before(copy)):
                raise DeliveryStopped(error, searching=True) from error
            _log.info("look %d of %s: %s %s", asked, copy.entry.id, type(error).__name__, error.detail)
    return None


def _was_refused_before(copy: WorkingCopy) -> bool:
    """Returns True if the last delivery ended with a refusal, as the sentence of the entry says."""
    return copy.entry.tries >= _MOST_TRIES and _told_before(copy, _CODES_OF_REFUSALS)


def _told_before(copy: WorkingCopy, codes: frozenset[str]) -> bool:
    return not codes.isdisjoint(one["code"] for one in codes_of(copy.entry.message))


def ask_about_unread(copy: WorkingCopy, step: Step, found: Ambiguous) -> None:
    """Has a person say whether what waits is one of the records that lists name and the server does not give.

    Another replica may give them: that is tried first. Raises DeliveryStopped.
    """
    if copy.entry.tries < _MOST_TRIES or not _told_before(copy, _CODES_OF_UNREAD):
        detail = "a record that its list names is not given"
        raise DeliveryStopped(UnexpectedAnswerError(copy.api.host, detail=detail, status=200), searching=True)
    now, uptime = copy.clock(), copy.uptime()
    # What was answered with 401 or 429 is looked for as after a lost answer; of what was never sent, no more
    # than the answer about these is needed.
    asked = (
        replace(step, **transitions.NOT_SEARCHED)
        if step.may_be_taken
        else transitions.as_not_found(step, now, uptime, timedelta.max)
    )
    copy.put(replace(asked, state=State.UNKNOWN, state_if_not_found=State.QUEUED, candidates=found.ids))
    copy.waits.append(now + copy.second_search_delay * UNPROVEN_SEARCH_DELAYS)
