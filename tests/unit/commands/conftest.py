"""A connection that is set up for commands in this process."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.model.profile import Profile
from app.sandbox import PASSWORD, USER, SandboxServer
from app.storage.files.paths import AppPaths
from app.storage.settings.settings_file import Settings, SettingsFile
from tests.helpers.secrets.memory_keyring import MemoryKeyring


@pytest.fixture
def settings(program_home: Path) -> SettingsFile:
    return SettingsFile(AppPaths.of(program_home).settings)


@pytest.fixture
def connected(
    settings: SettingsFile, memory_keyring: MemoryKeyring, tmp_path: Path
) -> Iterator[SandboxServer]:
    """A server, and the connection "Work" to it with its password."""
    with SandboxServer(tmp_path / "server.sqlite3") as server:
        settings.save(Settings(profiles=(Profile(name="Work", url=server.url, user=USER),), active="Work"))
        memory_keyring.passwords["contact-entry", "Work/password"] = PASSWORD
        yield server


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Callable[[bytes], None]:
    """Sets what a command reads from standard input."""

    def put(content: bytes) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))

    return put
