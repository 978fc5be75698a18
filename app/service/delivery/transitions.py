"""The state transitions of a step, as pure functions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Final

from app.model.entry import POSTED_AT, Entry, State, Step, StepKind, changed
from app.model.profile import Profile
from app.service.delivery import question_sentences, sentences
from app.service.search.result import MOST_CANDIDATES
from app.translation.message import codes_of
from app.webapi.errors import NumberNotShownError, OtherRecordError, Verdict, WebApiError

# A filter that lets every search through but not this record would have it sent for ever.
_MOST_INTERCEPTIONS = 2
# A server that never keeps what it takes looks like somebody who changes the record each time.
_MOST_GIVEN_WAY: Final = 8
_GIVEN_UP: Final = {"company_gone", "company_deleted", "number_is_anothers"}
_MAY_BE_TAKEN: Final = (401, 429)
_MOST_USELESS: Final = 8
_USELESS_FOR: Final = timedelta(minutes=10)
"""Looks and time after which it is no accident, nor a server that is just being started or repaired."""
_NOT_SAVED_YET = {Verdict.NOT_SENT, Verdict.LATER, Verdict.SIGN_IN, Verdict.WRONG_HOST}

NOT_SEARCHED: Final[dict[str, Any]] = {
    "first_not_found_at": None,
    "first_not_found_uptime": 0,
    "is_left_to_user": False,
    "useless_looks": 0,
    "useless_since": None,
}
"""The properties of a step that no search has missed since it was sent."""


def as_begun(entry: Entry) -> Entry:
    """Returns what waited as it is from now on, before that is stored; what is looked for stays as it is."""
    if entry.state is not State.QUEUED:
        return entry
    told = sentences.sending(entry.name)
    return changed(entry, {"state": State.SENDING, "message": told, "next_try": None})


def resting_state(steps: tuple[Step, ...]) -> State:
    """Returns the state of an entry at rest, from those of its steps.

    Whatever would still be marked as being sent is not known to be there.
    """
    company, *people = (step.state for step in steps)
    if company is not State.SAVED:
        return company
    if State.SENDING in people:
        return State.UNKNOWN
    ranked = (State.UNKNOWN, State.QUEUED, State.REJECTED)
    return next((state for state in ranked if state in people), State.SAVED)


def poster(who: str, profile: Profile) -> str:
    """Returns what a step has as `posted_by`: who is signed in, and where; "" where nobody knows who."""
    return f"{who}{POSTED_AT}{profile.place}" if who else ""


def is_same_poster(step: Step, now: str) -> bool:
    """Returns True for what the same user has posted at the same server; older versions note users alone."""
    return step.posted_by in (now, now.rpartition(POSTED_AT)[0])


def with_posting_begun(step: Step, now: datetime, posted_by: str) -> Step:
    """Returns the step as it is about to be posted by that user, without traces of earlier attempts."""
    values = {
        "state": State.SENDING,
        "sent": now,
        "posted_by": posted_by,
        "state_if_not_found": State.QUEUED,
        "candidates": (),
        "matched_by_name": False,
        "message": "",
    }
    return changed(step, values | NOT_SEARCHED)


def without_forbidden_key(step: Step, profile: Profile) -> Step:
    """Returns a step that is to be posted without its key, where its connection forbids keys by now.

    What the server may have taken with the key keeps it: it is looked for by that.
    """
    is_kept = profile.use_dbi_key or not step.token or bool(step.posted_by)
    return step if is_kept else replace(step, token="")


def as_saved(step: Step, remote_id: int, name: str, note: str = "") -> Step:
    """Returns the step as it is on the server.

    `name` is its name there, `note` says what was left out.
    """
    values = {
        "state": State.SAVED,
        "remote_id": remote_id,
        "name": name,
        "message": note,
        "candidates": (),
        "interceptions": 0,
        "posted_by": "",
        "sent_again": 0,
    }
    return changed(step, values | NOT_SEARCHED)


def as_failed(step: Step, error: WebApiError, now: datetime, uptime: float) -> Step:
    """Returns the step after a failed POST (docs/architecture.md, "An entry's life").

    `uptime` is that of `time_since_first_search`: that a server says "not now" counts as the first search.
    """
    if error.verdict is Verdict.REJECTED:
        message = sentences.refused(error.message) if step.kind is StepKind.COMPANY else error.message
        return replace(step, state=State.REJECTED, message=message, posted_by="")
    if error.verdict in _NOT_SAVED_YET and error.status in _MAY_BE_TAKEN:
        return replace(step, state=State.QUEUED, first_not_found_at=now, first_not_found_uptime=uptime)
    if error.verdict in _NOT_SAVED_YET:
        return replace(step, state=State.QUEUED, posted_by="")
    final = State.REJECTED if error.verdict is Verdict.SEARCH_THEN_REJECT else State.QUEUED
    return replace(
        step,
        state=State.UNKNOWN,
        state_if_not_found=final,
        message=error.message,
        interceptions=step.interceptions + 1 if error.intercepted else 0,
        # Whose record it has become is not known either, nor what number it has that nobody may see: it is
        # never sent again unless a person says so.
        posted_by="" if isinstance(error, (OtherRecordError, NumberNotShownError)) else step.posted_by,
    )


def as_given_way(step: Step, *, is_counted: bool = True) -> Step:
    """Returns the step after somebody else was changing the record that it changes: it is tried again."""
    state = State.QUEUED if step.state is State.SENDING else step.state
    posted_by = "" if state is State.QUEUED else step.posted_by
    return replace(step, state=state, posted_by=posted_by, interceptions=step.interceptions + is_counted)


def has_given_way_enough(step: Step) -> bool:
    """Returns True if others have changed the record so often that its user has to know."""
    return step.interceptions >= _MOST_GIVEN_WAY


def is_searched_at_once(step: Step) -> bool:
    """Returns True if the server has finished with the request: the first search need not wait."""
    return step.state is State.UNKNOWN and step.state_if_not_found is State.REJECTED


def time_since_first_search(step: Step, now: datetime, uptime: float) -> timedelta:
    """Returns how long ago a search first did not find the step, for certain.

    `uptime` is in seconds, by a clock of the whole computer that nobody sets: `now` may have been set since.
    """
    if step.first_not_found_at is None:
        return timedelta()
    by_clock = max(now - step.first_not_found_at, timedelta())
    if not step.first_not_found_uptime:
        return by_clock
    # It begins anew with the computer, which has then run for that long since the search.
    began = step.first_not_found_uptime if uptime >= step.first_not_found_uptime else 0
    return min(by_clock, timedelta(seconds=uptime - began))


def with_first_search_by(step: Step, now: datetime) -> Step:
    """Returns the step with no first search to come: a clock that was set back would hold up the next."""
    first = step.first_not_found_at
    return step if first is None or first <= now else replace(step, first_not_found_at=now)


def as_not_found(step: Step, now: datetime, uptime: float, second_search_delay: timedelta) -> Step:
    """Returns the step after a search that did not find it.

    Two searches, `second_search_delay` apart, confirm that it is missing: a server may save, report an error
    and find the record only later. It is then sent again, or refused where the server has reported an error
    or the step has been intercepted repeatedly. `uptime` is that of `time_since_first_search`.
    """
    first = with_first_search_by(step, now).first_not_found_at or now
    if time_since_first_search(step, now, uptime) < second_search_delay:
        began = step.first_not_found_uptime if step.first_not_found_at else uptime
        return replace(
            step,
            candidates=(),
            # Whoever was asked about a record that is gone by now says what becomes of it.
            posted_by="" if step.candidates else step.posted_by,
            first_not_found_at=first,
            first_not_found_uptime=began,
            is_left_to_user=False,
            useless_looks=0,
            useless_since=None,
        )
    if step.state_if_not_found is State.REJECTED:
        return _as_refused(step, first)
    if step.interceptions >= _MOST_INTERCEPTIONS:
        return _as_refused(step, first)
    # What others stop has its own bound; whoever went inside the company was no request of their own.
    is_counted = step.sent is not None and not step.interceptions and not step.matched_by_name
    sent_again = step.sent_again + is_counted
    return replace(
        step, state=State.QUEUED, candidates=(), posted_by="", sent_again=sent_again, **NOT_SEARCHED
    )


def _as_refused(step: Step, first_not_found_at: datetime) -> Step:
    is_company = step.kind is StepKind.COMPANY
    message = sentences.searched_and_refused(step.message) if is_company else step.message
    return replace(
        step,
        state=State.REJECTED,
        state_if_not_found=State.REJECTED,
        candidates=(),
        **NOT_SEARCHED | {"first_not_found_at": first_not_found_at},
        message=message,
        interceptions=0,
    )


def as_left_to_user(step: Step, now: datetime, uptime: float, *, is_untold: bool = False) -> Step:
    """Returns the step after searches that did not find it and cannot show that it is missing.

    `is_untold` tells that they were as useless as those of `as_looked_for_in_vain`.
    """
    left = replace(as_not_found(step, now, uptime, timedelta.max), is_left_to_user=True)
    return replace(left, useless_looks=_MOST_USELESS, useless_since=now) if is_untold else left


def as_looked_for_in_vain(step: Step, now: datetime) -> Step:
    """Returns the step after a look whose answer does not tell whether it is there.

    After so many, over so long, its user has to say whether it is.
    """
    looks, since = step.useless_looks + 1, step.useless_since or now
    looked = replace(step, useless_looks=looks, useless_since=since)
    # A clock that was set back makes nobody wait for ever.
    if looks < _MOST_USELESS or abs(now - since) < _USELESS_FOR:
        return looked
    return replace(looked, state=State.UNKNOWN, is_left_to_user=True)


def is_said_to_be_missing(step: Step) -> bool:
    """Returns True for what a person has said to be missing, since no look tells."""
    return bool(step.useless_looks) and step.useless_since is None


def as_none_of_them(step: Step) -> Step:
    """Returns an unknown step of which a person has said that none of its candidates is it.

    They were found by a search, which may have been too early to find its own record as well: only where all
    searches have been made is it surely not there, and sent again at once. Where as many were shown as are at
    most, there may be more, which are looked for as well.
    """
    are_all = len(step.candidates) < MOST_CANDIDATES
    is_missing = not step.candidates or (step.first_not_found_at is not None and are_all)
    posted_by = "" if is_missing else step.posted_by
    is_untold = step.is_left_to_user and step.useless_looks > 0
    return replace(
        step,
        state=State.QUEUED if is_missing else State.UNKNOWN,
        not_it=tuple(dict.fromkeys((*step.not_it, *step.candidates))),
        candidates=(),
        message="",
        posted_by=posted_by,
        matched_by_name=step.matched_by_name and not is_untold,
        **NOT_SEARCHED | {"useless_looks": step.useless_looks if is_untold else 0},
    )


def still_asked(seen: Entry, entry: Entry) -> Step | None:
    """Returns the step of `entry` that a user who has `seen` it as it was decides about.

    None if nothing is unknown, or if that step has been found, sent or searched for since with another
    result: what is asked about the entry now is another question, about another record.
    """
    asked = seen.undecided or next((one for one in seen.steps if one.state is State.UNKNOWN), None)
    if asked is None or entry.state is not State.UNKNOWN:
        return None
    return next((one for one in entry.steps if _question(one) == _question(asked)), None)


def _question(step: Step) -> tuple[object, ...]:
    """Returns what makes two questions about a step the same one."""
    return step.number, step.state, step.token, step.sent, step.candidates, step.is_left_to_user


def without_candidate(step: Step, remote_id: int | None) -> Step:
    """Returns an undecided step for which that record is another's; with no other left it is searched for."""
    if remote_id not in step.candidates:
        return step
    left = tuple(one for one in step.candidates if one != remote_id)
    return replace(step, candidates=left, **NOT_SEARCHED)


