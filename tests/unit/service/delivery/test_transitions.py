from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from app.model.entry import State, Step, StepKind
from app.service.delivery import transitions
from app.service.search.result import MOST_CANDIDATES
from app.webapi.errors import Verdict, WebApiError

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
COMPANY = Step(0, StepKind.COMPANY, "Fjord AS")
PERSON = Step(1, StepKind.PERSON, "Kari Ås")


def error(verdict: Verdict) -> WebApiError:
    return WebApiError("crm.example", verdict=verdict)


def as_failed(step: Step, failure: WebApiError) -> Step:
    return transitions.as_failed(step, failure, NOW, 1000)


@pytest.mark.parametrize(
    ("company", "people", "expected"),
    [
        ("saved", (), "saved"),
        ("saved", ("saved", "saved"), "saved"),
        ("saved", ("rejected", "queued", "unknown"), "unknown"),
        ("saved", ("rejected", "queued", "saved"), "queued"),
        ("saved", ("rejected", "saved"), "rejected"),
        ("saved", ("saved", "sending"), "unknown"),
        ("queued", ("unknown",), "queued"),
        ("unknown", ("unknown",), "unknown"),
        ("rejected", ("queued",), "rejected"),
    ],
)
def test_an_entry_is_what_most_needs_attention(company: str, people: tuple[str, ...], expected: str) -> None:
    steps = tuple(
        replace(PERSON, number=number, state=State(state)) for number, state in enumerate((company, *people))
    )
    assert transitions.resting_state(steps) is State(expected)


def test_posting_again_leaves_no_trace_of_earlier_attempts() -> None:
    before = replace(
        COMPANY,
        state=State.UNKNOWN,
        token="token",
        message="An error.",
        first_not_found_at=NOW,
        state_if_not_found=State.REJECTED,
        candidates=(7,),
        matched_by_name=True,
        posted_by="user ola",
        is_left_to_user=True,
    )
    expected = replace(COMPANY, state=State.SENDING, token="token", sent=NOW + MINUTE, posted_by="user kari")
    assert transitions.with_posting_begun(before, NOW + MINUTE, "user kari") == expected


def test_a_saved_step_has_the_servers_name_and_a_note() -> None:
    before = replace(PERSON, state=State.UNKNOWN, candidates=(7, 8), first_not_found_at=NOW)
    saved = transitions.as_saved(before, 8, "Kari Aas", "The position was left out.")
    assert saved == replace(
        PERSON, state=State.SAVED, remote_id=8, name="Kari Aas", message="The position was left out."
    )


@pytest.mark.parametrize(
    ("verdict", "state", "if_not_found"),
    [
        (Verdict.NOT_SENT, State.QUEUED, State.QUEUED),
        (Verdict.LATER, State.QUEUED, State.QUEUED),
        (Verdict.SIGN_IN, State.QUEUED, State.QUEUED),
        (Verdict.WRONG_HOST, State.QUEUED, State.QUEUED),
        (Verdict.REJECTED, State.REJECTED, State.QUEUED),
        (Verdict.UNKNOWN, State.UNKNOWN, State.QUEUED),
        (Verdict.SEARCH_THEN_LATER, State.UNKNOWN, State.QUEUED),
        (Verdict.SEARCH_THEN_REJECT, State.UNKNOWN, State.REJECTED),
    ],
)
def test_each_verdict_has_its_state(verdict: Verdict, state: State, if_not_found: State) -> None:
    failed = as_failed(replace(COMPANY, state=State.SENDING), error(verdict))
    assert (failed.state, failed.state_if_not_found) == (state, if_not_found)
    assert transitions.is_searched_at_once(failed) is (if_not_found is State.REJECTED)


@pytest.mark.parametrize(
    ("verdict", "status", "may_be_taken"),
    [
        (Verdict.SIGN_IN, 401, True),
        (Verdict.LATER, 429, True),
        (Verdict.SIGN_IN, None, False),
        (Verdict.NOT_SENT, None, False),
        (Verdict.WRONG_HOST, 421, False),
    ],
)
def test_what_a_server_may_have_taken_keeps_who_posted_it_and_when(
    verdict: Verdict, status: int | None, may_be_taken: bool
) -> None:
    sending = replace(COMPANY, state=State.SENDING, sent=NOW, posted_by="user kari")
    failed = as_failed(sending, WebApiError("crm.example", verdict=verdict, status=status))
    kept = {"first_not_found_at": NOW, "first_not_found_uptime": 1000} if may_be_taken else {"posted_by": ""}
    assert failed == replace(sending, state=State.QUEUED, **kept)


