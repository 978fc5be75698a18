"""Time as it would pass on the computer that bounds were set on: a slow one breaks no bound by being slow."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

_REFERENCE_SECONDS = 0.006
"""What the yardstick takes there, on an idle core."""
_WORDS = re.compile(r"(\w+)[ ,;]+(\w+)")
_TEXT = "Storgata 12, 0150 Oslo; Kari Lie, Ola Moe " * 40


def seconds_of(work: Callable[[], object]) -> float:
    """Returns the processor time of `work` on this thread, in seconds of the computer of the bounds.

    The yardstick runs before and after: the slower of the two counts, and never as less than one. What the
    computer does besides does not count.
    """
    before = _yardstick()
    begun = time.thread_time()
    work()
    taken = time.thread_time() - begun
    return taken / max(1.0, before, _yardstick())


def _yardstick() -> float:
    """Returns how many times slower than the computer of the bounds this one reads texts just now."""
    begun = time.thread_time()
    for turn in range(100):
        found = {pair: index for index, pair in enumerate(_WORDS.findall(_TEXT))}
        sorted(f"{first.casefold()} {second}" for first, second in found)
        sum(index for index in range(1000 + turn))
    return (time.thread_time() - begun) / _REFERENCE_SECONDS
