"""What tests need of a system, and how they end a process: on the system that runs this, and on another."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests import conftest
from tests.helpers import systems
from tests.helpers.processes.killing import kill, was_killed


def test_a_need_that_nobody_has_written_down_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        systems.lacking("a coffee machine")


def test_what_a_system_lacks_is_told_with_its_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(systems, "systems", lambda: ("linux",))
    assert systems.lacking("file modes", "mounts") == ""
    monkeypatch.setattr(systems, "systems", lambda: ("win32",))
    assert "rights of the user's profile" in systems.lacking("file modes")
    assert systems.lacking("mounts", "signals").count(";") == 1
    assert systems.lacking() == ""


def test_a_test_that_needs_what_the_system_lacks_is_skipped(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    request.node.add_marker(pytest.mark.needs("mounts"))
    conftest.pytest_runtest_setup(request.node)
    monkeypatch.setattr(systems, "systems", lambda: ("win32",))
    with pytest.raises(pytest.skip.Exception, match="is how Linux tells"):
        conftest.pytest_runtest_setup(request.node)


def test_a_process_that_is_killed_is_told_from_one_that_ends() -> None:
    waits = [sys.executable, "-c", "input()"]
    with subprocess.Popen(waits, stdin=subprocess.PIPE) as process:
        kill(process.pid)
        assert was_killed(process.wait(60))
    assert not was_killed(0)
    assert not was_killed(1)
    assert not was_killed(None)
