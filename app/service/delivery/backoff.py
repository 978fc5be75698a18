"""How long to wait after a failure: longer each time, and never in step with other computers."""

from __future__ import annotations

from datetime import timedelta

FIRST_SECONDS = 3.0
LONGEST_SECONDS = 300.0


def back_off(tries: int) -> timedelta:
    """The wait after that many failures in a row, 1 and up: 1.5 to 3 seconds, doubled each time, at most 5
    minutes ("equal jitter": half of it is fixed, half of it is random).
    """
    # Imported here: it loads asyncio, which the first paint must not wait for.
    from tenacity import RetryCallState, Retrying, wait_exponential, wait_random_exponential

    half, most = FIRST_SECONDS / 2, LONGEST_SECONDS / 2
    wait = wait_exponential(multiplier=half, max=most) + wait_random_exponential(multiplier=half, max=most)
    state = RetryCallState(Retrying(), None, (), {})
    state.attempt_number = max(tries, 1)
    return timedelta(seconds=wait(state))
