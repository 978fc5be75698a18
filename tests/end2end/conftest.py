"""What tests of whole processes share: the program with its home, and a connection that is set up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.sandbox import Options, SandboxServer
from tests.helpers.processes.command import Program
from tests.helpers.processes.preloaded import Preloaded
from tests.helpers.processes.submitting import COMPANY, written
from tests.helpers.secrets.shared_keyring import KeyringServer


@pytest.fixture(scope="session")
def preloaded() -> Iterator[Preloaded]:
    started = Preloaded()
    yield started
    started.close()


@pytest.fixture
def program(program_home: Path, preloaded: Preloaded) -> Program:
    """The program with nothing set up and no password kept."""
    return replace(Program.at(program_home), preloaded=preloaded)


@pytest.fixture
def keyring() -> Iterator[KeyringServer]:
    with KeyringServer() as server:
        yield server


@pytest.fixture
def signed_in(program_home: Path, keyring: KeyringServer, preloaded: Preloaded) -> Program:
    """The program with a password store that outlasts a process; see `tests.helpers.processes.connected`."""
    return replace(Program.at(program_home, **keyring.environment), preloaded=preloaded)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[SandboxServer]:
    """A server that takes the people inside a company and names them in its answer."""
    with SandboxServer(tmp_path / "server.sqlite3", Options(take_persons=True)) as running:
        yield running


@pytest.fixture
def company(tmp_path: Path) -> Path:
    return written(tmp_path, COMPANY)
