"""A computer that slept, told from one whose clock is set a little."""

import pytest

from app.controller.process.suspension import Suspension


class Clocks:
    def __init__(self) -> None:
        self.wall, self.monotonic = 1_000_000.0, 500.0

    def work(self, seconds: float) -> None:
        self.wall += seconds
        self.monotonic += seconds


def test_sleep_is_told_once() -> None:
    clocks = Clocks()
    suspension = Suspension(lambda: clocks.wall, lambda: clocks.monotonic)
    clocks.work(3600)
    assert suspension.seconds() == 0
    clocks.wall += 7200
    clocks.work(5)
    assert suspension.seconds() == 7200
    assert suspension.seconds() == 0


@pytest.mark.parametrize("seconds", [5, -5, -7200])
def test_a_clock_that_is_set_back_or_by_a_little_is_no_sleep(seconds: float) -> None:
    clocks = Clocks()
    suspension = Suspension(lambda: clocks.wall, lambda: clocks.monotonic)
    clocks.wall += seconds
    assert suspension.seconds() == 0
