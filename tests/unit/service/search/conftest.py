from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.sandbox import Options, SandboxServer
from tests.helpers.fakes.delivery import Desk


@pytest.fixture
def server(tmp_path: Path) -> Iterator[SandboxServer]:
    with SandboxServer(tmp_path / "sandbox.db", Options(companies=False)) as server:
        yield server


@pytest.fixture
def desk(tmp_path: Path, server: SandboxServer) -> Iterator[Desk]:
    with Desk(tmp_path, server.url) as desk:
        yield desk
