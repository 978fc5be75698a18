"""Processes that are killed while they send additions, or what follows a company: each is there once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers.kill.additions import kill_additions
from tests.helpers.kill.next_steps import kill_next_steps


@pytest.mark.long
def test_killed_at_any_moment_what_follows_is_done_once(tmp_path: Path) -> None:
    result = kill_next_steps(3, seed=20_26_11, folder=tmp_path)
    assert result.wanted >= 10
    assert (result.lost, result.doubled, result.stuck) == (0, 0, 0)


@pytest.mark.long
def test_killed_at_any_moment_nothing_is_lost_doubled_or_overwritten(tmp_path: Path) -> None:
    result = kill_additions(3, seed=20_26_11, folder=tmp_path)
    assert (result.lost, result.doubled, result.overwritten, result.stuck) == (0, 0, 0, 0), str(result)
    assert result.added > 0
    assert result.kills.total() == 3
