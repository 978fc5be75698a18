"""The real window, killed again and again: nothing lost, nothing twice.

`tests.helpers.kill.world` has the machinery, `python -m tests.bench kills` the long run.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from app.storage.sqlite.database import CommitPoint
from tests.helpers.faults.faulty_server import Fault
from tests.helpers.kill.deliveries import kill_deliveries
from tests.helpers.kill.world import Campaign, World, run_all

# What it takes for a commit to come to pass: how the server takes the next company.
NEEDS = {
    CommitPoint.QUEUED: Fault.BUSY_429_SECONDS,
    CommitPoint.DISCARD: Fault.BUSY_429_SECONDS,
    CommitPoint.RESTORE: Fault.BUSY_429_SECONDS,
    CommitPoint.REJECTED: Fault.FORBIDDEN_403,
    CommitPoint.REOPEN: Fault.FORBIDDEN_403,
    CommitPoint.UNKNOWN: Fault.READ_THEN_CLOSE,
}
# Repairing a damaged file has its own tests, and nothing in the window forgets a connection's lists.
NOT_HERE = {CommitPoint.TAKE_OVER, CommitPoint.LIST_FORGET}


@pytest.mark.long
@pytest.mark.timeout(600)
def test_killed_at_random_moments_nothing_is_lost_or_doubled() -> None:
    campaigns = (Campaign("people ignored", 10), Campaign("people taken", 10, take_persons=True))
    for outcome in run_all(campaigns, seed=20_26_11):
        assert outcome.ledger.complaints == [], str(outcome)
        assert (outcome.lost, outcome.doubled) == (0, 0), str(outcome)
        assert outcome.ledger.saves > 0, str(outcome)


@pytest.mark.long
@pytest.mark.timeout(900)
def test_killed_at_each_commit_in_turn_nothing_is_lost_or_doubled(tmp_path: Path) -> None:
    with World(tmp_path, seed=1) as world:
        world.server.is_well = True
        for point in CommitPoint:
            for moment in () if point in NOT_HERE else ("before", "after"):
                world.server.next_faults.clear()
                world.server.next_faults.append(NEEDS.get(point, Fault.NONE))
                assert world.crash(crash_point=point, crash_moment=moment), f"it never came to {point}"
                assert world.ledger.complaints == [], f"{moment} {point}"
        outcome = world.settle()
    assert world.ledger.complaints == []
    assert outcome == (0, 0)


@pytest.mark.long
def test_killed_while_it_only_sends_nothing_is_lost_or_doubled(tmp_path: Path) -> None:
    result = kill_deliveries("people ignored", 3, seed=20_26_11, folder=tmp_path)
    assert (result.lost, result.doubled, result.stuck) == (0, 0, 0), str(result)
    assert result.saves > 0
    assert result.kills.total() == 3
