from __future__ import annotations

from datetime import timedelta

from app.model.entry import State, Step, StepKind
from app.service.delivery.search_times import (
    SECOND_SEARCH_DELAY,
    SLOWEST_POST_DELAYS,
    UNDECIDED_RECHECK_DELAY,
    UNPROVEN_SEARCH_DELAYS,
    SearchTimes,
)
from tests.helpers.fakes.delivery import Clock

SLOWEST = SLOWEST_POST_DELAYS * SECOND_SEARCH_DELAY
UNPROVEN = UNPROVEN_SEARCH_DELAYS * SECOND_SEARCH_DELAY
LOST = Step(0, StepKind.COMPANY, "Fjord AS", State.UNKNOWN, posted_by="user kari")


def test_each_search_is_due_after_its_delay() -> None:
    clock = Clock()
    times = SearchTimes(clock, clock.uptime, SECOND_SEARCH_DELAY)
    step = times.after_second(LOST)
    assert step.state is State.UNKNOWN
    assert times.next_search(step) == clock() + SECOND_SEARCH_DELAY
    assert not times.is_second_over(step)
    clock.forward(seconds=SECOND_SEARCH_DELAY.total_seconds())
    assert times.is_second_over(step)
    assert times.after_second(step).state is State.QUEUED
    assert times.after_unproven(step).state is State.UNKNOWN
    assert times.next_search(step) == clock() + UNPROVEN - SECOND_SEARCH_DELAY
    assert times.next_search(step, is_proven=True) == clock() + SLOWEST - SECOND_SEARCH_DELAY
    clock.forward(seconds=(SLOWEST - SECOND_SEARCH_DELAY).total_seconds())
    assert times.after_slowest(step).state is State.QUEUED
    assert times.after_unproven(step).state is State.UNKNOWN
    clock.forward(seconds=UNPROVEN.total_seconds())
    assert times.after_unproven(step).state is State.QUEUED
    assert times.after_a_day(step).state is State.UNKNOWN
    assert times.next_search(step) == clock() + UNPROVEN
    clock.forward(days=1)
    assert times.after_a_day(step).state is State.QUEUED
    assert times.recheck() == clock() + UNDECIDED_RECHECK_DELAY
    assert times.reread() == clock() + UNPROVEN, "a server that is well again tells by itself"


def test_the_delays_are_those_that_the_sentences_name() -> None:
    assert timedelta(minutes=1) == SECOND_SEARCH_DELAY, "once more in a minute"
    assert timedelta(minutes=5) == SLOWEST, "once more in some minutes"
    assert timedelta(minutes=10) == UNPROVEN, "once more in some minutes"
    assert timedelta(days=1) == UNDECIDED_RECHECK_DELAY


def test_what_is_left_to_the_user_stays_so_however_long_it_takes() -> None:
    clock = Clock()
    times = SearchTimes(clock, clock.uptime, SECOND_SEARCH_DELAY)
    step = times.after_second(LOST)
    for _ in range(3):
        clock.forward(days=400)
        step = times.left_to_user(step)
        assert (step.state, step.is_left_to_user) == (State.UNKNOWN, True)
    again = times.after_second(step)
    assert (again.state, again.is_left_to_user) == (State.QUEUED, False), "its user is back"
    assert clock() - (step.first_not_found_at or clock()) > timedelta(days=1000)
