"""The window, killed at each next step once the server has done it: after all starts each is there once."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from app.model.entry import State, StepKind
from app.model.profile import Profile
from app.sandbox import USER, Options, SandboxServer
from app.storage.files.paths import AppPaths
from app.storage.settings.settings_file import Settings, SettingsFile
from tests.helpers.fakes.delivery import Desk, is_next_step
from tests.helpers.faults.faulty_server import FaultyServer, Request, Response, forward_to
from tests.helpers.kill.next_steps import there
from tests.helpers.kill.typed_steps import CONNECTION
from tests.helpers.processes.command import ROOT
from tests.helpers.processes.killing import kill, was_killed


class Killer:
    """Ends the window at the first request of each next step, when the server has done what it asks for."""

    def __init__(self, behind: str) -> None:
        self._forward = forward_to(behind)
        self.process = 0
        self.killed_at: Counter[tuple[str, str]] = Counter()

    def handle(self, request: Request) -> Response:
        answer = self._forward(request)
        is_support_person = request.method == "PUT" and "/contact/" in request.path.lower()
        at = request.method, request.path.lower().partition("?")[0].rpartition("/")[2]
        if (is_next_step(request) or is_support_person) and not self.killed_at[at]:
            self.killed_at[at] += 1
            kill(self.process)
        return answer


@pytest.mark.long
@pytest.mark.timeout(400)
def test_each_next_step_is_there_once(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    with SandboxServer(tmp_path / "server.sqlite3", Options(companies=False)) as sandbox:
        killer = Killer(sandbox.url)
        with FaultyServer(handle=killer.handle) as server:
            profile = Profile(name=CONNECTION, url=server.url, user=USER, language="en")
            SettingsFile(AppPaths.of(home).settings).save(Settings().with_profile(profile))
            ended = [_live(killer, home, "type")]
            while was_killed(ended[-1]) and len(ended) < 10:
                ended.append(_live(killer, home))
        assert ended[-1] == 0
        assert len(killer.killed_at) == len(ended) - 1 == 5, killer.killed_at
        with Desk(AppPaths.of(home).store.parent, sandbox.url) as desk:
            (entry,) = desk.outbox.list()
            assert entry.state is State.SAVED
            found = {step.kind: len(list(there(desk, entry, step))) for step in entry.next_steps}
    kinds = (
        *(StepKind.APPOINTMENT, StepKind.SELECTION, StepKind.PROJECT),
        *(StepKind.CONSENT, StepKind.SUPPORT_PERSON),
    )
    assert found == dict.fromkeys(kinds, 1)


def _live(killer: Killer, home: Path, *words: str) -> int:
    """Returns how the process of a window has ended."""
    keyring = "tests.helpers.secrets.memory_keyring.MemoryKeyring"
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.helpers.kill.typed_steps", home, *words],
        cwd=ROOT,
        env={**os.environ, "PYTHON_KEYRING_BACKEND": keyring},
    )
    killer.process = process.pid
    try:
        return process.wait(100)
    finally:
        process.kill()
        process.wait()
