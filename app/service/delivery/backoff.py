"""Exponential backoff with equal jitter: how long to wait after a failure."""

from __future__ import annotations

import random
from datetime import timedelta

FIRST_SECONDS = 3.0
LONGEST_SECONDS = 300.0


def back_off(tries: int) -> timedelta:
    """Returns the wait after that many failures in a row, 1 and up.

    It is 1.5 to 3 seconds, doubled each time, at most 5 minutes. Half of it is fixed and half of it random
    ("equal jitter"), so that many computers do not come back in step.
    """
    exponent = min(max(tries, 1) - 1, 30)  # a power beyond that is longer than the longest anyway
    half = min(FIRST_SECONDS * 2**exponent, LONGEST_SECONDS) / 2
    return timedelta(seconds=half + random.uniform(0, half))  # noqa: S311  # spreads load, guards nothing
