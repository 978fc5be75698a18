"""A practice server and a desk at it, for the stories that want nothing else of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.sandbox import Options, SandboxServer
from tests.helpers.fakes.delivery import Desk, Switch
from tests.helpers.faults.faulty_server import forward_to


@pytest.fixture
def sandbox(tmp_path: Path) -> Iterator[SandboxServer]:
    with SandboxServer(tmp_path / "sandbox.db", Options(companies=False)) as server:
        yield server


@pytest.fixture
def switch(sandbox: SandboxServer) -> Switch:
    return Switch(forward_to(sandbox.url))


@pytest.fixture
def desk(tmp_path: Path, sandbox: SandboxServer) -> Iterator[Desk]:
    with Desk(tmp_path, sandbox.url) as desk:
        yield desk
