"""Waits and a clock that is set: no entry waits for longer than we or the server chose."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.model.entry import Entry, State
from tests.helpers.fakes.delivery import Desk

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
FIVE_MINUTES = timedelta(minutes=5)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with Desk(tmp_path_factory.mktemp("desk"), "http://127.0.0.1:1") as desk:
        yield desk


def waiting(desk: Desk, wait: timedelta, named: float = 0, *, undecided: bool = False) -> Entry:
    """An entry whose next try is so far away, alone in the outbox."""
    for one in desk.outbox.list():
        desk.outbox.discard(one.id)
    entry = desk.enter()
    company = replace(entry.company, state=State.UNKNOWN, candidates=(7,)) if undecided else entry.company
    changed = replace(
        entry,
        steps=(company,),
        state=company.state,
        next_try=desk.clock() + wait,
        named_wait=named,
    )
    return desk.outbox.update(changed, expected=State.QUEUED)


@pytest.mark.long
@given(wait=st.integers(301, 10_000_000))
def test_a_wait_of_ours_that_a_clock_has_made_longer_ends_at_once(desk: Desk, wait: int) -> None:
    entry = waiting(desk, timedelta(seconds=wait))
    assert desk.deliverer.shorten_waits()
    assert desk.stored(entry).next_try is None
    assert not desk.deliverer.shorten_waits()


@pytest.mark.long
@given(wait=st.integers(1, 10_000_000), named=st.integers(1, 86_400))
def test_a_wait_that_the_server_named_is_kept_and_not_made_longer(desk: Desk, wait: int, named: int) -> None:
    entry = waiting(desk, timedelta(seconds=wait), named)
    desk.deliverer.shorten_waits()
    longest = max(timedelta(seconds=named), FIVE_MINUTES)
    expected = timedelta(seconds=wait) if timedelta(seconds=wait) <= longest else timedelta(seconds=named)
    assert desk.stored(entry).next_try == desk.clock() + expected


@pytest.mark.parametrize(("wait", "is_kept"), [(DAY, True), (DAY + HOUR, False)])
def test_what_only_a_person_can_decide_waits_a_day(desk: Desk, wait: timedelta, is_kept: bool) -> None:
    entry = waiting(desk, wait, undecided=True)
    assert desk.deliverer.shorten_waits() != is_kept
    assert (desk.stored(entry).next_try is not None) == is_kept


@pytest.mark.parametrize(("named", "is_kept"), [(0, False), (7200, True)])
def test_a_named_wait_is_kept_where_all_are_ended_even_by_another_program(
    tmp_path: Path, named: float, is_kept: bool
) -> None:
    with Desk(tmp_path, "http://127.0.0.1:1") as desk:
        entry = waiting(desk, FIVE_MINUTES if not named else HOUR, named)
        desk.reopen()
        desk.deliverer.retry_now()
        assert (desk.stored(entry).next_try is not None) == is_kept
        desk.clock.forward(hours=2)
        desk.deliverer.retry_now()
        assert desk.stored(entry).next_try is None


def test_ending_all_waits_leaves_of_a_named_one_what_the_server_named(desk: Desk) -> None:
    entry = waiting(desk, DAY, HOUR.total_seconds())
    desk.deliverer.retry_now()
    assert desk.stored(entry).next_try == desk.clock() + HOUR
