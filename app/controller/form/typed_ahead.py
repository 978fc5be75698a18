"""What a person does while a Save is under way: it is meant for the next company."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable


class TypedAhead:
    """Keys and commands in their order, each as a call that does it once the Save is decided.

    `goes_on` is True if one of them shows that the person is at the next company already: a letter, or New.
    """

    def __init__(self) -> None:
        self._held: deque[Callable[[], object]] = deque()
        self.goes_on = False

    def hold(self, work: Callable[[], object], *, goes_on: bool) -> None:
        self._held.append(work)
        self.goes_on = self.goes_on or goes_on

    def hold_all(self, works: Iterable[tuple[Callable[[], object], bool]]) -> None:
        """Holds several, each with whether it goes on."""
        for work, goes_on in works:
            self.hold(work, goes_on=goes_on)

    def drop(self) -> None:
        """Forgets what aimed at a form that is still there."""
        self._held.clear()
        self.goes_on = False

    def run(self, is_free: Callable[[], bool]) -> None:
        """Does what was held, for as long as `is_free`: it may begin another Save."""
        self.goes_on = False
        while self._held and is_free():
            self._held.popleft()()
