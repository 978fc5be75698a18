"""Waiting longer each time, and not in step with others."""

import pytest

from app.service.delivery.backoff import back_off


@pytest.mark.parametrize(
    ("tries", "least", "most"),
    [(0, 1.5, 3), (1, 1.5, 3), (2, 3, 6), (5, 24, 48), (8, 150, 300), (1000, 150, 300), (10**9, 150, 300)],
)
def test_each_wait_is_twice_as_long_up_to_five_minutes(tries: int, least: float, most: float) -> None:
    waits = [back_off(tries).total_seconds() for _ in range(50)]
    assert least <= min(waits)
    assert max(waits) <= most
    assert len(set(waits)) > 40, "two computers would come back at the same time"


@pytest.mark.parametrize(("tries", "least", "most"), [(1, 1.5, 3), (2, 3, 6), (8, 150, 300)])
def test_half_of_a_wait_is_fixed_and_half_is_chance(
    monkeypatch: pytest.MonkeyPatch, tries: int, least: float, most: float
) -> None:
    monkeypatch.setattr("random.uniform", lambda low, _high: low)
    assert back_off(tries).total_seconds() == least
    monkeypatch.setattr("random.uniform", lambda _low, high: high)
    assert back_off(tries).total_seconds() == most
