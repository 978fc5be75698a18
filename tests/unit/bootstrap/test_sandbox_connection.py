"""The practice server behind the window."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.bootstrap.options import WindowOptions
from app.bootstrap.program import Program
from app.bootstrap.sandbox_connection import SandboxConnection
from app.controller.connection.status import ConnectionState
from app.model.profile import SANDBOX, Profile
from app.storage.files.paths import AppPaths
from app.storage.settings.settings_file import Settings, SettingsFile

PATIENCE_MS = 30_000

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def paths(tmp_path: Path) -> AppPaths:
    return AppPaths.of(tmp_path / "home")


@pytest.mark.long
def test_the_sandbox_is_turned_to_once_it_runs(qtbot: QtBot, paths: AppPaths) -> None:
    program = Program(WindowOptions(paths, sandbox=True))
    program.show()
    qtbot.waitUntil(
        lambda: program.connections.status.state is ConnectionState.SIGNED_IN, timeout=PATIENCE_MS
    )
    assert program.connections.has_profile(SANDBOX)
    assert program.connections.settings.profiles == ()
    assert program.close()


@pytest.mark.long
def test_what_is_saved_while_the_sandbox_starts_is_for_it(qtbot: QtBot, paths: AppPaths) -> None:
    other = Profile(name="Work", url="http://127.0.0.1:9", user="kari")
    SettingsFile(paths.settings).save(Settings().with_profile(other))
    program = Program(WindowOptions(paths, sandbox=True))
    program.show()
    qtbot.waitUntil(lambda: program.connections.is_setting_up, timeout=PATIENCE_MS)
    with qtbot.waitSignal(program.entry.committed, timeout=PATIENCE_MS) as committed:
        program.entry.save({"Name": "Bakery"})
    assert committed.args is not None
    assert committed.args[0].profile == SANDBOX
    assert program.close()


def test_a_sandbox_that_cannot_start_says_why_and_may_be_tried_again(
    qtbot: QtBot, paths: AppPaths, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = Program(WindowOptions(paths))
    sandbox = program.findChild(SandboxConnection)
    assert isinstance(sandbox, SandboxConnection)
    ends_at_once = [sys.executable, "-c", "raise SystemExit(3)"]
    monkeypatch.setattr("app.sandbox.child.self_command", lambda: ends_at_once)
    for _ in range(2):
        assert not program.connections.is_setting_up
        with qtbot.waitSignal(sandbox.problem_reported, timeout=PATIENCE_MS) as told:
            sandbox.use()
        assert told.args
        assert told.args[0]
    assert program.close()
