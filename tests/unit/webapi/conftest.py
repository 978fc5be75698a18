"""A sandbox that serves as SuperOffice Online."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.sandbox import SandboxServer
from tests.helpers.processes.online import OPTIONS


@pytest.fixture
def server(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[SandboxServer]:
    """Other options: ``@pytest.mark.parametrize("server", [Options(...)], indirect=True)``."""
    with SandboxServer(tmp_path / "sandbox.db", getattr(request, "param", OPTIONS)) as server:
        yield server
