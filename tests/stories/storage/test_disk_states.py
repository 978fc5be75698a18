"""Commands while the disk is in trouble: a sentence, nothing lost or doubled. `make bench` has the rest."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from app.sandbox import SandboxServer
from tests.helpers.faults.disk_states import CannotBeMade, clock, full, log_full, newer, read_only, small_disk
from tests.helpers.faults.disk_trials import try_commands


@pytest.mark.parametrize("state", [full, read_only, newer, log_full, clock(days=-1), clock(days=365)])
def test_commands_say_what_is_wrong_and_nothing_is_lost_or_doubled(
    state: Callable[[Path], AbstractContextManager[None]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    home = tmp_path / "home"
    monkeypatch.setenv("CONTACT_ENTRY_HOME", str(home))
    try:
        with small_disk(home), SandboxServer(tmp_path / "server.sqlite3") as server:
            trial = try_commands(home, server, state)
    except CannotBeMade:
        pytest.skip("mounting a small disk takes root on Linux")
    assert (trial.silent, trial.faults, trial.lost, trial.doubled) == (0, 0, 0, 0), trial.words