def test_only_a_refused_company_says_that_nothing_was_saved() -> None:
    refused = error(Verdict.REJECTED)
    assert as_failed(COMPANY, refused).message == f"{refused.message} Nothing was saved."
    assert as_failed(PERSON, refused).message == refused.message


def not_found(step: Step, now: datetime, uptime: float | None = None) -> Step:
    """The step after a search; the computer has run for 1000 s at NOW."""
    passed = 1000 + (now - NOW).total_seconds()
    return transitions.as_not_found(step, now, passed if uptime is None else uptime, MINUTE)


@pytest.mark.parametrize(
    ("uptime", "state"),
    [(1059.9, State.UNKNOWN), (1060, State.QUEUED), (59.9, State.UNKNOWN), (60, State.QUEUED)],
    ids=["too soon", "a minute later", "just started again", "a minute after the start"],
)
def test_a_clock_that_was_set_forward_does_not_bring_the_searches_together(
    uptime: float, state: State
) -> None:
    once = not_found(replace(COMPANY, state=State.UNKNOWN), NOW)
    twice = not_found(once, NOW + timedelta(days=365), uptime)
    assert twice.state is state
    assert twice == once or twice == replace(COMPANY, state=State.QUEUED)


def test_two_searches_far_enough_apart_confirm_that_it_is_missing() -> None:
    unknown = replace(COMPANY, state=State.UNKNOWN, candidates=(7,))
    once = not_found(unknown, NOW)
    assert once == replace(unknown, candidates=(), first_not_found_at=NOW, first_not_found_uptime=1000)
    too_soon = not_found(once, NOW + MINUTE - timedelta(microseconds=1))
    assert too_soon == once
    assert not_found(once, NOW + MINUTE) == replace(COMPANY, state=State.QUEUED)


def test_a_clock_that_was_set_back_does_not_hold_up_the_second_search() -> None:
    once = replace(COMPANY, state=State.UNKNOWN, first_not_found_at=NOW)
    earlier = not_found(once, NOW - timedelta(days=3))
    assert earlier.first_not_found_at == NOW - timedelta(days=3)


@pytest.mark.parametrize(
    ("step", "message"),
    [
        (COMPANY, "An error. It was looked for on the server and not found, so nothing was saved."),
        (PERSON, "An error."),
    ],
)
def test_two_searches_confirm_that_nothing_was_saved_before_an_error_of_the_server(
    step: Step, message: str
) -> None:
    unknown = replace(step, state=State.UNKNOWN, state_if_not_found=State.REJECTED, message="An error.")
    once = not_found(unknown, NOW)
    assert once == replace(unknown, first_not_found_at=NOW, first_not_found_uptime=1000)
    missing = not_found(once, NOW + MINUTE)
    assert (missing.state, missing.message) == (State.REJECTED, message)
    assert missing.first_not_found_at == NOW, "a search before another try is the second one"


def test_what_was_refused_outright_is_sent_again_and_what_may_be_saved_is_searched_for() -> None:
    refused = replace(COMPANY, state=State.REJECTED, message="No.")
    inside = replace(PERSON, state=State.QUEUED, matched_by_name=True)
    alone = replace(PERSON, state=State.QUEUED, number=2)
    assert transitions.as_retried((refused, inside, alone)) == (
        replace(refused, state=State.QUEUED, message=""),
        inside,
        alone,
    )
    searched = replace(refused, state_if_not_found=State.REJECTED, first_not_found_at=NOW)
    assert transitions.as_retried((searched, inside, alone)) == (
        replace(searched, state=State.UNKNOWN, state_if_not_found=State.QUEUED, message=""),
        replace(inside, state=State.UNKNOWN),
        alone,
    )


