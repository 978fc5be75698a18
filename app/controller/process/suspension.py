"""Notices that the computer was suspended, by comparing its two clocks."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

_SHORTEST_SECONDS: Final = 20.0
"""Clocks that are set right by the network drift by less."""


class Suspension:
    """Tells how long the computer slept: the monotonic clock stands still then, that of the day does not.

    On Windows the monotonic clock goes on, and waits end by themselves. A clock that was set forward by hand
    looks the same, which does no harm: something is tried once too soon.
    """

    def __init__(
        self,
        wall: Callable[[], float] = time.time,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """`wall` and `monotonic` are clocks in seconds."""
        self._wall = wall
        self._monotonic = monotonic
        self._difference = wall() - monotonic()

    def seconds(self) -> float:
        """Returns for how many seconds the computer slept since the last call; 0 if it was awake."""
        before, self._difference = self._difference, self._wall() - self._monotonic()
        slept = self._difference - before
        return slept if slept >= _SHORTEST_SECONDS else 0.0
