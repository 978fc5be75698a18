"""What a person does while a Save is under way: it is meant for the next company."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable


class TypedAhead:
    """Keys and commands in their order, each as a call that does it once the Save is decided.

    `goes_on` is True if one of them shows that the person is at the next company already: a letter, or New.
    """

    def __init__(self) -> None:
        self._held: deque[tuple[Callable[[], object], bool]] = deque()

    @property
    def goes_on(self) -> bool:
        return any(goes_on for _, goes_on in self._held)

    def hold(self, work: Callable[[], object], *, goes_on: bool | None) -> None:
        """Holds `work`; where `goes_on` is None, only after something that goes on."""
        if goes_on is not None or self.goes_on:
            self._held.append((work, bool(goes_on)))

    def hold_all(self, works: Iterable[tuple[Callable[[], object], bool]]) -> None:
        """Holds several, each with whether it goes on."""
        for work, goes_on in works:
            self.hold(work, goes_on=goes_on)

    def drop(self) -> None:
        """Forgets what aimed at a form that is still there."""
        self._held.clear()

    def run(self, is_free: Callable[[], bool]) -> None:
        """Does what was held, for as long as `is_free`: one of it may be a Save, which the rest waits for."""
        while self._held and is_free():
            work, _ = self._held.popleft()
            work()