def test_none_of_them_is_sent_again_at_once_only_after_all_searches() -> None:
    early = replace(COMPANY, state=State.UNKNOWN, candidates=(8, 7), not_it=(7,), message="Lost.")
    assert transitions.as_none_of_them(early) == replace(early, candidates=(), not_it=(7, 8), message=""), (
        "its own record may not have been listed then"
    )
    late = replace(early, first_not_found_at=NOW, first_not_found_uptime=1000)
    assert transitions.as_none_of_them(late) == replace(
        COMPANY, state=State.QUEUED, not_it=(7, 8), message=""
    )
    many = tuple(range(1, MOST_CANDIDATES + 1))
    said = transitions.as_none_of_them(replace(late, candidates=many))
    assert (said.state, said.first_not_found_at) == (State.UNKNOWN, None), "there may be more than were shown"
    assert transitions.as_none_of_them(replace(late, candidates=many[1:])).state is State.QUEUED
    untold = replace(early, candidates=(), not_it=())
    assert transitions.as_none_of_them(untold).state is State.QUEUED, "who says so has looked"


@pytest.mark.parametrize(
    ("looks", "minutes", "is_asked"),
    [
        (7, 10.0, False),
        (8, 9.9, False),
        (8, 10.0, True),
        (30, 9.9, False),
        (8, -10.0, True),
        (1, 900.0, False),
    ],
)
def test_looks_that_tell_nothing_are_left_to_the_user_after_many_and_long(
    looks: int, minutes: float, is_asked: bool
) -> None:
    unknown = replace(COMPANY, state=State.UNKNOWN, useless_looks=looks - 1, useless_since=NOW)
    looked = transitions.as_looked_for_in_vain(unknown, NOW + timedelta(minutes=minutes))
    assert (looked.is_left_to_user, looked.useless_looks, looked.useless_since) == (is_asked, looks, NOW)
    first = transitions.as_looked_for_in_vain(replace(unknown, useless_looks=0, useless_since=None), NOW)
    assert (first.useless_looks, first.useless_since, first.is_left_to_user) == (1, NOW, False)
    told = not_found(looked, NOW)
    assert (told.useless_looks, told.useless_since, told.is_left_to_user) == (0, None, False)


def test_who_says_that_it_is_missing_needs_no_look() -> None:
    unknown = replace(PERSON, state=State.UNKNOWN, useless_looks=8, useless_since=NOW, matched_by_name=True)
    assert not transitions.is_said_to_be_missing(unknown)
    said = transitions.as_none_of_them(replace(unknown, is_left_to_user=True))
    assert transitions.is_said_to_be_missing(said)
    assert (said.state, said.matched_by_name, said.is_left_to_user) == (State.QUEUED, False, False)
    posted = transitions.with_posting_begun(said, NOW, "user kari")
    assert not transitions.is_said_to_be_missing(posted)
    assert not transitions.is_said_to_be_missing(transitions.as_none_of_them(unknown)), "not for that reason"


def test_a_record_that_is_intercepted_again_and_again_is_given_back() -> None:
    step = COMPANY
    between = WebApiError("crm.example", verdict=Verdict.UNKNOWN, intercepted=True)
    states = []
    for _ in range(2):
        step = as_failed(transitions.with_posting_begun(step, NOW, "user kari"), between)
        step = not_found(not_found(step, NOW), NOW + MINUTE)
        states.append(step.state)
    assert states == [State.QUEUED, State.REJECTED]
    assert (step.interceptions, step.first_not_found_at) == (0, NOW)
    (again,) = transitions.as_retried((step,))
    assert again.state is State.UNKNOWN, "it may have been saved"


def test_another_failure_in_between_begins_the_count_anew() -> None:
    between = WebApiError("crm.example", verdict=Verdict.UNKNOWN, intercepted=True)
    step = as_failed(COMPANY, between)
    assert step.interceptions == 1
    assert as_failed(step, error(Verdict.UNKNOWN)).interceptions == 0
    assert transitions.as_saved(step, 7, "Fjord AS").interceptions == 0


def test_who_posted_a_step_that_gives_way_is_known_while_it_may_be_there() -> None:
    for before, after, posted_by in (
        (State.SENDING, State.QUEUED, ""),
        (State.QUEUED, State.QUEUED, ""),
        (State.UNKNOWN, State.UNKNOWN, "user ola"),
    ):
        step = transitions.as_given_way(replace(COMPANY, state=before, posted_by="user ola", interceptions=2))
        assert (step.state, step.posted_by, step.interceptions) == (after, posted_by, 3)
