"""Which of several processes begins with which test."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from itertools import groupby
from typing import TypeVar

T = TypeVar("T")


def deal(
    items: Sequence[T], workers: int, is_long: Callable[[T], bool], group_of: Callable[[T], Hashable]
) -> list[T]:
    """Returns the items in the order in which pytest-xdist's ``worksteal`` cuts them into equal parts.

    Each part begins with its share of the long ones, in their order: one after the other in a single process
    they would be the end of the run. Neighbours of one group stay together, since they share fixtures.
    """
    long, others = [one for one in items if is_long(one)], [one for one in items if not is_long(one)]
    blocks = [list(block) for _, block in groupby(others, group_of)]
    short = [one for worker in range(workers) for block in blocks[worker::workers] for one in block]
    dealt: list[T] = []
    for worker in range(workers):
        share = long[worker::workers]
        end = (worker + 1) * len(items) // workers
        taken = end - len(dealt) - len(share)
        dealt += [*share, *short[: max(taken, 0)]]
        del short[: max(taken, 0)]
    return dealt + short
