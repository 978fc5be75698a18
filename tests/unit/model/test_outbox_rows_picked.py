"""Which entries a filter picks, and from which moment on."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from app.model.entry import State
from app.model.outbox_rows import Group, OutboxFilter, OutboxList, Period


@pytest.fixture(params=["UTC", "Pacific/Auckland", "America/Los_Angeles", "Asia/Kathmandu"])
def zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    with monkeypatch.context() as patch:
        patch.setenv("TZ", request.param)
        time.tzset()
        yield request.param
    time.tzset()


@pytest.mark.parametrize("hour", [0, 11, 13, 23])
def test_a_day_begins_where_the_user_is(zone: str, hour: int) -> None:
    now = datetime(2026, 3, 10, hour, 30, tzinfo=UTC)
    begins = OutboxFilter(period=Period.TODAY).since(now)
    assert begins is not None
    assert begins.astimezone().strftime("%H:%M:%S") == "00:00:00"
    assert begins.astimezone().date() == now.astimezone().date(), zone
    assert begins <= now
    week = OutboxFilter(period=Period.SEVEN_DAYS).since(now)
    assert week is not None
    assert (begins.astimezone().date() - week.astimezone().date()).days == 6


def test_a_day_on_which_clocks_are_set_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "Europe/Oslo")
        time.tzset()
        now = datetime(2026, 3, 29, 12, tzinfo=UTC)  # begun in winter time
        assert OutboxFilter(period=Period.TODAY).since(now) == datetime(2026, 3, 28, 23, tzinfo=UTC)
    time.tzset()


def test_what_is_chosen_is_told() -> None:
    assert OutboxFilter().text == ""
    assert OutboxFilter(group=Group.SAVED).text == "Saved"
    assert OutboxFilter(group=Group.NEEDS_SOMEONE, period=Period.TODAY).text == "Needs you · Today"


def test_by_default_it_leaves_nothing_out() -> None:
    assert OutboxFilter().has_all
    assert not OutboxFilter("Fjord").has_all
    assert not OutboxFilter(period=Period.TODAY).has_all
    assert OutboxList().chosen.has_all
    assert OutboxFilter().since(datetime.now(UTC)) is None


def test_a_new_search_keeps_the_choice_and_a_new_choice_the_search() -> None:
    chosen = OutboxFilter("Fjord").with_choice(Group.SAVED, Period.TODAY)
    assert chosen.with_search("Fjell") == OutboxFilter("Fjell", Group.SAVED, Period.TODAY)


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("group", Group)
def test_states_that_a_group_can_have(group: Group, state: State) -> None:
    expected = group is Group.ALL or (state is State.SAVED) == (group is Group.SAVED)
    assert OutboxFilter(group=group).has_state(state) is expected
