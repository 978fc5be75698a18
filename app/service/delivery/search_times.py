"""When a step that no search has found is searched for again, and what it is by then."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from app.model.entry import MOST_SENT_AGAIN, State, Step
from app.service.delivery import transitions

SECOND_SEARCH_DELAY = timedelta(seconds=60)
"""How long to wait before the second search that confirms that a record is missing."""
SLOWEST_POST_DELAYS = 5
"""So many times as long the last search waits after a lost answer, although lists have caught up: the server
may be at work still. What is in between gives up after a minute or two, a database after some."""
UNPROVEN_SEARCH_DELAYS = 10
"""So many times as long the last search waits where nothing shows that the server's lists have caught up."""
UNDECIDED_RECHECK_DELAY = timedelta(days=1)
"""How long to wait before candidates that only a person can decide about are searched for again."""


class SearchTimes:
    """The times between the searches of one delivery, by its clocks."""

    def __init__(
        self, clock: Callable[[], datetime], uptime: Callable[[], float], second_search_delay: timedelta
    ) -> None:
        """`uptime` returns seconds by a clock that nobody sets."""
        self._clock = clock
        self._uptime = uptime
        self._second = second_search_delay
        self._slowest = SLOWEST_POST_DELAYS * second_search_delay
        self._unproven = UNPROVEN_SEARCH_DELAYS * second_search_delay

    def after_second(self, step: Step) -> Step:
        """Returns the step after a search that did not find it, where the second one is the last."""
        return self._after(step, self._second)

    def after_slowest(self, step: Step) -> Step:
        """Returns the step as `after_second` does, where the server may have been at work since."""
        return self._last(step, self._slowest)

    def after_unproven(self, step: Step) -> Step:
        """Returns the step as `after_second` does, where nothing shows that the lists have caught up."""
        return self._last(step, self._unproven)

    def after_a_day(self, step: Step) -> Step:
        """Returns the step as `after_second` does, where the lists surely lag."""
        return self._last(step, UNDECIDED_RECHECK_DELAY)

    def left_to_user(self, step: Step, is_untold: bool = False) -> Step:
        """Returns the step after searches that cannot show that it is missing, as `as_left_to_user` does."""
        return transitions.as_left_to_user(step, self._clock(), self._uptime(), is_untold=is_untold)

    def is_second_over(self, step: Step) -> bool:
        """Returns True if two searches have not found the step."""
        return self._since(step) >= self._second

    def next_search(self, step: Step, *, is_proven: bool = False) -> datetime:
        """Returns when the step is searched for again; `is_proven` tells that lists have caught up."""
        since = self._since(step)
        delays = (self._second, self._slowest if is_proven else self._unproven, self._unproven)
        return self._clock() + next((delay - since for delay in delays if since < delay), self._unproven)

    def reread(self) -> datetime:
        """Returns when a record that the server has not given is asked for again."""
        return self._clock() + self._unproven

    def recheck(self) -> datetime:
        """Returns when a step that a person has to decide about is searched for again."""
        return self._clock() + UNDECIDED_RECHECK_DELAY

    def _last(self, step: Step, delay: timedelta) -> Step:
        """Returns the step as `_after` does; its user is asked instead of sending it again too often."""
        after = self._after(step, delay)
        is_too_often = after.state is State.QUEUED and after.sent_again > MOST_SENT_AGAIN
        return self.left_to_user(step) if is_too_often else after

    def _after(self, step: Step, delay: timedelta) -> Step:
        return transitions.as_not_found(step, self._clock(), self._uptime(), delay)

    def _since(self, step: Step) -> timedelta:
        return transitions.time_since_first_search(step, self._clock(), self._uptime())