def without_gone(step: Step, remote_id: int) -> Step:
    """Returns a step whose user has said that it is a record which is gone: the others are asked about.

    It was there, and somebody has deleted it: it is never sent again unless its user says so.
    """
    left = replace(without_candidate(step, remote_id), posted_by="")
    if left.candidates:
        return left
    return replace(left, is_left_to_user=True, message=question_sentences.say_whether_to_send(step.name))


def as_retried(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """Returns the steps of an entry with those that were refused made ready for another try.

    A step that the server may have taken before it reported an error is searched for before it is posted
    again, and so is who was sent inside it. `first_not_found_at` stays: the search that comes is the second
    one, unless an older version has searched only once.
    """
    changed = tuple(_retried(step) for step in steps)
    if changed[0].state is not State.UNKNOWN or steps[0].state is State.UNKNOWN:
        return changed
    return tuple(
        replace(step, state=State.UNKNOWN) if step.matched_by_name and step.state is State.QUEUED else step
        for step in changed
    )


def _retried(step: Step) -> Step:
    if step.state is not State.REJECTED:
        return step
    if step.state_if_not_found is State.REJECTED:
        return replace(step, state=State.UNKNOWN, state_if_not_found=State.QUEUED, message="")
    if step.kind is not StepKind.COMPANY and _was_given_up(step):
        return replace(step, state=State.UNKNOWN, message="")
    # Nothing was saved, but somebody may have added it by hand meanwhile.
    return replace(step, state=State.QUEUED, message="", matched_by_name=step.kind is StepKind.PERSON)


def _was_given_up(step: Step) -> bool:
    """Returns True for what was refused although it may be there: it is searched for as after a lost answer.

    Earlier versions have refused it where its company could not be read. Who has posted it is known until it
    is known what became of it.
    """
    codes = {one["code"] for one in codes_of(step.message)}
    return bool(step.posted_by) or (step.sent is not None and not codes.isdisjoint(_GIVEN_UP))


def unfinished(steps: Iterable[Step]) -> list[Step]:
    """Returns those that still have to be done or searched for."""
    return [step for step in steps if step.state in (State.QUEUED, State.UNKNOWN)]
