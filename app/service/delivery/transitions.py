"""How a step moves from state to state: pure functions, without the disk and without the network."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from app.model.entry import State, Step, StepKind
from app.service.delivery import sentences as texts
from app.webapi.errors import Verdict, WebApiError

_NOT_SAVED_YET = {Verdict.NOT_SENT, Verdict.LATER, Verdict.SIGN_IN, Verdict.WRONG_HOST}


def resting_state(steps: tuple[Step, ...]) -> State:
    """The state of an entry of which nothing is under way."""
    company, *people = (step.state for step in steps)
    if company is not State.SAVED:
        return company
    ranked = (State.UNKNOWN, State.QUEUED, State.REJECTED)
    return next((state for state in ranked if state in people), State.SAVED)


def begun(step: Step, now: datetime) -> Step:
    """About to be posted: what earlier tries have left behind counts no more."""
    return replace(
        step,
        state=State.SENDING,
        sent=now,
        first_absent=None,
        if_absent=State.QUEUED,
        candidates=(),
        by_name=False,
        message="",
    )


def saved(step: Step, remote_id: int, name: str, note: str = "") -> Step:
    """On the server. `name` is what it is called there, `note` what could not be kept of it."""
    return replace(
        step,
        state=State.SAVED,
        remote_id=remote_id,
        name=name,
        message=note,
        first_absent=None,
        candidates=(),
    )


def failed(step: Step, error: WebApiError) -> Step:
    """What a failed POST means (DESIGN, "What a failed POST means")."""
    if error.verdict is Verdict.REJECTED:
        message = texts.refused(error.message) if step.kind is StepKind.COMPANY else error.message
        return replace(step, state=State.REJECTED, message=message)
    if error.verdict in _NOT_SAVED_YET:
        return replace(step, state=State.QUEUED)
    final = State.REJECTED if error.verdict is Verdict.SEARCH_THEN_REJECT else State.QUEUED
    return replace(step, state=State.UNKNOWN, if_absent=final, message=error.message)


def is_to_be_looked_for(step: Step) -> bool:
    """Whether it is looked for at once: the server has finished with it, so that one look will do."""
    return step.state is State.UNKNOWN and step.if_absent is State.REJECTED


def absent(step: Step, now: datetime, between_looks: timedelta) -> Step:
    """Not found in a look. Two looks so far apart make sure; one does where the server has finished."""
    if step.if_absent is State.REJECTED:
        is_company = step.kind is StepKind.COMPANY
        message = texts.looked_for_and_refused(step.message) if is_company else step.message
        return replace(step, state=State.REJECTED, candidates=(), message=message)
    # A clock that was set back since would hold up the second look.
    first = min(step.first_absent or now, now)
    if now - first >= between_looks:
        return replace(step, state=State.QUEUED, candidates=(), first_absent=None)
    return replace(step, candidates=(), first_absent=first)
