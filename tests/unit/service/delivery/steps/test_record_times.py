from __future__ import annotations

from datetime import timedelta

import pytest

from app.service.delivery.steps.record_times import is_just_changed
from app.service.delivery.working_copy import WorkingCopy
from tests.helpers.fakes.delivery import Desk


@pytest.mark.parametrize(
    ("ago", "ahead", "is_just"),
    [
        (0.5, 0, True),
        (2.5, 0, False),
        (60, -59, True),  # this computer's clock is a minute fast
        (60, -57, False),
        (-60, 61, True),  # or slow
        (-60, 63, False),
        (60, -61, True),  # an answer that has taken two seconds
        (60, -300, False),  # records whose clock is minutes ahead of that of the answers
    ],
)
def test_the_clock_of_the_server_counts_as_well(desk: Desk, ago: float, ahead: float, is_just: bool) -> None:
    copy = WorkingCopy(desk.enter(), desk.outbox, desk.clock)
    copy.connect_to(desk.profile, desk.api())
    copy.api.server_clock.ahead = timedelta(seconds=ahead)
    assert is_just_changed(copy, desk.clock() - timedelta(seconds=ago)) is is_just
